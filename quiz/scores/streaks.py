"""Runs of right answers."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.rounds.model import Outcome


def streak(outcomes: Sequence[Outcome]) -> int:
    """Count the right answers at the end."""
    count = 0
    for outcome in reversed(outcomes):
        if outcome != "right":
            break
        count += 1
    return count
