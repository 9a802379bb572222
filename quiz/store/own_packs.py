"""Packs that authors saved of their moments files: each is one's own, until it is shared."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import Row, Select, String, cast, delete, exists, insert, or_, select
from sqlalchemy.orm import Session

from quiz.store.night_tables import Night
from quiz.store.own_tables import METADATA, OwnPack
from quiz.store.packs import summary_of
from quiz.store.records import OwnPackRecord, PackSummary
from quiz.store.tables import PackVersion

Found = tuple[OwnPackRecord, PackSummary]
_DIGEST = METADATA.tables["pack_versions"].c.digest


def put(tx: Session, record: OwnPackRecord) -> None:
    """Keep a pack, in place of the version before."""
    before = tx.scalar(select(OwnPack.digest).where(OwnPack.pack_id == record.pack_id))
    tx.execute(delete(OwnPack).where(OwnPack.pack_id == record.pack_id))
    tx.execute(insert(OwnPack).values(**asdict(record)))
    if before:
        forget_unused(tx, (before,))


def pack(tx: Session, pack_id: str) -> Found | None:
    """Return a pack with its summary, or None."""
    row = tx.execute(_found().where(OwnPack.pack_id == pack_id)).first()
    return _read(row) if row else None


def of_draft(tx: Session, draft_id: str) -> Found | None:
    """Return the pack that was saved of a file, or None."""
    row = tx.execute(_found().where(OwnPack.draft_id == draft_id)).first()
    return _read(row) if row else None


def of_owner(tx: Session, owner_id: str) -> tuple[Found, ...]:
    """Return the packs of an author, the one saved last first."""
    query = _found().where(OwnPack.owner_id == owner_id)
    rows = tx.execute(query.order_by(OwnPack.saved_at.desc(), OwnPack.pack_id))
    return tuple(map(_read, rows))


def remove(tx: Session, pack_id: str) -> None:
    """Delete a pack; its versions stay as long as something speaks of them."""
    tx.execute(delete(OwnPack).where(OwnPack.pack_id == pack_id))


def digests(tx: Session, owner_id: str) -> tuple[str, ...]:
    """Return the versions that are current of an author's packs."""
    return tuple(tx.scalars(select(OwnPack.digest).where(OwnPack.owner_id == owner_id)))


def forget_unused(tx: Session, unused: tuple[str, ...]) -> None:
    """Delete those versions that nothing speaks of any more: no pack, round, report or night."""
    keys = [
        column
        for table in METADATA.tables.values()
        for column in table.columns
        if any(key.column is _DIGEST for key in column.foreign_keys)
    ]
    for digest in unused:
        spoken = [exists().where(column == digest) for column in keys]
        spoken.append(exists().where(cast(Night.plan, String).contains(digest)))
        if not tx.scalar(select(or_(*spoken))):
            tx.execute(delete(PackVersion).where(PackVersion.digest == digest))


def _found() -> Select[OwnPack, str]:
    return select(OwnPack, PackVersion.card).join(PackVersion, PackVersion.digest == OwnPack.digest)


def _read(row: Row[OwnPack, str]) -> Found:
    own, card = row
    record = OwnPackRecord(
        own.pack_id, own.draft_id, own.owner_id, own.digest, own.version, own.is_shared,
        own.saved_at,
    )  # fmt: skip
    return record, summary_of(card)
