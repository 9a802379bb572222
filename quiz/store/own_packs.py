"""Packs of people: each is one's own until it is shared, version by version, and its draft."""

from __future__ import annotations

import zlib
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    Row,
    Select,
    String,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from quiz.packs.coding import decode, encode
from quiz.packs.model import Pack
from quiz.store.night_tables import Night
from quiz.store.own_records import Credit, OwnPackRecord, PackStepRecord, Visibility
from quiz.store.own_tables import METADATA, OwnPack, PackDraft, PackRating, PackStep
from quiz.store.packs import summary_of
from quiz.store.records import PackSummary
from quiz.store.tables import PackVersion

MOST_STEPS = 60
"""How many versions of a pack are kept: the ones before are forgotten, if nobody plays them."""

Found = tuple[OwnPackRecord, PackSummary]
_DIGEST = METADATA.tables["pack_versions"].c.digest
_summary = lru_cache(maxsize=4096)(summary_of)  # of a digest it never changes


def put(tx: Session, record: OwnPackRecord) -> None:
    """Keep what is known of a pack, in place of what was."""
    values = _values(record)
    known = tx.scalar(select(OwnPack.pack_id).where(OwnPack.pack_id == record.pack_id))
    if known is None:
        tx.execute(insert(OwnPack).values(**values))
    else:
        tx.execute(update(OwnPack).where(OwnPack.pack_id == record.pack_id).values(**values))


def pack(tx: Session, pack_id: str, *, to_change: bool = False) -> Found | None:
    """Return a pack with its summary, or None. ``to_change`` holds others off until the end."""
    if to_change:
        tx.execute(select(OwnPack.pack_id).where(OwnPack.pack_id == pack_id).with_for_update())
    row = tx.execute(_found().where(OwnPack.pack_id == pack_id)).first()
    return _read(row) if row else None


def of_draft(tx: Session, draft_id: str) -> Found | None:
    """Return the pack that was saved of a moments file, or None."""
    row = tx.execute(_found().where(OwnPack.draft_id == draft_id)).first()
    return _read(row) if row else None


def of_owner(tx: Session, owner_id: str) -> tuple[Found, ...]:
    """Return the packs of a person, the one saved last first."""
    query = _found().where(OwnPack.owner_id == owner_id)
    rows = tx.execute(query.order_by(OwnPack.saved_at.desc(), OwnPack.pack_id))
    return tuple(map(_read, rows))


def public(tx: Session) -> tuple[Found, ...]:
    """Return the packs that are listed for everybody, the one saved last first."""
    query = _found().where(OwnPack.visibility == "public", OwnPack.version > 0)
    rows = tx.execute(query.order_by(OwnPack.saved_at.desc(), OwnPack.pack_id))
    return tuple(map(_read, rows))


def count(tx: Session, owner_id: str) -> int:
    """Return how many packs a person keeps."""
    return tx.scalar(select(func.count()).where(OwnPack.owner_id == owner_id)) or 0


def remove(tx: Session, pack_id: str) -> None:
    """Delete a pack with its draft and ratings.

    Of its versions those stay that something else speaks of: a round, a report, a night.
    """
    gone = versions(tx, (pack_id,))
    tx.execute(delete(PackRating).where(PackRating.pack_id == pack_id))
    tx.execute(delete(OwnPack).where(OwnPack.pack_id == pack_id))
    forget_unused(tx, gone)


def add_step(tx: Session, pack_id: str, step: PackStepRecord) -> None:
    """Keep a version in the history of a pack; the oldest are forgotten."""
    tx.execute(insert(PackStep).values(pack_id=pack_id, **asdict(step)))
    old = (PackStep.pack_id == pack_id) & (PackStep.number <= step.number - MOST_STEPS)
    gone = tuple(tx.scalars(select(PackStep.digest).where(old)))
    if gone:
        tx.execute(delete(PackStep).where(old))
        forget_unused(tx, gone)


def steps(tx: Session, pack_id: str) -> tuple[PackStepRecord, ...]:
    """Return the history of a pack, the latest version first."""
    query = select(PackStep).where(PackStep.pack_id == pack_id).order_by(PackStep.number.desc())
    return tuple(
        PackStepRecord(row.number, row.digest, row.note, row.saved_at) for row in tx.scalars(query)
    )


def put_draft(tx: Session, pack_id: str, body: Pack, now: datetime) -> None:
    """Keep a pack as it stands in the editor, in place of what stood there."""
    drop_draft(tx, pack_id)
    values = {"pack_id": pack_id, "body": zlib.compress(encode(body)), "saved_at": now}
    tx.execute(insert(PackDraft).values(**values))


def draft(tx: Session, pack_id: str) -> tuple[Pack, datetime] | None:
    """Return a pack as it stands in the editor and since when, or None when it has no draft."""
    found = draft_body(tx, pack_id)
    return (decode(zlib.decompress(found[0])), found[1]) if found else None


def draft_body(tx: Session, pack_id: str) -> tuple[bytes, datetime] | None:
    """Return the same as it is kept: for ``packs.unpack``, away from the database."""
    row = tx.execute(
        select(PackDraft.body, PackDraft.saved_at).where(PackDraft.pack_id == pack_id)
    ).first()
    return (row.body, row.saved_at) if row else None


def drafted(tx: Session, pack_ids: Collection[str]) -> frozenset[str]:
    """Return which of these packs have a draft."""
    query = select(PackDraft.pack_id).where(PackDraft.pack_id.in_(pack_ids))
    return frozenset(tx.scalars(query))


def drop_draft(tx: Session, pack_id: str) -> bool:
    """Throw the draft of a pack away; return whether there was one."""
    found = tx.execute(delete(PackDraft).where(PackDraft.pack_id == pack_id))
    return bool(found.rowcount)  # type: ignore[attr-defined] # a DELETE has it


def versions(tx: Session, pack_ids: Collection[str]) -> tuple[str, ...]:
    """Return the digests of all versions of some packs, in whatever language they were played."""
    now = select(OwnPack.digest).where(OwnPack.pack_id.in_(pack_ids))
    then = select(PackStep.digest).where(PackStep.pack_id.in_(pack_ids))
    played = select(PackVersion.digest).where(PackVersion.pack_id.in_(pack_ids))
    return tuple(tx.scalars(now.union(then, played)))


def digests(tx: Session, owner_id: str) -> tuple[str, ...]:
    """Return all versions of a person's packs."""
    return versions(
        tx, tuple(tx.scalars(select(OwnPack.pack_id).where(OwnPack.owner_id == owner_id)))
    )


def forget_unused(tx: Session, unused: Collection[str]) -> None:
    """Delete those versions that nothing speaks of any more: no pack, round, report or night."""
    keys = [
        column
        for table in METADATA.tables.values()
        for column in table.columns
        if any(key.column is _DIGEST for key in column.foreign_keys)
    ]
    for digest in unused:
        spoken = [exists().where(column == digest) for column in keys]
        spoken.append(exists().where(sql_cast(Night.plan, String).contains(digest)))
        if not tx.scalar(select(or_(*spoken))):
            tx.execute(delete(PackVersion).where(PackVersion.digest == digest))


def _found() -> Select[OwnPack, str]:
    return select(OwnPack, PackVersion.card).join(PackVersion, PackVersion.digest == OwnPack.digest)


def _values(record: OwnPackRecord) -> dict[str, Any]:
    values = asdict(record)
    credit = values.pop("credit") or asdict(Credit("", "", ""))
    return values | {
        "based_on": credit["pack_id"],
        "based_title": credit["title"],
        "based_by": credit["by"],
        "based_owner_id": credit["owner_id"],
    }


def _read(row: Row[OwnPack, str]) -> Found:
    own, card = row
    credit = Credit(own.based_on, own.based_title, own.based_by, own.based_owner_id)
    record = OwnPackRecord(
        pack_id=own.pack_id,
        owner_id=own.owner_id,
        digest=own.digest,
        version=own.version,
        visibility=cast("Visibility", own.visibility),
        saved_at=own.saved_at,
        draft_id=own.draft_id,
        revision=own.revision,
        content=own.content,
        credit=credit if own.based_on else None,
    )
    return record, _summary(card)
