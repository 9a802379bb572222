"""What is wrong with a stem, a clue or a gap is told with its line and column."""

import pytest

from quiz.errors import BadInputError
from quiz.moments.library import read_library

HEAD = """
types:
  state: {noun: state}
  year: {noun: year, ordered: true}
kinds:
  joined:
    roles: {state: {is: state}, year: {is: year, open: true}, mood: {text: true}}
    say: "{state} joined in {year}."
    ask:
"""
LINE = HEAD.count("\n") + 1


def read(stems: str):
    return read_library(f"{HEAD}      {stems}\n", "kinds.yaml").kinds["joined"].asking


def fault(stems: str) -> str:
    with pytest.raises(BadInputError) as refusal:
        read(stems)
    (problem,) = refusal.value.problems
    assert (problem.file, problem.line) == ("kinds.yaml", LINE)
    assert problem.column > 1
    return problem.message


def test_every_form_is_read() -> None:
    (year, state) = read(
        'year: {one: "in which year did {state} join?", order: "in which order did these {items}'
        ' join?", by_clue: [state], within: 2, gap: 5}\n'
        '      state: {one: "who joined in {year}?", count: "how many {nouns} joined in {year}?",'
        ' match: "who joined in each of these {items}?", odd: "which of these {nouns} joined in a'
        ' different {item}?", clue: "the {noun} {that} joined in {year}"}'
    )
    assert year.order == "in which order did these {items} join?"
    assert (year.by_clue, year.within, year.gap) == (("state",), 2, 5)
    assert state.clue == "the {noun} {that} joined in {year}"
    assert (state.within, state.gap) == (0, 1)


@pytest.mark.parametrize(
    ("stems", "told"),
    [
        ('year: {one: "when did {state} join?", order: "when did {state} join?"}',
         "“order” leaves out one role of “one”, that of the items, not 0"),
        ('year: {order: "in which order did these {items} join?"}',
         "“order” leaves out one role of “one”, that of the items, not 0"),
        ('state: {one: "who joined in {year}?", order: "in which order did they join?"}',
         "“state” has no order: its types are not “ordered”"),
        ('year: {one: "when did {state} join?", match: "when did {stat} join?"}',
         "there is no role {stat}; did you mean “state”?"),
        ('state: {one: "who joined?", clue: "the {noun} that joined?"}',
         "a clue describes the answer, and is no question"),
        ('state: {one: "who joined?", clue: "the {state} that joined"}',
         "the stem tells what it asks: {state}"),
        ('year: {one: "when did {state} join?", by_clue: [stat]}',
         "“by_clue” names roles of “one”; “stat” is none"),
        ('year: {one: "when did {state} join?", within: about 3}',
         "within should be a whole number, not “about 3”"),
        ('year: {one: "when did {state} join?", gap: -2}',
         "gap should be a whole number, not “-2”"),
        ('year: {one: "when did {state:we} join?"}',
         "there is no {state:we}: write {noun:a}, or a role with bare, they, them, their or shown"),
        ('year: {one: "when did {state:a} join?"}',
         "there is no {state:a}: write {noun:a}, or a role with bare, they, them, their or shown"),
        ('year: {count: "how many {nouns} joined"}', "a stem ends in “?”"),
    ],
)  # fmt: skip
def test_it_names_the_fault(stems: str, told: str) -> None:
    assert told in fault(stems)
