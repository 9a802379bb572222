"""What was acknowledged is on the disk, and what cannot be brought there is not acknowledged."""

import json
import os
import resource
import signal
import sqlite3
import sys
import time
from contextlib import suppress

import pytest

from quiz.store.store import Store
from tests.tools import tracer

needs_tracer = pytest.mark.skipif(bool(tracer.is_possible()), reason=tracer.is_possible())


@pytest.fixture
def watch(night, launched, tmp_path):
    """Serve a night under the tracer; watch it from now on."""
    pids = []

    def begin(*program, players=5):
        (tmp_path / "trace").mkdir()
        under = ("tests.tools.tracer", str(tmp_path / "trace"), *(program or ("quiz",)))
        night.start = lambda **more: launched(program=under, **more)
        night.serve()
        night.begin(players)
        pids.append(int((tmp_path / "trace/traced.pid").read_text()))
        (tmp_path / "trace/watch").touch()
        night.wait((tmp_path / "trace/watching").exists, "nobody traces")
        return tmp_path / "trace"

    yield begin
    night.leave()
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def unsynced(folder):
    """Count the acknowledgements, and those before which the answer was not yet on the disk.

    On the disk: between the answer and its acknowledgement the log was written, and then a sync
    of it began and ended well.
    """
    came, step, acknowledged, early = {}, {}, 0, 0
    lines = (folder / "calls.jsonl").read_text().splitlines()
    for line in lines:
        what, *whose = json.loads(line)
        if what == "in":
            step[tuple(whose)] = "came"
            came[tuple(whose)] = True
        elif what == "out" and came.pop(tuple(whose), False):
            acknowledged += 1
            early += step.pop(tuple(whose)) != "synced"
        for key, now in step.items():
            step[key] = _STEPS.get((now, what), now)
    return acknowledged, early


_STEPS = {
    ("came", "write"): "written",
    ("written", "syncing"): "syncing",
    ("syncing", "synced"): "synced",
    ("syncing", "failed"): "written",
}


def play_until(night, count):
    """Play until so many answers were acknowledged."""
    night.play()
    night.wait(lambda: night.count >= count, "too few answers", 120)
    night.rest()


@needs_tracer
def test_every_answer_is_on_the_disk_before_it_is_acknowledged(night, watch, measured):
    folder = watch()
    play_until(night, 60)
    acknowledged, early = unsynced(folder)
    assert acknowledged >= 60
    assert early == 0
    measured("3", "short", synced_first=f"{acknowledged - early} of {acknowledged}")


@needs_tracer
def test_a_server_that_does_not_wait_for_the_disk_is_caught(night, watch, measured):
    folder = watch("tests.tools.altered", "lax")
    play_until(night, 30)
    acknowledged, early = unsynced(folder)
    assert acknowledged >= 30
    assert early == acknowledged
    measured("3", "mutant", caught=f"{early} of {acknowledged}")


@needs_tracer
@pytest.mark.soak
def test_a_thousand_answers_are_on_the_disk_before_they_are_acknowledged(night, watch, measured):
    folder = watch()
    play_until(night, 1_000)
    acknowledged, early = unsynced(folder)
    assert early == 0
    measured("3", "full", synced_first=f"{acknowledged - early} of {acknowledged}")


_DISK = ("The disk is full.", "The disk cannot be written or read.")


def refusal(night):
    """Return in which words the last answer of each phone was refused."""
    (words,) = {phone.words for phone in night.phones}
    return json.loads(words)["error"]


def goes_on(night):
    """See that answers are taken again, that all is there, and the file is sound."""
    count, since = night.count, time.monotonic()
    night.wait(lambda: night.count > count + 2 * len(night.phones), "nobody is served")
    back = min(at for phone in night.phones for at in phone.told_at if at > since) - since
    night.rest()
    assert night.faults() == []
    store = Store(night.url)
    assert store.damage() == []
    store.close()
    return round(back, 2)


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux limits the files of another process"
)
def test_a_full_disk_acknowledges_nothing_and_harms_nothing(night, tmp_path, measured):
    served = night.serve()
    night.begin(8)
    night.play()
    time.sleep(0.3)
    written = (tmp_path / "data/greenroom.db-wal").stat().st_size
    before = resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, (written, before[1]))
    night.wait(lambda: all(p.statuses[-1] == 503 for p in night.phones), "the disk is not full")
    count = night.count
    time.sleep(1)
    # A limit of one process is told as a failing disk; a disk that is really full as full.
    assert refusal(night) in {f"{told} Nothing was saved; try again." for told in _DISK}
    assert night.count == count
    resource.prlimit(served.process.pid, resource.RLIMIT_FSIZE, before)
    back = goes_on(night)
    assert served.stop() == 0
    assert "Traceback" not in served.told()
    measured("7", "short", case="disk full", lost=0, goes_on_after_s=back)


def locked(night, seconds):
    """Hold the database for so long from another process's place; nobody is told “saved”."""
    night.serve()
    night.begin(8)
    night.play()
    time.sleep(0.3)
    other = sqlite3.connect(night.url.removeprefix("sqlite:///"), isolation_level=None, timeout=10)
    other.execute("BEGIN IMMEDIATE")
    time.sleep(0.2)
    count, statuses = night.count, [len(phone.statuses) for phone in night.phones]
    time.sleep(seconds)
    assert night.count == count
    told = {s for p, n in zip(night.phones, statuses, strict=True) for s in p.statuses[n:]}
    assert told <= {0, 503}
    other.execute("ROLLBACK")
    other.close()
    return told, goes_on(night)


def test_a_database_that_is_held_acknowledges_nothing_and_goes_on(night, measured):
    told, back = locked(night, 6)
    assert 503 in told
    measured("7", "short", case="database held for 6 s", lost=0, goes_on_after_s=back)


@pytest.mark.soak
def test_a_database_that_is_held_for_long_goes_on(night, measured):
    told, back = locked(night, 30)
    assert 503 in told
    measured("7", "full", case="database held for 30 s", lost=0, goes_on_after_s=back)


@needs_tracer
def test_a_disk_that_fails_to_write_is_told_and_acknowledges_nothing(night, watch, measured):
    folder = watch(players=4)
    night.play()
    time.sleep(0.5)
    (folder / "fail").touch()
    night.wait(lambda: all(p.statuses[-1] == 503 for p in night.phones), "no sync fails")
    count = night.count
    time.sleep(1)
    assert refusal(night) == "The disk cannot be written or read. Nothing was saved; try again."
    assert night.count == count
    (folder / "fail").unlink()
    back = goes_on(night)
    os.kill(int((folder / "traced.pid").read_text()), signal.SIGKILL)
    night.served.process.wait(10)
    assert night.faults() == []
    measured("7", "short", case="failing sync", lost=0, goes_on_after_s=back)
