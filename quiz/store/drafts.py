"""Files of moments that authors still work on: each is its owner's alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.orm import Session

from quiz.store.records import MomentsDraftRecord
from quiz.store.tables import MomentsDraft


def add(tx: Session, record: MomentsDraftRecord) -> None:
    """Keep a new one."""
    tx.execute(insert(MomentsDraft).values(**asdict(record)))


def draft(tx: Session, owner_id: str, draft_id: str) -> MomentsDraftRecord | None:
    """Return one of its owner's, or None."""
    query = select(MomentsDraft).where(_is(owner_id, draft_id))
    found = tx.scalar(query)
    return _record(found) if found else None


def of_owner(tx: Session, owner_id: str) -> tuple[MomentsDraftRecord, ...]:
    """Return all of an owner's, the one changed last first."""
    query = select(MomentsDraft).where(MomentsDraft.owner_id == owner_id)
    found = tx.scalars(query.order_by(MomentsDraft.updated_at.desc(), MomentsDraft.id))
    return tuple(map(_record, found))


def count(tx: Session, owner_id: str) -> int:
    """Return how many an owner keeps."""
    query = select(func.count()).where(MomentsDraft.owner_id == owner_id)
    return tx.scalar(query) or 0


def change(tx: Session, before: MomentsDraftRecord, text: str, now: datetime) -> bool:
    """Keep a new text; return False when it is no longer as it was ``before``."""
    query = (
        update(MomentsDraft)
        .where(_is(before.owner_id, before.id), MomentsDraft.updated_at == before.updated_at)
        .values(text=text, updated_at=now)
    )
    return bool(tx.execute(query).rowcount)  # type: ignore[attr-defined] # an UPDATE and a DELETE have it


def remove(tx: Session, owner_id: str, draft_id: str) -> bool:
    """Delete one of its owner's; return whether there was one."""
    found = tx.execute(delete(MomentsDraft).where(_is(owner_id, draft_id)))
    return bool(found.rowcount)  # type: ignore[attr-defined] # likewise


def _is(owner_id: str, draft_id: str) -> ColumnElement[bool]:
    return (MomentsDraft.id == draft_id) & (MomentsDraft.owner_id == owner_id)


def _record(row: MomentsDraft) -> MomentsDraftRecord:
    return MomentsDraftRecord(row.id, row.owner_id, row.title, row.text, row.updated_at)
