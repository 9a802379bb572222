"""Warnings: what can be read and is likely a mistake all the same."""

import random

import pytest

from quiz.errors import BadInputError
from quiz.moments.model import Facts, Thing, ThingType
from quiz.moments.reading import read_moments
from quiz.moments.suspicions import MOST, suspicions
from tests.tools.moments import library

HEAD = """format: 1
id: t
title: T
as_of: 2023-09-14
sources:
  paper: {title: The paper}
defaults: {source: paper}
things:
  ann: {name: Ann Smithson, type: person}
  bob: {name: Bob Millers, type: person}
"""
MOMENTS = """moments:
  - {won: Best Song, winner: ann, year: 2020}
  - {won: Best Song, winner: bob, year: 2021}
"""


def warnings(text: str, **tables: str) -> list[str]:
    found = read_moments(text, "t.yaml", library(), lambda name: tables[name.partition(".")[0]])
    return [str(problem) for problem in suspicions(found)]


def test_a_file_in_order_has_no_warning():
    assert warnings(HEAD + MOMENTS) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "moments:\n",
            "  anna: {name: Anna Smithson, type: person}\nmoments:\n  - {won: B, winner: anna}\n",
            "t.yaml:11:0: W401 “Anna Smithson” is a letter from “Ann Smithson”: are they one",
        ),
        (
            "{won: Best Song, winner: bob",
            "{won: Best Sonng, winner: bob",
            "t.yaml:13:0: W401 “Best Sonng” is a letter from “Best Song”: are they one award?",
        ),
        (
            "moments:\n",
            "  cid: {name: Cid, type: person}\nmoments:\n",
            "t.yaml:11:0: W402 “cid” is never named in a moment",
        ),
        (
            "{name: Bob Millers, type",
            "{name: Bob Millers, aliases: [ANN SMITHSON], type",
            "t.yaml:10:0: W405 the alias “ANN SMITHSON” of “bob” is the name of “ann”",
        ),
        (
            "  paper: {title: The paper}\n",
            "  paper: {title: The paper}\n  film: {title: A film}\n",
            "t.yaml:7:0: W406 the source “film” is never cited",
        ),
        ("year: 2021", "year: 2024", "t.yaml:13:0: W407 2024 lies after “as_of”, 2023-09-14"),
    ],
)
def test_a_likely_mistake_is_told_with_its_place(old, new, told):
    text = (HEAD + MOMENTS).replace(old, new, 1)
    assert any(told in warning for warning in warnings(text)), warnings(text)
    assert warnings(text.replace("title: T\n", f"title: T\nquiet: [{told.split()[1]}]\n")) == []


def test_a_gap_in_a_run_of_years_is_told():
    years = [*range(2000, 2006), *range(2007, 2012)]
    rows = "".join(f"  - {{won: Best Song, winner: ann, year: {y}}}\n" for y in years)
    told = warnings(f"{HEAD}moments:\n{rows}  - {{won: A, winner: bob, year: 2003}}\n")
    assert [text.split(" ", 1)[1] for text in told] == [
        "W404 Best Song goes on from 2000 to 2011 without 2006"
    ]


def test_every_fourth_year_is_no_gap():
    rows = "".join(f"  - {{won: Cup, winner: ann, year: {y}}}\n" for y in range(1980, 2020, 4))
    told = warnings(f"{HEAD}moments:\n{rows}  - {{won: A, winner: bob, year: 2003}}\n")
    assert told == []
    told = warnings(
        f"{HEAD}moments:\n{rows.replace('1988', '1888')}  - {{won: A, winner: bob, year: 2003}}\n"
    )
    assert told


def test_a_list_that_others_have_whole_is_missed():
    kinds = (
        "kinds:\n  ran:\n    roles: {who: {is: person}, prize: {is: award, open: true}}\n"
        "    complete: [prize]\n    say: '{who} ran[ for {prize}].'\n"
    )
    rows = "moments:\n" + "  - {ran: ann, prize: Cup}\n" * 3 + "  - {ran: bob}\n"
    assert warnings(HEAD + kinds + rows) == [
        "t.yaml:20:0: W403 “prize” should be whole and is missing; other “ran” have it"
    ]


def test_rows_that_know_a_thing_by_its_code_do_not_make_two_of_one():
    table = (
        "tables:\n  - file: a.csv\n    things:\n      'c-{iso}': {name: '{name}', type: country}\n"
    )
    assert "W401" not in str(
        warnings(HEAD + MOMENTS + table, a="iso,name\nIE,Ireland\nIS,Iceland\n")
    )
    by_name = table.replace("c-{iso}", "{name}")
    assert "W401" in str(warnings(HEAD + MOMENTS + by_name, a="name,iso\nIreland,1\nIrelamd,2\n"))


def test_no_more_than_some_of_a_kind_are_told():
    cast = "".join(f"  x{n}: {{name: Unused {n}, type: person}}\n" for n in range(80))
    told = warnings(HEAD + cast + MOMENTS)
    assert len(told) == MOST + 1
    assert told[0] == "t.yaml:0:0: W402 and 30 more of these: a thing is never named"


def test_an_unknown_code_cannot_be_silenced():
    with pytest.raises(BadInputError, match="E304 there is no warning W40; did you mean “W401”"):
        warnings(HEAD.replace("title: T\n", "title: T\nquiet: W40\n") + MOMENTS)


def test_ten_thousand_names_are_compared():
    dice = random.Random(1)
    names = {"".join(dice.choices("abcdefghijklmnopqrstuvwxyz ", k=18)) for _ in range(10_000)}
    things = {
        name: Thing(name, name, "person", file="t.csv", line=at) for at, name in enumerate(names)
    }
    types = {"person": ThingType("person", "person", "people")}
    # Comparing each with each would take minutes.
    assert suspicions(Facts("t", "T", things, {}, types, (), {})) == ()
