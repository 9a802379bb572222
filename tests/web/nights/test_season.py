"""The season of a host, as it stands below the drawing board."""

import pytest
from flask import get_template_attribute

from quiz.services.nights.season import Season, SeasonRow

ROWS = tuple(SeasonRow(n, f"Player {n}", 1000 - n, 2, n == 1) for n in range(1, 24))


@pytest.fixture
def shown(app):
    def render(rows):
        with app.test_request_context():
            table = get_template_attribute("macros/season.html", "season_table")
            return str(table(Season(("One", "Two"), rows))).partition("<details")

    return render


def test_the_first_twenty_are_listed_and_the_others_unfold(shown):
    listed, _, folded = shown(ROWS)
    assert (listed.count('setlist-row"'), folded.count('setlist-row"')) == (20, 3)
    assert "3 more" in folded
    assert shown(ROWS[:20])[1] == ""


def test_wins_are_told_of_those_who_have_some(shown):
    assert shown(ROWS)[0].count(" win") == 1
    assert "0 wins" not in shown(ROWS)[0]
