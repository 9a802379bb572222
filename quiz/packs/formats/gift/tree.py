"""What stands in a GIFT file, before anything is made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "category",
    "description",
    "essay",
    "truefalse",
    "choice",
    "typed",
    "number",
    "match",
    "cloze",
    "malformed",
]


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its format: ``moodle``, ``html``, ``markdown`` or ``plain``; without escapes."""

    form: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Numbers that are right, as they were written: ``range`` is a value and its tolerance."""

    kind: Literal["simple", "range", "high-low"]
    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer behind ``=`` (``is_marked``) or ``~``; the weight in percent, None when unsaid."""

    is_marked: bool
    weight: float | None
    text: Text
    feedback: Text | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that belong together; an empty left side makes the right one a distractor."""

    left: Text
    right: str


@dataclass(frozen=True, slots=True)
class Item:
    """A question, or what stands in the place of one. ``at`` is its first line, from 1.

    ``feedbacks`` are those of a true/false question: told when the answer was wrong, and when it
    was right. ``reason`` says what is wrong with a malformed one.
    """

    at: int
    kind: Kind
    stem: Text
    title: str = ""
    is_gap: bool = False
    general: Text | None = None
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    is_true: bool = False
    feedbacks: tuple[Text | None, Text | None] = (None, None)
    id: str = ""
    tags: tuple[str, ...] = ()
    reason: str = ""
