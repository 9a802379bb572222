"""Pictures and sounds, by the digest of their bytes. What is kept never changes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from quiz.store.media_tables import MediaFile
from quiz.store.store import Transaction

_AT_ONCE = 500  # that are asked for; SQLite takes 999 values and more


@dataclass(frozen=True, slots=True)
class MediaRecord:
    """A picture or a sound: the digest of its bytes, its type, its bytes."""

    digest: str
    mime: str
    data: bytes


def keep(tx: Transaction, medium: MediaRecord, now: datetime) -> None:
    """Keep a medium. Twice does no harm."""
    if not known(tx, (medium.digest,)):
        values = {"digest": medium.digest, "mime": medium.mime, "data": medium.data}
        tx.execute(insert(MediaFile).values(**values, kept_at=now))


def find(tx: Transaction, digest: str) -> MediaRecord | None:
    """Return a medium, or None."""
    row = tx.get(MediaFile, digest)
    return MediaRecord(row.digest, row.mime, row.data) if row else None


def known(tx: Transaction, digests: Collection[str]) -> frozenset[str]:
    """Return those that are kept."""
    wanted, found = sorted(digests), set[str]()
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        found.update(tx.scalars(select(MediaFile.digest).where(MediaFile.digest.in_(part))))
    return frozenset(found)
