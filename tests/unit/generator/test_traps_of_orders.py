"""Traps of what is put in order, typed as a number or counted: what a fair mind disputes."""

from __future__ import annotations

import pytest

from quiz.questions.model import Number
from tests.tools.moments import CAST, questions
from tests.tools.several import PRIZES, STATES, WHOLE, YEARS, items, of_form
from tests.tools.traps import reasons

# ---- put in order


def test_what_is_put_in_order_stands_in_the_order_of_its_years() -> None:
    found = of_form(questions(YEARS, STATES), "order")
    assert found
    years = ["Delaware", "Ohio", "Texas", "Utah", "Hawaii"]
    for question in found:
        assert question.ask == "In which order did these states join the Union, from first to last?"
        assert list(items(question)) == [name for name in years if name in items(question)]
        for name in items(question):
            assert question.proof.why_wrong(name).startswith(f"{name} joined the Union in ")


def test_no_two_of_a_year_are_to_be_put_in_order() -> None:
    tie = YEARS.replace("year: 1803", "year: 1845")
    for question in of_form(questions(tie, STATES), "order"):
        assert not {"Ohio", "Texas"} <= set(items(question))


def test_years_too_close_to_tell_are_not_to_be_put_in_order() -> None:
    close = YEARS.replace("year: 1803", "year: 1788")
    for question in of_form(questions(close, STATES), "order"):
        assert not {"Delaware", "Ohio"} <= set(items(question))


def test_a_name_that_tells_its_number_is_not_to_be_put_in_order() -> None:
    for name in ("State II", "Land 1803", "The Second State"):
        cast = STATES.replace("name: Ohio", f"name: {name}")
        assert all(name not in items(q) for q in of_form(questions(YEARS, cast), "order"))


@pytest.mark.parametrize("doubt", ["inferred: true", "disputed: true", "status: draft"])
def test_a_doubtful_year_is_neither_put_in_order_nor_asked_as_a_number(doubt: str) -> None:
    doubtful = YEARS.replace("year: 1803", f"year: 1803, {doubt}")
    found = questions(doubtful, STATES)
    assert all("Ohio" not in items(q) for q in of_form(found, "order"))
    assert all("Ohio" not in q.ask for q in of_form(found, "number"))


def test_a_year_that_a_doubtful_fact_contradicts_is_not_put_in_order_or_typed() -> None:
    second = YEARS + "- {joined_union: oh, year: 1953, disputed: true}\n"
    found = questions(second, STATES)
    assert all("Ohio" not in items(q) for q in of_form(found, "order"))
    assert all("Ohio" not in q.ask for q in of_form(found, "number"))


def test_whoever_is_never_asked_about_is_not_put_in_order() -> None:
    for hidden in ("ask: false", "sensitive: true"):
        cast = STATES.replace("name: Ohio", f"name: Ohio, {hidden}")
        assert all("Ohio" not in items(q) for q in of_form(questions(YEARS, cast), "order"))


def test_what_bears_another_name_now_is_not_put_in_order() -> None:
    cast = STATES.replace("name: Ohio", "name: Ohio, until: 1990")
    assert all("Ohio" not in items(q) for q in of_form(questions(YEARS, cast), "order"))


def test_one_thing_under_two_names_is_not_put_in_order_twice() -> None:
    cast = STATES.replace("name: Utah", "name: Deseret, aliases: [Ohio]")
    for question in of_form(questions(YEARS, cast), "order"):
        assert not {"Deseret", "Ohio"} & set(items(question))


def test_a_part_and_its_whole_are_not_put_in_order_together() -> None:
    cast = STATES.replace("name: Utah, type: state", "name: Utah, type: state, part_of: tx")
    for question in of_form(questions(YEARS, cast), "order"):
        assert not {"Texas", "Utah"} <= set(items(question))


# ---- numbers


def test_a_year_is_typed_within_what_its_kind_allows() -> None:
    found = of_form(questions(YEARS, STATES, seeds=40), "number")
    assert {q.ask for q in found} >= {"In which year did Ohio join the Union?"}
    for question in found:
        assert isinstance(question.body, Number)
        assert question.body.within == 0
    gas = (
        "\nthings:\n  x: {name: xenon, type: element}\n  r: {name: William Ramsay, type: person}\n"
    )
    dated = "- {discovered: x, discoverer: r, year: 1898, complete: [year]}"
    years = [q.body for q in of_form(questions(dated, gas), "number")]
    assert years == [Number(1898, 1)]


KINDS = """
kinds:
  staged:
    roles: {show: {is: event}, year: {is: year, open: true}}
    pinned_by: [[show]]
    complete: [year]
    say: "{show} was staged in {year}."
    ask: {year: {one: "in which year was {show} staged?"}}
"""


@pytest.mark.parametrize("name", ["Eurovision 1974", "Festival '74", "Winter Games of 1974"])
def test_a_year_that_the_name_tells_is_not_asked(name: str) -> None:
    cast = f'\nthings:\n  show: {{name: "{name}", type: event, article: the}}\n'
    assert of_form(questions("- {staged: show, year: 1974}", cast, KINDS), "number") == []


def test_a_title_that_looks_like_a_number_is_no_number_to_type() -> None:
    cast = CAST + '  a21: {name: "21", type: song}\n'
    songs = """
    - {won: Best Song, winner: taylor, work: a21, at: vmas, complete: [work]}
    - {won: Best Pop, winner: dove, work: Rush, at: vmas, complete: [work]}
    """
    assert of_form(questions(songs, cast), "number") == []
    told = reasons(songs, cast)  # of both songs
    assert told.count("work, number: the answer is no number, or a name like one") == 2


@pytest.mark.parametrize("name", ["007", "1" * 400])
def test_a_number_that_nobody_types_so_is_not_to_be_typed(name: str) -> None:
    cast = (
        f'\nthings:\n  x: {{name: xenon, type: element}}\n  n: {{name: "{name}", type: number}}\n'
    )
    assert of_form(questions("- {atomic_number: x, number: n}", cast), "number") == []


def test_how_many_is_not_asked_of_an_open_list() -> None:
    assert (
        of_form(questions(PRIZES + "- {won: Best Song, winner: taylor, at: vmas}"), "count") == []
    )


def test_how_many_is_not_asked_of_one_source_alone() -> None:
    told = PRIZES.replace("at: vmas", "at: vmas, source: round_up")
    assert of_form(questions(told), "count") == []


def test_how_many_counts_what_is_closed() -> None:
    found = of_form(questions(WHOLE, extra="closed: [won]\n"), "count")
    counts = {q.ask: q.body for q in found}
    assert counts["How many awards did Taylor Swift win at the 2023 VMAs?"] == Number(2)
    for question in found:
        assert question.proof.right.startswith("The list is whole and has ")


def test_how_many_is_not_asked_where_a_doubtful_fact_adds_one() -> None:
    more = WHOLE.replace("Best Song, winner: taylor", "Best Song, inferred: true, winner: taylor")
    found = of_form(questions(more, extra="closed: [won]\n"), "count")
    assert found
    assert all("Taylor Swift" not in q.ask for q in found)


def test_a_group_is_not_counted_as_one() -> None:
    kinds = """
kinds:
  visited:
    roles: {place: {is: event}, who: {is: [person, group], many: true}}
    pinned_by: [[place]]
    complete: [who]
    say: "{who} visited {place}."
    ask: {who: {one: "who visited {place}?", count: "how many {nouns} visited {place}?"}}
"""
    assert of_form(questions("- {visited: vmas, who: [trio, quartet]}", extra=kinds), "count") == []
    people = of_form(questions("- {visited: vmas, who: [rema, taylor]}", extra=kinds), "count")
    assert [(q.ask, q.body) for q in people] == [
        ("How many artists visited the 2023 VMAs?", Number(2))
    ]
