"""Whoever is sent out, and whoever watches a night that is gone, has no stream any more."""

import sqlite3
import time

import pytest

from quiz.live.bus import News
from quiz.services.nights import roster
from tests.tools.a_night import join


def wait_until(condition):
    for _ in range(400):
        if condition():
            return
        time.sleep(0.0125)
    pytest.fail("it did not come to be")


@pytest.fixture
def watching(browser, night):
    """Let somebody join and watch; what came over the stream is not read."""
    open_ = []

    def watch(name):
        bob = join(browser(), night, name)
        answer = bob.client.get(f"/nights/{night.id}/stream")
        assert answer.status_code == 200
        open_.append(answer)
        return bob, night.me(bob).seat_id

    yield watch
    for answer in open_:
        answer.close()


@pytest.mark.parametrize("how", ["kick", "ban", "purge"])
def test_who_is_sent_out_hears_no_more(house, night, watching, how):
    bob, seat = watching("Bob")
    _alice, stays = watching("Anna")
    roster.admit(house, night.id, night.key, [stays])
    if how == "purge":
        roster.purge(house, night.id, night.key, "minutes", 5)
    else:
        getattr(roster, how)(house, night.id, night.key, [seat])
    wait_until(lambda: house.hub.seats(night.id) == {stays})
    assert bob.client.get(f"/nights/{night.id}/stream").status_code == 403


def test_a_night_that_is_gone_is_let_go(house, night, watching, caplog):
    watching("Bob")
    with sqlite3.connect(house.settings.data / "greenroom.db") as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM nights")
    house.bus.publish(News(night.id, "people", 99))
    wait_until(lambda: not house.hub.watchers(night.id))
    time.sleep(0.6)
    assert caplog.text.count("is not told") <= 1
