"""What every kind of question shows."""

import pytest
from hypothesis import given

from quiz.questions import kinds
from quiz.questions.marking import mark
from quiz.questions.model import Choice, MultiSelect, Number, TrueFalse, Typed
from tests.tools.strategies import bodies

CHOICE = Choice("Mars", ("Venus", "Io"))
MULTI = MultiSelect(("Mars", "Venus"), ("Io",))


@pytest.mark.parametrize(
    ("body", "kind", "options", "count", "answer"),
    [
        (CHOICE, "choice", ("Mars", "Venus", "Io"), 1, "Mars"),
        (MULTI, "multi", ("Mars", "Venus", "Io"), 2, "Mars and Venus"),
        (TrueFalse(answer=True), "truefalse", ("True", "False"), 1, "True"),
        (TrueFalse(answer=False), "truefalse", ("True", "False"), 1, "False"),
        (Typed(("*NSYNC", "NSYNC")), "typed", (), 0, "*NSYNC"),
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
