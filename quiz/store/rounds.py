"""Rounds and their cards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Select, Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.records import BestRound, CardRecord, RoundRecord
from quiz.store.tables import Card, Player, Round

# Every answer runs these: made once, and on bare rows, which cost a third of mapped objects.
_ROUNDS, _CARDS = cast("Table", Round.__table__), cast("Table", Card.__table__)
_CARDS_OF = (
    select(_CARDS).where(_CARDS.c.round_id == bindparam("which")).order_by(_CARDS.c.position)
)
_PUT_ROUND = update(_ROUNDS).where(_ROUNDS.c.id == bindparam("which"))
_PUT_CARD = update(_CARDS).where(
    _CARDS.c.round_id == bindparam("which"),
    _CARDS.c.position == bindparam("place"),
    _CARDS.c.ending.is_(None),
)


def add(tx: Session, record: RoundRecord) -> None:
    """Add a round with its cards."""
    tx.execute(insert(Round).values(id=record.id, **_round_values(record)))
    cards = [{"round_id": record.id, **_card_values(card)} for card in record.cards]
    tx.execute(insert(Card), cards)


def load(
    tx: Session, round_id: str, player_id: str, *, to_change: bool = False
) -> RoundRecord | None:
    """Return a player's round, or None when there is none or it is someone else's.

    ``to_change`` holds others off until the transaction ends.
    """
    query = select(_ROUNDS).where(Round.id == round_id, Round.player_id == player_id)
    return _first(tx, query.with_for_update() if to_change else query)


def unfinished(tx: Session, player_id: str, *, kind: str | None = None) -> RoundRecord | None:
    """Return the round begun last, of any kind or of one, that has no end yet, or None."""
    query = select(_ROUNDS).where(Round.player_id == player_id, Round.finished_at.is_(None))
    if kind is not None:
        query = query.where(Round.kind == kind)
    return _first(tx, query.order_by(Round.started_at.desc()).limit(1))


def all_of(tx: Session, player_id: str) -> tuple[RoundRecord, ...]:
    """Return every round of a player, the first first."""
    query = select(_ROUNDS).where(Round.player_id == player_id).order_by(Round.started_at)
    return tuple(_with_cards(tx, found) for found in tx.execute(query).all())


def put_card(tx: Session, round_id: str, card: CardRecord) -> None:
    """Write a card anew. A card that is over never changes: it is left alone."""
    tx.execute(_PUT_CARD, {"which": round_id, "place": card.position, **_card_values(card)})


def put_round(tx: Session, record: RoundRecord) -> None:
    """Write a round anew, without its cards."""
    tx.execute(_PUT_ROUND, {"which": record.id, **_round_values(record)})


def seen(tx: Session, player_id: str, pack_ids: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return which questions of some packs a player was shown, oldest first: pack and question."""
    query = (
        select(Card.pack_id, Card.question_id)
        .join(Round, Round.id == Card.round_id)
        .where(Round.player_id == player_id, Card.opened_at.is_not(None))
        .where(Card.pack_id.in_(pack_ids))
        .group_by(Card.pack_id, Card.question_id)
        .order_by(func.max(Card.opened_at), Card.pack_id, Card.question_id)
    )
    return tuple((pack, question) for pack, question in tx.execute(query))


def best_before(tx: Session, record: RoundRecord) -> int | None:
    """Return the most points of the player's earlier rounds on the same board, or None."""
    query = select(func.max(Round.points)).where(
        Round.player_id == record.player_id,
        Round.scope == record.scope,
        Round.length == record.length,
        Round.ranked,
        Round.finished_at < record.finished_at,
    )
    return tx.scalar(query)


def best_rounds(
    tx: Session, scope: str, length: int, since: datetime | None
) -> tuple[BestRound, ...]:
    """Return each player's best ranked round: most points, the earlier of two equals.

    ``scope`` is a pack or empty for all; with ``since`` only what was finished from then on counts.
    """
    order = (Round.points.desc(), Round.finished_at, Round.id)
    place = func.row_number().over(partition_by=Round.player_id, order_by=order).label("place")
    query = select(
        Round.player_id,
        Round.points,
        Round.right_count,
        Round.total,
        Round.finished_at,
        place,
    ).where(Round.ranked, Round.length == length, Round.finished_at.is_not(None))
    if scope:
        query = query.where(Round.scope == scope)
    if since is not None:
        query = query.where(Round.finished_at >= since)
    best = query.subquery()
    rows = tx.execute(
        select(best, Player.name)
        .join(Player, Player.id == best.c.player_id)
        .where(best.c.place == 1)
        .order_by(best.c.points.desc(), best.c.finished_at, best.c.player_id),
    )
    return tuple(
        BestRound(row.player_id, row.name, row.points, row.right_count, row.total, row.finished_at)
        for row in rows
    )


def _first(tx: Session, query: Select[Any]) -> RoundRecord | None:
    found = tx.execute(query).first()
    return _with_cards(tx, found) if found else None


def _with_cards(tx: Session, row: Row[Any]) -> RoundRecord:
    cards = tx.execute(_CARDS_OF, {"which": row.id})
    return RoundRecord(
        id=row.id,
        player_id=row.player_id,
        scope=row.scope,
        title=row.title,
        length=row.length,
        level=row.level,
        timer=row.timer,
        preset=row.preset,
        ranked=row.ranked,
        started_at=row.started_at,
        cards=tuple(_card(card) for card in cards),
        finished_at=row.finished_at,
        position=row.position,
        points=row.points,
        right=row.right_count,
        seconds=row.seconds,
        kind=row.kind,
    )


def _round_values(record: RoundRecord) -> dict[str, object]:
    return {
        "player_id": record.player_id,
        "scope": record.scope,
        "title": record.title,
        "length": record.length,
        "level": record.level,
        "timer": record.timer,
        "preset": record.preset,
        "ranked": record.ranked,
        "started_at": record.started_at,
        "finished_at": record.finished_at,
        "position": record.position,
        "total": record.total,
        "points": record.points,
        "right_count": record.right,
        "seconds": record.seconds,
        "kind": record.kind,
    }


def _card_values(card: CardRecord) -> dict[str, object]:
    return {
        "position": card.position,
        "digest": card.digest,
        "pack_id": card.pack_id,
        "question_id": card.question_id,
        "deal": list(card.order),  # ORDER is a word of SQL
        "opened_at": card.opened_at,
        "deadline": card.deadline,
        "given": list(card.given),
        "ending": card.ending,
        "ended_at": card.ended_at,
        "outcome": card.outcome,
        "points": card.points,
        "bonus": card.bonus,
    }


def _card(row: Row[Any]) -> CardRecord:
    return CardRecord(
        position=row.position,
        digest=row.digest,
        pack_id=row.pack_id,
        question_id=row.question_id,
        order=tuple(row.deal),
        opened_at=row.opened_at,
        deadline=row.deadline,
        given=tuple(row.given),
        ending=row.ending,
        ended_at=row.ended_at,
        outcome=row.outcome,
        points=row.points,
        bonus=row.bonus,
    )
