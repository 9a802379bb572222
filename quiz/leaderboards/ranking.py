"""Ranking: each player's best round, ties shared, my own place always in view."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.leaderboards.model import Board, Entry, Row

TOP = 20


def best_rounds(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Keep each player's best round (of equal ones the earliest), best first.

    Equal points stand in the order in which they were reached, and then by player id, so that a
    board never shuffles between two looks; their rank is the same all the same.
    """
    best: dict[str, Entry] = {}
    for entry in sorted(entries, key=_order):
        best.setdefault(entry.player_id, entry)
    return tuple(best.values())


def rank(entries: Iterable[Entry], me: str | None, top: int = TOP) -> Board:
    """Rank the best round of each player by points, equal points sharing a place (1, 2, 2, 4).

    ``me`` is a player id; my row comes along wherever it stands.
    """
    rows: list[Row] = []
    for place, entry in enumerate(best_rounds(entries), 1):
        tied = bool(rows) and rows[-1].entry.points == entry.points
        rows.append(Row(rows[-1].rank if tied else place, entry, is_me=entry.player_id == me))
    mine = next((row for row in rows if row.is_me), None)
    return Board(rows=tuple(rows[:top]), me=mine, players=len(rows))


def why_unranked(preset: str, level: str) -> str:
    """Say in a sentence why a round is not listed; an empty text when it is.

    Listed are rounds under equal terms: scored Accuracy first, at mixed level. The timer is free,
    for without one there is no bonus.
    """
    if preset != "accuracy":
        return "Leaderboards list rounds that are scored “Accuracy first”."
    if level == "adaptive":
        return "An adaptive round asks everybody something else, so leaderboards leave it out."
    if level != "mixed":
        return "Leaderboards list rounds of mixed level."
    return ""


def _order(entry: Entry) -> tuple[int, float, str]:
    return -entry.points, entry.finished_at.timestamp(), entry.player_id
