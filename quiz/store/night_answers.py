"""What was answered in nights."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from quiz.store.night_records import AnswerRecord
from quiz.store.night_tables import NightAnswer, Seat

_ANSWERS = cast("Table", NightAnswer.__table__)
_SEATS = cast("Table", Seat.__table__)

_SOME = select(_ANSWERS).where(
    _ANSWERS.c.night_id.in_(bindparam("nights", expanding=True)),
    _ANSWERS.c.number.in_(bindparam("numbers", expanding=True)),
    _ANSWERS.c.seat_id.in_(bindparam("seats", expanding=True)),
)

_PROGRESS = (
    select(_SEATS.c.night_id, func.count(_ANSWERS.c.seat_id), func.count())
    .select_from(
        _SEATS.outerjoin(
            _ANSWERS,
            and_(
                _ANSWERS.c.night_id == _SEATS.c.night_id,
                _ANSWERS.c.number == bindparam("number"),
                _ANSWERS.c.seat_id == _SEATS.c.id,
                _ANSWERS.c.complete,
            ),
        )
    )
    .where(
        _SEATS.c.night_id.in_(bindparam("nights", expanding=True)),
        _SEATS.c.status == "in",
        _SEATS.c.is_audience.is_(False),
        or_(_SEATS.c.online_at >= bindparam("since"), _ANSWERS.c.seat_id.is_not(None)),
    )
    .group_by(_SEATS.c.night_id)
)

Key = tuple[str, int, str]
"""Night, number of the question, seat."""


def some(tx: Session, keys: Collection[Key]) -> dict[Key, AnswerRecord]:
    """Return the answers of these keys, as far as there are any."""
    if not keys:
        return {}
    night_ids, numbers, seat_ids = map(set, zip(*keys, strict=True))
    wanted = {"nights": list(night_ids), "numbers": list(numbers), "seats": list(seat_ids)}
    rows = tx.connection().execute(_SOME, wanted)
    found = {key_of(record): record for record in map(record_of, rows)}
    return {key: found[key] for key in keys if key in found}


def of_question(tx: Session, night_id: str, number: int) -> tuple[AnswerRecord, ...]:
    """Return all answers to a question, by seat."""
    query = select(_ANSWERS).where(_ANSWERS.c.night_id == night_id, _ANSWERS.c.number == number)
    return tuple(map(record_of, tx.execute(query.order_by(_ANSWERS.c.seat_id))))


def of_night(
    tx: Session, night_id: str, *, only: Collection[str] | None = None
) -> tuple[AnswerRecord, ...]:
    """Return all answers of a night by number and seat, or those of some seats."""
    query = select(_ANSWERS).where(_ANSWERS.c.night_id == night_id)
    if only is not None:
        query = query.where(_ANSWERS.c.seat_id.in_(only))
    rows = tx.execute(query.order_by(_ANSWERS.c.number, _ANSWERS.c.seat_id))
    return tuple(map(record_of, rows))


def progress(
    tx: Session, night_id: str, number: int, since: datetime | None = None
) -> tuple[int, int]:
    """Return how many of those who are in have a whole answer to a question, and how many are in.

    The audience does not count. With ``since`` whoever was not seen since then and has not
    answered is not waited for, and does not count either.
    """
    counting = (
        _SEATS.c.night_id == night_id,
        _SEATS.c.status == "in",
        _SEATS.c.is_audience.is_(False),
    )
    match = and_(
        _ANSWERS.c.night_id == _SEATS.c.night_id,
        _ANSWERS.c.number == number,
        _ANSWERS.c.seat_id == _SEATS.c.id,
        _ANSWERS.c.complete,
    )
    query = (
        select(func.count(_ANSWERS.c.seat_id), func.count())
        .select_from(_SEATS.outerjoin(_ANSWERS, match))
        .where(*counting)
    )
    if since is not None:
        query = query.where(or_(_SEATS.c.online_at >= since, _ANSWERS.c.seat_id.is_not(None)))
    answered, of = tx.execute(query).one()
    return answered, of


def progress_of(
    tx: Session, numbers: Mapping[str, int], since: datetime
) -> dict[str, tuple[int, int]]:
    """Return the same as ``progress`` for the questions of many nights, by night."""
    found = dict.fromkeys(numbers, (0, 0))
    for number in set(numbers.values()):
        nights = [night_id for night_id, asked in numbers.items() if asked == number]
        wanted = {"nights": nights, "number": number, "since": since}
        rows = tx.connection().execute(_PROGRESS, wanted)
        found |= {night_id: (answered, of) for night_id, answered, of in rows}
    return found


def key_of(record: AnswerRecord) -> Key:
    """Return the key of an answer."""
    return record.night_id, record.number, record.seat_id


def record_of(row: Any) -> AnswerRecord:
    """Return the answer in a row that has the columns of the table."""
    return AnswerRecord(
        night_id=row.night_id,
        number=row.number,
        seat_id=row.seat_id,
        given=tuple(json.loads(row.given)),
        complete=bool(row.complete),
        used=row.used,
        credit=row.credit,
        raw=row.raw,
        revision=row.revision,
        received_at=row.received_at.astimezone(UTC),
    )
