"""Nights, and what hosts did in them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from quiz.night.model import Plan, Rules, State
from quiz.store import night_json as codec
from quiz.store.night_records import AuditRecord, NightRecord
from quiz.store.night_tables import Night, NightAudit, Seat

_NIGHTS = cast("Table", Night.__table__)
_AUDIT = cast("Table", NightAudit.__table__)
_PARTS = select(_NIGHTS.c.plan, _NIGHTS.c.rules, _NIGHTS.c.state)
_ALL = select(_NIGHTS).where(_NIGHTS.c.id.in_(bindparam("nights", expanding=True)))
_SEQUENCES = select(_NIGHTS.c.id, _NIGHTS.c.sequence).where(
    _NIGHTS.c.id.in_(bindparam("nights", expanding=True))
)
_HELD = _SEQUENCES.order_by(_NIGHTS.c.id).with_for_update()
_GO_ON = (
    update(_NIGHTS)
    .where(_NIGHTS.c.id == bindparam("which"))
    .values(
        sequence=_NIGHTS.c.sequence + 1,
        state=bindparam("state"),
        version=bindparam("version"),
        touched_at=bindparam("touched_at"),
    )
)
_MOST_AUDIT = 200


def add(tx: Session, record: NightRecord) -> None:
    """Add a night. ConflictError at the end when its code is taken."""
    values = {
        "id": record.id,
        "code": record.code,
        "host_hash": record.host_hash,
        "screen_key": record.screen_key,
        "owner_id": record.owner_id,
        "sequence": record.sequence,
        "created_at": record.created_at,
        "touched_at": record.touched_at,
        "over_at": record.over_at,
        **_plan_values(record.title, record.plan, record.rules),
        **_state_values(record.state),
    }
    tx.execute(insert(_NIGHTS).values(**values))


def load(tx: Session, night_id: str, *, to_change: bool = False) -> NightRecord | None:
    """Return a night, or None; ``to_change`` holds others off until the transaction ends.

    Whoever holds it so also holds off answers, so that none is acknowledged meanwhile.
    """
    query = select(_NIGHTS).where(_NIGHTS.c.id == night_id)
    found = tx.execute(query.with_for_update() if to_change else query).first()
    return _night(found) if found else None


def load_many(tx: Session, night_ids: Collection[str]) -> dict[str, NightRecord]:
    """Return those nights that exist, by their ids."""
    rows = tx.connection().execute(_ALL, {"nights": list(night_ids)}) if night_ids else ()
    return {row.id: _night(row) for row in rows}


def hold(tx: Session, night_ids: Collection[str]) -> dict[str, int]:
    """Hold others off nights as ``load`` does that is to change one; return their sequences.

    In the order of their ids, so that two who hold several do not wait for each other.
    """
    rows = tx.connection().execute(_HELD, {"nights": list(night_ids)})
    return {row.id: row.sequence for row in rows}


def by_code(tx: Session, code: str, *, to_change: bool = False) -> NightRecord | None:
    """Return the open night of a code, or None; ``to_change`` as in ``load``."""
    query = select(_NIGHTS).where(_NIGHTS.c.code == code)
    found = tx.execute(query.with_for_update() if to_change else query).first()
    return _night(found) if found else None


def by_screen_key(tx: Session, key: str) -> str | None:
    """Return the id of the night whose big screen has this key, or None."""
    return tx.scalar(select(_NIGHTS.c.id).where(_NIGHTS.c.screen_key == key))


def put_state(tx: Session, night_id: str, state: State, now: datetime) -> int:
    """Write where a night stands; return the new sequence. A night that is over has no code."""
    values: dict[str, Any] = {**_state_values(state), "touched_at": now}
    if state.stage.phase == "over":
        values |= {"code": None, "over_at": now}
    return _change(tx, night_id, values)


def put_states(tx: Session, states: Mapping[str, State], now: Mapping[str, datetime]) -> None:
    """Do as ``put_state`` for many nights, which are held: each sequence is one more after it."""
    going = {night_id: state for night_id, state in states.items() if state.stage.phase != "over"}
    rows = [
        {"which": night_id, "touched_at": now[night_id], **_state_values(state)}
        for night_id, state in going.items()
    ]
    if rows:
        tx.connection().execute(_GO_ON, rows)
    for night_id in states.keys() - going.keys():
        put_state(tx, night_id, states[night_id], now[night_id])


def put_plan(tx: Session, night_id: str, title: str, plan: Plan, rules: Rules) -> None:
    """Write what a night asks, and how. The state is written by ``put_state``, which follows."""
    values = _plan_values(title, plan, rules)
    tx.execute(update(_NIGHTS).where(_NIGHTS.c.id == night_id).values(**values))


def bump(tx: Session, night_id: str, now: datetime | None = None) -> int:
    """Raise the sequence of a night, touched ``now``; return it."""
    return _change(tx, night_id, {"touched_at": now} if now else {})


def sequences(tx: Session, night_ids: Collection[str]) -> dict[str, int]:
    """Return the sequences of nights that exist."""
    rows = tx.connection().execute(_SEQUENCES, {"nights": list(night_ids)})
    return {row.id: row.sequence for row in rows}


def parts(tx: Session, night_id: str) -> tuple[Plan, Rules, State]:
    """Return plan, rules and state of a night that exists."""
    row = tx.execute(_PARTS.where(_NIGHTS.c.id == night_id)).one()
    return (
        codec.plan_from_json(row.plan),
        codec.rules_from_json(row.rules),
        codec.state_from_json(row.state),
    )


def open_nights(tx: Session, since: datetime | None = None) -> tuple[NightRecord, ...]:
    """Return the nights that are not over, the oldest first; touched ``since`` then."""
    query = select(_NIGHTS).where(_NIGHTS.c.over_at.is_(None)).order_by(_NIGHTS.c.created_at)
    if since is not None:
        query = query.where(_NIGHTS.c.touched_at >= since)
    return tuple(map(_night, tx.execute(query)))


def untouched(tx: Session, since: datetime) -> tuple[str, ...]:
    """Return the ids of nights that are not over and that nobody has touched since then."""
    query = select(_NIGHTS.c.id).where(_NIGHTS.c.over_at.is_(None), _NIGHTS.c.touched_at < since)
    return tuple(tx.scalars(query.order_by(_NIGHTS.c.id)))


def touch(tx: Session, night_id: str, now: datetime) -> None:
    """Note that somebody did something in a night."""
    tx.execute(update(_NIGHTS).where(_NIGHTS.c.id == night_id).values(touched_at=now))


def owned_by(tx: Session, player_id: str) -> tuple[tuple[NightRecord, int], ...]:
    """Return a host's nights, the latest first, each with how many are in."""
    people = (
        select(func.count())
        .where(Seat.night_id == _NIGHTS.c.id, Seat.status == "in")
        .scalar_subquery()
        .label("people")
    )
    query = select(_NIGHTS, people).where(_NIGHTS.c.owner_id == player_id)
    rows = tx.execute(query.order_by(_NIGHTS.c.created_at.desc(), _NIGHTS.c.id))
    return tuple((_night(row), row.people) for row in rows)


def delete_night(tx: Session, night_id: str) -> None:
    """Delete a night with all that hangs on it."""
    tx.execute(delete(_NIGHTS).where(_NIGHTS.c.id == night_id))


def add_audit(tx: Session, *records: AuditRecord) -> None:
    """Note what hosts did."""
    if records:
        rows = [{**asdict(record), "what": record.what[:500]} for record in records]
        tx.connection().execute(insert(_AUDIT), rows)


def audit(tx: Session, night_id: str) -> tuple[AuditRecord, ...]:
    """Return the last 200 things a host did, the latest first."""
    query = (
        select(NightAudit.night_id, NightAudit.at, NightAudit.what)
        .where(NightAudit.night_id == night_id)
        .order_by(NightAudit.id.desc())
        .limit(_MOST_AUDIT)
    )
    return tuple(AuditRecord(*row) for row in tx.execute(query))


def _change(tx: Session, night_id: str, values: Mapping[str, Any]) -> int:
    query = (
        update(_NIGHTS)
        .where(_NIGHTS.c.id == bindparam("which"))
        .values(sequence=_NIGHTS.c.sequence + 1, **values)
        .returning(_NIGHTS.c.sequence)
    )
    return int(tx.execute(query, {"which": night_id}).scalar_one())


def _plan_values(title: str, plan: Plan, rules: Rules) -> dict[str, Any]:
    told = codec.plan_to_json(plan)
    return {
        "title": title,
        "plan": told,
        "plan_digest": codec.plan_digest(told),
        "rules": codec.rules_to_json(rules),
    }


def _state_values(state: State) -> dict[str, Any]:
    return {"state": codec.state_to_json(state), "version": state.version}


def _night(row: Row[Any]) -> NightRecord:
    return NightRecord(
        id=row.id,
        code=row.code,
        host_hash=row.host_hash,
        screen_key=row.screen_key,
        owner_id=row.owner_id,
        title=row.title,
        plan=codec.plan_from_json(row.plan),
        rules=codec.rules_from_json(row.rules),
        state=codec.state_from_json(row.state),
        created_at=row.created_at,
        touched_at=row.touched_at,
        over_at=row.over_at,
        sequence=row.sequence,
    )
