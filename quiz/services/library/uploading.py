"""A file that was received → what it is, to be looked at, and then a pack of one's own."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from typing import Any

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.coding import content_of, decode
from quiz.packs.comparing import Comparison, compare
from quiz.packs.importing import Note, Report
from quiz.packs.model import Pack
from quiz.packs.translations.applying import fitted, put_in, translation_of
from quiz.packs.translations.applying import spoken as in_language
from quiz.questions.kinds import answer_text, has_places, options_of, right_options
from quiz.questions.model import Question
from quiz.services.house import House
from quiz.services.library import keeping, receiving, spoken
from quiz.store import own_packs as rows
from quiz.store import uploads
from quiz.store.own_records import UploadRecord
from quiz.store.store import Transaction
from quiz.text import fold

SHOWN = 8
"""Questions that are shown of a file before it is saved."""


@dataclass(frozen=True, slots=True)
class Target:
    """A pack of one's own, of which a file could be a new version."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class First:
    """A question as it came in: what is asked, what is right, and what is wrong."""

    ask: str
    answer: str
    wrong: tuple[str, ...]
    level: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file is: its report and its pack, None when nothing came in.

    ``same`` is a pack of one's own that asks just this already; ``targets`` are those that it
    could be a new version of, ``likely`` the id of one with its title. ``target`` was chosen, and
    ``comparison`` tells what would be another in it. ``first`` are some of the questions.
    """

    id: str
    name: str
    report: Report
    pack: Pack | None
    same: Target | None
    targets: tuple[Target, ...]
    likely: str
    target: Target | None
    comparison: Comparison | None
    first: tuple[First, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """The pack that a file became. ``is_new``, or ``version``; not ``changed``: as it was."""

    pack_id: str
    version: int
    is_new: bool
    changed: bool


def preview(house: House, owner_id: str, upload_id: str, target_id: str = "") -> Preview:
    """Return what a file is that was read, and what it would change in one of one's packs.

    Raises NotFoundError when that is forgotten by now, or for a pack that is not one's own.
    """
    with house.store.reading() as tx:
        kept = _kept(house, tx, owner_id, upload_id)
        target_id = target_id or _of(kept)
        own = [one for one in rows.of_owner(tx, owner_id) if one[0].draft_id is None]
        chosen = keeping.record(tx, owner_id, target_id) if target_id else None
        before = house.shelf.edition(tx, chosen[0].digest).pack if chosen else None
    pack, content, comparison = house.heavy(lambda: _looked_at(kept, before))
    targets = tuple(Target(record.pack_id, summary.title) for record, summary in own)
    title = fold(pack.title) if pack else ""
    return Preview(
        id=kept.id,
        name=kept.name,
        report=_report(kept),
        pack=pack,
        same=next(
            (Target(o.pack_id, s.title) for o, s in own if content and o.content == content), None
        ),
        targets=targets,
        likely=next((one.id for one in targets if title and fold(one.title) == title), ""),
        target=Target(chosen[0].pack_id, chosen[1].title) if chosen else None,
        comparison=comparison,
        first=tuple(map(_first, _shown(pack, comparison))) if pack else (),
    )


def save(
    house: House, owner_id: str, upload_id: str, *, target_id: str = "", title: str = "",
    license_: str = "",
) -> Saved:  # fmt: skip
    """Keep a file that was looked at as a new pack, or as the next version of one's own.

    Of one's own pack only questions and language become others. The same questions again change
    nothing. Raises NotFoundError, ConflictError while that pack is being edited or for too many
    packs, BadInputError for what is no pack.
    """
    with house.store.reading() as tx:
        kept = _kept(house, tx, owner_id, upload_id)
        own = keeping.record(tx, owner_id, target_id)[0] if target_id else None
        edited = bool(target_id) and bool(rows.drafted(tx, (target_id,)))
    pack = house.heavy(lambda: _pack(kept))
    if pack is None:
        raise BadInputError("There is no question in it that could be saved.")
    if own is None:
        made = replace(pack, title=title or pack.title, license=license_ or pack.license)
        saved = Saved(keeping.create(house, owner_id, made), 1, is_new=True, changed=True)
    elif edited and own.version:
        raise ConflictError(
            "That pack is being edited: publish what you wrote or discard it, then save this."
        )
    else:
        before, revision = keeping.load_editable(house, owner_id, own.pack_id)
        made = _put_into(before, pack, is_translation=bool(_of(kept)))
        version = keeping.save_version(house, owner_id, made, f"From {kept.name}", revision)
        saved = Saved(own.pack_id, version, is_new=False, changed=version != own.version)
    with house.store.writing() as tx:
        uploads.remove(tx, owner_id, upload_id)
    return saved


def _looked_at(
    kept: UploadRecord, before: Pack | None
) -> tuple[Pack | None, str, Comparison | None]:
    """Return the pack of a file, what it asks, and what it would change in another."""
    pack = _pack(kept)
    if pack is None:
        return None, "", None
    only = bool(_of(kept))
    changes = compare(before, _put_into(before, pack, is_translation=only)) if before else None
    return pack, content_of(pack), changes


def _shown(pack: Pack, changes: Comparison | None) -> tuple[Question, ...]:
    """Return the first questions, of a new translation as they are asked in it."""
    language = changes.languages[0] if changes and changes.languages else ""
    translation = translation_of(pack, language)
    return (in_language(pack, translation) if translation else pack).questions[:SHOWN]


def _first(question: Question) -> First:
    right = right_options(question.body)
    wrong = () if has_places(question.body) else options_of(question.body)
    return First(
        question.ask,
        answer_text(question.body),
        tuple(option for option in wrong if option not in right),
        question.difficulty,
    )


def _kept(house: House, tx: Transaction, owner_id: str, upload_id: str) -> UploadRecord:
    kept = uploads.find(tx, owner_id, upload_id)
    if kept is None or kept.made_at < house.clock() - receiving.KEPT:
        raise NotFoundError("That file is forgotten by now: upload it again.")
    return kept


def _of(kept: UploadRecord) -> str:
    """Return the id of the pack that a file translates; nothing of any other file."""
    pack = _pack(kept) if _report(kept).format == spoken.FORMAT else None
    return pack.id if pack else ""


def _put_into(before: Pack, pack: Pack, *, is_translation: bool) -> Pack:
    """Return a pack with what a file has: a translation that it has not stays, as far as it fits.

    Of a translation nothing else is taken: the pack may be another by now.
    """
    made = before
    if not is_translation:
        made = replace(before, questions=pack.questions, language=pack.language)
    for translation in pack.translations:
        made = put_in(made, translation)
    return fitted(made)


def _pack(kept: UploadRecord) -> Pack | None:
    body = zlib.decompress(kept.body)
    return decode(body) if body else None


def _report(kept: UploadRecord) -> Report:
    told: dict[str, Any] = json.loads(zlib.decompress(kept.report))
    for key in ("changed", "skipped"):
        told[key] = tuple(Note(**note) for note in told[key])
    return Report(**told)
