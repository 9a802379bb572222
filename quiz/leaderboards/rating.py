"""Ratings: how skilled who plays is, and how hard a question, learned from first answers.

After Pelánek, "Applications of the Elo rating system in adaptive educational systems" (2016), with
a share for guessing: the one who plays is right with

    p = g + (1 - g) * sigmoid(skill - difficulty),    g = the chance of a guess

and an answer moves both sides by 0.8 / (1 + 0.05 n) times what was not expected of it, n being the
answers that side has had. Skill and difficulty are logits: at a difference of 1 a question without
options is answered by 73 of 100. A new skill is 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quiz.questions.model import Level

PROVISIONAL_BELOW = 20
AIM = 0.65
_FIRST_STEP, _SLOWER = 0.8, 0.05
_BORDER = 0.5

START: Mapping[str, float] = MappingProxyType({"easy": -1.0, "medium": 0.0, "hard": 1.0})
"""The difficulty of a question that nobody has answered, by the level its author gave it."""


@dataclass(frozen=True, slots=True)
class Rating:
    """A skill or a difficulty in logits, after ``n`` answers."""

    value: float = 0.0
    n: int = 0

    @property
    def is_provisional(self) -> bool:
        """Whether too few answers stand behind it to be relied on."""
        return self.n < PROVISIONAL_BELOW


def sigmoid(x: float) -> float:
    """Return 1 / (1 + e^-x), for any x."""
    return 0.5 * (1.0 + math.tanh(x / 2.0))


def expected(skill: float, difficulty: float, guess: float) -> float:
    """Return how likely an answer is right; ``guess`` is the chance of one who knows nothing."""
    return guess + (1.0 - guess) * sigmoid(skill - difficulty)


def step(n: int) -> float:
    """Return how far one answer can move a rating that has had ``n``."""
    return _FIRST_STEP / (1.0 + _SLOWER * n)


def after(skill: Rating, difficulty: Rating, guess: float, *, right: bool) -> tuple[Rating, Rating]:
    """Return skill and difficulty after an answer."""
    surprise = (1.0 if right else 0.0) - expected(skill.value, difficulty.value, guess)
    return (
        Rating(skill.value + step(skill.n) * surprise, skill.n + 1),
        Rating(difficulty.value - step(difficulty.n) * surprise, difficulty.n + 1),
    )


def start_of(level: str) -> Rating:
    """Return the difficulty of a question that was never answered, by its level."""
    return Rating(START[level])


def level_of(difficulty: float) -> Level:
    """Return the level of a difficulty from play: that whose start is nearest."""
    if difficulty < -_BORDER:
        return "easy"
    return "hard" if difficulty > _BORDER else "medium"


def together(one: Rating, other: Rating) -> Rating:
    """Return the one skill of two that are the same person's: each counts by its answers."""
    n = one.n + other.n
    return Rating((one.value * one.n + other.value * other.n) / n, n) if n else one


def misses_aim(skill: float, difficulty: float, guess: float) -> float:
    """Return how far a question is from one that this skill gets right in ``AIM`` of all cases."""
    return abs(expected(skill, difficulty, guess) - AIM)
