"""Teams of nights; who plays for them is in ``seats``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, cast

from sqlalchemy import Row, Table, delete, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.night_records import TeamRecord
from quiz.store.night_tables import NightVoice, Seat, Team

_TEAMS = cast("Table", Team.__table__)
_SEATS = cast("Table", Seat.__table__)
_VOICES = cast("Table", NightVoice.__table__)


def add(tx: Session, record: TeamRecord) -> None:
    """Add a team. ConflictError at the end when the name is taken."""
    tx.execute(insert(_TEAMS).values(**asdict(record)))


def load(tx: Session, night_id: str, team_id: str) -> TeamRecord | None:
    """Return a team of a night, or None."""
    query = select(_TEAMS).where(_TEAMS.c.id == team_id, _TEAMS.c.night_id == night_id)
    found = tx.execute(query).first()
    return _team(found) if found else None


def of_night(tx: Session, night_id: str) -> tuple[TeamRecord, ...]:
    """Return the teams of a night, by name."""
    query = select(_TEAMS).where(_TEAMS.c.night_id == night_id)
    return tuple(map(_team, tx.execute(query.order_by(_TEAMS.c.name_key))))


def rename(tx: Session, record: TeamRecord) -> None:
    """Give a team another name. ConflictError as in ``add``."""
    values = {"name": record.name, "name_key": record.name_key}
    tx.execute(update(_TEAMS).where(_TEAMS.c.id == record.id).values(**values))


def put_joker(tx: Session, team_id: str, joker: int | None) -> None:
    """Write which round a team doubles. Its seats are written by themselves."""
    tx.execute(update(_TEAMS).where(_TEAMS.c.id == team_id).values(joker=joker))


def delete_one(tx: Session, night_id: str, team_id: str) -> None:
    """Delete a team; who was in it is in none, and nobody spoke for it."""
    members = update(_SEATS).where(_SEATS.c.night_id == night_id, _SEATS.c.team_id == team_id)
    tx.execute(members.values(team_id="", is_captain=False))
    spoke = _VOICES.c.night_id == night_id, _VOICES.c.team_id == team_id
    tx.execute(delete(_VOICES).where(*spoke))
    tx.execute(delete(_TEAMS).where(_TEAMS.c.night_id == night_id, _TEAMS.c.id == team_id))


def add_voices(tx: Session, record: TeamRecord, seat_id: str, numbers: Iterable[int]) -> None:
    """Write that a seat spoke for a team at questions where nobody did."""
    told = {"night_id": record.night_id, "team_id": record.id, "seat_id": seat_id}
    rows = [{**told, "number": number} for number in numbers]
    if rows:
        tx.execute(insert(_VOICES), rows)


def _team(row: Row[Any]) -> TeamRecord:
    return TeamRecord(row.id, row.night_id, row.name, row.name_key, row.by_player, row.joker)
