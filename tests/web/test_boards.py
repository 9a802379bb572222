"""Leaderboards as pages: whole, as a part, and empty."""

import pytest

from tests.web.test_people import finish_round


def test_an_empty_leaderboard_invites(charlie):
    charlie.open("/leaderboards?window=day")
    assert "Nobody is on this list yet" in charlie.html
    charlie.press("Play")
    assert 'id="question"' in charlie.html


def test_my_own_place_is_in_view(bob):
    finish_round(bob)
    bob.follow("See the leaderboard")
    assert bob.status == 200
    assert "data-me" in bob.html


def test_a_script_gets_the_leaderboard_alone(bob):
    part = bob.client.get("/leaderboards?length=20", headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith('<div id="board"')
    assert "<html" not in part.text


@pytest.mark.parametrize("query", ["window=year", "length=7", "length=x"])
def test_a_leaderboard_there_is_not_is_told(charlie, query):
    assert charlie.open(f"/leaderboards?{query}").status == 400


def test_a_leaderboard_of_an_unknown_pack_is_told(charlie):
    assert charlie.open("/leaderboards?scope=nothing").status == 404


def test_a_score_cannot_be_posted(bob):
    assert bob.client.post("/leaderboards", data={"points": "99999"}).status_code == 405
