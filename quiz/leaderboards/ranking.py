"""Ranking: each player's best round, ties shared, my own place always in view."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.leaderboards.model import Board, Entry

TOP = 20
NEIGHBOURS = 1


def best_rounds(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keep each player's best round (of equal ones the earliest), best first."""
    raise NotImplementedError


def rank(entries: Iterable[Entry], me: str | None, top: int = TOP) -> Board:
    """Rank the best round of each player by points; ``me`` is a player id."""
    raise NotImplementedError


def why_unranked(preset: str, level: str) -> str:
    """Say in a sentence why a round is not listed; an empty text when it is."""
    raise NotImplementedError
