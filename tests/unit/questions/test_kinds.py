"""What every kind of question shows."""

import pytest
from hypothesis import given

from quiz.questions import kinds
from quiz.questions.marking import mark
from quiz.questions.model import Choice, Match, MultiSelect, Number, Order, TrueFalse, Typed
from tests.tools.strategies import bodies

CHOICE = Choice("Mars", ("Venus", "Io"))
MULTI = MultiSelect(("Mars", "Venus"), ("Io",))
ORDER = Order(("Mercury", "Venus", "Earth"))
MATCH = Match((("Titan", "Saturn"), ("Io", "Jupiter"), ("Phobos", "Mars")))


@pytest.mark.parametrize(
    ("body", "kind", "options", "count", "answer"),
    [
        (CHOICE, "choice", ("Mars", "Venus", "Io"), 1, "Mars"),
        (MULTI, "multi", ("Mars", "Venus", "Io"), 2, "Mars and Venus"),
        (TrueFalse(answer=True), "truefalse", ("True", "False"), 1, "True"),
        (TrueFalse(answer=False), "truefalse", ("True", "False"), 1, "False"),
        (Typed(("*NSYNC", "NSYNC")), "typed", (), 0, "*NSYNC"),
        (ORDER, "order", ORDER.items, 3, "Mercury, then Venus, then Earth"),
        (MATCH, "match", MATCH.rights, 3, "Titan – Saturn; Io – Jupiter; Phobos – Mars"),
        (Number(384400.0, unit="km"), "number", (), 0, "384,400 km"),
        (Number(1985), "number", (), 0, "1985"),
        (Number(-12345.5), "number", (), 0, "-12,345.5"),
        (Number(0.25), "number", (), 0, "0.25"),
        (Number(6.022e23), "number", (), 0, "6.022e+23"),
    ],
)
def test_it_knows_its_kind_options_and_answer(body, kind, options, count, answer):
    assert kinds.kind_of(body) == kind
    assert kinds.options_of(body) == options
    assert kinds.choose_count(body) == count
    assert kinds.answer_text(body) == answer


@given(bodies())
def test_the_right_options_are_among_the_options_and_mark_right(body):
    right = kinds.right_options(body)
    assert set(right) <= set(kinds.options_of(body))
    if right:
        assert mark(body, right) == "right"


def test_only_a_match_has_sides_that_are_given():
    assert kinds.lefts_of(MATCH) == ("Titan", "Io", "Phobos")
    assert kinds.lefts_of(ORDER) == kinds.lefts_of(CHOICE) == ()
    assert [kinds.has_places(body) for body in (MATCH, ORDER, CHOICE)] == [True, True, False]


@pytest.mark.parametrize(
    ("body", "answer", "shown"),
    [
        (ORDER, ("Earth", "", "Venus"), "Earth, then –, then Venus"),
        (ORDER, ("", "", ""), ""),
        (MATCH, ("Mars", "", "Saturn"), "Titan – Mars; Io – ?; Phobos – Saturn"),
        (MATCH, (), ""),
        (MULTI, ("Mars", "Io"), "Mars and Io"),
        (CHOICE, ("Io",), "Io"),
    ],
)
def test_what_was_given_is_told_like_the_answer(body, answer, shown):
    assert kinds.given_text(body, answer) == shown


def test_a_guess_is_as_likely_to_be_right_as_there_are_answers_to_give():
    assert kinds.chance_of(Choice("a", ("b", "c", "d"))) == 1 / 4
    assert kinds.chance_of(TrueFalse(answer=False)) == 1 / 2
    assert kinds.chance_of(MultiSelect(("a", "b"), ("c", "d"))) == 1 / 6
    assert kinds.chance_of(Order(("a", "b", "c"))) == 1 / 6
    assert kinds.chance_of(Match((("a", "1"), ("b", "2"), ("c", "3")))) == 1 / 6
    assert kinds.chance_of(Typed(("a",))) == kinds.chance_of(Number(1.0)) == 0
