"""What players missed, and when it comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Row, Table, delete, func, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from quiz.store.records import DueRecord, ReviewCardRecord
from quiz.store.tables import Player, ReviewCard

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

_CARDS = cast("Table", ReviewCard.__table__)
_KEY = ("player_id", "pack_id", "question_id")

Ref = tuple[str, str]
"""Pack and question."""


def load(tx: Session, player_id: str, pack_id: str, question_id: str) -> ReviewCardRecord | None:
    """Return a player's card of a question, or None."""
    query = select(_CARDS).where(
        _CARDS.c.player_id == player_id,
        _CARDS.c.pack_id == pack_id,
        _CARDS.c.question_id == question_id,
    )
    found = tx.execute(query).first()
    return _card(found) if found else None


def put(tx: Session, record: ReviewCardRecord) -> None:
    """Write a card, in place of the one there is."""
    values = asdict(record)
    query = _insert(tx).values(**values)
    changed = {name: value for name, value in values.items() if name not in _KEY}
    tx.execute(query.on_conflict_do_update(index_elements=_KEY, set_=changed))


def add(tx: Session, records: Iterable[ReviewCardRecord]) -> None:
    """Add cards; those there are stay as they are."""
    values = [asdict(record) for record in records]
    if values:
        tx.execute(_insert(tx).on_conflict_do_nothing(index_elements=_KEY), values)


def due(tx: Session, player_id: str, now: datetime) -> tuple[ReviewCardRecord, ...]:
    """Return a player's cards that are due, the one that waits longest first."""
    query = (
        select(_CARDS)
        .where(_CARDS.c.player_id == player_id, _CARDS.c.due <= now)
        .order_by(_CARDS.c.due, _CARDS.c.pack_id, _CARDS.c.question_id)
    )
    return tuple(map(_card, tx.execute(query)))


def count(tx: Session, player_id: str, now: datetime) -> DueRecord:
    """Return how many cards a player has, how many of them are due, and when the next one is."""
    later = _CARDS.c.due > now
    query = select(
        func.count(),
        func.count().filter(later),
        func.min(_CARDS.c.due).filter(later),
    ).where(_CARDS.c.player_id == player_id)
    total, waiting, following = tx.execute(query).one()
    return DueRecord(total - waiting, total, following)


def due_by(tx: Session, player_id: str, bounds: Collection[datetime]) -> tuple[int, ...]:
    """Return how many cards are due by each of these times."""
    sums = [func.count().filter(_CARDS.c.due <= bound) for bound in bounds]
    return tuple(tx.execute(select(*sums).where(_CARDS.c.player_id == player_id)).one())


def refs(tx: Session, player_id: str) -> frozenset[Ref]:
    """Return the questions a player has cards of."""
    query = select(_CARDS.c.pack_id, _CARDS.c.question_id).where(_CARDS.c.player_id == player_id)
    return frozenset((pack, question) for pack, question in tx.execute(query))


def all_of(tx: Session, player_id: str) -> tuple[ReviewCardRecord, ...]:
    """Return all cards of a player, the one that is due first first."""
    query = select(_CARDS).where(_CARDS.c.player_id == player_id)
    ordered = query.order_by(_CARDS.c.due, _CARDS.c.pack_id, _CARDS.c.question_id)
    return tuple(map(_card, tx.execute(ordered)))


def remove(tx: Session, player_id: str, gone: Collection[Ref]) -> None:
    """Delete cards of a player."""
    which = tuple_(_CARDS.c.pack_id, _CARDS.c.question_id).in_(list(gone))
    tx.execute(delete(_CARDS).where(_CARDS.c.player_id == player_id, which))


def move(tx: Session, source: str, target: str) -> None:
    """Give the cards of a guest to an account; of two of one question the one seen last stays."""
    other = aliased(ReviewCard)
    same = (
        select(other.player_id)
        .where(other.pack_id == ReviewCard.pack_id, other.question_id == ReviewCard.question_id)
        .correlate(ReviewCard)
    )
    newer = same.where(other.player_id == source, other.seen_at > ReviewCard.seen_at).exists()
    unfetched = {"synchronize_session": False}
    mine = delete(ReviewCard).where(ReviewCard.player_id == target, newer)
    tx.execute(mine.execution_options(**unfetched))
    taken = same.where(other.player_id == target).exists()
    theirs = delete(ReviewCard).where(ReviewCard.player_id == source, taken)
    tx.execute(theirs.execution_options(**unfetched))
    tx.execute(update(_CARDS).where(_CARDS.c.player_id == source).values(player_id=target))


def forget_guests(tx: Session, not_seen_since: datetime) -> int:
    """Delete the cards of every guest who was not seen since then; return how many."""
    away = select(Player.id).where(Player.username.is_(None), Player.seen_at < not_seen_since)
    done = tx.execute(delete(_CARDS).where(_CARDS.c.player_id.in_(away)))
    return int(done.rowcount)  # type: ignore[attr-defined] # an UPDATE and a DELETE have it


def _insert(tx: Session) -> sqlite.Insert | postgresql.Insert:
    # Each takes a while to load, and one of them is loaded anyway.
    if tx.connection().dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert  # noqa: PLC0415 - see above

        return insert(_CARDS)
    from sqlalchemy.dialects.postgresql import insert as insert_there  # noqa: PLC0415 - see above

    return insert_there(_CARDS)


def _card(row: Row[Any]) -> ReviewCardRecord:
    return ReviewCardRecord(
        player_id=row.player_id,
        pack_id=row.pack_id,
        question_id=row.question_id,
        digest=row.digest,
        stage=row.stage,
        step=row.step,
        stability=row.stability,
        difficulty=row.difficulty,
        due=row.due,
        seen_at=row.seen_at,
    )
