"""What every kind of question has: a name, options to show, an answer to show.

Of *put in order* and *match* every option is right; what is asked is where it belongs. So their
``right_options`` are all of them, in the right order, and an answer holds a text a place.
"""

from __future__ import annotations

from math import comb, factorial
from typing import Literal

from quiz.questions.model import (
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)
from quiz.text import join_names

Kind = Literal["choice", "multi", "truefalse", "typed", "number", "order", "match"]

TRUE_FALSE = ("True", "False")


_KINDS: dict[type[Body], Kind] = {
    Choice: "choice",
    MultiSelect: "multi",
    TrueFalse: "truefalse",
    Typed: "typed",
    Number: "number",
    Order: "order",
    Match: "match",
}


def kind_of(body: Body) -> Kind:
    """Name the kind of a question."""
    return _KINDS[type(body)]


def options_of(body: Body) -> tuple[str, ...]:
    """Return the options to choose from, the right ones first; none where one types.

    Of an order the items in the right order, of a match the right-hand sides in that of the pairs.
    """
    match body:
        case Choice() | MultiSelect():
            return body.options
        case TrueFalse():
            return TRUE_FALSE
        case Order():
            return body.items
        case Match():
            return body.rights
        case Typed() | Number():
            return ()


def lefts_of(body: Body) -> tuple[str, ...]:
    """Return what of a match is given, and wants its other half; nothing of other kinds."""
    return body.lefts if isinstance(body, Match) else ()


def has_places(body: Body) -> bool:
    """Say whether an answer is a text for each of several places: an order or a match."""
    return isinstance(body, Order | Match)


def right_options(body: Body) -> tuple[str, ...]:
    """Return the options that are right; none where one types."""
    match body:
        case Choice():
            return (body.answer,)
        case MultiSelect():
            return body.answers
        case TrueFalse():
            return (TRUE_FALSE[0 if body.answer else 1],)
        case Order() | Match():
            return options_of(body)
        case Typed() | Number():
            return ()


def choose_count(body: Body) -> int:
    """Return how many options an answer consists of: 0 where one types."""
    return len(right_options(body))


def chance_of(body: Body) -> float:
    """Return how likely a guess among what is on offer is right: 0 where one types.

    One in as many answers as one could give: options, sets of that many options, or orders.
    """
    count = len(options_of(body))
    if not count:
        return 0.0
    return 1 / (factorial(count) if has_places(body) else comb(count, choose_count(body)))


def answer_text(body: Body) -> str:
    """Return the right answer as it is shown after the reveal."""
    match body:
        case Typed():
            return body.accepted[0]
        case Number():
            return f"{number_text(body.value)} {body.unit}".strip()
        case _:
            return given_text(body, right_options(body))


def given_text(body: Body, given: tuple[str, ...]) -> str:
    """Return an answer as it is shown: ``Mars and Venus``, ``Io, then Mars``, ``Io – Jupiter``.

    A place that was left empty is a dash; an answer with nothing in it is an empty text.
    """
    if not any(given):
        return ""
    match body:
        case Order():
            return ", then ".join(text or "–" for text in given)
        case Match():
            pairs = zip(body.lefts, given, strict=True)
            return "; ".join(f"{left} – {right or '?'}" for left, right in pairs)
        case _:
            return join_names(given)


def in_original(question: Question, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return an answer as it reads in the language of the author: each option by its place."""
    if question.original is None:
        return given
    texts = zip(options_of(question.body), options_of(question.original.body), strict=True)
    known = dict(texts)
    return tuple(known.get(text, text) for text in given)


def number_text(value: float) -> str:
    """Write a number as people do: ``384,400``, but four digits, mostly a year, without comma."""
    whole = float(value).is_integer() and abs(value) < 1e15
    digits = f"{value:.0f}" if whole else repr(value)
    if "e" in digits or abs(value) < 10_000:
        return digits
    front, point, rest = digits.partition(".")
    return f"{int(front):,}{point}{rest}"
