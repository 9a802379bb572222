"""What was answered in nights."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Row, Table, and_, bindparam, func, or_, select
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

_COLUMNS = {
    "night_id": "text",
    "number": "integer",
    "seat_id": "text",
    "given": "text",
    "complete": "boolean",
    "used": "double precision",
    "credit": "double precision",
    "raw": "double precision",
    "revision": "integer",
    "received_at": "timestamptz",
}
_NAMES = ", ".join(_COLUMNS)
_ON_CONFLICT = (
    " ON CONFLICT (night_id, number, seat_id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in list(_COLUMNS)[3:])
    + " WHERE excluded.revision > night_answers.revision"
)
_SQLITE = (
    f"INSERT INTO night_answers ({_NAMES}) VALUES ({', '.join('?' for _ in _COLUMNS)})"  # noqa: S608 - all of it is written here
    + _ON_CONFLICT
)
_POSTGRESQL = (
    f"INSERT INTO night_answers ({_NAMES}) SELECT * FROM unnest("  # noqa: S608 - likewise
    + ", ".join(f"%s::{kind}[]" for kind in _COLUMNS.values())
    + ")"
    + _ON_CONFLICT
)


def put_many(tx: Session, records: Sequence[AnswerRecord]) -> bool:
    """Write answers, each of another key, in one statement; return whether all were written.

    One whose revision is not above that of the answer which is there is left out. They are written
    in the order of their keys, so that two who write do not wait for each other.
    """
    if not records:
        return True
    connection = tx.connection()
    rows = [_row(record) for record in sorted(records, key=key_of)]
    if connection.dialect.name == "sqlite":
        done = connection.exec_driver_sql(_SQLITE, [(*row, _naive(at)) for *row, at in rows])
    else:
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        done = connection.exec_driver_sql(_POSTGRESQL, columns)
    return done.rowcount == len(rows)


def some(tx: Session, keys: Collection[Key]) -> dict[Key, AnswerRecord]:
    """Return the answers of these keys, as far as there are any."""
    if not keys:
        return {}
    night_ids, numbers, seat_ids = map(set, zip(*keys, strict=True))
    wanted = {"nights": list(night_ids), "numbers": list(numbers), "seats": list(seat_ids)}
    rows = tx.connection().execute(_SOME, wanted)
    found = {key_of(record): record for record in map(_answer, rows)}
    return {key: found[key] for key in keys if key in found}


def of_question(tx: Session, night_id: str, number: int) -> tuple[AnswerRecord, ...]:
    """Return all answers to a question, by seat."""
    query = select(_ANSWERS).where(_ANSWERS.c.night_id == night_id, _ANSWERS.c.number == number)
    return tuple(map(_answer, tx.execute(query.order_by(_ANSWERS.c.seat_id))))


def of_night(
    tx: Session, night_id: str, *, only: Collection[str] | None = None
) -> tuple[AnswerRecord, ...]:
    """Return all answers of a night by number and seat, or those of some seats."""
    query = select(_ANSWERS).where(_ANSWERS.c.night_id == night_id)
    if only is not None:
        query = query.where(_ANSWERS.c.seat_id.in_(only))
    rows = tx.execute(query.order_by(_ANSWERS.c.number, _ANSWERS.c.seat_id))
    return tuple(map(_answer, rows))


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


def _row(record: AnswerRecord) -> tuple[Any, ...]:
    return (
        record.night_id,
        record.number,
        record.seat_id,
        json.dumps(record.given),  # in ASCII, so that no text is one that a database refuses
        record.complete,
        record.used,
        record.credit,
        record.raw,
        record.revision,
        record.received_at,
    )


def _naive(at: datetime) -> str:
    """Write a time as SQLAlchemy does for SQLite: UTC, without a zone."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _answer(row: Row[Any]) -> AnswerRecord:
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
        received_at=row.received_at,
    )
