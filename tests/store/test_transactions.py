import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from quiz.errors import BadInputError, ConflictError, StorageError
from quiz.store import people
from quiz.store.records import PlayerRecord
from quiz.store.store import Store

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)


def alice(player_id="alice"):
    return PlayerRecord(player_id, "Alice", NOW, NOW)


def test_what_was_written_is_there_for_the_next_reader(store):
    with store.writing() as tx:
        people.add_player(tx, alice())
    with store.reading() as tx:
        assert people.player(tx, "alice") == alice()


def test_an_error_inside_leaves_nothing_behind(store):
    def add_and_fail():
        with store.writing() as tx:
            people.add_player(tx, alice())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    with store.reading() as tx:
        assert people.player(tx, "alice") is None


def test_two_accounts_of_one_name_are_a_conflict(store):
    with store.writing() as tx:
        people.add_player(tx, alice(), "alice")
    with pytest.raises(ConflictError), store.writing() as tx:
        people.add_player(tx, alice("other"), "alice")


def test_forty_writers_at_once_lose_nothing(store):
    with store.writing() as tx:
        people.add_player(tx, alice())

    def add_one(_):
        with store.writing() as tx:
            count = people.player(tx, "alice", to_change=True).name.count("!")
            people.rename(tx, "alice", "!" * (count + 1))

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(add_one, range(40)))
    with store.reading() as tx:
        assert people.player(tx, "alice").name == "!" * 40


def test_a_naive_time_is_refused(store):
    naive = PlayerRecord("a", "Alice", datetime(2026, 5, 1), NOW)  # noqa: DTZ001 - the point
    with pytest.raises(Exception, match="without a zone"), store.writing() as tx:
        people.add_player(tx, naive)


def test_a_server_that_went_away_costs_only_the_transaction_at_hand(postgres_url):
    store = Store(postgres_url)
    store.ping()
    killer = Store(postgres_url)
    with killer.reading() as tx:
        # Waits till they have ended; a second process may take its time to hear that it should.
        others = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
        tx.execute(text(f"{others} WHERE datname = current_database() AND pid <> pg_backend_pid()"))
    store.ping()
    store.close()
    killer.close()


def test_a_server_that_fell_without_a_word_costs_only_the_transaction_at_hand(postgres_url):
    store = Store(postgres_url)
    with store.reading() as tx:
        number = tx.connection().connection.driver_connection.fileno()
    with socket.socket(fileno=os.dup(number)) as line:
        line.shutdown(socket.SHUT_RDWR)
    store.ping()
    store.close()


class Stopped(BaseException):
    """What ends a greenlet, or a program."""


def test_a_stop_in_mid_query_is_a_stop_and_its_connection_is_used_no_more(
    postgres_url, monkeypatch
):
    store = Store(postgres_url)
    store.ping()  # there is a connection now
    wait = psycopg.waiting.wait

    def stop(asking, *args, **more):
        if asking.__name__ != "_execute_gen":
            return wait(asking, *args, **more)
        next(asking)  # it is on its way
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(psycopg.waiting, "wait", stop)
        with pytest.raises(Stopped):
            store.ping()
    store.ping()
    store.close()


def test_a_server_that_does_not_answer_is_told(tmp_path):
    store = Store(f"postgresql+psycopg://quiz@/quiz?host={tmp_path}")
    with pytest.raises(StorageError, match="cannot be reached"):
        store.ping()
    store.close()


def test_postgresql_without_its_driver_names_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadInputError, match=r"greenroom\[postgres\]"):
        Store("postgresql+psycopg://quiz@localhost/quiz")


def test_every_connection_is_as_careful_as_it_must_be(sqlite_url):
    store = Store(sqlite_url)
    with store.reading() as tx:
        found = {
            name: tx.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    store.close()


def test_a_lock_of_another_program_is_waited_for_and_then_told(sqlite_url):
    store = Store(sqlite_url, patience=0.2)
    other = sqlite3.connect(store.engine.url.database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with store.reading() as tx:  # readers do not mind
        assert people.player(tx, "alice") is None
    with pytest.raises(StorageError, match="busy"), store.writing() as tx:
        people.add_player(tx, alice())
    other.execute("ROLLBACK")
    with store.writing() as tx:
        people.add_player(tx, alice())
    other.close()
    store.close()


def test_writers_that_wait_leave_the_connections_to_the_readers(sqlite_url):
    store = Store(sqlite_url, patience=4)
    hold, release = threading.Event(), threading.Event()

    def slow():
        with store.writing():
            hold.set()
            release.wait(20)

    def write(number):
        with store.writing() as tx:
            people.add_player(tx, alice(f"alice-{number}"))

    with ThreadPoolExecutor(40) as pool:
        first = pool.submit(slow)
        hold.wait(5)
        waiting = [pool.submit(write, number) for number in range(30)]
        started = time.monotonic()
        for _ in range(20):
            store.ping()
        assert time.monotonic() - started < 3
        release.set()
        for job in [first, *waiting]:
            job.result()
    store.close()


def test_a_full_disk_is_told_and_nothing_is_half_saved(sqlite_url):
    store = Store(sqlite_url)
    with store.reading() as tx:
        pages = tx.scalar(text("PRAGMA page_count"))
    store.engine.dispose()

    @event.listens_for(store.engine, "connect")
    def shrink(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {pages}")

    def add_many():
        with store.writing() as tx:
            people.add_player(tx, alice("first"))
            for number in range(1_000):
                people.add_player(tx, alice(f"alice-{number}"))

    with pytest.raises(StorageError, match="The disk is full"):
        add_many()
    with store.reading() as tx:
        assert people.player(tx, "first") is None
    assert store.damage() == []
    store.close()


def test_only_what_waits_goes_through_offload(sqlite_url):
    calls = []

    def offload(work):
        calls.append(threading.current_thread().name)
        return work()

    store = Store(sqlite_url, offload)
    store.ping()
    assert calls == []
    with store.writing() as tx:
        people.add_player(tx, alice())
    assert len(calls) == 2  # BEGIN IMMEDIATE and COMMIT
    store.close()


GREENLETS = """
from gevent import monkey
monkey.patch_all()
import sqlite3, sys, time, gevent
from sqlalchemy import text
from quiz.cli.threads import offloader
from quiz.errors import StorageError
from quiz.store.store import Store

impatient = Store(sys.argv[1], offloader(2), patience=0.1)
store = Store(sys.argv[1], offloader(2))
with store.writing() as tx:
    tx.execute(text("CREATE TABLE notes (note TEXT)"))
other = sqlite3.connect(store.engine.url.database, isolation_level=None)
other.execute("BEGIN IMMEDIATE")
ticks = []

def tick():
    while True:
        ticks.append(time.monotonic())
        store.ping()
        gevent.sleep(0.01)

def write(number):
    with store.writing() as tx:
        tx.execute(text("INSERT INTO notes VALUES (:n)"), {"n": str(number)})

try:
    with impatient.writing() as tx:
        tx.execute(text("DELETE FROM notes"))
        raise SystemExit("somebody else has the lock")
except StorageError as error:
    assert "busy" in str(error)
ticker = gevent.spawn(tick)
writers = [gevent.spawn(write, number) for number in range(30)]
gevent.sleep(2)
other.execute("COMMIT")
gevent.joinall(writers, raise_error=True)
ticker.kill()
with store.reading() as tx:
    assert tx.scalar(text("SELECT count(*) FROM notes")) == 30
longest = max(b - a for a, b in zip(ticks, ticks[1:]))
assert longest < 1, longest  # a loop that waits for the lock stands still for 2 s
"""


def test_a_lock_of_another_program_does_not_stop_a_server_of_greenlets(sqlite_url):
    here = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", GREENLETS, sqlite_url],
        cwd=here,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
