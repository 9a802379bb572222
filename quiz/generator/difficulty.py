"""How hard a question is before anyone has played it.

A weight of 0 (easy) to 1 (hard) from three things a player feels: how little the answer is known,
how close the wrong options lie, and how much the form asks for. Levels are cut by rank within a
pack, a third each, so that every level has questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quiz.questions.model import LEVELS, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.questions.model import Level

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


class Weighed(NamedTuple):
    """A question with what its difficulty is made of.

    ``fame`` grows with how well known the least known thing in question and answer is, in any
    unit; ``closeness`` is the share of wrong options that are near misses.
    """

    question: Question
    fame: float
    closeness: float


def grade(weighed: Sequence[Weighed]) -> list[Question]:
    """Return the questions with their level, in the same order."""
    fames = sorted([w.fame for w in weighed])
    below = {fame: at for at, fame in reversed(list(enumerate(fames)))}
    most = max(1, len(fames) - 1)
    weights = [
        0.5 * (1 - below[fame] / most) + 0.15 * closeness + 0.35 * _FORM[question.form]
        for question, fame, closeness in weighed
    ]
    levels: list[Level] = ["medium"] * len(weights)
    for rank, at in enumerate(sorted(range(len(weights)), key=weights.__getitem__)):
        levels[at] = LEVELS[rank * len(LEVELS) // len(weights)]
    return [_of_level(w.question, level) for w, level in zip(weighed, levels, strict=True)]


def _of_level(question: Question, level: Level) -> Question:
    """Return a question with its level; ``replace`` takes five times as long."""
    if level == question.difficulty:
        return question
    return Question(
        question.id,
        question.ask,
        question.body,
        question.explain,
        question.source,
        level,
        question.form,
        question.proof,
        question.tags,
        question.picture,
    )
