"""One step of a draft, kept with it: done, taken back, done again.

Whoever changes a draft says which revision they saw. Was it changed elsewhere meanwhile, nothing
is overwritten: StaleError. Steps reach back to when the pack was last published, shared or brought
in from a file.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from quiz.errors import ConflictError
from quiz.packs.edits import edit_between, merged, redone, undone
from quiz.packs.model import Pack
from quiz.services.house import House
from quiz.services.library.keeping import record
from quiz.services.library.publishing import StaleError
from quiz.store import own_packs as rows
from quiz.store import pack_edits
from quiz.store.own_records import OwnPackRecord
from quiz.store.pack_edits import EditRecord
from quiz.store.store import Transaction

ONE_STEP = timedelta(seconds=20)
"""Within this time, what is typed into one question is one step."""


@dataclass(frozen=True, slots=True)
class At:
    """Whose pack, which, and the revision at which it was seen."""

    owner_id: str
    pack_id: str
    revision: int


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a pack, and what is told of it. Steps of one ``topic`` become one."""

    pack: Pack
    told: str
    topic: str = ""


def change(house: House, at: At, how: Callable[[Pack], Change]) -> str:
    """Change the draft as a step; return what was done. Nothing changed is no step.

    Raises StaleError, NotFoundError, ConflictError for a pack made of moments.
    """
    now = house.clock()
    with house.store.writing() as tx:
        own, before = _opened(house, tx, at)
        done = how(before)
        if done.pack == before:
            return done.told
        revision = own.revision + 1
        made = [step for step in _holding(tx, own) if step.is_done]
        last = made[-1] if made else None
        step = EditRecord(
            last.number + 1 if last else 1, done.told, done.topic, True, revision, now
        )
        what = edit_between(before, done.pack)
        earlier = pack_edits.edit(tx, at.pack_id, last.number) if last else None
        if last and earlier and _is_one(last, step):
            what = merged(before, earlier, done.pack)
            step = replace(step, number=last.number)
        pack_edits.put(tx, at.pack_id, step, what)
        _keep(house, tx, own, done.pack)
    return done.told


def undo(house: House, at: At) -> str:
    """Take the last step back; return what it was. Raises ConflictError when there is none."""
    with house.store.writing() as tx:
        own, pack = _opened(house, tx, at)
        made = [step for step in _holding(tx, own) if step.is_done]
        if not made:
            raise ConflictError("There is nothing to take back.")
        return _turn(house, tx, own, pack, made[-1])


def redo(house: House, at: At) -> str:
    """Do again what was taken back last; return what it is. Raises ConflictError likewise."""
    with house.store.writing() as tx:
        own, pack = _opened(house, tx, at)
        open_ = [step for step in _holding(tx, own) if not step.is_done]
        if not open_:
            raise ConflictError("There is nothing to do again.")
        return _turn(house, tx, own, pack, open_[0])


def around(tx: Transaction, own: OwnPackRecord) -> tuple[str, str]:
    """Return what would be taken back, and what done again; empty texts for nothing."""
    steps = _holding(tx, own)
    made = [step.told for step in steps if step.is_done]
    open_ = [step.told for step in steps if not step.is_done]
    return made[-1] if made else "", open_[0] if open_ else ""


def _turn(house: House, tx: Transaction, own: OwnPackRecord, pack: Pack, step: EditRecord) -> str:
    what = pack_edits.edit(tx, own.pack_id, step.number)
    if what is None:
        raise ConflictError("That step is forgotten by now.")
    pack_edits.mark(tx, own.pack_id, step.number, own.revision + 1, is_done=not step.is_done)
    _keep(house, tx, own, undone(pack, what) if step.is_done else redone(pack, what))
    return step.told


def _holding(tx: Transaction, own: OwnPackRecord) -> tuple[EditRecord, ...]:
    """Return the steps of a draft; none when something else was done to the pack since."""
    steps = pack_edits.steps(tx, own.pack_id)
    return steps if max((step.revision for step in steps), default=0) == own.revision else ()


def _opened(house: House, tx: Transaction, at: At) -> tuple[OwnPackRecord, Pack]:
    own, _ = record(tx, at.owner_id, at.pack_id, to_change=True)
    if own.draft_id is not None:
        raise ConflictError("This pack is made of moments: change it there, or make a copy.")
    if own.revision != at.revision:
        raise StaleError(own.revision)
    drafted = rows.draft(tx, at.pack_id)
    return own, drafted[0] if drafted else house.shelf.edition(tx, own.digest).pack


def _keep(house: House, tx: Transaction, own: OwnPackRecord, pack: Pack) -> None:
    rows.put_draft(tx, own.pack_id, pack, house.clock())
    rows.put(tx, replace(own, revision=own.revision + 1))


def _is_one(last: EditRecord, step: EditRecord) -> bool:
    return bool(step.topic) and last.topic == step.topic and step.made_at - last.made_at <= ONE_STEP
