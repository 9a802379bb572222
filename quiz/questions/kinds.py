"""What every kind of question has: a name, options to show, an answer to show."""

from __future__ import annotations

from typing import Literal

from quiz.questions.model import Body, Choice, MultiSelect, Number, TrueFalse, Typed
from quiz.text import join_names

Kind = Literal["choice", "multi", "truefalse", "typed", "number"]

TRUE_FALSE = ("True", "False")


def kind_of(body: Body) -> Kind:
    """Name the kind of a question."""
    match body:
        case Choice():
            return "choice"
        case MultiSelect():
            return "multi"
        case TrueFalse():
            return "truefalse"
        case Typed():
            return "typed"
        case Number():
            return "number"


def options_of(body: Body) -> tuple[str, ...]:
    """Return the options to choose from, the right ones first; none where one types."""
    match body:
        case Choice() | MultiSelect():
            return body.options
        case TrueFalse():
            return TRUE_FALSE
        case Typed() | Number():
            return ()


def right_options(body: Body) -> tuple[str, ...]:
    """Return the options that are right; none where one types."""
    match body:
        case Choice():
            return (body.answer,)
        case MultiSelect():
            return body.answers
        case TrueFalse():
            return (TRUE_FALSE[0 if body.answer else 1],)
        case Typed() | Number():
            return ()


def choose_count(body: Body) -> int:
    """Return how many options an answer consists of: 0 where one types."""
    return len(right_options(body))


def answer_text(body: Body) -> str:
    """Return the right answer as it is shown after the reveal."""
    match body:
        case Typed():
            return body.accepted[0]
        case Number():
            return f"{number_text(body.value)} {body.unit}".strip()
        case _:
            return join_names(right_options(body))


def number_text(value: float) -> str:
    """Write a number as people do: ``384,400``, but four digits, mostly a year, without comma."""
    whole = float(value).is_integer() and abs(value) < 1e15
    digits = f"{value:.0f}" if whole else repr(value)
    if "e" in digits or abs(value) < 10_000:
        return digits
    front, point, rest = digits.partition(".")
    return f"{int(front):,}{point}{rest}"
