"""At zero the room is told why nothing happens, when somebody has longer than the others."""

import re

import pytest

from quiz.services.nights import pages, roster
from tests.tools.a_night import ANight, join

WORDS = "Some have a little longer"


@pytest.fixture
def night(house):
    return ANight(house)


def shown(page):
    """Whether the words are on a page, and whether they are seen."""
    return WORDS in page.html, re.search(r'<div class="timer[^>]* data-over', page.html) is not None


def test_screen_desk_and_phones_say_that_some_have_longer(bob, charlie, app, clock, night):
    join(bob, night, "Bob")
    join(charlie, night, "Charlie")
    slow = re.search(r'data-seat="(\w+)"', charlie.html)[1]
    roster.extra_time(night.house, night.id, night.key, slow, on=True)
    night.on(2)
    asked = night.stage.question
    host = type(bob)(app.test_client())

    def look():
        return [
            shown(host.open(f"/screen/{pages.screen_key(night.house, night.id, night.key)}")),
            shown(host.open(f"/nights/{night.id}/host/{night.key}")),
            shown(bob.open(f"/nights/{night.id}/play")),
            shown(charlie.open(f"/nights/{night.id}/play")),
        ]

    assert look() == [(True, False)] * 3 + [(False, False)]
    clock.pass_seconds(asked.lead + asked.limit + 1)
    assert look() == [(True, True)] * 3 + [(False, False)]


def test_nothing_is_said_where_time_is_up_for_all_at_once(bob, clock, night):
    join(bob, night, "Bob")
    night.on(2)
    asked = night.stage.question
    clock.pass_seconds(asked.lead + asked.limit + 0.1)
    assert WORDS not in bob.open(f"/nights/{night.id}/play").html
