"""The card of an evening: whose it is, what it says, and what it keeps to itself."""

import re
from dataclasses import replace

import pytest
from defusedxml import ElementTree

from quiz.night import commands
from quiz.services.nights.desk import RoundDraft
from quiz.services.nights.views import Award, MyReview
from quiz.web.nights import cards
from tests.tools.a_night import ANight, join

REVIEW = MyReview("Friday", "Bob", 4, 9, 4200, 3, 5, ())


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def bob(bob, night, clock):
    """Bob, who had the first question right."""
    join(bob, night, "Bob")
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    field = "choice" if night.stage.question.options else "text"
    form = {"number": "1", "ms": "900", "revision": "1", field: list(night.right())}
    assert bob.client.post(f"/nights/{night.id}/answer", data=form).status_code == 200
    night.on(2)
    return bob.open(f"/nights/{night.id}/mine")


def image(browser):
    return re.search(r'<img id="card-picture" src="([^"]+)"', browser.html)[1]


def card_of(app, review):
    with app.test_request_context():
        return cards.card_of(review)


def test_whoever_has_the_private_link_sees_the_card(bob, charlie):
    path = image(bob)
    drawn = charlie.client.get(path)
    assert drawn.mimetype == "image/svg+xml"
    assert drawn.headers["Cache-Control"] == "no-store"
    assert ElementTree.fromstring(drawn.data).tag.endswith("svg")
    assert charlie.client.get(path.replace("/card.svg", "x/card.svg")).status_code == 404


def test_the_card_tells_no_question_and_no_link(bob):
    path = image(bob)
    drawn = bob.client.get(path).text
    assert "canary" not in drawn.lower()
    assert "localhost" not in drawn
    assert not [part for part in path.split("/")[2:-1] if len(part) > 4 and part in drawn]
    assert "1 of 1 right" in bob.html


def test_a_key_that_is_changed_after_the_night_changes_the_card(bob, night):
    before = bob.client.get(image(bob)).data
    night.say(commands.Finish)
    night.on()
    night.say(commands.Void, number=1)
    assert "0 of 0 right" in bob.open(bob.url).html
    assert bob.client.get(image(bob)).data != before
    night.say(commands.Unvoid, number=1)
    assert "1 of 1 right" in bob.open(bob.url).html


def test_a_prize_is_on_the_page_of_who_won_it_when_the_night_is_over(bob, charlie, night):
    join(charlie, night, "Charlie")
    assert "Fastest right answer" not in bob.html
    night.say(commands.Finish)
    assert "Fastest right answer" in bob.open(bob.url).html
    assert "Fastest right answer" not in charlie.open(f"/nights/{night.id}/mine").html


def test_the_text_to_copy_has_a_line_for_each_round(house, bob, clock):
    night = ANight(house, rounds=(RoundDraft("Load-in", count=2), RoundDraft("Show", count=1)))
    join(bob, night, "Bob")
    night.say(commands.Next)
    while night.stage.head.phase not in {"podium", "over"}:
        night.on()
    page = bob.open(f"/nights/{night.id}/mine").html
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1]
    told = "0 points · 0 of 3 right · place 1 of 1"
    assert text.split("\n") == ["Friday at the Crown", told, "⚫⚫", "⚫"]


def test_a_last_place_is_nobodys_to_tell_and_the_audience_has_none(app):
    assert card_of(app, REVIEW).facts == "3 of 5 right · place 4 of 9"
    assert card_of(app, replace(REVIEW, is_last=True)).facts == "3 of 5 right"
    card = card_of(app, replace(REVIEW, is_audience=True, rank=None))
    assert (card.score, card.unit, card.facts) == ("3", "of 5 right", "in the audience")


def test_points_of_a_team_are_called_so(app):
    card = card_of(app, replace(REVIEW, team="The Encores"))
    assert (card.unit, card.team) == ("points as a team", "The Encores")


def test_no_more_prizes_than_there_is_room_for(app):
    prizes = tuple(Award(title, "Bob", "why") for title in "abc")
    assert card_of(app, replace(REVIEW, prizes=prizes)).prizes == [("a", "why"), ("b", "why")]
