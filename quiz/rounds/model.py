"""A round: what a player chooses, the cards dealt, and where a card stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quiz.questions.kinds import options_of
from quiz.questions.marking import Mark
from quiz.questions.model import LEVELS, Question

RoundLevel = Literal["mixed", "easy", "medium", "hard"]
Outcome = Mark | Literal["skipped", "late", "none"]
Ending = Literal["locked", "skipped", "timeout", "late"]

LENGTHS = (5, 10, 20)
ROUND_LEVELS: tuple[RoundLevel, ...] = ("mixed", *LEVELS)
SOLO_LEVELS = (*ROUND_LEVELS, "adaptive")
"""What one may choose who plays alone: ``adaptive`` goes by what is known of them."""
TIMERS = (0, 10, 20, 30)


@dataclass(frozen=True, slots=True)
class Dealt:
    """A question as it lies on the table: ``order[i]`` is the option shown in place ``i``.

    ``order`` is a permutation of the options of the question (``kinds.options_of``), and empty
    where one types.
    """

    question: Question
    order: tuple[int, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """The options in the order they are shown."""
        texts = options_of(self.question.body)
        return tuple(texts[index] for index in self.order)


@dataclass(frozen=True, slots=True)
class Card:
    """Where one question of a round stands.

    ``position`` counts from 1. ``deadline`` is None without a timer. ``given`` is the answer as
    ``marking.mark`` takes it: saved and free to change while ``ending`` is None, final after.
    ``ending``: ``locked`` or ``skipped`` by the player, ``timeout`` (what was saved counts), or
    ``late`` (the only answer came when time was up: shown, but worth nothing). ``ended_at`` goes
    with it.
    """

    position: int
    opened_at: datetime
    deadline: datetime | None = None
    given: tuple[str, ...] = ()
    ending: Ending | None = None
    ended_at: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing can change any more."""
        return self.ending is not None
