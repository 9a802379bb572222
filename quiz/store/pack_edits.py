"""Steps of a pack's draft: what each changed, in their order."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from quiz.packs.edits import Edit
from quiz.store.own_tables import PackEdit
from quiz.store.packs import decode, encode

MOST = 100
"""How many steps of a draft can be taken back: the ones before are forgotten."""


@dataclass(frozen=True, slots=True)
class EditRecord:
    """A step without what it changed; see ``PackEdit``."""

    number: int
    told: str
    topic: str
    is_done: bool
    revision: int
    made_at: datetime


def steps(tx: Session, pack_id: str) -> tuple[EditRecord, ...]:
    """Return the steps of a draft, the first first."""
    query = select(
        PackEdit.number,
        PackEdit.told,
        PackEdit.topic,
        PackEdit.is_done,
        PackEdit.revision,
        PackEdit.made_at,
    ).where(PackEdit.pack_id == pack_id)
    rows = tx.execute(query.order_by(PackEdit.number))
    return tuple(
        EditRecord(number, told, topic, is_done, revision, made_at)
        for number, told, topic, is_done, revision, made_at in rows
    )


def edit(tx: Session, pack_id: str, number: int) -> Edit | None:
    """Return what a step changed."""
    found = tx.get(PackEdit, (pack_id, number))
    if found is None:
        return None
    before, after = (decode(zlib.decompress(body)) for body in (found.before, found.after))
    return Edit(found.place, before, after)


def put(tx: Session, pack_id: str, step: EditRecord, what: Edit) -> None:
    """Keep a step in place of all from its number on."""
    drop_from(tx, pack_id, step.number)
    values = {
        "pack_id": pack_id,
        "number": step.number,
        "place": what.at,
        "before": zlib.compress(encode(what.before)),
        "after": zlib.compress(encode(what.after)),
        "told": step.told[:200],
        "topic": step.topic[:200],
        "is_done": step.is_done,
        "revision": step.revision,
        "made_at": step.made_at,
    }
    tx.execute(insert(PackEdit).values(**values))
    old = (PackEdit.pack_id == pack_id) & (PackEdit.number <= step.number - MOST)
    tx.execute(delete(PackEdit).where(old))


def mark(tx: Session, pack_id: str, number: int, revision: int, *, is_done: bool) -> None:
    """Note that a step was taken back, or done again."""
    query = update(PackEdit).where(PackEdit.pack_id == pack_id, PackEdit.number == number)
    tx.execute(query.values(is_done=is_done, revision=revision))


def drop_from(tx: Session, pack_id: str, number: int = 0) -> None:
    """Forget all steps from a number on."""
    tx.execute(delete(PackEdit).where(PackEdit.pack_id == pack_id, PackEdit.number >= number))
