"""How hard a question is before anyone has played it.

A weight of 0 (easy) to 1 (hard) from three things a player feels: how little the answer is known,
how close the wrong options lie, and how much the form asks for. Levels are cut by rank within a
pack, a third each, so that every level has questions.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quiz.questions.model import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.questions.model import Question

_FORM = {
    "true-false": 0.0,
    "single": 0.4,
    "pair": 0.5,
    "of-these": 0.5,
    "not": 0.6,
    "match": 0.6,
    "odd": 0.7,
    "clue": 0.7,
    "multi": 0.8,
    "order": 0.8,
    "count": 0.9,
    "typed": 1.0,
    "number": 1.0,
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A question with what its difficulty is made of.

    ``fame`` grows with how well known the least known thing in question and answer is, in any
    unit; ``closeness`` is the share of wrong options that are near misses.
    """

    question: Question
    fame: float
    closeness: float


def grade(weighed: Sequence[Weighed]) -> list[Question]:
    """Return the questions with their level, in the same order."""
    fames = sorted(w.fame for w in weighed)
    ranked = sorted(weighed, key=lambda w: (_weight(w, fames), w.question.id))
    level = {w.question.id: LEVELS[at * len(LEVELS) // len(ranked)] for at, w in enumerate(ranked)}
    return [replace(w.question, difficulty=level[w.question.id]) for w in weighed]


def _weight(weighed: Weighed, fames: Sequence[float]) -> float:
    known = bisect_left(fames, weighed.fame) / max(1, len(fames) - 1)
    form = _FORM[weighed.question.form]
    return 0.5 * (1 - known) + 0.15 * weighed.closeness + 0.35 * form
