"""What nights hold of persons: to be taken along, moved to an account, or forgotten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from quiz.store.night_tables import (
    Night,
    NightAnswer,
    NightAudit,
    NightResult,
    NightTemplate,
    Seat,
    Team,
)
from quiz.store.tables import Player


def move(tx: Session, source: str, target: str) -> None:
    """Give the seats, nights and templates of a guest to an account."""
    tx.execute(update(Seat).where(Seat.player_id == source).values(player_id=target))
    tx.execute(update(Night).where(Night.owner_id == source).values(owner_id=target))
    tx.execute(
        update(NightTemplate).where(NightTemplate.owner_id == source).values(owner_id=target)
    )


def delete_of(tx: Session, player_id: str, former: str) -> None:
    """Take a player out of all nights; call it before the player is deleted.

    Their own nights go, with all in them, unless others still play them; those lose their title.
    In the nights of others what they earned stays, under the name ``former`` and without what they
    gave, and nothing opens their seats any more. Whom they led, the next one leads.
    """
    over = Night.over_at.is_not(None)
    tx.execute(delete(Night).where(Night.owner_id == player_id, over))
    tx.execute(update(Night).where(Night.owner_id == player_id).values(title="A night"))
    seats = tx.execute(
        select(Seat.id, Seat.night_id, Seat.name).where(Seat.player_id == player_id)
    ).all()
    for _, night_id, name in seats:
        told = func.replace(NightAudit.what, f"“{name}”", f"“{former}”")
        tx.execute(update(NightAudit).where(NightAudit.night_id == night_id).values(what=told))
        teams = update(Team).where(Team.night_id == night_id, Team.name == name)
        tx.execute(teams.values(name=former, name_key=Team.id))
    ids = [row.id for row in seats]
    _pass_on(tx, ids)
    tx.execute(update(NightAnswer).where(NightAnswer.seat_id.in_(ids)).values(given="[]"))
    _forget(tx, Seat.id.in_(ids), former)


def forget(tx: Session, since: datetime, former: str) -> int:
    """Take the names of guests out of nights that nobody touched since then; return how many.

    Their teams and what the audit tells go too.
    """
    old = select(Night.id).where(Night.touched_at < since)
    accounts = select(Player.id).where(Player.username.is_not(None))
    guest = or_(Seat.player_id.is_(None), Seat.player_id.not_in(accounts))
    count = _forget(tx, Seat.night_id.in_(old) & guest & (Seat.name != former), former)
    tx.execute(delete(NightAudit).where(NightAudit.night_id.in_(old)))
    teams = update(Team).where(Team.night_id.in_(old), Team.name != "A team")
    tx.execute(teams.values(name="A team", name_key=Team.id))
    return count


def hosted(tx: Session, player_id: str) -> tuple[dict[str, Any], ...]:
    """Return what is kept of the nights a player hosts."""
    query = select(Night).where(Night.owner_id == player_id).order_by(Night.created_at)
    return tuple(
        {"title": night.title, "created_at": night.created_at, "over_at": night.over_at}
        for night in tx.scalars(query)
    )


def sat(tx: Session, player_id: str) -> tuple[dict[str, Any], ...]:
    """Return what is kept of the seats a player has or had, with all answers."""
    query = (
        select(Seat, Night.title)
        .join(Night, Night.id == Seat.night_id)
        .where(Seat.player_id == player_id)
        .order_by(Seat.joined_at)
    )
    rows = tx.execute(query).all()
    answers = _answers(tx, [seat.id for seat, _ in rows])
    return tuple(
        {
            "night": title,
            "name": seat.name,
            "joined_at": seat.joined_at,
            "online_at": seat.online_at,
            "extra_time": seat.extra_time,
            "answers": answers.get(seat.id, []),
        }
        for seat, title in rows
    )


def missed(tx: Session, night_id: str) -> tuple[tuple[str, int], ...]:
    """Return which questions of a night players of ours did not have right: player and number.

    Only of seats that answered something: a phone may lie in a pocket all night.
    """
    played = select(NightResult.seat_id).where(
        NightResult.night_id == night_id, NightResult.mark != "none"
    )
    query = (
        select(Seat.player_id, NightResult.number)
        .join(Seat, Seat.id == NightResult.seat_id)
        .where(
            NightResult.night_id == night_id,
            NightResult.mark != "right",
            NightResult.seat_id.in_(played),
            Seat.player_id.is_not(None),
        )
        .order_by(Seat.player_id, NightResult.number)
    )
    return tuple((player_id or "", number) for player_id, number in tx.execute(query))


def _answers(tx: Session, seat_ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    query = select(NightAnswer).where(NightAnswer.seat_id.in_(seat_ids))
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tx.scalars(query.order_by(NightAnswer.number)):
        told = {
            "number": row.number,
            "given": row.given,
            "seconds": row.used,
            "received_at": row.received_at,
        }
        found.setdefault(row.seat_id, []).append(told)
    return found


def _pass_on(tx: Session, ids: Collection[str]) -> None:
    """Let those lead who came next, where these seats do in nights that go on."""
    led = (
        select(Seat.id, Seat.night_id, Seat.team_id)
        .join(Night, Night.id == Seat.night_id)
        .where(Seat.id.in_(ids), Seat.is_captain, Seat.status == "in", Night.over_at.is_(None))
    )
    for seat_id, night_id, team_id in tx.execute(led).all():
        others = select(Seat.id).where(
            Seat.night_id == night_id,
            Seat.team_id == team_id,
            Seat.status == "in",
            ~Seat.is_audience,
            Seat.id.not_in(ids),
        )
        heir = tx.scalar(others.order_by(Seat.joined_at, Seat.id).limit(1))
        if heir is not None:
            tx.execute(update(Seat).where(Seat.id == seat_id).values(is_captain=False))
            tx.execute(update(Seat).where(Seat.id == heir).values(is_captain=True))


def _forget(tx: Session, which: ColumnElement[bool], former: str) -> int:
    values = {
        "name": former,
        "name_key": Seat.id,
        "live_key": None,
        "token_hash": None,
        "device_hash": "",
        "rescue_hash": "",
    }
    query = update(Seat).where(which).values(values).execution_options(synchronize_session=False)
    return int(tx.execute(query).rowcount)  # type: ignore[attr-defined] # an UPDATE has it
