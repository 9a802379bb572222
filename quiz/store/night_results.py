"""What answers in nights earned, and what was put in on them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import cast

from sqlalchemy import Table, delete, insert, or_, select, text
from sqlalchemy.orm import Session

from quiz.night.model import Result, Roll
from quiz.store.night_tables import NightResult, NightRoll, NightVoice, Wager

_RESULTS = cast("Table", NightResult.__table__)
_ROLLS = cast("Table", NightRoll.__table__)
_VOICES = cast("Table", NightVoice.__table__)
_WAGERS = cast("Table", Wager.__table__)


def put_results(tx: Session, night_id: str, number: int, results: Iterable[Result]) -> None:
    """Write what a question earned, in place of what it earned before; none: it counts for none."""
    tx.execute(delete(_RESULTS).where(_RESULTS.c.night_id == night_id, _RESULTS.c.number == number))
    rows = [
        {
            "night_id": night_id,
            "number": number,
            "seat_id": result.seat_id,
            "mark": result.mark,
            "points": result.points,
            "bonus": result.bonus,
            "distance": result.distance,
        }
        for result in results
    ]
    if rows:
        tx.execute(insert(_RESULTS), rows)


def results(
    tx: Session, night_id: str, *, only: Collection[str] | None = None
) -> tuple[Result, ...]:
    """Return what all questions of a night earned, by number and seat; or those of some seats."""
    query = select(_RESULTS).where(_RESULTS.c.night_id == night_id)
    if only is not None:
        query = query.where(_RESULTS.c.seat_id.in_(only))
    rows = tx.execute(query.order_by(_RESULTS.c.number, _RESULTS.c.seat_id))
    return tuple(
        Result(row.number, row.seat_id, row.mark, row.points, row.bonus, row.distance)
        for row in rows
    )


def put_voices(tx: Session, night_id: str, number: int, spoke: Mapping[str, str]) -> None:
    """Write who spoke for a team at a question, by team, in place of who did before."""
    tx.execute(delete(_VOICES).where(_VOICES.c.night_id == night_id, _VOICES.c.number == number))
    rows = [
        {"night_id": night_id, "number": number, "team_id": team_id, "seat_id": seat_id}
        for team_id, seat_id in spoke.items()
    ]
    if rows:
        tx.execute(insert(_VOICES), rows)


def voices(tx: Session, night_id: str, number: int) -> dict[str, str]:
    """Return who spoke for a team at a question: seats by team. None before it is revealed."""
    query = select(_VOICES.c.team_id, _VOICES.c.seat_id).where(
        _VOICES.c.night_id == night_id, _VOICES.c.number == number
    )
    return {row.team_id: row.seat_id for row in tx.execute(query)}


def voiced(tx: Session, night_id: str, team_id: str, seat_id: str) -> frozenset[int]:
    """Return the questions where somebody spoke for a team, or a seat spoke for any."""
    query = select(_VOICES.c.number).where(
        _VOICES.c.night_id == night_id,
        or_(_VOICES.c.team_id == team_id, _VOICES.c.seat_id == seat_id),
    )
    return frozenset(tx.scalars(query))


def put_roll(tx: Session, night_id: str, number: int, roll: Roll) -> None:
    """Write to whom a question was put and on what terms, in place of what was written before."""
    told = {
        "there": sorted(roll.there),
        "doubled": sorted(roll.doubled),
        "stakes": dict(roll.stakes),
    }
    query = text(
        "INSERT INTO night_rolls (night_id, number, roll) VALUES (:night, :number, :roll) "
        "ON CONFLICT (night_id, number) DO UPDATE SET roll = excluded.roll"
    )
    tx.execute(query, {"night": night_id, "number": number, "roll": json.dumps(told)})


def drop_roll(tx: Session, night_id: str, number: int) -> None:
    """Forget to whom a question was put."""
    tx.execute(delete(_ROLLS).where(_ROLLS.c.night_id == night_id, _ROLLS.c.number == number))


def roll(tx: Session, night_id: str, number: int) -> Roll | None:
    """Return to whom a question was put and on what terms; None before it is revealed."""
    return rolls(tx, night_id, (number,)).get(number)


def rolls(tx: Session, night_id: str, numbers: Collection[int]) -> dict[int, Roll]:
    """Return the same for some questions, by number."""
    query = select(_ROLLS.c.number, _ROLLS.c.roll).where(
        _ROLLS.c.night_id == night_id, _ROLLS.c.number.in_(sorted(numbers))
    )
    return {number: _roll(told) for number, told in tx.execute(query)}


def put_wager(tx: Session, night_id: str, number: int, seat_id: str, amount: int) -> None:
    """Write what a seat puts in on a question, in place of what it put in before."""
    query = text(
        "INSERT INTO wagers (night_id, number, seat_id, amount) VALUES (:night, :number, :seat, "
        ":amount) ON CONFLICT (night_id, number, seat_id) DO UPDATE SET amount = excluded.amount"
    )
    values = {"night": night_id, "number": number, "seat": seat_id, "amount": amount}
    tx.execute(query, values)


def wagers(tx: Session, night_id: str, number: int) -> dict[str, int]:
    """Return what was put in on a question, by seat."""
    query = select(_WAGERS.c.seat_id, _WAGERS.c.amount).where(
        _WAGERS.c.night_id == night_id, _WAGERS.c.number == number
    )
    return {row.seat_id: row.amount for row in tx.execute(query)}


def wagers_of(tx: Session, night_id: str, seat_id: str) -> dict[int, int]:
    """Return what a seat put in, by question."""
    query = select(_WAGERS.c.number, _WAGERS.c.amount).where(
        _WAGERS.c.night_id == night_id, _WAGERS.c.seat_id == seat_id
    )
    return {row.number: row.amount for row in tx.execute(query)}


def drop_wager(tx: Session, night_id: str, number: int, seat_id: str) -> None:
    """Forget what a seat put in on a question."""
    own = (_WAGERS.c.number == number, _WAGERS.c.seat_id == seat_id)
    tx.execute(delete(_WAGERS).where(_WAGERS.c.night_id == night_id, *own))


def drop_wagers(tx: Session, night_id: str) -> None:
    """Forget what was put in, on all questions of a night."""
    tx.execute(delete(_WAGERS).where(_WAGERS.c.night_id == night_id))


def _roll(told: str) -> Roll:
    data = json.loads(told)
    return Roll(frozenset(data["there"]), frozenset(data["doubled"]), data["stakes"])
