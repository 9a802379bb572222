"""Who waits at the door to be let in sees the door, and nothing of the night."""

import re
import time

import pytest

from quiz.live.hub import Watcher
from quiz.night.model import Rules
from quiz.services.nights import roster
from tests.tools.a_night import ANight, join


class Wire:
    chunked = False

    def __init__(self):
        self.told = b""
        self.is_closed = False

    def write(self, data):
        self.told += data
        return True

    def close(self):
        self.is_closed = True

    def wait_for(self, there):
        end = time.monotonic() + 20
        while not there(self):
            assert time.monotonic() < end, self.told
            time.sleep(0.01)


@pytest.fixture
def night(house):
    return ANight(house, Rules(approve=True, end_early=False, auto_reveal=False))


@pytest.fixture
def waiting(browser, night):
    """Bob, at the door."""
    return join(browser(), night, "Bob")


@pytest.fixture
def seat(waiting, night):
    return re.search(r'data-seat="(\w+)"', waiting.open(f"/nights/{night.id}/play").html)[1]


def test_who_waits_is_shown_no_question_by_page_or_asking(waiting, night):
    night.on(2)
    ask = night.stage.question.ask
    page = waiting.open(f"/nights/{night.id}/play").html
    told = waiting.client.get(f"/nights/{night.id}/now").text
    assert "At the door" in page
    assert ask not in page
    assert ask not in told
    assert "data-choose" not in page + told


def test_a_stream_at_the_door_tells_nothing_until_one_is_in(app, house, night, seat):
    watcher = Watcher(night.id, "door", seat, "en", wire := Wire())
    house.hub.join(watcher)
    wire.wait_for(lambda wire: b"event: me" in wire.told)
    night.on(2)
    roster.rename(house, night.id, night.key, seat, "Robert")
    wire.wait_for(lambda wire: b"Robert" in wire.told)
    assert night.stage.question.ask.encode() not in wire.told
    roster.admit(house, night.id, night.key, (seat,))
    wire.wait_for(lambda wire: wire.is_closed)  # the page comes back, as a player's
    assert watcher not in house.hub.watchers(night.id)
    assert night.stage.question.ask.encode() not in wire.told


def test_the_stream_of_one_who_waits_is_that_of_the_door(app, house, night, waiting, seat):
    told = waiting.client.get(f"/nights/{night.id}/stream?as=player", buffered=False)
    assert [watcher.audience for watcher in house.hub.watchers(night.id)] == ["door"]
    told.close()
    roster.admit(house, night.id, night.key, (seat,))
    told = waiting.client.get(f"/nights/{night.id}/stream?as=player", buffered=False)
    assert [watcher.audience for watcher in house.hub.watchers(night.id)] == ["player"]
    told.close()
