"""What players think of packs, and how often those were played."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.own_tables import PackRating
from quiz.store.tables import Card, Round


def put(tx: Session, pack_id: str, player_id: str, stars: int, now: datetime) -> None:
    """Keep how many stars a player gives a pack, in place of what they gave before."""
    remove(tx, pack_id, player_id)
    values = {"pack_id": pack_id, "player_id": player_id, "stars": stars, "rated_at": now}
    tx.execute(insert(PackRating).values(**values))


def remove(tx: Session, pack_id: str, player_id: str) -> None:
    """Take a player's stars back."""
    mine = (PackRating.pack_id == pack_id) & (PackRating.player_id == player_id)
    tx.execute(delete(PackRating).where(mine))


def given(tx: Session, pack_id: str, player_id: str) -> int:
    """Return how many stars a player gave a pack, 0 for none."""
    query = select(PackRating.stars).where(
        PackRating.pack_id == pack_id, PackRating.player_id == player_id
    )
    return tx.scalar(query) or 0


def of_player(tx: Session, player_id: str) -> tuple[tuple[str, int, datetime], ...]:
    """Return what a player gave: pack, stars and when."""
    query = select(PackRating.pack_id, PackRating.stars, PackRating.rated_at)
    rows = tx.execute(query.where(PackRating.player_id == player_id).order_by(PackRating.rated_at))
    return tuple((pack, stars, when) for pack, stars, when in rows)


def move(tx: Session, source: str, target: str) -> None:
    """Give a guest's stars to an account, where that gave none itself."""
    theirs = select(PackRating.pack_id).where(PackRating.player_id == target)
    twice = (PackRating.player_id == source) & PackRating.pack_id.in_(theirs)
    tx.execute(delete(PackRating).where(twice).execution_options(synchronize_session=False))
    tx.execute(update(PackRating).where(PackRating.player_id == source).values(player_id=target))


def totals(tx: Session, pack_id: str = "") -> Mapping[str, tuple[int, int]]:
    """Return all stars, and how many gave some, by pack; of one pack where it is named."""
    query = select(PackRating.pack_id, func.sum(PackRating.stars), func.count())
    if pack_id:
        query = query.where(PackRating.pack_id == pack_id)
    rows = tx.execute(query.group_by(PackRating.pack_id))
    return {pack: (int(stars), int(count)) for pack, stars, count in rows}


def plays(tx: Session, pack_id: str = "") -> Mapping[str, int]:
    """Return how many rounds were played to their end, by pack; of one pack where it is named."""
    query = select(Round.scope, func.count()).where(Round.finished_at.is_not(None))
    query = query.where(Round.scope == pack_id) if pack_id else query.where(Round.scope != "")
    return {pack: int(count) for pack, count in tx.execute(query.group_by(Round.scope))}


def has_played(tx: Session, pack_id: str, player_id: str) -> bool:
    """Tell whether a player finished a round in which a question of the pack was asked."""
    query = (
        select(Round.id)
        .join(Card, Card.round_id == Round.id)
        .where(Round.player_id == player_id, Round.finished_at.is_not(None))
        .where(Card.pack_id == pack_id)
    )
    return tx.scalar(query.limit(1)) is not None
