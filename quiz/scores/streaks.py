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


def best_streak(outcomes: Sequence[Outcome]) -> int:
    """Count the longest run of right answers."""
    best = run = 0
    for outcome in outcomes:
        run = run + 1 if outcome == "right" else 0
        best = max(best, run)
    return best
