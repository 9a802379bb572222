"""An author's files of moments: begun, kept step by step, undone, taken along, deleted."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from quiz.documents.yaml_text import MAX_BYTES
from quiz.drafting.writing import quoted
from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.moments.cast import slug
from quiz.resources import resource
from quiz.services import inputs
from quiz.services.editor import reading
from quiz.services.editor.views import FileRow
from quiz.services.house import House
from quiz.store import drafts as rows
from quiz.store import own_packs as pack_rows
from quiz.store.own_records import MomentsDraftRecord, StepRecord

MOST_KEPT = 50
LONGEST_TITLE = 120
_DRAFT = re.compile(r"^\s+status: draft\b", re.MULTILINE)
_MOMENTS = re.compile(r"^moments:[^\n]*\n((?:[ #-][^\n]*\n|\n)*)", re.MULTILINE)
_ITEM = re.compile(r"^ *- ", re.MULTILINE)
_TITLE = re.compile(r"^title:[ \t]*(.+)$", re.MULTILINE)
_LICENSE = re.compile(r"^license:[ \t]*([^#\n]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class At:
    """Whose file a form is about, and at which revision it was shown."""

    owner_id: str
    file_id: str
    revision: int


class StaleError(ConflictError):
    """The file is no longer as it was when a form was shown; ``record`` is how it stands."""

    def __init__(self, record: MomentsDraftRecord) -> None:
        """Say what to do."""
        super().__init__("The file was changed elsewhere meanwhile. Nothing of it was overwritten.")
        self.record = record


def kept(house: House, owner_id: str) -> tuple[FileRow, ...]:
    """Return what an author keeps, the one changed last first."""
    with house.store.reading() as tx:
        found = rows.of_owner(tx, owner_id)
        packs = {own.draft_id: own for own, _ in pack_rows.of_owner(tx, owner_id)}
    return tuple(
        FileRow(
            one.id,
            one.title,
            len(_DRAFT.findall(one.text)),
            _count(one.text),
            one.updated_at,
            packs[one.id].pack_id if one.id in packs else "",
            one.id in packs and packs[one.id].is_shared,
        )
        for one in found
    )


def begin(house: House, owner_id: str, title: str) -> str:
    """Begin an empty file, and return its id. Raises ConflictError for too many."""
    title = inputs.line(title)[:LONGEST_TITLE] or "My moments"
    lines = [
        "format: 1",
        f"id: {slug(title)[:60] or 'moments'}",
        f"title: {quoted(title)}",
        f"as_of: {house.clock():%Y-%m-%d}",
        "things: {}",
        "moments: []",
    ]
    return _add(house, owner_id, title, "\n".join(lines) + "\n")


def copy(house: House, owner_id: str, name: str) -> str:
    """Begin with a copy of a file that ships, which says so; return its id.

    Raises NotFoundError when no such file ships, ConflictError for too many.
    """
    titles = reading.shipped()
    if name not in titles:
        raise NotFoundError(f"No file “{name}” ships with Greenroom.")
    text = (resource("questions/moments") / f"{name}.yaml").read_text(encoding="utf-8")
    license_ = _LICENSE.search(text)
    under = f" under {license_[1].strip()}" if license_ else ""
    credit = f"# From “{titles[name]}”, which ships with Greenroom{under}.\n"
    return _add(house, owner_id, titles[name], credit + text)


def upload(house: House, owner_id: str, content: bytes) -> str:
    """Keep a file as it was sent, with faults or not; return its id.

    Raises BadInputError for what is no text or too large, ConflictError for too many.
    """
    from quiz.services.drafting import read_text  # noqa: PLC0415 - slow, and no part of a start

    text = checked(read_text(content, "The file"))
    found = _TITLE.search(text)
    return _add(house, owner_id, inputs.line(found[1]).strip("\"'") if found else "", text)


def record(house: House, owner_id: str, file_id: str) -> MomentsDraftRecord:
    """Return a file. Raises NotFoundError when the author has none such."""
    with house.store.reading() as tx:
        found = rows.draft(tx, owner_id, file_id)
    if found is None:
        raise NotFoundError("There is no such file of yours.")
    return found


def opened(house: House, at: At) -> MomentsDraftRecord:
    """Return a file that is still at a revision. Raises StaleError when it is not."""
    found = record(house, at.owner_id, at.file_id)
    if found.revision != at.revision:
        raise StaleError(found)
    return found


def write(house: House, at: At, text: str) -> None:
    """Keep what was written by hand, with faults or not.

    Raises StaleError when somebody was first, BadInputError for what is too large.
    """
    before = opened(house, at)
    put(house, before, checked(text), "Changed the file by hand")


def put(
    house: House, before: MomentsDraftRecord, text: str, told: str, *, is_undo: bool = False
) -> None:
    """Keep a new text as a step that can be undone. The same text is no step.

    Raises StaleError when the file is no longer as it was ``before``.
    """
    if text == before.text:
        return
    found = _TITLE.search(text)
    title = inputs.line(found[1]).strip("\"'")[:LONGEST_TITLE] if found else ""
    now = house.clock()
    with house.store.writing() as tx:
        if not rows.change(tx, before, text, now, title=title, told=told, is_undo=is_undo):
            current = rows.draft(tx, before.owner_id, before.id)
            if current is None:
                raise NotFoundError("That file is not here any more.")
            raise StaleError(current)


def undo(house: House, at: At) -> str:
    """Take the last change back that still stands; return what it was.

    Raises ConflictError when there is none, StaleError when somebody was first.
    """
    before = opened(house, at)
    with house.store.reading() as tx:
        step = standing(rows.steps(tx, at.file_id))
        text = rows.text_before(tx, at.file_id, step.number) if step else None
    if step is None or text is None:
        raise ConflictError("There is nothing to undo.")
    put(house, before, text, f"Undid: {step.told}", is_undo=True)
    return step.told


def standing(steps: tuple[StepRecord, ...]) -> StepRecord | None:
    """Return the last step that was not undone; ``steps`` are told latest first."""
    undone = 0
    for step in steps:
        if step.is_undo:
            undone += 1
        elif undone:
            undone -= 1
        else:
            return step
    return None


def download(house: House, owner_id: str, file_id: str) -> tuple[str, str]:
    """Return a name for the file, and its text."""
    found = record(house, owner_id, file_id)
    return f"{slug(found.title) or 'moments'}.yaml", found.text


def delete(house: House, owner_id: str, file_id: str) -> None:
    """Delete a file for good, and the pack that was saved of it.

    What was played stays with those who played it. Raises NotFoundError.
    """
    with house.store.writing() as tx:
        if rows.draft(tx, owner_id, file_id) is None:
            raise NotFoundError("That file is not here any more.")
        pack = pack_rows.of_draft(tx, file_id)
        if pack:
            pack_rows.remove(tx, pack[0].pack_id)
        rows.remove(tx, owner_id, file_id)


def checked(text: str) -> str:
    """Return a text as it is kept: with plain line ends. Raises BadInputError."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        size = len(text.encode("utf-8", "replace")) // 1024
        told = f"The file has {size:,} kB; at most {MAX_BYTES // 1024:,} kB are kept. Split it."
        raise BadInputError(told)
    if "\0" in text:
        raise BadInputError("This is no text: there are zero bytes in it.")
    return text if text.endswith("\n") else f"{text}\n"


def _count(text: str) -> int:
    """Return how many moments a text has, without reading it all: one of faults has some, too."""
    found = _MOMENTS.search(text)
    dashes = [len(dash) for dash in _ITEM.findall(found[1])] if found else []
    return dashes.count(min(dashes)) if dashes else 0


def _add(house: House, owner_id: str, title: str, text: str) -> str:
    title = title[:LONGEST_TITLE] or "My moments"
    made = MomentsDraftRecord(secrets.token_hex(8), owner_id, title, text, house.clock())
    with house.store.writing() as tx:
        if rows.count(tx, owner_id) >= MOST_KEPT:
            raise ConflictError(f"You keep {MOST_KEPT} files already: delete one first.")
        rows.add(tx, made)
    return made.id
