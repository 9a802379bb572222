"""Several processes that serve one quiz, with a real PostgreSQL and a real Valkey."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.tools.serving import Visitor

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux spreads visitors")


@pytest.fixture
def pair(serve, filled_postgres_url, valkey):
    """Two workers, open."""
    return serve(QUIZ_DATABASE_URL=filled_postgres_url, QUIZ_BUS_URL=valkey.url, QUIZ_WORKERS="2")


def workers_of(served):
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children")
    return [int(pid) for pid in children.read_text().split()]


def wait_until(condition):
    for _ in range(400):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to be")


def listeners(port):
    """Count the sockets that listen on ``port``."""
    rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
    return sum(row.split()[1].endswith(f":{port:04X}") and row.split()[3] == "0A" for row in rows)


def test_both_serve_and_one_that_is_killed_is_replaced(pair):
    port = urlsplit(pair.url).port
    wait_until(lambda: listeners(port) == 2)
    assert pair.told().count("is open") == 1
    alice = Visitor(pair.url)
    path = alice.start()
    for place in ("0", "1", "2"):  # each request is another connection, to either of them
        assert alice.answer(path, place) == 200
        assert alice.chosen(path) == {place}
    first, second = workers_of(pair)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: listeners(port) == 2 and first not in workers_of(pair))
    assert second in workers_of(pair)
    for _ in range(10):
        assert alice.chosen(path) == {"2"}
    assert "another starts in" in pair.told()
    assert pair.stop() == 0
    assert listeners(port) == 0
    assert pair.told().splitlines()[-1] == "Greenroom closes …"
    assert "Traceback" not in pair.told()


def test_workers_close_when_their_parent_is_killed(pair):
    port = urlsplit(pair.url).port
    wait_until(lambda: listeners(port) == 2)
    pair.stop(signal.SIGKILL)
    wait_until(lambda: listeners(port) == 0)


def test_what_is_missing_is_told(launch):
    refused = launch(QUIZ_WORKERS="2")
    assert refused.process.wait(20) == 1
    assert "QUIZ_DATABASE_URL" in refused.told()
    assert "QUIZ_BUS_URL" in refused.told()
    assert "Traceback" not in refused.told()


def test_only_what_is_missing_is_told(launch):
    refused = launch(QUIZ_WORKERS="2", QUIZ_BUS_URL="redis://127.0.0.1:1")
    assert refused.process.wait(20) == 1
    assert "QUIZ_DATABASE_URL" in refused.told()
    assert "QUIZ_BUS_URL" not in refused.told()


def test_a_port_that_is_taken_is_told(launch, filled_postgres_url, valkey):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        where = {"QUIZ_DATABASE_URL": filled_postgres_url, "QUIZ_BUS_URL": valkey.url}
        refused = launch(QUIZ_WORKERS="2", QUIZ_PORT=str(port), **where)
        assert refused.process.wait(30) == 1
    assert f"Port {port} is in use" in refused.told()


def test_workers_that_never_come_to_serving_are_given_up(monkeypatch):
    from gevent.event import Event

    from quiz.cli import workers

    monkeypatch.setattr(workers.sys, "executable", "/bin/false")
    crew = workers._Crew(1, Event())
    crew.keep(0)
    assert crew.has_failed
    assert crew.closing.is_set()
    assert crew.running == {}


def test_the_option_says_the_same_as_the_setting():
    told = subprocess.run(
        [sys.executable, "-m", "quiz", "serve", "--workers", "3"],
        capture_output=True,
        text=True,
        check=False,
        env={k: v for k, v in os.environ.items() if not k.startswith("QUIZ_")},
    )
    assert told.returncode == 1
    assert "3 workers want what they share" in told.stderr
