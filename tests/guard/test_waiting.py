"""Who waits at the door to be let in sees the door, and nothing of the night."""

import re
import sqlite3
import time

import pytest

from quiz.live.hub import Watcher
from quiz.night.model import Rules
from quiz.services.nights import access, roster
from tests.guard.test_routes import TABLE
from tests.tools.a_night import ANight, join

LINK = "/nights/<night_id>/mine/<seat_id>/<key>"
ROUTES = {route: form for route, (who, form) in TABLE.items() if who == "p" or route[1] == LINK}


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


@pytest.fixture
def played(night, house, seat):
    """Return the questions that were put to those who play: the first is told, the second open."""
    asks = []
    night.on()
    for _ in range(2):
        night.on()
        house.clock.pass_seconds(10)
        asks.append(night.stage.question.ask)
        if len(asks) == 1:
            night.on(2)
    return asks


@pytest.mark.parametrize("status", ["in", "waiting", "out", "banned"])
def test_every_page_of_a_seat_is_for_those_who_are_in(house, night, waiting, seat, played, status):
    """The others are told of no question, and what they send changes nothing.

    Who waits sees the door. Who left keeps the link to the page of what was played, which those
    who wait were never shown, and which is closed to whoever the host has banned.
    """
    with sqlite3.connect(house.settings.data / "greenroom.db") as database:
        database.execute("UPDATE seats SET status = ? WHERE id = ?", (status, seat))
    known = {"night_id": night.id, "seat_id": seat, "key": access.page_key(house, night.id, seat)}
    cookie = waiting.client.get_cookie("greenroom").value
    for (method, path), form in ROUTES.items():
        waiting.client.set_cookie("greenroom", cookie)  # some drop a seat that is none
        before = kept(house)
        data = {**form, "number": "2"} if path.endswith("/answer") else form or None
        url = re.sub(r"<(\w+)>", lambda found: known[found[1]], path)
        answer = waiting.client.open(url, method=method, data=data, buffered=False)
        watching = [watcher.audience for watcher in house.hub.watchers(night.id)]
        told = "" if path.endswith("/stream") else answer.text
        answer.close()
        is_refused = answer.status_code in {403, 404}
        if status == "in" or (status, path) == ("out", LINK):
            assert not is_refused, path
            continue
        assert [path for secret in (*played, "canary-") if secret in told] == []
        assert kept(house) == before
        at_the_door = status == "waiting" and path.endswith(("/play", "/now", "/stream", "/seat"))
        assert is_refused != at_the_door, path
        assert set(watching) <= ({"door"} if at_the_door else set())


def kept(house):
    with sqlite3.connect(house.settings.data / "greenroom.db") as database:
        return list(database.iterdump())
