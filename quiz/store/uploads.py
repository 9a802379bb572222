"""Files that were read and are looked at, before anything of them is saved."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from quiz.store.own_records import UploadRecord
from quiz.store.own_tables import PackUpload


def add(tx: Session, record: UploadRecord, most: int) -> None:
    """Keep one; of each owner's the latest ``most`` stay."""
    tx.execute(insert(PackUpload).values(**asdict(record)))
    query = select(PackUpload.id).where(PackUpload.owner_id == record.owner_id)
    old = tx.scalars(query.order_by(PackUpload.made_at.desc(), PackUpload.id).offset(most))
    tx.execute(delete(PackUpload).where(PackUpload.id.in_(list(old))))


def find(tx: Session, owner_id: str, upload_id: str) -> UploadRecord | None:
    """Return one of its owner's, or None."""
    query = select(PackUpload).where(PackUpload.id == upload_id, PackUpload.owner_id == owner_id)
    row = tx.scalar(query)
    if row is None:
        return None
    return UploadRecord(row.id, row.owner_id, row.name, row.body, row.report, row.made_at)


def remove(tx: Session, owner_id: str, upload_id: str) -> None:
    """Forget one of its owner's."""
    tx.execute(
        delete(PackUpload).where(PackUpload.id == upload_id, PackUpload.owner_id == owner_id)
    )


def forget(tx: Session, before: datetime) -> None:
    """Forget those that were made before that time."""
    tx.execute(delete(PackUpload).where(PackUpload.made_at < before))


def names_of(tx: Session, owner_id: str) -> tuple[tuple[str, datetime], ...]:
    """Return the names of an owner's, and when they came."""
    query = select(PackUpload.name, PackUpload.made_at).where(PackUpload.owner_id == owner_id)
    return tuple((name, made) for name, made in tx.execute(query.order_by(PackUpload.made_at)))
