"""Articles, pronouns and numbers are right by construction."""

from __future__ import annotations

import pytest

from quiz.generator.grammar import Words, with_article
from quiz.generator.templates import render
from quiz.questions.amounts import numbers_in, tells
from quiz.text import join_names
from tests.tools.moments import CAST, questions


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("artist", "an artist"), ("song", "a song"), ("hour", "an hour"), ("house", "a house"),
        ("unicorn", "a unicorn"), ("uninvited guest", "an uninvited guest"), ("user", "a user"),
        ("umbrella", "an umbrella"), ("European", "a European"),
        ("one-hit wonder", "a one-hit wonder"), ("honest man", "an honest man"),
        ("MTV award", "an MTV award"), ("UFO", "a UFO"), ("FBI agent", "an FBI agent"),
        ("X", "an X"), ("B side", "a B side"), ("8-track", "an 8-track"), ("18th", "an 18th"),
        ("7-inch", "a 7-inch"), ("heir", "an heir"), ("élite", "an élite"),
        ("the band", "the band"), ("a duo", "a duo"), ("two sons", "two sons"),
    ],
)  # fmt: skip
def test_a_or_an_goes_by_the_sound(noun: str, said: str) -> None:
    assert with_article(noun) == said


@pytest.mark.parametrize(
    ("pronouns", "count", "said"),
    [
        ("he", 1, "Pat says he was there with his band; it praised him."),
        ("she", 1, "Pat says she was there with her band; it praised her."),
        ("it", 1, "Pat says it was there with its band; it praised it."),
        ("they", 1, "Pat says they were there with their band; it praised them."),
        ("", 1, "Pat says they were there with their band; it praised them."),
        ("he", 2, "Pat say they were there with their band; it praised them."),
    ],
)
def test_pronouns_and_their_verbs_follow_whoever_is_told(
    pronouns: str, count: int, said: str
) -> None:
    template = (
        "{who} {who|says|say} {who:they} {who:they|was|were} there with {who:their} band;"
        " it praised {who:them}."
    )
    assert render(template, {"who": Words("Pat", count, pronouns)}) == said


def test_a_kind_of_a_file_may_use_them_all() -> None:
    kinds = """
kinds:
  thanked:
    roles: {who: {is: [person, group]}, whom: {is: [person, group]}, as: {text: true}}
    pinned_by: [[who]]
    complete: [whom]
    say: "{who} thanked {whom} as {as:a}."
    ask: {whom: {one: "whom did {who} call {as:a} of {who:their} own?"}}
"""
    cast = CAST.replace(
        "taylor: {name: Taylor Swift,", "taylor: {name: Taylor Swift, pronouns: she,"
    )
    told = """
    - {thanked: {who: taylor, whom: dove, as: idol}}
    - {thanked: {who: trio, whom: rema, as: hero}}
    """
    asked = {q.ask for q in questions(told, cast, kinds)}
    assert "Whom did Taylor Swift call an idol of her own?" in asked
    assert "Whom did Trio call a hero of their own?" in asked


def test_a_name_with_an_and_of_its_own_is_parted_by_a_comma() -> None:
    assert join_names(["K and JoJo", "Trio"]) == "K and JoJo, and Trio"
    assert join_names(["Ida", "K and JoJo", "Trio"]) == "Ida, K and JoJo, and Trio"
    assert join_names(["Ida", "Rex"]) == "Ida and Rex"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the 2023 VMAs", 2023), ("Super Bowl XX", 20), ("Rocky IV", 4), ("the Second Symphony", 2),
        ("Festival '74", 74), ("MCMLXXXIV", 1984),
    ],
)  # fmt: skip
def test_numbers_are_read_however_they_are_written(text: str, value: int) -> None:
    assert value in numbers_in(text)


def test_the_last_two_digits_tell_a_year_and_a_near_one_within_what_is_right() -> None:
    assert tells("the games of '74", 1974)
    assert tells("since 1973", 1974, within=1)
    assert not tells("since 1973", 1974)
