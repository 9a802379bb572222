"""Sums over what a night's seats earned: worked out by the database, for thousands at once."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from sqlalchemy import Row, Table, case, func, select
from sqlalchemy.orm import Session

from quiz.night.model import Result, State
from quiz.store.night_json import state_from_json
from quiz.store.night_tables import Night, NightResult

_RESULTS = cast("Table", NightResult.__table__)


def points(tx: Session, night_id: str, fresh: Collection[int]) -> dict[str, tuple[int, int]]:
    """Return what each seat earned before, and with the ``fresh`` questions; by seat."""
    news = case((_RESULTS.c.number.in_(sorted(fresh)), _RESULTS.c.points), else_=0)
    query = (
        select(_RESULTS.c.seat_id, func.sum(_RESULTS.c.points), func.sum(news))
        .where(_RESULTS.c.night_id == night_id)
        .group_by(_RESULTS.c.seat_id)
    )
    rows = tx.execute(query)
    return {seat_id: (int(total) - int(new), int(new)) for seat_id, total, new in rows}


def of_questions(tx: Session, night_id: str, numbers: Collection[int]) -> tuple[Result, ...]:
    """Return what some questions earned, by number and seat."""
    query = select(_RESULTS).where(
        _RESULTS.c.night_id == night_id, _RESULTS.c.number.in_(sorted(numbers))
    )
    rows = tx.execute(query.order_by(_RESULTS.c.number, _RESULTS.c.seat_id))
    return tuple(map(_result, rows))


def distances(tx: Session, night_id: str) -> tuple[Result, ...]:
    """Return the results of tie-breaks that had an answer, by number and seat."""
    query = select(_RESULTS).where(
        _RESULTS.c.night_id == night_id, _RESULTS.c.distance.is_not(None)
    )
    rows = tx.execute(query.order_by(_RESULTS.c.number, _RESULTS.c.seat_id))
    return tuple(map(_result, rows))


def asking(tx: Session) -> dict[str, State]:
    """Return where the nights stand whose question is open just now, by their ids."""
    query = select(Night.id, Night.state).where(
        Night.over_at.is_(None), Night.state["stage"]["phase"].as_string() == "question"
    )
    return {night_id: state_from_json(state) for night_id, state in tx.execute(query)}


def sequence(tx: Session, night_id: str) -> int | None:
    """Return the sequence of a night, or None when there is no such night."""
    return tx.scalar(select(Night.sequence).where(Night.id == night_id))


def _result(row: Row[Any]) -> Result:
    return Result(row.number, row.seat_id, row.mark, row.points, row.bonus, row.distance)
