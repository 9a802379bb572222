"""Several workers that serve one night, and what they need: any of it may go and come back."""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from tests.tools.figures import p95
from tests.tools.live_night import LiveNight
from tests.tools.own_postgres import OwnPostgres
from tests.tools.shipped import fill

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux spreads visitors")

PLAYERS = 12


def workers_of(served):
    """Return the processes that serve."""
    pid = served.process.pid
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def listening(port):
    """Count the sockets that listen on a port."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(row[1].endswith(f":{port:04X}") and row[3] == "0A" for row in rows)


def served_by(stream, port, workers):
    """Return which worker holds the other end of a stream."""
    ends = (f":{port:04X}", f":{stream.local_port:04X}")
    for row in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, remote, inode = (row.split()[place] for place in (1, 2, 9))
        if local.endswith(ends[0]) and remote.endswith(ends[1]):
            for pid in workers:
                for handle in Path(f"/proc/{pid}/fd").iterdir():
                    with suppress(OSError):
                        if str(handle.readlink()) == f"socket:[{inode}]":
                            return pid
    return None


def kill_one(night, dice, count):
    """Kill a worker in mid-question; return faults, and how long its streams were away."""
    night.wait(
        lambda: len(workers_of(night.served)) == count and listening(night.port) >= count,
        "a worker is missing",
    )
    night.wait(lambda: all(stream.is_open for stream in night.streams), "a stream is missing")
    workers = workers_of(night.served)
    held = {id(stream): served_by(stream, night.port, workers) for stream in night.streams}
    victim = dice.choice(workers)
    ended = [len(stream.ended) for stream in night.streams]
    opened = [len(stream.opened) for stream in night.streams]
    night.play(rest=0.02)
    time.sleep(0.1 + dice.random() * 0.3)
    os.kill(victim, signal.SIGKILL)
    killed = time.monotonic()
    theirs = [s for s in night.streams if held[id(s)] == victim]
    night.wait(
        lambda: all(
            len(s.opened) > n
            for s, n in zip(night.streams, opened, strict=True)
            if held[id(s)] == victim
        ),
        "a phone of the worker that was killed does not come back",
    )
    waits = [stream.opened[-1] - killed for stream in theirs]
    night.next_question()  # everybody is told, by whichever worker
    night.rest()
    faults = night.faults()
    for stream, before in zip(night.streams, ended, strict=True):
        if held[id(stream)] != victim and len(stream.ended) != before:
            faults.append("a stream of another worker was cut")
    return faults, waits, len(night.streams) - len(theirs)


def kill_workers(night, measured, size, count, times):
    """Kill so many workers, one after the other."""
    night.settings["QUIZ_WORKERS"] = str(count)
    night.serve()
    night.begin(PLAYERS)
    dice, waits, others = Random(2), [], 0
    for _ in range(times):
        faults, waited, untouched = kill_one(night, dice, count)
        assert faults == [], night.served.told()
        waits, others = waits + waited, others + untouched
    measured(
        "5", size, workers=count, kills=times, acknowledged=night.count, lost=0,
        others_cut=f"0 of {others}", back_p95_s=p95(waits),
    )  # fmt: skip


def test_a_worker_that_is_killed_costs_nothing_and_nobody_else(crowded, measured):
    kill_workers(crowded, measured, "short", 2, 2)


@pytest.mark.soak
def test_fifty_of_four_workers_are_killed(crowded, measured):
    kill_workers(crowded, measured, "full", 4, 50)


def lose_the_bus(night, valkey, seconds):
    """Take Valkey away for so long while people play; return how long a press took to be told."""
    night.play(rest=0.02)
    valkey.kill()
    until, waits = time.monotonic() + seconds, []
    try:
        while not waits or time.monotonic() < until:
            pressed = time.monotonic()
            night.next_question()
            waits.append(time.monotonic() - pressed)
            time.sleep(seconds / 10)  # a night has 300 questions
    finally:
        valkey.come_back()
    night.next_question()
    night.rest()
    return waits


def test_play_goes_on_without_the_bus(crowded, valkey, measured):
    crowded.settings["QUIZ_WORKERS"] = "2"
    crowded.serve()
    crowded.begin(PLAYERS)
    waits = lose_the_bus(crowded, valkey, 3)
    assert crowded.faults() == []
    measured("6", "short", case="Valkey away for 3 s", acknowledged=crowded.count, lost=0,
             told_p95_s=p95(waits))  # fmt: skip


@pytest.mark.soak
def test_play_goes_on_without_the_bus_for_long(crowded, valkey, measured):
    crowded.settings["QUIZ_WORKERS"] = "2"
    crowded.serve()
    crowded.begin(PLAYERS)
    waits = []
    for _ in range(20):
        waits += lose_the_bus(crowded, valkey, 30)
        assert crowded.faults() == []
    measured("6", "full", case="Valkey away for 30 s, 20 times", acknowledged=crowded.count,
             lost=0, told_p95_s=p95(waits))  # fmt: skip


@pytest.fixture
def own_postgres(tmp_path_factory):
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    running = OwnPostgres()
    yield running
    running.stop()


@pytest.fixture
def on_own(launched, own_postgres, valkey, tmp_path):
    """A night of two workers on a PostgreSQL of its own."""
    fill(tmp_path / "data", QUIZ_DATABASE_URL=own_postgres.url)
    settings = {"QUIZ_DATABASE_URL": own_postgres.url, "QUIZ_BUS_URL": valkey.url}
    live = LiveNight(launched, own_postgres.url, settings | {"QUIZ_WORKERS": "2"})
    live.serve()
    live.begin(PLAYERS)
    yield live
    live.leave()


def lose_the_database(night, own_postgres, seconds):
    """Take PostgreSQL away in mid-question; return how long after its return play went on."""
    night.play(rest=0.02)
    time.sleep(0.5)
    own_postgres.kill()
    time.sleep(0.2)
    count = night.count
    time.sleep(seconds)
    assert night.count == count, "something was acknowledged that nobody could keep"
    away = time.monotonic()
    own_postgres.come_back()
    back = time.monotonic()
    night.wait(lambda: night.count > count + 2 * PLAYERS, "nobody is served")
    # It may serve before it is known to: then play went on at once.
    first = min(at for phone in night.phones for at in phone.told_at if at > away)
    went_on = max(0.0, first - back)
    night.next_question()
    night.rest()
    assert night.faults() == [], night.served.told()
    return went_on


def test_play_goes_on_after_the_database_was_away(on_own, own_postgres, measured):
    waits = [lose_the_database(on_own, own_postgres, 1)]
    measured("6", "short", case="PostgreSQL killed and started again",
             acknowledged=on_own.count, lost=0, goes_on_after_p95_s=p95(waits))  # fmt: skip


@pytest.mark.soak
def test_play_goes_on_after_the_database_was_away_twenty_times(on_own, own_postgres, measured):
    waits = [lose_the_database(on_own, own_postgres, 3) for _ in range(20)]
    measured("6", "full", case="PostgreSQL killed and started again, 20 times",
             acknowledged=on_own.count, lost=0, goes_on_after_p95_s=p95(waits))  # fmt: skip
