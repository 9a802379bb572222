"""Seats of nights; their teams are in ``night_teams``."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from quiz.night.model import Seat
from quiz.store.night_records import SeatRecord
from quiz.store.night_tables import NightAnswer
from quiz.store.night_tables import Seat as SeatRow

_SEATS = cast("Table", SeatRow.__table__)
_LIVE = ("in", "waiting")
_MOST_IDS = 5_000
_BY_TOKEN = select(_SEATS).where(
    _SEATS.c.token_hash == bindparam("token"), _SEATS.c.night_id == bindparam("night")
)
_BY_TOKENS = select(
    _SEATS.c.token_hash,
    _SEATS.c.night_id,
    _SEATS.c.id,
    _SEATS.c.status,
    _SEATS.c.extra_time,
    _SEATS.c.online_at,
).where(_SEATS.c.token_hash.in_(bindparam("tokens", expanding=True)))

_HERE = (
    update(_SEATS)
    .where(
        _SEATS.c.id.in_(
            select(_SEATS.c.id)
            .where(_SEATS.c.id.in_(bindparam("seats", expanding=True)))
            .with_for_update(skip_locked=True, key_share=True)
        )
    )
    .values(online_at=bindparam("at"))
)
_SLOW = select(_SEATS.c.night_id, _SEATS.c.id).where(
    _SEATS.c.night_id.in_(bindparam("nights", expanding=True)),
    _SEATS.c.status == "in",
    _SEATS.c.extra_time,
)


def add(tx: Session, record: SeatRecord) -> None:
    """Add a seat. ConflictError at the end when someone who is in has its name."""
    tx.execute(insert(_SEATS).values(**_values(record)))


def put(tx: Session, record: SeatRecord) -> None:
    """Write a seat anew, all but when it was last seen. ConflictError as in ``add``."""
    values = _values(record)
    del values["online_at"]  # several may tell it at once, and nobody waits for them
    tx.execute(update(_SEATS).where(_SEATS.c.id == record.id).values(**values))


def load(tx: Session, night_id: str, seat_id: str) -> SeatRecord | None:
    """Return a seat of a night, or None."""
    query = select(_SEATS).where(_SEATS.c.id == seat_id, _SEATS.c.night_id == night_id)
    return _first(tx, query)


def by_token(tx: Session, night_id: str, token_hash: str) -> SeatRecord | None:
    """Return the seat of a night that a token belongs to, or None."""
    found = tx.execute(_BY_TOKEN, {"token": token_hash, "night": night_id}).first()
    return _seat(found) if found else None


def by_tokens(
    tx: Session, token_hashes: Collection[str]
) -> dict[str, tuple[str, Seat, datetime | None]]:
    """Return night, seat, and when it was last seen, that tokens belong to, by their hashes.

    Of the seat no more than what matters to who watches: every stream asks.
    """
    rows = tx.connection().execute(_BY_TOKENS, {"tokens": list(token_hashes)})
    return {
        hashed: (night_id, Seat(seat_id, "", status, extra_time=extra), online_at)
        for hashed, night_id, seat_id, status, extra, online_at in rows
    }


def by_rescue(tx: Session, night_id: str, rescue_hash: str) -> SeatRecord | None:
    """Return the seat of a night that a rescue code belongs to, or None."""
    query = select(_SEATS).where(_SEATS.c.night_id == night_id, _SEATS.c.rescue_hash == rescue_hash)
    return _first(tx, query)


def by_device(tx: Session, night_id: str, device_hash: str) -> tuple[SeatRecord, ...]:
    """Return the seats that a browser has or had in a night, the latest first."""
    query = select(_SEATS).where(_SEATS.c.night_id == night_id, _SEATS.c.device_hash == device_hash)
    rows = tx.execute(query.order_by(_SEATS.c.joined_at.desc(), _SEATS.c.id))
    return tuple(map(_seat, rows))


def slow(tx: Session, night_ids: Collection[str]) -> dict[str, list[Seat]]:
    """Return the seats of nights that are in and have extra time, by night; of each what matters.

    Nights without any are left out.
    """
    found: dict[str, list[Seat]] = {}
    for night_id, seat_id in tx.connection().execute(_SLOW, {"nights": list(night_ids)}):
        found.setdefault(night_id, []).append(Seat(seat_id, "", "in", extra_time=True))
    return found


def all_of(
    tx: Session, night_id: str, *, only: Collection[str] | None = None
) -> tuple[SeatRecord, ...]:
    """Return the seats of a night, those that are out too, in the order they came.

    ``only`` are the ids of those that are wanted.
    """
    query = select(_SEATS).where(_SEATS.c.night_id == night_id)
    if only is not None:
        query = query.where(_SEATS.c.id.in_(only))
    return tuple(map(_seat, tx.execute(query.order_by(_SEATS.c.joined_at, _SEATS.c.id))))


def of_team(tx: Session, night_id: str, team_id: str) -> tuple[SeatRecord, ...]:
    """Return the seats of a team, those that are out too, in the order they came."""
    query = select(_SEATS).where(_SEATS.c.night_id == night_id, _SEATS.c.team_id == team_id)
    return tuple(map(_seat, tx.execute(query.order_by(_SEATS.c.joined_at, _SEATS.c.id))))


def count(tx: Session, night_id: str, *, audience: bool) -> int:
    """Return how many are in or waiting, of the players or of the audience."""
    query = select(func.count()).where(
        _SEATS.c.night_id == night_id,
        _SEATS.c.status.in_(_LIVE),
        _SEATS.c.is_audience.is_(audience),
    )
    return tx.scalar(query) or 0


def named(tx: Session, night_id: str, name_key: str) -> SeatRecord | None:
    """Return the seat that is in or waiting and has this folded name, or None."""
    query = select(_SEATS).where(_SEATS.c.night_id == night_id, _SEATS.c.live_key == name_key)
    return _first(tx, query)


def here(tx: Session, seat_ids: Collection[str], at: datetime) -> None:
    """Note when seats were last seen.

    One that somebody else is changing is left out: nobody waits for this, and it comes again.
    """
    tx.connection().execute(_HERE, {"seats": sorted(seat_ids), "at": at})


def newcomers(
    tx: Session, night_id: str, since: datetime | None, *, waiting: bool = False
) -> tuple[str, ...]:
    """Return the ids of seats that a host can do without; see ``door.purge`` for the rule.

    Those that came at ``since`` or later, or with ``waiting`` those that wait at the door: unless
    the host let them in by name, or they answered something.
    """
    answered = exists().where(
        NightAnswer.night_id == _SEATS.c.night_id, NightAnswer.seat_id == _SEATS.c.id
    )
    rules: list[ColumnElement[bool]] = []
    if since is not None:
        rules.append(_SEATS.c.joined_at >= since)
    if waiting:
        rules.append(_SEATS.c.status == "waiting")
    query = select(_SEATS.c.id).where(
        _SEATS.c.night_id == night_id,
        _SEATS.c.status.in_(_LIVE),
        _SEATS.c.approved.is_(False),
        or_(*rules),
        ~answered,
    )
    return tuple(tx.scalars(query))


def delete_many(tx: Session, night_id: str, seat_ids: Collection[str]) -> None:
    """Delete seats with all that hangs on them."""
    for some in _chunks(seat_ids):
        tx.execute(delete(_SEATS).where(_SEATS.c.night_id == night_id, _SEATS.c.id.in_(some)))


def _chunks(seat_ids: Collection[str]) -> Iterator[list[str]]:
    """Cut ids into parts that fit a statement, in an order in which two writers do not cross."""
    ids = sorted(seat_ids)
    return (ids[at : at + _MOST_IDS] for at in range(0, len(ids), _MOST_IDS))


def _first(tx: Session, query: Select[Any]) -> SeatRecord | None:
    found = tx.execute(query).first()
    return _seat(found) if found else None


def _values(record: SeatRecord) -> dict[str, Any]:
    live = record.name_key if record.status in _LIVE else None
    return {**asdict(record), "live_key": live}


def _seat(row: Row[Any]) -> SeatRecord:
    return SeatRecord(
        id=row.id,
        night_id=row.night_id,
        token_hash=row.token_hash,
        rescue_hash=row.rescue_hash,
        device_hash=row.device_hash,
        name=row.name,
        name_key=row.name_key,
        status=row.status,
        joined_at=row.joined_at,
        team_id=row.team_id,
        is_captain=row.is_captain,
        is_audience=row.is_audience,
        extra_time=row.extra_time,
        joker=row.joker,
        player_id=row.player_id,
        approved=row.approved,
        online_at=row.online_at,
        let_in_at=row.let_in_at,
    )
