"""Marking an answer: right, close or wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quiz.questions.model import Body, Question

Mark = Literal["right", "close", "wrong"]


@dataclass(frozen=True, slots=True)
class Names:
    """Every name that the answers and options of a pack hold, folded, and how often as a last word.

    A typed text that is a *different* name of the pack is wrong however near it is spelled
    (“Iceland” for “Ireland”), and a surname that two names share is no answer.
    """

    keys: frozenset[str] = frozenset()
    shared_surnames: frozenset[str] = frozenset()


NO_NAMES = Names()


def names_of(questions: Iterable[Question]) -> Names:
    """Collect the names of a pack once, to be handed to ``mark`` with every answer."""
    raise NotImplementedError


def mark(body: Body, given: tuple[str, ...], *, ask: str = "", names: Names = NO_NAMES) -> Mark:
    """Mark an answer.

    ``given`` holds the texts of the chosen options, ``("true",)`` or ``("false",)``, or the typed
    text. ``ask`` and ``names`` sharpen typed answers (surname rule, names that are not to be
    mistaken for each other) and are not needed for the other kinds.
    """
    raise NotImplementedError
