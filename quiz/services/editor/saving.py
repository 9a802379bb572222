"""What comes out, kept as a pack: its author's alone until it is shared, version by version."""

from __future__ import annotations

from dataclasses import replace

from quiz.errors import BadInputError, NotFoundError
from quiz.packs.model import Pack
from quiz.questions.model import Question
from quiz.services import inputs, media
from quiz.services.editor import files, reading
from quiz.services.editor.files import At
from quiz.services.editor.reading import Read
from quiz.services.editor.views import PackView
from quiz.services.house import House
from quiz.services.library import keeping, publishing
from quiz.store import own_packs as rows
from quiz.store.own_records import OwnPackRecord, Visibility
from quiz.store.store import Transaction

LONGEST_TITLE, LONGEST_LICENSE = keeping.LONGEST_TITLE, keeping.LONGEST_LICENSE


def save(house: House, at: At, title: str, license_: str, *, shared: bool) -> str:
    """Keep what comes out as a pack, or as the next version of the one there is; return its id.

    A night or a round that has begun keeps the version it began with. Raises BadInputError for a
    file that cannot be read or asks nothing, and for a pack without licence that is to be shared;
    StaleError when the file has moved on.
    """
    found = files.opened(house, at)
    title, license_ = inputs.line(title)[:LONGEST_TITLE], inputs.line(license_)[:LONGEST_LICENSE]
    if not title:
        raise BadInputError("Give the pack a title.")
    if shared and not license_:
        raise BadInputError("A pack without a licence stays private: name one to share it.")
    made = house.heavy(lambda: _made(reading.read(found.text)))
    made = media.keep_all(house, made, reading.pictures_of(made), ours=True)
    now = house.clock()
    visibility: Visibility = "unlisted" if shared else "private"
    new = OwnPackRecord(keeping.new_id(), at.owner_id, "", 0, visibility, now, found.id)
    with house.store.reading() as tx:
        own = _own(tx, new)
    made = replace(made, id=own.pack_id, title=title, license=license_)
    ready = publishing.ready(house, own, made)
    with house.store.writing() as tx:
        own = _own(tx, replace(new, pack_id=own.pack_id))
        if not (shared and own.is_shared):  # one that is public already stays public
            own = replace(own, visibility=visibility)
        publishing.publish_in(tx, own, ready, "", now)
    return own.pack_id


def _own(tx: Transaction, new: OwnPackRecord) -> OwnPackRecord:
    """Return the pack that is made of a file, ``new`` while there is none."""
    before = rows.of_draft(tx, new.draft_id or "")
    return before[0] if before else new


def saved(house: House, file_id: str, now: tuple[Question, ...]) -> PackView | None:
    """Return the pack that was saved of a file, or None; ``now`` is what comes out at present."""
    with house.store.reading() as tx:
        pack = rows.of_draft(tx, file_id)
        if pack is None:
            return None
        own, summary = pack
        edition = house.shelf.edition(tx, own.digest)
    return PackView(
        own.pack_id,
        summary.title,
        summary.license,
        own.version,
        summary.count,
        own.is_shared,
        _bare(edition.pack.questions) == _bare(now),
        own.saved_at,
    )


def delete(house: House, owner_id: str, file_id: str) -> None:
    """Delete the pack of a file; the file stays. Raises NotFoundError when there is none."""
    files.record(house, owner_id, file_id)
    with house.store.writing() as tx:
        pack = rows.of_draft(tx, file_id)
        if pack is None:
            raise NotFoundError("There is no pack of this file any more.")
        rows.remove(tx, pack[0].pack_id)


def _bare(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return questions by their words alone: pictures have other names once they are kept."""
    return tuple(replace(one, picture=None) if one.picture else one for one in questions)


def _made(read: Read) -> Pack:
    if read.facts is None:
        raise BadInputError("The file cannot be read as it is: mend it, then save the pack.")
    if read.asked is None:
        raise BadInputError(
            f"Of more than {reading.MOST_ASKED:,} moments, or of some that take too long to ask, "
            "no pack is made here. Split the file, or use “quiz generate”."
        )
    if not read.asked.pack.questions:
        raise BadInputError("Not one question comes out yet: add moments first.")
    return read.asked.pack
