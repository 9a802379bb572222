"""Ways to score a round, as data; each says its formula in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from quiz.errors import NotFoundError
from quiz.rounds.model import Outcome
from quiz.text import did_you_mean

PresetId = Literal["accuracy", "pub", "speed"]


@dataclass(frozen=True, slots=True)
class Preset:
    """A right answer earns ``base`` points and up to ``bonus`` for speed.

    ``shared``: the bonus is what a whole round can earn, and each of its questions has an equal
    part of it; a night counts as one. A close, late, wrong or missing answer earns nothing.
    """

    id: PresetId
    title: str
    words: str
    base: int
    bonus: int = 0
    shared: bool = False

    @property
    def formula(self) -> str:
        """Say how a round is scored."""
        return self.words.format(whole="round")

    @property
    def at_night(self) -> str:
        """Say how a night is scored."""
        return self.words.format(whole="night")


_ALL = (
    Preset(
        id="accuracy",
        title="Accuracy first",
        words=(
            "1,000 points for a right answer. Speed can add at most 900 over the whole {whole}, so"
            " one more right answer always counts for more than speed. No timer, no bonus."
        ),
        base=1000,
        bonus=900,
        shared=True,
    ),
    Preset(
        id="pub",
        title="Pub",
        words="1 point for a right answer, 0 for any other. Speed does not matter.",
        base=1,
    ),
    Preset(
        id="speed",
        title="Speed",
        words=(
            "A right answer earns 500 points and up to 500 more, the faster the more: half of the"
            " time used, half of the bonus. No timer, no bonus."
        ),
        base=500,
        bonus=500,
    ),
)
PRESETS: Mapping[str, Preset] = MappingProxyType({preset.id: preset for preset in _ALL})


def points(preset: str, outcome: Outcome, used: float, limit: float | None, length: int) -> int:
    """Return the points of one answer, the bonus included.

    ``used`` and ``limit`` are in seconds; no limit (None or 0) means no bonus. ``length`` is the
    number of questions of the round. Raises NotFoundError for an unknown preset.
    """
    base = _preset(preset).base if outcome == "right" else 0
    return base + bonus(preset, outcome, used, limit, length)


def bonus(preset: str, outcome: Outcome, used: float, limit: float | None, length: int) -> int:
    """Return the share of ``points`` that speed earned: bonus · (1 - used / limit), rounded down.

    ``used`` outside of 0 to ``limit`` counts as the nearer end.
    """
    rules = _preset(preset)
    if outcome != "right" or not limit:
        return 0
    most = rules.bonus // max(1, length) if rules.shared else rules.bonus
    return int(most * (1 - min(max(used, 0.0), limit) / limit))


def _preset(preset: str) -> Preset:
    if preset not in PRESETS:
        hint = did_you_mean(preset, PRESETS)
        raise NotFoundError(f"There is no way of scoring called “{preset}”{hint}")
    return PRESETS[preset]
