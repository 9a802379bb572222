"""A server that is stopped politely in mid-question: everyone is told to come back, and does."""

import signal
import time
from random import Random

import pytest

from tests.tools.figures import p95
from tests.tools.night_clients import data_of

PLAYERS = 12
SECONDS = 120


def left(stream, since):
    """Return when the question ends by the last stage that this phone was sent after ``since``."""
    for event in reversed(stream.events):
        remaining = data_of(event.data, "remaining")
        if event.name == "stage" and event.at > since and remaining:
            return event.at + float(remaining)
    return None


def restart(night, dice):
    """Restart in the middle of a question; return faults, shifts of the deadline, and waits."""
    night.play(rest=0.02)
    time.sleep(0.1 + dice.random() * 0.3)
    before, ends = night.page().night.state, [left(stream, 0) for stream in night.streams]
    opened = [len(stream.opened) for stream in night.streams]
    told = [len(stream.waits) for stream in night.streams]
    stopped = time.monotonic()
    status = night.served.stop(signal.SIGTERM)
    sent_back = [len(s.waits) > n for s, n in zip(night.streams, told, strict=True)]
    night.serve()
    night.wait(
        lambda: (
            all(len(s.opened) > n for s, n in zip(night.streams, opened, strict=True))
            and all(left(s, stopped) for s in night.streams)
        ),
        "a phone does not come back",
    )
    waits = [stream.opened[-1] - stopped for stream in night.streams]
    night.rest()
    faults = night.faults()
    if status:
        faults.append(f"it ended with {status}")
    if not all(sent_back):
        faults.append("a stream was not told when to come back")
    if night.page().night.state != before:
        faults.append("the night is not where it was")
    shifts = [
        abs(left(s, stopped) - end) for s, end in zip(night.streams, ends, strict=True) if end
    ]
    return faults, shifts, waits


def play(night, measured, size, times):
    """Restart so many times, a question each; say what was measured."""
    dice, shifts, waits = Random(7), [], []
    night.serve()
    night.begin(PLAYERS, seconds=SECONDS)
    for _ in range(times):
        faults, moved, waited = restart(night, dice)
        assert faults == [], night.served.told()
        shifts, waits = shifts + moved, waits + waited
        night.next_question()
    found = {"lost": 0, "back_p95_s": p95(waits), "deadline_shift_p95_s": p95(shifts)}
    measured("4", size, restarts=times, acknowledged=night.count, **found)


def test_restarts_in_mid_question_lose_nothing_and_move_no_deadline(night, measured):
    play(night, measured, "short", 2)


@pytest.mark.soak
def test_fifty_restarts_in_mid_question(night, measured):
    play(night, measured, "full", 50)


def test_a_server_that_moves_deadlines_is_caught(night, tmp_path, monkeypatch):
    """The oracle compares the state on disk: one that was altered meanwhile is found."""
    from quiz.night.commands import AddTime
    from quiz.services.house import open_house
    from quiz.services.nights import stage
    from quiz.settings import read_settings

    night.serve()
    night.begin(2, seconds=SECONDS)
    real = night.serve

    def late():
        house = open_house(read_settings({}, tmp_path / "data"))
        page = night.page().night
        monkeypatch.setattr("quiz.services.nights.access.hmac.compare_digest", lambda *_: True)
        stage.do(house, page.id, "", AddTime(page.state.version, 1))
        house.store.close()
        return real()

    monkeypatch.setattr(type(night), "serve", lambda _self: late())
    faults, _, _ = restart(night, Random(1))
    assert faults == ["the night is not where it was"]
