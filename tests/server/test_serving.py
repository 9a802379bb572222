import ctypes
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[2]
DROP_FROM_BOUNDING_SET, CAP_DAC_OVERRIDE = 24, 1


def give_up_roots_rights() -> None:
    """Let root meet the rights of files as everyone does."""
    done = ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, CAP_DAC_OVERRIDE)
    assert done == 0


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_opens_serves_and_closes(serve, sign):
    served = serve()
    connection = HTTPConnection(urlsplit(served.url).netloc)
    for path in ("/livez", "/readyz", "/"):
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 200
        response.read()
    started = time.monotonic()
    assert served.stop(sign) == 0  # an idle visitor holds nobody up
    assert time.monotonic() - started < 5  # so long it waits for those who are being served
    connection.close()
    assert served.told().splitlines()[-1] == "Greenroom closes …"
    assert "Traceback" not in served.told()


def test_who_opens_it_to_the_network_is_shown_the_way_in(serve):
    served = serve(QUIZ_HOST="0.0.0.0")  # noqa: S104 - the point
    served.stop()  # by then it has said everything
    told = served.told()
    assert "http://localhost:" in told
    if "In this network:" in told:  # there is one
        assert re.search(r"In this network: +http://[\d.]+:\d+", told)
        assert "█▀" in told


def test_a_busy_port_is_told(launch):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = launch(QUIZ_PORT=str(port))
        assert refused.process.wait(20) == 1
    assert f"Port {port} is in use" in refused.told()
    assert "QUIZ_PORT=8001" in refused.told()
    assert "Traceback" not in refused.told()


def test_an_address_of_another_machine_is_told(launch):
    refused = launch(QUIZ_HOST="192.0.2.77")
    assert refused.process.wait(20) == 1
    assert "QUIZ_HOST=192.0.2.77 is no address of this machine" in refused.told()


def test_settings_that_make_no_sense_are_told_all_at_once(launch):
    refused = launch(QUIZ_PORT="many", QUIZ_DEBUG="perhaps")
    assert refused.process.wait(20) == 1
    assert "QUIZ_PORT" in refused.told()
    assert "QUIZ_DEBUG" in refused.told()


def test_a_data_folder_that_may_not_be_written_is_told(launch, tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o555)
    refused = launch(before_exec=give_up_roots_rights if os.geteuid() == 0 else None)
    assert refused.process.wait(20) == 1
    assert f"The data folder {folder} cannot be written (Permission denied)" in refused.told()
    assert "Traceback" not in refused.told()


def test_a_file_that_is_no_database_is_told(launch, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/greenroom.db").write_text("a shopping list, not a database " * 40)
    refused = launch()
    assert refused.process.wait(20) == 1
    assert "not a database" in refused.told()
    assert str(tmp_path / "data/greenroom.db") in refused.told()
    assert "Traceback" not in refused.told()


def test_a_broken_pack_is_named_and_the_rest_is_served(serve, tmp_path):
    (tmp_path / "data/packs/mine.yaml").write_text("format: 1\nid: mine\ntitle: M\nquestons: []\n")
    served = serve()
    assert "packs/mine.yaml:4:1: E104" in served.told()
    assert "did you mean “questions”?" in served.told()
    connection = HTTPConnection(urlsplit(served.url).netloc)
    connection.request("GET", "/packs/sums")
    assert connection.getresponse().status == 200
    connection.close()


def test_requests_are_logged_only_when_asked_for(serve):
    for wish, expected in (("no", False), ("yes", True)):
        served = serve(QUIZ_ACCESS_LOG=wish)
        connection = HTTPConnection(urlsplit(served.url).netloc)
        connection.request("GET", "/livez")
        connection.getresponse().read()
        connection.close()
        served.stop()
        assert ("GET /livez" in served.told()) is expected


def test_the_log_keeps_no_key_of_a_night(serve):
    served = serve(QUIZ_ACCESS_LOG="yes")
    for path in ("/nights/abc/host/secret-1", "/screen/secret-2", "/nights/abc/now?key=secret-3"):
        connection = HTTPConnection(urlsplit(served.url).netloc)
        connection.request("GET", path)
        connection.getresponse().read()
        connection.close()
    served.stop()
    assert "GET /nights/abc/host/… HTTP" in served.told()
    assert "secret" not in served.told()


SLOW = """
import sys, signal
from gevent import monkey
monkey.patch_all()
import gevent
from gevent.event import Event
from quiz.cli.wsgi import Server, listen

def app(environ, start_response):
    gevent.sleep(1)
    start_response("200 OK", [("Content-Length", "5")])
    return [b"whole"]

server = Server(listen("127.0.0.1", 0), app, access_log=False)
closing = Event()
gevent.signal_handler(signal.SIGTERM, closing.set)
server.start()
print(server.server_port, flush=True)
closing.wait()
server.close_politely()
"""


def test_who_is_being_served_is_served_to_the_end():
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        port = int(process.stdout.readline())
        idle = socket.create_connection(("127.0.0.1", port))
        answers = []

        def ask():
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", "/")
            answers.append(connection.getresponse().read())
            connection.close()

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.4)
        process.send_signal(signal.SIGTERM)
        assert idle.recv(1) == b""  # let go at once
        idle.close()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port))
        asking.join()
        assert answers == [b"whole"]
        assert process.wait(5) == 0


STREAMS = """
from gevent import monkey
monkey.patch_all()
from quiz.cli.wsgi import Server, listen
from quiz.live.lines import TAKE_OVER

lines = []

def app(environ, start_response):
    lines.append(environ[TAKE_OVER](lambda: None))
    start_response("200 OK", [("Content-Type", "text/event-stream")])
    beginning = [b"retry: 1000\\n\\n"]
    return beginning if environ["PATH_INFO"] == "/list" else iter(beginning)

server = Server(listen("127.0.0.1", 0), app, access_log=False)
print(server.address[1], flush=True)
server.serve_forever()
"""


def test_a_stream_is_not_over_with_its_beginning_whatever_that_came_in():
    with subprocess.Popen(
        [sys.executable, "-c", STREAMS], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            port = int(process.stdout.readline())
            for path in ("/list", "/iterator"):
                connection = HTTPConnection("127.0.0.1", port, timeout=20)
                connection.request("GET", path)
                response = connection.getresponse()
                assert response.getheader("Content-Length") is None, path
                assert response.read(13) == b"retry: 1000\n\n"
                assert not response.isclosed()
                connection.close()
        finally:
            process.kill()


def test_who_hangs_up_in_mid_sentence_leaves_no_trace_in_the_log():
    with subprocess.Popen(
        [sys.executable, "-c", STREAMS],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        port = int(process.stdout.readline())
        for begun in (b"GET /li", b"GET /list HTTP/1.1\r\nHost: 127.0.0.1\r\n"):
            sock = socket.create_connection(("127.0.0.1", port))
            sock.sendall(begun)
            time.sleep(0.1)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            sock.close()
        time.sleep(0.2)
        process.terminate()
        assert "Traceback" not in process.stderr.read()


def test_who_says_nothing_more_gives_the_place_up_when_it_is_wanted():
    """Browsers keep connections open that they may not use again, several each."""
    ask = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    program = SLOW.replace("gevent.sleep(1)", "").replace("=False)", "=False, connections=20)")
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        port = int(process.stdout.readline())
        opened = []

        def come(said):
            opened.append(sock := socket.create_connection(("127.0.0.1", port), timeout=10))
            sock.sendall(said)
            return sock

        in_mid_sentence = come(ask)
        for _ in range(60):
            assert come(ask + b"\r\n").recv(999).startswith(b"HTTP/1.1 200")
        in_mid_sentence.sendall(b"\r\n")
        assert in_mid_sentence.recv(999).startswith(b"HTTP/1.1 200")
        opened[-1].sendall(ask + b"\r\n")  # the latest are still there
        assert opened[-1].recv(999).startswith(b"HTTP/1.1 200")
        assert opened[1].recv(999) == b""
        process.terminate()
        for sock in opened:
            sock.close()


def test_work_in_the_background_starts_again_when_it_fails(caplog):
    from quiz.cli import serve as serving

    tries = []

    def work():
        tries.append(1)
        return 1 / (len(tries) - 1)

    serving._keep_going(work)
    assert len(tries) == 2
    assert "ZeroDivisionError" in caplog.text
