"""Streams of the real server: opened, cut, kept alive and closed."""

import socket
import struct
import sys
import threading
import time

import pytest
from flask import Flask

from quiz.live import frames
from quiz.live.hub import Hub
from quiz.web import streams
from tests.tools.figures import p95
from tests.tools.stand import Stand

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the stand counts files in /proc")

SNAPSHOT = frames.retry(1000) + frames.frame("stage", "first", "0")
RESET = struct.pack("ii", 1, 0)


@pytest.fixture
def open_stand(tmp_path):
    """Start the stand; it is closed after the test and has told of no accident."""
    opened = []

    def start(**settings):
        opened.append(Stand(tmp_path, **settings))
        return opened[-1]

    yield start
    for stand in opened:
        close(stand)


@pytest.fixture(scope="module")
def only_stand(tmp_path_factory):
    running = Stand(tmp_path_factory.mktemp("stand"))
    yield running
    close(running)


@pytest.fixture
def stand(only_stand):
    """A stand that nobody watches yet; it is up already."""
    wait_until(lambda: only_stand.state()["watchers"] == 0)
    return only_stand


def close(stand):
    stand.process.terminate()
    assert stand.process.wait(10) == 0
    assert "Traceback" not in stand.told()


@pytest.fixture
def opened():
    """Sockets to be closed in the end."""
    sockets = []
    yield sockets
    for sock in sockets:
        sock.close()


def read_until(sock, end):
    got = b""
    while not got.endswith(end):
        more = sock.recv(65_536)
        assert more, got
        got += more
    return got


def wait_until(condition):
    for _ in range(400):
        if condition():
            return
        time.sleep(0.025)
    pytest.fail("it did not come to be")


def test_a_stream_begins_with_headers_and_the_snapshot(stand, opened):
    opened.append(sock := stand.watch())
    got = read_until(sock, frames.chunk(SNAPSHOT)).decode()
    head = got.partition("\r\n\r\n")[0].casefold()
    assert head.startswith("http/1.1 200")
    for header in (
        "content-type: text/event-stream",
        "cache-control: no-store",
        "x-accel-buffering: no",
        "x-content-type-options: nosniff",
        "content-security-policy: ",
        "transfer-encoding: chunked",
    ):
        assert header in head
    assert "content-length" not in head
    assert stand.state()["watchers"] == 1


def test_a_frame_reaches_all_whatever_http_they_speak(stand, opened):
    new = [stand.watch() for _ in range(20)]
    old = [stand.watch(version="1.0") for _ in range(20)]
    opened += new + old
    for sock in new:
        read_until(sock, frames.chunk(SNAPSHOT))
    for sock in old:
        assert b"chunked" not in read_until(sock, SNAPSHOT)
    assert stand.say("a", "Hello\nthere") == 40
    said = frames.frame("stage", "Hello\nthere")
    assert {read_until(sock, b"\n\n\r\n") for sock in new} == {frames.chunk(said)}
    assert {read_until(sock, b"\n\n") for sock in old} == {said}


def test_everyone_is_sent_a_frame_of_their_own(stand, opened):
    seats = {seat: stand.watch(f"/watch/a/player?seat={seat}") for seat in ("alice", "bob")}
    opened += seats.values()
    for sock in seats.values():
        read_until(sock, frames.chunk(SNAPSHOT))
    stand.ask("/each/a", "")
    for seat, sock in seats.items():
        assert read_until(sock, b"\n\n\r\n") == frames.chunk(frames.frame("me", seat))


def test_another_sites_page_may_not_watch(stand):
    for headers in (
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ):
        assert stand.ask("/watch/a/player", **headers)[0] == 403
    assert stand.state()["watchers"] == 0


def test_our_own_page_may(stand, opened):
    own = f"http://127.0.0.1:{stand.port}"
    for headers in ({"Sec_Fetch_Site": "same-origin"}, {"Origin": own}):
        opened.append(sock := stand.watch(**headers))
        read_until(sock, frames.chunk(SNAPSHOT))


@pytest.mark.parametrize("how", ["politely", "abruptly"])
def test_who_goes_is_forgotten_at_once(stand, how):
    before = stand.state()["files"]
    socks = [stand.watch() for _ in range(30)]
    for sock in socks:
        read_until(sock, frames.chunk(SNAPSHOT))
    for sock in socks:
        if how == "abruptly":
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        sock.close()
    wait_until(lambda: stand.state()["watchers"] == 0)
    assert stand.state()["files"] <= before


def test_a_snapshot_that_cannot_be_made_is_an_error_and_nobody_watches(open_stand):
    stand = open_stand()
    assert stand.ask("/broken/a")[0] == 500
    assert stand.state()["watchers"] == 0
    stand.log.write_text("the traceback was wanted")


def test_one_watcher_too_many_is_sent_away_for_a_while(open_stand, opened):
    stand = open_stand(STAND_LIMIT="2")
    for _ in range(2):
        opened.append(sock := stand.watch())
        read_until(sock, frames.chunk(SNAPSHOT))
    assert stand.ask("/watch/a/player")[0] == 503
    assert stand.ask("/livez")[0] == 200


def test_a_quiet_stream_is_told_that_it_lives(open_stand, opened):
    stand = open_stand(STAND_BEAT="0.1")
    opened.append(sock := stand.watch())
    read_until(sock, frames.chunk(SNAPSHOT) + 3 * frames.chunk(frames.PING))


def test_silence_ends_a_connection_but_no_stream(open_stand, opened):
    stand = open_stand(STAND_SILENCE="0.2")
    opened.append(sock := stand.watch())
    read_until(sock, frames.chunk(SNAPSHOT))
    with socket.create_connection(("127.0.0.1", stand.port), timeout=10) as idle:
        assert idle.recv(1) == b""
    time.sleep(0.3)
    assert stand.say("a", "still here") == 1
    read_until(sock, b"still here\n\n\r\n")


def test_a_stream_may_come_over_a_connection_that_was_used_before(stand, opened):
    opened.append(sock := stand.watch("/livez"))
    read_until(sock, b"ok\n")
    sock.sendall(f"GET /watch/a/player HTTP/1.1\r\nHost: 127.0.0.1:{stand.port}\r\n\r\n".encode())
    read_until(sock, frames.chunk(SNAPSHOT))
    assert stand.say("a", "hello") == 1
    read_until(sock, b"hello\n\n\r\n")


def test_a_request_head_asks_for_no_stream(stand):
    with socket.create_connection(("127.0.0.1", stand.port), timeout=10) as sock:
        sock.sendall(
            f"HEAD /watch/a/player HTTP/1.1\r\nHost: 127.0.0.1:{stand.port}\r\n"
            "Connection: close\r\n\r\n".encode()
        )
        assert b"text/event-stream" in read_until(sock, b"\r\n\r\n")
    assert stand.state()["watchers"] == 0


def test_on_sigterm_streams_are_told_when_to_come_back(open_stand, opened):
    stand = open_stand()
    opened += [stand.watch() for _ in range(20)]
    for sock in opened:
        read_until(sock, frames.chunk(SNAPSHOT))
    stand.process.terminate()
    waits = set()
    for sock in opened:
        told = read_until(sock, frames.LAST_CHUNK)
        waits.add(int(told.split(b"retry: ")[1].split()[0]))
        assert sock.recv(1) == b""
    assert len(waits) > 10
    assert all(200 <= wait < 2_200 for wait in waits)
    assert stand.process.wait(5) == 0


def hold_out(stand, opened, half_open, slow, requests=1):
    """Let so many say half a request, and so many read nothing, while others play."""
    before = stand.state()["files"]
    for _ in range(half_open):
        opened.append(sock := socket.create_connection(("127.0.0.1", stand.port)))
        sock.sendall(b"GET /watch/a/pl")
    good = [stand.watch() for _ in range(5)]
    opened += good
    opened += [stand.watch(buffer=2_048) for _ in range(slow)]
    for sock in good:
        read_until(sock, frames.chunk(SNAPSHOT))
    wait_until(lambda: stand.state()["watchers"] == slow + 5)
    times, stop = [], threading.Event()

    def play():
        while not stop.is_set():
            started = time.monotonic()
            assert stand.ask("/readyz")[0] == 200
            times.append(time.monotonic() - started)

    playing = threading.Thread(target=play)
    playing.start()
    text = "x" * 8_000
    end = frames.chunk(frames.frame("stage", text))
    taken = slow + 5
    while taken > 5:
        taken = stand.say("a", text)
        for sock in good:
            read_until(sock, end)
    wait_until(lambda: len(times) >= requests)  # the half-open ones are still there
    stop.set()
    playing.join()
    assert stand.state()["watchers"] == 5
    assert stand.state()["files"] <= before + half_open + 5 + 2
    for sock in opened:
        sock.close()
    wait_until(lambda: stand.state()["files"] <= before)
    return sorted(times)


def test_slow_and_half_open_visitors_hold_nobody_up(stand, opened):
    hold_out(stand, opened, 50, 20)


@pytest.mark.soak
def test_five_hundred_half_open_and_two_hundred_slow_hold_nobody_up(stand, opened, measured):
    times = hold_out(stand, opened, 500, 200, requests=200)
    measured("11", "full", requests=len(times), answered_p95_s=p95(times), files_left_open=0)


def test_news_from_one_process_reaches_who_watches_in_another(open_stand, opened, valkey):
    here, there = (open_stand(QUIZ_BUS_URL=valkey.url) for _ in "12")
    wait_until(lambda: here.state()["well"] and there.state()["well"])
    opened.append(sock := there.watch())
    read_until(sock, frames.chunk(SNAPSHOT))
    here.ask("/news/a/7", "")
    read_until(sock, frames.chunk(frames.frame("news", "7")))


def test_without_its_bus_the_server_is_ready_and_says_that_it_is_slower(open_stand, valkey):
    stand = open_stand(QUIZ_BUS_URL=valkey.url)
    wait_until(lambda: stand.ask("/readyz") == (200, "ok\n"))
    valkey.kill()
    wait_until(lambda: stand.ask("/readyz")[1].startswith("degraded"))
    assert stand.ask("/readyz")[0] == 200
    valkey.come_back()
    wait_until(lambda: stand.ask("/readyz") == (200, "ok\n"))


@pytest.fixture
def plain_app():
    """An application before a server that hands no socket over."""
    app, hub = Flask("plain"), Hub()

    @app.get("/watch")
    def watch():
        return streams.stream(hub, "a", "player", first=lambda: SNAPSHOT)

    return app, hub


def test_any_other_server_pours_from_a_queue(plain_app):
    app, hub = plain_app
    answer = app.test_client().get("/watch")
    parts = answer.iter_encoded()
    assert next(parts) == SNAPSHOT
    assert hub.deliver("a", "player", SNAPSHOT) == 1
    assert next(parts) == SNAPSHOT
    hub.close()
    assert next(parts).startswith(b"retry: ")
    assert list(parts) == []
    assert app.test_client().get("/watch").data.startswith(b"retry: ")


def test_who_leaves_another_server_is_forgotten(plain_app):
    app, hub = plain_app
    answer = app.test_client().get("/watch")
    assert len(hub) == 1
    answer.close()
    assert len(hub) == 0
