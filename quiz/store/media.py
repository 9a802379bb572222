"""Pictures and sounds, by the digest of their bytes. What is kept never changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from quiz.store.media_tables import MediaFile
from quiz.store.store import Transaction

_AT_ONCE = 500  # that are asked for; SQLite takes 999 values and more


@dataclass(frozen=True, slots=True)
class MediaRecord:
    """A picture or a sound: the digest of its bytes, its type, its bytes."""

    digest: str
    mime: str
    data: bytes


def keep(tx: Transaction, media: Iterable[MediaRecord], now: datetime) -> None:
    """Keep some media. Twice does no harm: it was kept last ``now`` then."""
    found = {medium.digest: medium for medium in media}
    there = known(tx, found)
    keep_on(tx, there, now)
    values = [
        {"digest": digest, "mime": medium.mime, "data": medium.data, "kept_at": now}
        for digest, medium in found.items()
        if digest not in there
    ]
    if values:
        tx.execute(insert(MediaFile), values)


def keep_on(tx: Transaction, digests: Collection[str], now: datetime) -> None:
    """Note that what is kept was wanted again."""
    wanted = sorted(digests)
    for start in range(0, len(wanted), _AT_ONCE):
        part = MediaFile.digest.in_(wanted[start : start + _AT_ONCE])
        tx.execute(update(MediaFile).where(part).values(kept_at=now))


def find(tx: Transaction, digest: str) -> MediaRecord | None:
    """Return a medium, or None."""
    row = tx.get(MediaFile, digest)
    return MediaRecord(row.digest, row.mime, row.data) if row else None


def known(tx: Transaction, digests: Collection[str]) -> frozenset[str]:
    """Return those that are kept."""
    return frozenset(mimes(tx, digests))


def mimes(tx: Transaction, digests: Collection[str]) -> dict[str, str]:
    """Return those that are kept, each with its type."""
    wanted, found = sorted(digests), dict[str, str]()
    for start in range(0, len(wanted), _AT_ONCE):
        part = wanted[start : start + _AT_ONCE]
        chosen = select(MediaFile.digest, MediaFile.mime).where(MediaFile.digest.in_(part))
        found |= {one.digest: one.mime for one in tx.execute(chosen)}
    return found
