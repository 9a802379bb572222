"""What answers in nights earned, and what was put in on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from sqlalchemy import Table, delete, insert, select, text
from sqlalchemy.orm import Session

from quiz.night.model import Result
from quiz.store.night_tables import NightResult, NightVoice, Wager

_RESULTS = cast("Table", NightResult.__table__)
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


def results(tx: Session, night_id: str) -> tuple[Result, ...]:
    """Return what all questions of a night earned, by number and seat."""
    query = select(_RESULTS).where(_RESULTS.c.night_id == night_id)
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


def drop_wagers(tx: Session, night_id: str) -> None:
    """Forget what was put in, on all questions of a night."""
    tx.execute(delete(_WAGERS).where(_WAGERS.c.night_id == night_id))
