"""Tables as strangers have them, mapped by the documentation alone: all that is asked is right.

The files are in ``strangers/``; the first line of each says what is wrong with its table.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from random import Random

import pytest

from benchmarks.answerer import Answerer
from benchmarks.measures import Tally, as_asked
from benchmarks.rawrows import read_world
from quiz.generator import generate
from quiz.moments.model import Facts
from quiz.moments.reading import read_moments
from quiz.questions.model import Question
from tests.tools.moments import library

FOLDER = Path(__file__).with_name("strangers")
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
QUICK = ("charts", "oscars", "worldcup")  # the answerer takes its time
DIRT = re.compile(r"[*\[\]\xa0\n†]|&\w+;|Ã|  |\(AUS\)|\(USA\)")


@cache
def facts(name: str) -> Facts:
    path = FOLDER / f"{name}.yaml"
    tables = {p.name: p.read_bytes().decode("utf-8-sig") for p in FOLDER.iterdir()}
    return read_moments(path.read_text("utf-8"), path.name, library(), tables.__getitem__)


@cache
def asked(name: str) -> tuple[Question, ...]:
    return tuple(q for seed in (1, 2) for q in generate(facts(name), seed=seed).pack.questions)


def about(name: str, *words: str) -> list[Question]:
    return [q for q in asked(name) if all(word in q.ask for word in words)]


def answers(name: str, *words: str) -> set[frozenset[str]]:
    found = [as_asked(q) for q in about(name, *words) if q.form != "true-false"]
    return {frozenset(one.right) for one in found}


def options(name: str, *words: str) -> set[str]:
    return {o for q in about(name, *words) for o in (*as_asked(q).right, *as_asked(q).wrong)}


@pytest.mark.parametrize("name", NAMES)
def test_every_row_is_used_or_told(name: str) -> None:
    found = facts(name)
    assert found.problems == ()
    for count in found.tables:
        assert count.rows == count.used + len(count.left_out)


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=() if n in QUICK else pytest.mark.soak, id=n) for n in NAMES],
)
def test_every_question_is_right_and_well_put(name: str) -> None:
    judge, tally = Answerer(read_world(FOLDER / f"{name}.yaml")), Tally()
    tally.add(generate(facts(name), seed=1).pack, judge, Random(1))
    assert tally.questions > 10
    assert (tally.failures, tally.flawed, tally.unexplained, tally.duplicates) == ([], [], 0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_no_dirt_is_shown(name: str) -> None:
    for question in asked(name):
        shown = as_asked(question)
        for text in (shown.ask, *shown.right, *shown.wrong, *shown.left, question.explain):
            assert not DIRT.search(text), text


def test_of_a_tie_both_are_right_however_its_rows_are_written() -> None:
    assert answers("oscars", "Best Actor in 1931") == {
        frozenset({"Wallace Beery", "Fredric March"})
    }
    tie = frozenset({"Katharine Hepburn", "Barbra Streisand"})
    assert answers("oscars", "Best Actress in 1968") <= {tie}
    assert not [q for q in asked("oscars") if q.form == "pair"]  # none of them shared it


def test_a_year_without_play_is_not_asked_and_one_with_two_winners_is_asked_for_both() -> None:
    for year in ("Australian Open in 1986", "French Open in 1940", "Championships in 2020", "194–"):
        assert about("tennis", year) == []
    two = frozenset({"Roscoe Tanner", "Vitas Gerulaitis"})
    assert answers("tennis", "Australian Open in 1977") <= {two}
    assert [t.name for t in facts("tennis").things.values() if "Laver" in t.name] == ["Rod Laver"]


def test_a_drive_that_two_shared_is_won_by_both() -> None:
    shared = frozenset({"Luigi Fagioli", "Juan Manuel Fangio"})
    for found in answers("f1", "French Grand Prix of 1951", "victory"):
        assert found == shared
    assert about("f1", "German Grand Prix of 1960") == []
    assert answers("f1", "Who won the Monaco Grand Prix of 1957?") <= {
        frozenset({"Juan Manuel Fangio"})
    }


def test_a_country_that_was_renamed_is_called_what_it_was_called() -> None:
    for question in asked("worldcup"):
        shown = as_asked(question)
        names = {*shown.right, *shown.wrong} if question.form != "typed" else set(shown.right[:1])
        year = re.search(r"(?:of|in) (\d{4})\?", shown.ask)
        if "Germany" in names and year and "Germany" in shown.right:
            assert int(year[1]) > 1990
        if "West Germany" in shown.right:
            assert "Germany" not in shown.wrong
    assert not about("worldcup", "How many", "German")  # whose titles are they?
    assert answers("worldcup", "hosted the World Cup of 2002") == {
        frozenset({"South Korea", "Japan"})
    }
    years = {o for o in options("worldcup", "years did") if o.isdigit()}
    assert {int(year) % 4 for year in years} == {2}


def test_a_prize_of_people_and_an_organisation_is_asked_of_neither_alone() -> None:
    for year in ("1997", "2001", "2007"):
        forms = {question.form for question in about("nobel", f"in {year}")}
        assert forms <= {"pair", "true-false"}  # with whom it was shared can be said
    assert "Martin Luther King Jr." in options("nobel", "in 1964")
    assert about("nobel", "1948") == []
    assert not [o for o in options("nobel", "won") if ", " in o]


def test_a_title_that_was_taken_away_was_won_by_nobody() -> None:
    assert not [q for q in asked("tour") for y in range(1999, 2006) if f"of {y}" in q.ask]
    names = {thing.name for thing in facts("tour").things.values()}
    assert not {"Title vacated", "vacant", "No winner", "(none)"} & names
    assert "Miguel Induráin" in names
    assert "Miguel Indurain" not in names


def test_a_reign_that_began_twice_has_no_single_year() -> None:
    for name in ("Henry VI", "Edward IV"):
        assert about("kings", f"reign of {name} begin") == []
    assert not about("kings", "began to reign in 1689")


def test_acts_by_several_spellings_are_one_act() -> None:
    names = [t.name for t in facts("charts").things.values() if t.type in {"group", "person"}]
    assert names.count("Simon & Garfunkel") == 1
    assert names.count("Beyoncé") == 1
    assert {"Sean Paul", "Rob Thomas", "Jay-Z", "Earth, Wind & Fire"} <= set(names)
    assert not about("charts", "for 1 weeks")
