"""An author's drafts on the server: made from a text, decided one by one, taken along as a file."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.drafting.reviewing import Review
from quiz.drafting.writing import Head
from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.moments.cast import slug
from quiz.services import drafting, inputs
from quiz.services.drafting import DraftView
from quiz.services.house import House
from quiz.store import drafts as rows
from quiz.store.records import MomentsDraftRecord

LONGEST_TEXT = 60_000
"""Characters of a text: about ten thousand words, more than anyone reviews in one go."""
MOST_KEPT = 50
SHOWN = 20
"""How many drafts a page shows; as they are decided, the next move up."""

_TITLE = 120
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
    """Return what an author keeps, the one changed last first."""
    with house.store.reading() as tx:
        found = rows.of_owner(tx, owner_id)
    return tuple(
        KeptRow(one.id, one.title, len(_STATUS.findall(one.text)), one.updated_at) for one in found
    )


def create(house: House, owner_id: str, text: str, title: str = "") -> str:
    """Draft from a text, keep it for its author, and return its id.

    Raises BadInputError for a text that is empty or too long, ConflictError for too many files.
    """
    text = drafting.read_text(text.encode("utf-8", "replace"), "The text")
    if len(text) > LONGEST_TEXT:
        raise BadInputError(
            f"The text has {len(text):,} characters; at most {LONGEST_TEXT:,} are read at once. "
            "Paste a part of it."
        )
    now = house.clock()
    guessed = drafting.head_of(text, "", f"{now:%Y-%m-%d}")
    named = inputs.line(title)[:_TITLE] or guessed.title
    head = Head(slug(named) or "drafts", named, guessed.as_of)
    made = house.heavy(lambda: drafting.moments_file(drafting.drafted_from(text), head))
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
    """Accept, change or reject a draft; what was typed is kept when it is accepted too.

    ``roles`` gives names parted by ";", ``complete`` the roles that are declared whole. Raises
    BadInputError when the file could not be read after, ConflictError when somebody was first.
    """
    record = _record(house, owner_id, draft_id)
    made = drafting.review(record.text, "The file")
    view = next((v for v in drafting.views(made) if v.mark == mark), None)
    if view is None:
        raise ConflictError("That draft was changed or decided meanwhile. Here is how it stands.")
    if action == "reject":
        made = made.reject(mark)
    else:
        made, mark = _changed(made, view, roles, complete)
        if action == "accept":
            made = made.accept(mark)
    if made.text == record.text:
        return
    with house.store.writing() as tx:
        if not rows.change(tx, record, made.text, house.clock()):
            raise ConflictError("The file was changed meanwhile. Here is how it stands.")


def file(house: House, owner_id: str, draft_id: str) -> tuple[str, str]:
    """Return a name for the file, and its text."""
    record = _record(house, owner_id, draft_id)
    return f"{slug(record.title) or 'moments'}.yaml", record.text


def delete(house: House, owner_id: str, draft_id: str) -> None:
    """Delete a file for good. Raises NotFoundError when the author has none such."""
    with house.store.writing() as tx:
        if not rows.remove(tx, owner_id, draft_id):
            raise NotFoundError("That file is not here any more.")


def _changed(
    made: Review, view: DraftView, roles: Mapping[str, str], complete: Sequence[str]
) -> tuple[Review, str]:
    """Return the file with what was typed, and the mark that the draft has then."""
    place = [pending.mark for pending in made.pending()].index(view.mark)
    edits: dict[str, list[str]] = {}
    for role in view.roles:
        typed = inputs.line(roles.get(role.name, role.words))
        if typed != inputs.line(role.words):
            parts = [typed] if role.is_text else typed.split(";")
            edits[role.name] = [part.strip() for part in parts if part.strip()]
    if edits:
        made = made.edit(view.mark, edits)
    whole = [role.name for role in view.roles if role.name in complete and not role.by_kind]
    mark = made.pending()[place].mark
    if set(whole) != set(made.pending()[place].complete):
        made = made.complete(mark, whole)
    return made, made.pending()[place].mark


def _record(house: House, owner_id: str, draft_id: str) -> MomentsDraftRecord:
    with house.store.reading() as tx:
        found = rows.draft(tx, owner_id, draft_id)
    if found is None:
        raise NotFoundError("There is no such file of yours.")
    return found


def _view(record: MomentsDraftRecord) -> DeskView:
    made = drafting.review(record.text, "The file")
    views = drafting.views(made)
    facts = made.facts()
    sentences = drafting.told(facts)
    stated = tuple(sentences[m.id] for m in facts.moments if m.status != "draft")
    left = tuple((place, words) for place, _, words in _LEFT.findall(record.text))
    return DeskView(record.id, record.title, len(views), views[:SHOWN], stated, left)
