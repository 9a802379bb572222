"""Leaderboards: who played best, today, this week, ever."""

from __future__ import annotations

from quiz.leaderboards.model import Board, Entry, Row
from quiz.leaderboards.ranking import rank
from quiz.leaderboards.windows import window_start
from quiz.services.house import House
from quiz.services.rows import BoardPage, BoardRow, Window
from quiz.store import rounds as round_rows
from quiz.store.store import Transaction

MIX_TITLE = "All packs"


def board(
    house: House, scope: str, window: Window, length: int, player_id: str | None
) -> BoardPage:
    """Return a leaderboard: of one pack, or of all packs and mixes when ``scope`` is empty.

    Raises NotFoundError for an unknown pack.
    """
    title = house.shelf.summary(scope).title if scope else MIX_TITLE
    with house.store.reading() as tx:
        ranked = standing(house, tx, scope, length, player_id, window)
    in_view = any(row.is_me for row in ranked.rows)
    return BoardPage(
        scope_id=scope,
        scope_title=title,
        window=window,
        length=length,
        rows=tuple(_row(row) for row in ranked.rows),
        me=None if ranked.me is None or in_view else _row(ranked.me),
        players=ranked.players,
    )


def standing(
    house: House,
    tx: Transaction,
    scope: str,
    length: int,
    player_id: str | None,
    window: Window = "all",
) -> Board:
    """Rank the best ranked round of every player."""
    since = window_start(window, house.clock())
    best = round_rows.best_rounds(tx, scope, length, since)
    entries = (Entry(b.player_id, b.name, b.points, b.right, b.total, b.finished_at) for b in best)
    return rank(entries, player_id)


def _row(row: Row) -> BoardRow:
    entry = row.entry
    return BoardRow(
        rank=row.rank,
        name=entry.name,
        points=entry.points,
        right=entry.right,
        total=entry.total,
        finished_at=entry.finished_at,
        is_me=row.is_me,
    )
