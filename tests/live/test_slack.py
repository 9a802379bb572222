"""A host's line: what a desk shows of a full house is more than a socket takes at once."""

import socket
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.live.hub import Hub, Watcher
from quiz.live.lines import SocketLine
from tests.tools.serving import ROOT

MUCH = 2_000_000


def pair(slack):
    """Return a line that is open, its other end, and how often it asked for room."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    asked = []
    line = SocketLine(chunked=False)
    line.slack = slack
    assert line.open(ours, b"", ours.close, lambda: asked.append(1))
    return line, theirs, asked


def heard(end, most=MUCH):
    told = b""
    while len(told) < most:
        try:
            more = end.recv(most - len(told))
        except BlockingIOError:
            break
        if not more:
            break
        told += more
    return told


@given(
    sizes=st.lists(st.sampled_from([1, 100, 50_000, 400_000]), min_size=1, max_size=6),
    gulps=st.lists(st.sampled_from([1, 10_000, 300_000]), max_size=12),
)
def test_all_of_it_arrives_in_its_order_however_slowly_it_is_read(sizes, gulps):
    line, end, asked = pair(MUCH * 2)
    sent = b""
    told = b""
    for place, size in enumerate(sizes):
        data = bytes([65 + place]) * size
        assert line.write(data)
        sent += data
        for gulp in gulps[:2]:
            told += heard(end, gulp)
            line.flush()
        gulps = gulps[2:]
    while line.flush():
        told += heard(end)
    told += heard(end)
    assert told == sent
    assert bool(asked) or len(sent) < 400_000
    line.close()
    end.close()


def test_it_asks_for_room_once_and_again_when_all_had_gone_out():
    line, end, asked = pair(MUCH)
    for turn in (1, 2):
        assert line.write(b"x" * 1_000_000)
        assert line.write(b"y")
        assert len(asked) == turn
        while line.flush():
            heard(end)
        heard(end)
    line.close()
    end.close()


def test_more_than_its_slack_is_too_much():
    hub = Hub()
    line, end, _ = pair(MUCH)
    hub.join(Watcher("r", "host", "", "en", line))
    assert hub.deliver("r", "host", b"x" * (MUCH - 1)) == 1
    assert hub.deliver("r", "host", b"x" * MUCH) == 0
    assert len(hub) == 0
    end.close()


def test_a_player_has_none():
    line, end, asked = pair(0)
    assert not line.write(b"x" * MUCH)
    assert not asked
    end.close()


def test_who_has_gone_meanwhile_is_found_out():
    line, end, _ = pair(MUCH)
    assert line.write(b"x" * MUCH)
    end.close()
    with pytest.raises(ConnectionError):
        line.flush()
    line.close()
    assert not line.flush()


SERVER = """
from gevent import monkey
monkey.patch_all()
import sys
import gevent
from flask import Flask, request
from quiz.cli.wsgi import Server, listen
from quiz.live.hub import Hub
from quiz.web import streams

app, hub = Flask("x"), Hub()

@app.get("/<audience>")
def watch(audience):
    return streams.stream(hub, "r", audience, first=lambda: b"begin" + b"x" * 1_000_000)

@app.get("/count")
def count():
    return str(len(hub))

@app.get("/more")
def more():
    return str(hub.deliver("r", "host", b"y" * 500_000 + b"end"))

server = Server(listen("127.0.0.1", 0), app, access_log=False)
print(server.address[1], flush=True)
server.serve_forever()
"""


@pytest.fixture(scope="module")
def port():
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        yield int(process.stdout.readline())
        process.kill()


def ask(port, path):
    sock = socket.create_connection(("127.0.0.1", port), timeout=10)
    sock.sendall(b"GET /%b HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" % path.encode())
    return sock


def answer(port, path):
    with ask(port, path) as sock:
        return b"".join(iter(lambda: sock.recv(9999), b"")).rpartition(b"\r\n\r\n")[2]


def test_a_desk_of_a_full_house_reaches_its_host_whole_and_goes_on(port):
    with ask(port, "host") as host:
        while answer(port, "count") != b"1":
            time.sleep(0.01)
        assert answer(port, "more") == b"1"
        told = b""
        while not told.endswith(b"yend"):
            more = host.recv(65_536)
            assert more, "it was cut"
            told += more
        assert told.partition(b"begin")[2] == b"x" * 1_000_000 + b"y" * 500_000 + b"end"
    while answer(port, "count") != b"0":  # and who has gone is forgotten
        time.sleep(0.01)


def test_a_host_who_goes_in_the_middle_of_it_is_forgotten(port):
    host = ask(port, "host")
    host.recv(1000)
    assert answer(port, "count") == b"1"
    host.close()
    while answer(port, "count") != b"0":
        time.sleep(0.01)
