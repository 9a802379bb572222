"""Ways to score a round, as data; each says its formula in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.rounds.model import Outcome

PresetId = Literal["accuracy", "pub", "speed"]


@dataclass(frozen=True, slots=True)
class Preset:
    """A right answer earns ``base`` points and up to ``bonus`` for speed.

    ``shared``: the bonus is divided by the number of questions, so that it is the most a whole
    round can earn for speed.
    """

    id: PresetId
    title: str
    formula: str
    base: int
    bonus: int = 0
    shared: bool = False


PRESETS: dict[str, Preset] = {}
DEFAULT_PRESET: PresetId = "accuracy"


def points(preset: str, outcome: Outcome, used: float, limit: float | None, length: int) -> int:
    """Return the points of one answer.

    ``used`` and ``limit`` in seconds; no limit (None or 0) means no bonus. ``length`` is the number
    of questions of the round. Raises NotFoundError for an unknown preset.
    """
    raise NotImplementedError


def bonus(preset: str, outcome: Outcome, used: float, limit: float | None, length: int) -> int:
    """Return the share of ``points`` that speed earned."""
    raise NotImplementedError
