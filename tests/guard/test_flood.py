"""Row 18: a thousand bots join. One press locks the door, one more sends them away, no one else."""

import secrets
import time

import pytest

from quiz.night.model import Rules
from quiz.services.nights import door
from tests.tools.a_night import ANight, join

MEMBERS = 20


def members(night, browser, clock):
    """Have people come as they do: now and then, one after the other."""
    came = []
    for turn in range(MEMBERS):
        came.append(join(browser(), night, f"Member {turn}"))
        clock.pass_seconds(7)
    clock.pass_seconds(90)
    return came


def flood(night, clock, count):
    """Join with so many bots, a hundred in a second."""
    for turn in range(count):
        device = secrets.token_urlsafe(16)
        door.join(night.house, night.code, door.JoinWish(f"Bot {turn}", device=device))
        clock.pass_seconds(0.01)


def press(host, night, **form):
    began = time.perf_counter()
    path = f"/nights/{night.id}/{'do' if 'command' in form else 'people'}"
    told = host.client.post(path, data=form)
    assert told.status_code == 303
    return time.perf_counter() - began


def withstand(house, browser, hosting, clock, count):
    """Let bots come in, and be rid of them in two presses; return how long these took."""
    night = ANight(house, rules=Rules(end_early=False, auto_reveal=False, capacity=5_000))
    here = members(night, browser, clock)
    host = browser().open(f"/nights/{night.id}/host/{night.key}")
    seats = {night.me(member).seat_id for member in here}
    flood(night, clock, count)
    assert night.stage.people == MEMBERS + count

    version = str(night.stage.head.version)
    locking = press(host, night, command="lock_door", version=version)
    late = browser().open(f"/j/{night.code}")
    assert "locked" in late.html
    told = late.client.post(f"/j/{night.code}", data={"name": "Bot again"})
    assert told.status_code == 409

    purging = press(host, night, action="purge_flood")
    assert night.stage.people == MEMBERS
    assert {night.me(member).seat_id for member in here} == seats
    assert all(member.open(f"/nights/{night.id}/play").status == 200 for member in here)
    return locking, purging


def test_bots_are_locked_out_and_purged_in_two_presses_and_nobody_else_is(
    house, browser, hosting, clock
):
    withstand(house, browser, hosting, clock, 200)


@pytest.mark.soak
def test_a_thousand_bots_are_gone_within_two_seconds(house, browser, hosting, clock):
    locking, purging = withstand(house, browser, hosting, clock, 1_000)
    told = f"locked in {locking * 1000:.0f} ms, purged in {purging * 1000:.0f} ms"
    print(f"\n1,000 bots: {told}, 0 of {MEMBERS} members dropped")  # noqa: T201 - the figure
    assert purging <= 2


def test_members_who_came_with_the_flood_and_have_answered_are_spared(
    house, browser, hosting, clock
):
    """Bots that join in the middle of the game do not cost those who play their seats."""
    night = ANight(house, rules=Rules(end_early=False, auto_reveal=False, capacity=5_000))
    late = [join(browser(), night, f"Late {turn}") for turn in range(5)]
    flood(night, clock, 60)
    host = browser().open(f"/nights/{night.id}/host/{night.key}")
    night.on(2)
    clock.pass_seconds(10)
    for member in late:
        field = "choice" if night.stage.question.options else "text"
        form = {"number": "1", "revision": "1", field: list(night.right())}
        told = member.client.post(f"/nights/{night.id}/answer", data=form)
        assert told.status_code == 200
    press(host, night, action="purge_flood")
    assert night.stage.people == 5
    assert all(member.open(f"/nights/{night.id}/play").status == 200 for member in late)
