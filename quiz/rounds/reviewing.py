"""Review: when a question that was missed comes back.

Every miss makes a card; every look at it tells how well it sits, and so when it is due again. The
times are those of FSRS-6 (https://github.com/open-spaced-repetition) with its published weights,
for remembering nine of ten. What is right on the first look is rated Good, anything else Again.

``fsrs`` is a formula and as pure as this room: it is always told the time, and its dice are off.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Self

import fsrs

from quiz.questions.model import Question

Stage = Literal["learning", "review", "relearning"]

SOON = timedelta(minutes=10)
"""After so long a miss comes back for the first time: by then the reveal is off the tongue."""
MOST = 20
"""At most so many questions are asked in one review."""

_MOST_DAYS = 365
_STAGES: dict[fsrs.State, Stage] = {
    fsrs.State.Learning: "learning",
    fsrs.State.Review: "review",
    fsrs.State.Relearning: "relearning",
}
_STATES = {stage: state for state, stage in _STAGES.items()}
_SCHEDULER = fsrs.Scheduler(
    learning_steps=(SOON,),
    relearning_steps=(SOON,),
    maximum_interval=_MOST_DAYS,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Memory:
    """How well a question sits with a player, and when it is due; FSRS's numbers.

    ``stability`` in days, ``difficulty`` from 1 to 10; ``step`` is None in the stage ``review``.
    ``seen_at`` is when it was looked at last.
    """

    stage: Stage
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    seen_at: datetime

    @classmethod
    def of(cls, card: fsrs.Card) -> Self:
        """Return what a card that was looked at says. Raises ValueError for one that was not."""
        if card.stability is None or card.difficulty is None or card.last_review is None:
            raise ValueError("nobody has looked at this card yet")
        return cls(
            stage=_STAGES[card.state],
            step=card.step,
            stability=card.stability,
            difficulty=card.difficulty,
            due=card.due,
            seen_at=card.last_review,
        )

    @property
    def card(self) -> fsrs.Card:
        """The same as ``fsrs`` has it."""
        return fsrs.Card(
            card_id=0,  # or it would look at the clock for one
            state=_STATES[self.stage],
            step=self.step,
            stability=self.stability,
            difficulty=self.difficulty,
            due=self.due,
            last_review=self.seen_at,
        )


def missed(now: datetime) -> Memory:
    """Return how a question sits that was missed for the first time."""
    at = now.astimezone(UTC)
    return _rated(fsrs.Card(card_id=0, due=at), fsrs.Rating.Again, at)


def looked(memory: Memory | None, *, right: bool, now: datetime) -> Memory | None:
    """Return how a question sits after an answer to it; None when there is nothing to remember.

    A miss makes a card, or sends the one there is back to the beginning. A right answer sends one
    that is due further away; before that it tells little, and nothing changes.
    """
    at = now.astimezone(UTC)
    if memory is None:
        return None if right else missed(at)
    if not right:
        return _rated(memory.card, fsrs.Rating.Again, at)
    return memory if memory.due > at else _rated(memory.card, fsrs.Rating.Good, at)


def pick(due: Iterable[Question], most: int = MOST) -> tuple[Question, ...]:
    """Return which of the questions that are due, in that order, one review asks.

    No two rest on one fact (``proof.facts``): the first would give the other away. That one stays
    due.
    """
    picked: list[Question] = []
    facts: set[str] = set()
    for question in due:
        if len(picked) == most:
            break
        if facts.isdisjoint(question.proof.facts):
            picked.append(question)
            facts.update(question.proof.facts)
    return tuple(picked)


def _rated(card: fsrs.Card, rating: fsrs.Rating, at: datetime) -> Memory:
    return Memory.of(_SCHEDULER.review_card(card, rating, at)[0])
