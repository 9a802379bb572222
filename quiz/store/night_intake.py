"""What the desk that takes answers asks and writes, in as few round trips as there can be."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from quiz.night.model import Seat
from quiz.store import night_answers as answers
from quiz.store import together
from quiz.store.night_answers import Key
from quiz.store.night_records import AnswerRecord
from quiz.store.night_tables import Night, NightAnswer
from quiz.store.night_tables import Seat as SeatRow

_NIGHTS = cast("Table", Night.__table__)
_SEATS = cast("Table", SeatRow.__table__)
_ANSWERS = cast("Table", NightAnswer.__table__)

_HEADS = together.query(
    lambda among: (
        select(_NIGHTS.c.id, _NIGHTS.c.version, _NIGHTS.c.plan_digest, _NIGHTS.c.sequence)
        .where(among(_NIGHTS.c.id, "nights"))
        .order_by(_NIGHTS.c.id)
        .with_for_update(read=True)
    )
)
_HOLDERS = together.query(
    lambda among: select(
        _SEATS.c.token_hash, _SEATS.c.night_id, _SEATS.c.id, _SEATS.c.status, _SEATS.c.extra_time
    ).where(among(_SEATS.c.token_hash, "tokens"))
)
_GIVEN = together.query(
    lambda among: select(_ANSWERS).where(
        among(_ANSWERS.c.night_id, "nights"),
        among(_ANSWERS.c.number, "numbers"),
        among(_ANSWERS.c.seat_id, select(_SEATS.c.id).where(among(_SEATS.c.token_hash, "tokens"))),
    )
)
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


@dataclass(frozen=True, slots=True)
class Found:
    """What is there before answers are taken.

    ``heads``: version, digest of the plan, and sequence of nights. ``seats``: night and seat that
    tokens belong to, by the tokens' hashes; of the seat no more than what matters to an answer.
    ``given``: the answers that those seats gave before.
    """

    heads: dict[str, tuple[int, str, int]]
    seats: dict[str, tuple[str, Seat]]
    given: dict[Key, AnswerRecord]


def look_up(
    tx: Session, nights: Collection[str], tokens: Collection[str], numbers: Collection[int]
) -> Found:
    """Look up what answers of these nights, hashes of tokens and questions hang on.

    The nights cannot be changed until the transaction ends: whoever is to change the state waits,
    and then sees what was written. Others who only hold off change go on.
    """
    wanted = {"nights": list(nights), "tokens": list(tokens), "numbers": list(numbers)}
    heads, seats, given = together.fetch(tx, wanted, _HEADS, _HOLDERS, _GIVEN)
    records = map(answers.record_of, given)
    return Found(
        {row.id: (row.version, row.plan_digest, row.sequence) for row in heads},
        {
            row.token_hash: (row.night_id, Seat(row.id, "", row.status, extra_time=row.extra_time))
            for row in seats
        },
        {answers.key_of(record): record for record in records},
    )


def put_last(tx: Session, records: Sequence[AnswerRecord]) -> bool:
    """Write answers, each of another key, in one statement; return whether all were written.

    One whose revision is not above that of the answer which is there is left out. They are written
    in the order of their keys, so that two who write do not wait for each other. It is the last
    that is done in a transaction: on PostgreSQL they are on disk after it.
    """
    if not records:
        return True
    rows = [_row(record) for record in sorted(records, key=answers.key_of)]
    if tx.get_bind().dialect.name == "sqlite":
        told = [(*row, _naive(at)) for *row, at in rows]
        written = tx.connection().exec_driver_sql(_SQLITE, told).rowcount
    else:
        columns = [list(column) for column in zip(*rows, strict=True)]
        written = together.write_last(tx, _POSTGRESQL, columns)
    return written == len(rows)


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
