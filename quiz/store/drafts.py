"""Files of moments that authors still work on: each is its owner's alone."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.own_records import MomentsDraftRecord, StepRecord
from quiz.store.own_tables import MomentsStep
from quiz.store.tables import MomentsDraft

MOST_STEPS = 60
"""How many changes of a file can be undone: the ones before are forgotten."""


def add(tx: Session, record: MomentsDraftRecord) -> None:
    """Keep a new one."""
    values = {name: value for name, value in asdict(record).items() if name != "revision"}
    tx.execute(insert(MomentsDraft).values(**values))


def draft(tx: Session, owner_id: str, draft_id: str) -> MomentsDraftRecord | None:
    """Return one of its owner's, or None."""
    query = select(MomentsDraft).where(_is(owner_id, draft_id))
    found = tx.scalar(query)
    return _record(found, _revisions(tx, [found.id])) if found else None


def of_owner(tx: Session, owner_id: str) -> tuple[MomentsDraftRecord, ...]:
    """Return all of an owner's, the one changed last first."""
    query = select(MomentsDraft).where(MomentsDraft.owner_id == owner_id)
    found = list(tx.scalars(query.order_by(MomentsDraft.updated_at.desc(), MomentsDraft.id)))
    revisions = _revisions(tx, [row.id for row in found])
    return tuple(_record(row, revisions) for row in found)


def count(tx: Session, owner_id: str) -> int:
    """Return how many an owner keeps."""
    query = select(func.count()).where(MomentsDraft.owner_id == owner_id)
    return tx.scalar(query) or 0


def change(
    tx: Session,
    before: MomentsDraftRecord,
    text: str,
    now: datetime,
    *,
    title: str = "",
    told: str = "",
    is_undo: bool = False,
) -> bool:
    """Keep a new text, and the one before as a step; return False when it is not as ``before``.

    Two who do so at once on PostgreSQL: the later one gets a ConflictError, by the step's number.
    """
    if _revisions(tx, [before.id]).get(before.id, 0) != before.revision:
        return False
    query = (
        update(MomentsDraft)
        .where(_is(before.owner_id, before.id))
        .values(text=text, updated_at=now, title=title or before.title)
    )
    if not tx.execute(query).rowcount:  # type: ignore[attr-defined] # an UPDATE and a DELETE have it
        return False
    number = before.revision + 1
    step = {
        "draft_id": before.id,
        "number": number,
        "before": zlib.compress(before.text.encode()),
        "told": told[:200],
        "is_undo": is_undo,
    }
    tx.execute(insert(MomentsStep).values(**step))
    old = (MomentsStep.draft_id == before.id) & (MomentsStep.number <= number - MOST_STEPS)
    tx.execute(delete(MomentsStep).where(old))
    return True


def steps(tx: Session, draft_id: str) -> tuple[StepRecord, ...]:
    """Return the steps of a file that are remembered, the latest first, without their texts."""
    query = select(MomentsStep.number, MomentsStep.told, MomentsStep.is_undo).where(
        MomentsStep.draft_id == draft_id
    )
    rows = tx.execute(query.order_by(MomentsStep.number.desc()))
    return tuple(StepRecord(number, told, is_undo) for number, told, is_undo in rows)


def text_before(tx: Session, draft_id: str, number: int) -> str | None:
    """Return the text of a file before a step, or None when that is forgotten."""
    kept = tx.scalar(
        select(MomentsStep.before).where(
            MomentsStep.draft_id == draft_id, MomentsStep.number == number
        )
    )
    return zlib.decompress(kept).decode() if kept is not None else None


def remove(tx: Session, owner_id: str, draft_id: str) -> bool:
    """Delete one of its owner's; return whether there was one."""
    found = tx.execute(delete(MomentsDraft).where(_is(owner_id, draft_id)))
    return bool(found.rowcount)  # type: ignore[attr-defined] # likewise


def _is(owner_id: str, draft_id: str) -> ColumnElement[bool]:
    return (MomentsDraft.id == draft_id) & (MomentsDraft.owner_id == owner_id)


def _record(row: MomentsDraft, revisions: Mapping[str, int]) -> MomentsDraftRecord:
    return MomentsDraftRecord(
        row.id, row.owner_id, row.title, row.text, row.updated_at, revisions.get(row.id, 0)
    )


def _revisions(tx: Session, ids: list[str]) -> dict[str, int]:
    """Return the number of the last step of each file that was ever changed."""
    query = select(MomentsStep.draft_id, func.max(MomentsStep.number)).where(
        MomentsStep.draft_id.in_(ids)
    )
    return {
        draft_id: int(last) for draft_id, last in tx.execute(query.group_by(MomentsStep.draft_id))
    }
