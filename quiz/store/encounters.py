"""Who met the questions of a pack, alone and in nights: what item analysis counts."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import String, Table, case, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from quiz.store.night_tables import Night, NightAnswer, NightResult
from quiz.store.night_tables import Seat as SeatRow
from quiz.store.tables import Card, Round

_CARDS, _ROUNDS = cast("Table", Card.__table__), cast("Table", Round.__table__)
_RESULTS = cast("Table", NightResult.__table__)
_ANSWERS = cast("Table", NightAnswer.__table__)
_SEATS = cast("Table", SeatRow.__table__)


_AT_ONCE = 500  # some 10 ms of work


@dataclass(frozen=True, slots=True)
class Encounter:
    """Somebody met a question of a pack's version. ``who`` is a player, or a seat of nobody known.

    ``seconds`` is the time to the answer, None where none was given. ``others`` is how many other
    questions that round or night asked of them, and ``others_right`` how many they had right.
    """

    who: str
    digest: str
    question_id: str
    at: datetime
    outcome: str
    given: tuple[str, ...]
    seconds: float | None
    others: int
    others_right: int


def of_rounds(tx: Session, pack_id: str) -> Iterator[list[Encounter]]:
    """Yield what players met alone, each question at its first time, some hundred at once.

    Rounds of what they missed before are left out.
    """
    mine = select(_CARDS.c.round_id).where(_CARDS.c.pack_id == pack_id)
    right = case((_CARDS.c.outcome == "right", 1), else_=0)
    sums = (
        select(_CARDS.c.round_id, func.count().label("asked"), func.sum(right).label("right"))
        .where(_CARDS.c.round_id.in_(mine), _CARDS.c.ending.is_not(None))
        .group_by(_CARDS.c.round_id)
        .subquery()
    )
    each = (_ROUNDS.c.player_id, _CARDS.c.question_id)
    order = (_CARDS.c.opened_at, _CARDS.c.digest, _CARDS.c.round_id, _CARDS.c.position)
    met = (
        select(
            *each, _CARDS.c.round_id, _CARDS.c.position,
            func.row_number().over(partition_by=each, order_by=order).label("time"),
        )
        .join(_ROUNDS, _ROUNDS.c.id == _CARDS.c.round_id)
        .where(_CARDS.c.pack_id == pack_id, _CARDS.c.ending.is_not(None))
        .where(_CARDS.c.opened_at.is_not(None), _ROUNDS.c.kind != "review")
        .subquery()
    )  # fmt: skip
    query = (
        select(
            met.c.player_id, _CARDS.c.digest, _CARDS.c.question_id, _CARDS.c.opened_at,
            _CARDS.c.ended_at, _CARDS.c.outcome, _CARDS.c.given, sums.c.asked, sums.c.right,
        )
        .join(
            met, (met.c.round_id == _CARDS.c.round_id) & (met.c.position == _CARDS.c.position)
        )
        .join(sums, sums.c.round_id == _CARDS.c.round_id)
        .where(met.c.time == 1)
    )  # fmt: skip
    for some in tx.connection().execute(query).partitions(_AT_ONCE):
        yield [_alone(row) for row in some]


def nights_with(tx: Session, pack_id: str) -> tuple[str, ...]:
    """Return the nights that are over and whose plan speaks of a pack, the first first."""
    spoken = sql_cast(Night.plan, String).contains(json.dumps(pack_id), autoescape=True)
    query = select(Night.id).where(Night.over_at.is_not(None), spoken)
    return tuple(tx.scalars(query.order_by(Night.over_at, Night.id)))


def of_night(
    tx: Session, night_id: str, asked: dict[int, tuple[str, str]], scored: Collection[int]
) -> list[Encounter]:
    """Return who met some questions of a night that is over.

    ``asked`` are the questions to look at, by number: version and question. ``scored`` are the
    numbers of all that count, which the rest score is made of.
    """
    right = case((_RESULTS.c.mark == "right", 1), else_=0)
    counting = (_RESULTS.c.night_id == night_id, _RESULTS.c.number.in_(sorted(scored)))
    sums_query = select(_RESULTS.c.seat_id, func.count(), func.sum(right)).where(*counting)
    rows = tx.connection().execute(sums_query.group_by(_RESULTS.c.seat_id))
    sums = {seat_id: (count, int(total)) for seat_id, count, total in rows}
    over = tx.execute(select(Night.over_at).where(Night.id == night_id)).scalar_one()
    if over is None:
        raise ValueError(f"night {night_id} is not over")
    query = (
        select(
            _RESULTS.c.seat_id, _RESULTS.c.number, _RESULTS.c.mark, _SEATS.c.player_id,
            _ANSWERS.c.given, _ANSWERS.c.used, _ANSWERS.c.received_at,
        )
        .join(_SEATS, _SEATS.c.id == _RESULTS.c.seat_id)
        .outerjoin(
            _ANSWERS,
            (_ANSWERS.c.night_id == _RESULTS.c.night_id)
            & (_ANSWERS.c.number == _RESULTS.c.number)
            & (_ANSWERS.c.seat_id == _RESULTS.c.seat_id),
        )
        .where(_RESULTS.c.night_id == night_id, _RESULTS.c.number.in_(sorted(asked)))
    )  # fmt: skip
    found = []
    for row in tx.connection().execute(query):
        given = tuple(json.loads(row.given)) if row.given else ()
        count, total = sums[row.seat_id]
        digest, question_id = asked[row.number]
        found.append(
            Encounter(
                who=row.player_id or row.seat_id,
                digest=digest,
                question_id=question_id,
                at=row.received_at or over,
                outcome=row.mark if any(given) else "none",
                given=given,
                seconds=row.used if any(given) else None,
                others=count - 1,
                others_right=total - (row.mark == "right"),
            )
        )
    return found


def _alone(row: Any) -> Encounter:
    return Encounter(
        who=row.player_id,
        digest=row.digest,
        question_id=row.question_id,
        at=row.opened_at,
        outcome=row.outcome or "none",
        given=tuple(row.given),
        seconds=(row.ended_at - row.opened_at).total_seconds() if any(row.given) else None,
        others=row.asked - 1,
        others_right=int(row.right) - (row.outcome == "right"),
    )
