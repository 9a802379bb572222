"""An author's drafts on the server: made from a text, decided one by one, taken along as a file.

What reads texts and moments is imported when somebody drafts: a start has no need of it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.services import inputs
from quiz.services.house import House
from quiz.store import drafts as rows
from quiz.store.own_records import MomentsDraftRecord
from quiz.text import fold

if TYPE_CHECKING:
    from quiz.services.reviewing import DraftView

LONGEST_TEXT = 60_000
"""Characters of a text: about ten thousand words, more than anyone reviews in one go."""
MOST_KEPT = 50
SHOWN = 20
"""How many drafts a page shows; as they are decided, the next move up."""

MARK = "# Draft moments"
"""How the files begin that were made from a text."""
_STATUS = re.compile(r"^\s+status: draft\b", re.MULTILINE)
_LEFT = re.compile(r"^# (\S{1,12}), ([a-z ,]+): (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A line in the list of an author's files."""

    id: str
    title: str
    waiting: int
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DeskView:
    """A file under review. ``stated`` are its accepted moments told, ``left`` what was not read."""

    id: str
    title: str
    waiting: int
    drafts: tuple[DraftView, ...]
    stated: tuple[str, ...]
    left: tuple[tuple[str, str], ...]

    @property
    def total(self) -> int:
        """How many moments the file has."""
        return self.waiting + len(self.stated)


def kept(house: House, owner_id: str) -> tuple[KeptRow, ...]:
    """Return what an author keeps that came from a text or has drafts, changed last first."""
    with house.store.reading() as tx:
        found = rows.of_owner(tx, owner_id)
    return tuple(
        KeptRow(one.id, one.title, len(_STATUS.findall(one.text)), one.updated_at)
        for one in found
        if one.text.startswith(MARK) or _STATUS.search(one.text)
    )


def create(house: House, owner_id: str, text: str, title: str = "") -> str:
    """Draft from a text, keep it for its author, and return its id.

    Raises BadInputError for a text that is empty or too long, ConflictError for too many files.
    """
    from quiz.services import drafting  # noqa: PLC0415 - see above

    text = drafting.read_text(text.encode("utf-8", "replace"), "The text")
    if len(text) > LONGEST_TEXT:
        raise BadInputError(
            f"The text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read at once. "
            "Paste a part of it."
        )
    now = house.clock()
    named, made = house.heavy(
        lambda: drafting.made_from(text, inputs.line(title), f"{now:%Y-%m-%d}")
    )
    record = MomentsDraftRecord(secrets.token_hex(8), owner_id, named, made, now)
    with house.store.writing() as tx:
        if rows.count(tx, owner_id) >= MOST_KEPT:
            raise ConflictError(f"You keep {MOST_KEPT} files already: delete one first.")
        rows.add(tx, record)
    return record.id


def desk(house: House, owner_id: str, draft_id: str) -> DeskView:
    """Return a file for review. Raises NotFoundError when the author has none such."""
    record = _record(house, owner_id, draft_id)
    return house.heavy(lambda: _view(record))


def decide(
    house: House, owner_id: str, draft_id: str, mark: str, action: str,
    roles: Mapping[str, str], complete: Sequence[str],
) -> None:  # fmt: skip
    """Accept, change ("save") or reject a draft; see ``reviewing.decided``.

    Raises ConflictError when somebody was first.
    """
    record = _record(house, owner_id, draft_id)
    from quiz.services import reviewing  # noqa: PLC0415 - see above

    text = house.heavy(lambda: reviewing.decided(record.text, mark, action, roles, complete))
    if text == record.text:
        return
    with house.store.writing() as tx:
        if not rows.change(tx, record, text, house.clock(), told="Decided a draft"):
            raise ConflictError("The file was changed meanwhile. Here is how it stands.")


def file(house: House, owner_id: str, draft_id: str) -> tuple[str, str]:
    """Return a name for the file, and its text."""
    record = _record(house, owner_id, draft_id)
    name = re.sub(r"[^a-z0-9]+", "-", fold(record.title)).strip("-")
    return f"{name or 'moments'}.yaml", record.text


def delete(house: House, owner_id: str, draft_id: str) -> None:
    """Delete a file for good. Raises NotFoundError when the author has none such."""
    with house.store.writing() as tx:
        if not rows.remove(tx, owner_id, draft_id):
            raise NotFoundError("That file is not here any more.")


def _record(house: House, owner_id: str, draft_id: str) -> MomentsDraftRecord:
    with house.store.reading() as tx:
        found = rows.draft(tx, owner_id, draft_id)
    if found is None:
        raise NotFoundError("There is no such file of yours.")
    return found


def _view(record: MomentsDraftRecord) -> DeskView:
    from quiz.services import reviewing  # noqa: PLC0415 - see above

    made = reviewing.review(record.text, "The file")
    views = reviewing.views(made)
    left = tuple((place, words) for place, _, words in _LEFT.findall(record.text))
    stated = reviewing.stated(made)
    return DeskView(record.id, record.title, len(views), views[:SHOWN], stated, left)
