"""What players say is wrong with questions, who is to look at it, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import cast

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.own_tables import OwnPack
from quiz.store.records import ReportRecord, ReportState
from quiz.store.tables import Report


def add(tx: Session, report: ReportRecord) -> None:
    """Keep a report."""
    tx.execute(insert(Report).values(**asdict(report)))


def everyones(tx: Session) -> tuple[ReportRecord, ...]:
    """Return all reports, the latest first."""
    query = select(Report).order_by(Report.created_at.desc(), Report.id)
    return tuple(map(_record, tx.scalars(query)))


def of_player(tx: Session, player_id: str) -> tuple[ReportRecord, ...]:
    """Return what a player reported, the first first."""
    query = select(Report).where(Report.player_id == player_id).order_by(Report.created_at)
    return tuple(map(_record, tx.scalars(query)))


def in_round(tx: Session, round_id: str) -> frozenset[tuple[str, str]]:
    """Return the questions reported in a round, by pack and question."""
    query = select(Report.pack_id, Report.question_id).where(Report.round_id == round_id)
    return frozenset((pack, question) for pack, question in tx.execute(query))


def open_of(tx: Session, owner_id: str) -> tuple[ReportRecord, ...]:
    """Return what is reported of a person's packs and not settled, the latest first."""
    theirs = select(OwnPack.pack_id).where(OwnPack.owner_id == owner_id)
    query = select(Report).where(Report.state == "open", Report.pack_id.in_(theirs))
    rows = tx.scalars(query.order_by(Report.created_at.desc(), Report.id))
    return tuple(map(_record, rows))


def count_open(tx: Session, owner_id: str) -> int:
    """Return how many there are of those."""
    theirs = select(OwnPack.pack_id).where(OwnPack.owner_id == owner_id)
    query = select(func.count()).where(Report.state == "open", Report.pack_id.in_(theirs))
    return tx.scalar(query) or 0


def settle(tx: Session, owner_id: str, report_id: str, state: ReportState) -> bool:
    """Settle a report of a person's pack, with all open ones of that question; tell if any."""
    theirs = select(OwnPack.pack_id).where(OwnPack.owner_id == owner_id)
    found = tx.execute(
        select(Report.pack_id, Report.question_id).where(
            Report.id == report_id, Report.pack_id.in_(theirs)
        )
    ).first()
    if found is None:
        return False
    same = (Report.pack_id == found.pack_id) & (Report.question_id == found.question_id)
    tx.execute(update(Report).where(same, Report.state == "open").values(state=state))
    return True


def set_state(tx: Session, report_ids: Collection[str], state: ReportState) -> int:
    """Settle these reports, whosever packs they are about; return how many there were."""
    found = tx.execute(update(Report).where(Report.id.in_(report_ids)).values(state=state))
    return int(found.rowcount)  # type: ignore[attr-defined] # an UPDATE has it


def at_seat(tx: Session, seat_id: str) -> frozenset[tuple[str, str]]:
    """Return the questions that were reported at a seat of a night, by pack and question."""
    query = select(Report.pack_id, Report.question_id).where(Report.seat_id == seat_id)
    return frozenset((pack, question) for pack, question in tx.execute(query))


def count_since(tx: Session, player_id: str, since: datetime) -> int:
    """Return how much a player reported since then."""
    query = select(func.count()).where(Report.player_id == player_id, Report.created_at >= since)
    return tx.scalar(query) or 0


def _record(row: Report) -> ReportRecord:
    return ReportRecord(
        id=row.id,
        player_id=row.player_id,
        round_id=row.round_id,
        digest=row.digest,
        pack_id=row.pack_id,
        question_id=row.question_id,
        reason=row.reason,
        note=row.note,
        created_at=row.created_at,
        seat_id=row.seat_id,
        state=cast("ReportState", row.state),
    )
