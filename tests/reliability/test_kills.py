"""A server that is killed at any moment loses nothing that it acknowledged.

The oracle is ``night_ledger.faults``. That it can fail is a test here: a server that acknowledges
before it commits is caught.
"""

import signal
import time
from random import Random

import pytest

from tests.tools.figures import p95

PLAYERS = 20
KILLS_OF_A_NIGHT = 50


def play_and_kill(night, kills, dice, *, first=True):
    """Play a night in which the server is killed again and again.

    Give after each kill what is wrong, and for how many seconds the server was away.
    """
    if first:
        night.serve()
    night.begin(PLAYERS)
    for _ in range(kills):
        night.play()
        time.sleep(dice.random() * 0.6)
        if dice.random() < 0.7:
            night.press(dice)
            time.sleep(dice.random() * 0.2)
        night.served.stop(signal.SIGKILL)
        killed = time.monotonic()
        lost = on_disk(night)
        night.serve()
        night.wait(
            lambda since=killed: (
                any(p.told_at and p.told_at[-1] > since for p in night.phones)
                or night.host.phase != "question"
            ),
            "nobody came back",
        )
        back = [at for p in night.phones for at in p.told_at[-1:] if at > killed]
        night.rest()
        faults = lost + night.faults() + of_pages(night, dice)
        yield faults, [at - killed for at in sorted(back)[:1]]


def on_disk(night):
    """Compare what was told with what is on disk while nobody can write.

    Phones go on where they stopped once there is a server: a change that was lost would be hidden
    by the next.
    """
    time.sleep(0.05)  # what had come is read
    return night.faults()


def of_pages(night, dice):
    """Compare what some phones are shown with what is on disk."""
    page, found = night.page(), []
    for phone in dice.sample(night.phones, 2):
        mine = phone.mine()
        kept = page.answers.get((mine["number"], phone.seat))
        due = (kept.revision, list(kept.places)) if kept else (0, [])
        if (mine["revision"], mine["given"]) != due:
            found.append(f"{phone.seat} is shown {mine}, on disk is {due}")
    return found


def test_kills_at_any_moment_of_a_night_lose_nothing(night, measured):
    gone = []
    for faults, away in play_and_kill(night, 4, Random(3)):
        assert faults == []
        gone += away
    assert night.count > 4 * PLAYERS
    measured("1", "short", kills=4, acknowledged=night.count, lost=0, back_p95_s=p95(gone))


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing(night, measured):
    dice, gone, count, kills = Random(), [], 0, 0
    while kills < 1_000:
        for faults, away in play_and_kill(night, KILLS_OF_A_NIGHT, dice, first=not kills):
            assert faults == [], night.served.told()
            kills, gone = kills + 1, gone + away
        count += night.count
        night.leave()
        measured("1", "full", kills=kills, acknowledged=count, lost=0, back_p95_s=p95(gone))


def kills_until_caught(night, dice):
    """Return how many kills of a hasty server it takes until something is found lost."""
    for kills, (faults, _) in enumerate(play_and_kill(night, 200, dice), 1):
        if any("acknowledged" in fault for fault in faults):
            return kills
    return None


@pytest.fixture
def hasty(night):
    """A night on a server that acknowledges before it commits."""
    start = night.start
    night.start = lambda **more: start(program=("tests.tools.altered", "hasty"), **more)
    return night


def test_a_server_that_acknowledges_too_early_is_caught(hasty, measured):
    kills = kills_until_caught(hasty, Random(5))
    assert kills is not None
    measured("2", "short", caught="1 of 1", after_kills=kills)


@pytest.mark.soak
def test_a_server_that_acknowledges_too_early_is_caught_every_time(hasty, measured):
    taken = []
    for seed in range(10):
        taken.append(kills_until_caught(hasty, Random(seed)))
        hasty.leave()
        hasty.served.stop(signal.SIGKILL)
    assert None not in taken
    measured("2", "full", caught=f"{len(taken)} of 10", most_kills=max(taken))
