"""Who drips a byte now and then loses the place that others could use."""

import selectors
import shutil
import socket
import time
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from tests.tools import serving

PLACES = 30
HEAD = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
POST = b"POST /rounds HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: %d\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n\r\npack="
LINE = b"GET /"
CHUNKED = (
    b"POST /rounds HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n"
)


@pytest.fixture(scope="module")
def served(filled_data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("slow")
    shutil.copytree(filled_data, folder / "data")
    how = {"program": ("tests.tools.altered", "hurried"), "ALTERED_PLACES": str(PLACES)}
    running = serving.wait_until_open(serving.launch(folder, **how))
    yield running
    running.process.kill()
    running.process.wait()


@pytest.fixture
def call(served):
    """Open a connection and say something."""
    opened = []

    def begin(said=b""):
        address = urlsplit(served.url)
        opened.append(sock := socket.create_connection((address.hostname, address.port)))
        sock.settimeout(20)
        sock.sendall(said)
        return sock

    yield begin
    for sock in opened:
        sock.close()


def drip(socks, drop, every=0.1, most=15):
    """Say ``drop`` on each until it is closed; return what each was told, and after how long."""
    started, told = time.monotonic(), dict.fromkeys(socks, b"")
    ended = {}
    with selectors.DefaultSelector() as waiting:
        for sock in socks:
            waiting.register(sock, selectors.EVENT_READ)
        while waiting.get_map():
            assert time.monotonic() - started < most, (
                f"{len(waiting.get_map())} are still listened to"
            )
            for key, _ in waiting.select(every):
                sock = key.fileobj
                try:
                    heard = sock.recv(4096)
                except ConnectionResetError:
                    heard = b""
                told[sock] += heard
                if not heard:
                    waiting.unregister(sock)
                    ended[sock] = time.monotonic() - started
            for key in list(waiting.get_map().values()):
                try:
                    key.fileobj.sendall(drop)
                except OSError:
                    continue  # it will be heard of
    return [(told[sock], ended[sock]) for sock in socks]


@pytest.mark.parametrize(
    "begun",
    [LINE, HEAD, POST % 5_000 + FORM, CHUNKED],
    ids=["first line", "head", "body", "chunks"],
)
def test_who_drips_is_cut_and_told_why(call, begun):
    drop = b"1\r\na\r\n" if begun is CHUNKED else b"a"
    [(told, seconds)] = drip([call(begun)], drop)
    assert told.startswith(b"HTTP/1.1 408 ") or not told  # what is unread may undo the answer
    assert seconds > 0.9


def test_who_stops_in_mid_sentence_is_told_why(call):
    for begun in (LINE, HEAD, POST % 5_000 + FORM):
        sock = call(begun)
        assert sock.recv(4096).startswith(b"HTTP/1.1 408 ")


def test_who_drips_into_a_body_that_nobody_reads_is_cut(call):
    """The answer comes at once; what is left of the body is waited for no longer than another."""
    sock = call(b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\n")
    [(told, _)] = drip([sock], b"a")
    assert told.startswith(b"HTTP/1.1 40")


def test_those_who_drip_hold_up_nobody_for_long(served, call):
    dripping = [call(begun) for begun in (HEAD, POST % 5_000 + FORM) for _ in range(PLACES)]
    honest = HTTPConnection(urlsplit(served.url).netloc, timeout=20)
    honest.request("GET", "/livez")
    drip(dripping, b"a")  # all places were theirs, twice over
    assert honest.getresponse().read() == b"ok\n"
    honest.close()


def test_who_is_slow_but_goes_on_is_heard_to_the_end(call):
    """20 kB/s: a body of several times the second that a short one has."""
    size = 50_000
    sock = call(POST % size + FORM[:-5] + b"x=")
    for _ in range(25):
        time.sleep(0.1)
        sock.sendall(b"a" * 2_000)
    assert not sock.recv(4096).startswith(b"HTTP/1.1 408")


def test_who_thinks_between_two_requests_is_not_hurried(call):
    sock = call(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n")
    for _ in range(2):
        time.sleep(0.3)  # a head in two breaths is no drip
        sock.sendall(b"\r\n")
        assert sock.recv(4096).startswith(b"HTTP/1.1 200")
        time.sleep(1.5)
        sock.sendall(b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n")
