"""Versions of packs, by the digest of their content."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from quiz.packs.coding import decode, encode
from quiz.packs.model import Pack
from quiz.packs.translations.standing import asked_in
from quiz.questions.model import LEVELS
from quiz.store import media_uses
from quiz.store.records import PackSummary
from quiz.store.tables import PackSource, PackVersion

__all__ = [
    "Packed", "add", "bodies", "by_source", "decode", "encode", "keep", "keep_packed", "known",
    "latest", "load", "packed", "summarise", "summary_of", "there", "unpack",
]  # fmt: skip


def add(tx: Session, key: str, pack: Pack, now: datetime) -> PackSummary:
    """Keep a pack as what the file of ``key`` became; return its summary. Twice does no harm.

    With an empty key the file is read again at the next start.
    """
    summary = keep(tx, pack, now)
    media_uses.set_free(tx, pack)
    if key and tx.get(PackSource, key) is None:
        tx.execute(insert(PackSource).values(key=key, digest=summary.digest))
    return summary


@dataclass(frozen=True, slots=True)
class Packed:
    """A version as it is kept. To make one takes long for a long pack, so it is made before."""

    summary: PackSummary
    body: bytes


def packed(pack: Pack) -> Packed:
    """Make a version ready to be kept."""
    body = encode(pack)
    return Packed(summarise(pack, hashlib.sha256(body).hexdigest()), zlib.compress(body))


def keep(tx: Session, pack: Pack, now: datetime) -> PackSummary:
    """Keep a version of a pack, and return its summary. Twice does no harm."""
    return keep_packed(tx, packed(pack), now)


def keep_packed(tx: Session, made: Packed, now: datetime) -> PackSummary:
    """Keep a version that was made ready, likewise."""
    summary = made.summary
    card = json.dumps(asdict(summary), ensure_ascii=False)
    found = tx.get(PackVersion, summary.digest)
    if found is not None and found.card != card:  # an older Greenroom told less of it
        tx.execute(
            update(PackVersion).where(PackVersion.digest == summary.digest).values(card=card)
        )
    if found is None:
        values = {
            "digest": summary.digest,
            "pack_id": summary.id,
            "card": card,
            "body": made.body,
            "stored_at": now,
        }
        tx.execute(insert(PackVersion).values(**values))
    return summary


def by_source(tx: Session, keys: list[str]) -> dict[str, PackSummary]:
    """Return the summaries of the files that were read before, by their keys."""
    query = select(PackSource.key, PackVersion.card).join(
        PackVersion,
        PackVersion.digest == PackSource.digest,
    )
    return {
        key: summary_of(card) for key, card in tx.execute(query.where(PackSource.key.in_(keys)))
    }


def load(tx: Session, digest: str) -> Pack | None:
    """Return a version of a pack, or None."""
    body = tx.scalar(select(PackVersion.body).where(PackVersion.digest == digest))
    return decode(zlib.decompress(body)) if body is not None else None


def bodies(tx: Session, digests: Collection[str]) -> dict[str, bytes]:
    """Return some versions as they are kept, by digest: for ``unpack``, away from the database."""
    query = select(PackVersion.digest, PackVersion.body).where(PackVersion.digest.in_(digests))
    return {row.digest: row.body for row in tx.execute(query)}


def there(tx: Session, digests: Collection[str]) -> frozenset[str]:
    """Return which of these versions are kept."""
    if not digests:
        return frozenset()
    query = select(PackVersion.digest).where(PackVersion.digest.in_(digests))
    return frozenset(tx.scalars(query))


def unpack(body: bytes) -> Pack:
    """Return a version that ``bodies`` gave."""
    return decode(zlib.decompress(body))


def known(tx: Session) -> frozenset[str]:
    """Return the ids of all packs that were ever read, whatever became of their files."""
    return frozenset(tx.scalars(select(PackVersion.pack_id).distinct()))


def latest(tx: Session, pack_id: str) -> Pack | None:
    """Return the version of a pack that was read last, or None."""
    query = select(PackVersion.digest).where(PackVersion.pack_id == pack_id)
    digest = tx.scalar(query.order_by(PackVersion.stored_at.desc(), PackVersion.digest).limit(1))
    return load(tx, digest) if digest else None


def summarise(pack: Pack, digest: str) -> PackSummary:
    """Return what is shown of a pack without its questions."""
    levels = Counter(question.difficulty for question in pack.questions)
    return PackSummary(
        digest=digest,
        id=pack.id,
        title=pack.title,
        description=pack.description,
        count=len(pack.questions),
        levels={level: levels[level] for level in LEVELS},
        tags=pack.tags,
        license=pack.license,
        source=pack.source,
        version=pack.version,
        authors=pack.authors,
        language=pack.language,
        titles={one.language: one.title or pack.title for one in pack.translations},
        abouts={one.language: one.description for one in pack.translations if one.description},
        asked=asked_in(pack),
    )


def summary_of(card: str) -> PackSummary:
    """Return a summary as it is kept."""
    values: dict[str, Any] = json.loads(card)
    for name in ("tags", "authors"):
        values[name] = tuple(values[name])
    return PackSummary(**values)
