"""A leaderboard: finished rounds in, ranked rows out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A finished round that may be listed. ``finished_at`` is aware, in UTC."""

    player_id: str
    name: str
    points: int
    right: int
    total: int
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """A player's best round and its place; equal points share a place (1, 2, 2, 4)."""

    rank: int
    entry: Entry
    is_me: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The top ``rows`` of all ``players``.

    ``me`` is my own row wherever it stands, among ``rows`` or not; None when I have none.
    """

    rows: tuple[Row, ...]
    me: Row | None
    players: int
