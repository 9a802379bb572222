"""Sums over what a night's seats earned: worked out by the database, for thousands at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, cast

from sqlalchemy import Row, Table, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from quiz.night.model import Result, Seat
from quiz.store.night_tables import Night, NightAnswer, NightResult, NightVoice
from quiz.store.night_tables import Seat as SeatRow

_RESULTS = cast("Table", NightResult.__table__)
_ANSWERS = cast("Table", NightAnswer.__table__)
_SEATS = cast("Table", SeatRow.__table__)
_VOICES = cast("Table", NightVoice.__table__)
_HEARD = and_(
    _RESULTS.c.night_id == _VOICES.c.night_id,
    _RESULTS.c.number == _VOICES.c.number,
    _RESULTS.c.seat_id == _VOICES.c.seat_id,
)
_SEATED = (
    _SEATS.c.id,
    _SEATS.c.name,
    _SEATS.c.status,
    _SEATS.c.team_id,
    _SEATS.c.is_captain,
    _SEATS.c.is_audience,
    _SEATS.c.extra_time,
    _SEATS.c.joker,
)

_SEATED_IN = (
    select(_SEATS.c.night_id, *_SEATED)
    .where(_SEATS.c.night_id.in_(bindparam("nights", expanding=True)))
    .order_by(_SEATS.c.joined_at, _SEATS.c.id)
)
_HASHES = select(_SEATS.c.night_id, _SEATS.c.id, _SEATS.c.rescue_hash).where(
    _SEATS.c.night_id.in_(bindparam("nights", expanding=True))
)
_SAID = (_ANSWERS.c.seat_id, _ANSWERS.c.given, _ANSWERS.c.revision, _ANSWERS.c.complete)
_GIVEN = select(_ANSWERS.c.night_id, *_SAID).where(
    _ANSWERS.c.night_id.in_(bindparam("nights", expanding=True)),
    _ANSWERS.c.number == bindparam("number"),
)
_EARNED = (
    select(_RESULTS)
    .where(
        _RESULTS.c.night_id.in_(bindparam("nights", expanding=True)),
        _RESULTS.c.number == bindparam("number"),
    )
    .order_by(_RESULTS.c.seat_id)
)
_ASKING = select(Night.id).where(
    Night.over_at.is_(None), Night.state["stage"]["phase"].as_string() == "question"
)


def points(tx: Session, night_id: str, fresh: Collection[int]) -> dict[str, tuple[int, int]]:
    """Return what each seat earned before, and with the ``fresh`` questions; by seat."""
    news = case((_RESULTS.c.number.in_(sorted(fresh)), _RESULTS.c.points), else_=0)
    query = (
        select(_RESULTS.c.seat_id, func.sum(_RESULTS.c.points), func.sum(news))
        .where(_RESULTS.c.night_id == night_id)
        .group_by(_RESULTS.c.seat_id)
    )
    rows = tx.execute(query).all()
    return {seat_id: (int(total) - int(new), int(new)) for seat_id, total, new in rows}


def spoken(tx: Session, night_id: str, fresh: Collection[int]) -> dict[str, tuple[int, int]]:
    """Return the same of those who spoke for teams, where they did, by team."""
    news = case((_RESULTS.c.number.in_(sorted(fresh)), _RESULTS.c.points), else_=0)
    query = (
        select(_VOICES.c.team_id, func.sum(_RESULTS.c.points), func.sum(news))
        .join_from(_VOICES, _RESULTS, _HEARD)
        .where(_VOICES.c.night_id == night_id)
        .group_by(_VOICES.c.team_id)
    )
    rows = tx.execute(query).all()
    return {team_id: (int(total) - int(new), int(new)) for team_id, total, new in rows}


def seats(tx: Session, night_id: str) -> tuple[Seat, ...]:
    """Return the seats of a night as the rules know them, in the order they came."""
    query = select(*_SEATED).where(_SEATS.c.night_id == night_id)
    rows = tx.execute(query.order_by(_SEATS.c.joined_at, _SEATS.c.id)).all()
    return tuple(Seat(*row) for row in rows)


def seats_of(tx: Session, night_ids: Collection[str]) -> dict[str, tuple[Seat, ...]]:
    """Return the same for many nights, by night."""
    if not night_ids:
        return {}
    found: dict[str, list[Seat]] = {night_id: [] for night_id in night_ids}
    for night_id, *row in tx.connection().execute(_SEATED_IN, {"nights": list(night_ids)}):
        found[night_id].append(Seat(*row))
    return {night_id: tuple(seats) for night_id, seats in found.items()}


def rescue_hashes_of(tx: Session, night_ids: Collection[str]) -> dict[str, dict[str, str]]:
    """Return the hashes of the rescue codes of nights, by night and seat."""
    if not night_ids:
        return {}
    found: dict[str, dict[str, str]] = {night_id: {} for night_id in night_ids}
    for night_id, seat_id, hashed in tx.connection().execute(_HASHES, {"nights": list(night_ids)}):
        found[night_id][seat_id] = hashed
    return found


Given = tuple[tuple[str, ...], int, bool]
"""What a seat gave, the number of the save, and whether it was handed in whole."""


def given(tx: Session, night_id: str, number: int) -> dict[str, Given]:
    """Return what each seat gave to a question, by seat."""
    query = select(*_SAID).where(_ANSWERS.c.night_id == night_id, _ANSWERS.c.number == number)
    rows = tx.execute(query).all()
    texts = {text: tuple(json.loads(text)) for text in {row[1] for row in rows}}
    return {seat_id: (texts[text], revision, done) for seat_id, text, revision, done in rows}


def given_of(tx: Session, numbers: Mapping[str, int]) -> dict[str, dict[str, Given]]:
    """Return the same for the questions of many nights, by night and seat."""
    found: dict[str, dict[str, Given]] = {night_id: {} for night_id in numbers}
    for number, nights in _by_number(numbers):
        rows = tx.connection().execute(_GIVEN, {"number": number, "nights": nights})
        for night_id, seat_id, text, revision, done in rows:
            found[night_id][seat_id] = (tuple(json.loads(text)), revision, bool(done))
    return found


def results_of(tx: Session, numbers: Mapping[str, int]) -> dict[str, list[Result]]:
    """Return what a question of each of these nights earned, by night."""
    found: dict[str, list[Result]] = {night_id: [] for night_id in numbers}
    for number, nights in _by_number(numbers):
        rows = tx.connection().execute(_EARNED, {"number": number, "nights": nights})
        for row in rows:
            found[row.night_id].append(_result(row))
    return found


def used_for_right(tx: Session, night_id: str) -> dict[tuple[int, str], float]:
    """Return the seconds of each right answer that counts, by number and seat."""
    query = (
        select(_ANSWERS.c.number, _ANSWERS.c.seat_id, _ANSWERS.c.used)
        .join(
            _RESULTS,
            (_RESULTS.c.night_id == _ANSWERS.c.night_id)
            & (_RESULTS.c.number == _ANSWERS.c.number)
            & (_RESULTS.c.seat_id == _ANSWERS.c.seat_id),
        )
        .where(_ANSWERS.c.night_id == night_id, _RESULTS.c.mark == "right")
    )
    return {(number, seat_id): used for number, seat_id, used in tx.execute(query).all()}


def of_questions(tx: Session, night_id: str, numbers: Collection[int]) -> tuple[Result, ...]:
    """Return what some questions earned, by number and seat."""
    query = select(_RESULTS).where(
        _RESULTS.c.night_id == night_id, _RESULTS.c.number.in_(sorted(numbers))
    )
    rows = tx.execute(query.order_by(_RESULTS.c.number, _RESULTS.c.seat_id)).all()
    return tuple(map(_result, rows))


def distances(tx: Session, night_id: str) -> tuple[Result, ...]:
    """Return the results of tie-breaks that had an answer, by number and seat."""
    query = select(_RESULTS).where(
        _RESULTS.c.night_id == night_id, _RESULTS.c.distance.is_not(None)
    )
    rows = tx.execute(query.order_by(_RESULTS.c.number, _RESULTS.c.seat_id)).all()
    return tuple(map(_result, rows))


def spoken_distances(tx: Session, night_id: str) -> dict[str, list[Result]]:
    """Return the same of those who spoke for teams, by team."""
    query = (
        select(_VOICES.c.team_id, _RESULTS)
        .join_from(_VOICES, _RESULTS, _HEARD)
        .where(_VOICES.c.night_id == night_id, _RESULTS.c.distance.is_not(None))
        .order_by(_RESULTS.c.number, _RESULTS.c.seat_id)
    )
    found: dict[str, list[Result]] = {}
    for row in tx.execute(query):
        found.setdefault(row.team_id, []).append(_result(row))
    return found


def asking(tx: Session) -> tuple[str, ...]:
    """Return the ids of the nights whose question is open just now."""
    return tuple(row.id for row in tx.connection().execute(_ASKING))


def _by_number(numbers: Mapping[str, int]) -> Iterator[tuple[int, list[str]]]:
    for number in sorted(set(numbers.values())):
        yield number, [night_id for night_id, asked in numbers.items() if asked == number]


def _result(row: Row[Any]) -> Result:
    return Result(row.number, row.seat_id, row.mark, row.points, row.bonus, row.distance)
