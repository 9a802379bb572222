"""Dealing: which questions a round asks, and in which order their options stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random

from quiz.questions.model import Question
from quiz.rounds.model import Dealt, RoundLevel


def deal(
    pool: Sequence[Question], length: int, level: RoundLevel, seen: Iterable[str], rng: Random
) -> tuple[Dealt, ...]:
    """Deal at most ``length`` questions of the level.

    ``seen`` are the ids the player has met, oldest first. Fewer cards come back only when the pool
    holds fewer questions of that level: a round never asks one twice, and never another level.
    """
    raise NotImplementedError
