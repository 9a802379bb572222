"""The translations of a pack: which there are, as files to work on, and brought back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.coding import encode
from quiz.packs.importing import slug
from quiz.packs.model import Pack, Translation
from quiz.packs.translations.applying import translation_of, without
from quiz.packs.translations.standing import asked_in
from quiz.packs.translations.writing import refreshed, write_translation
from quiz.services import translating
from quiz.services.house import House
from quiz.services.library import apart, keeping
from quiz.services.library.downloading import File
from quiz.services.library.translated import FORMAT
from quiz.services.shelf import OWN
from quiz.store import own_packs as rows

__all__ = ["FORMAT", "file", "is_possible", "listing", "read", "remove"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The translations of a pack: by language how many of its ``count`` questions are asked in it.

    ``is_mine``: who looks may bring some, but not while ``is_drafted``.
    """

    pack_id: str
    title: str
    language: str
    count: int
    asked: dict[str, int]
    is_mine: bool
    is_drafted: bool


def is_possible(house: House, pack_id: str) -> bool:
    """Say whether a pack can be translated: not one that is made of moments."""
    if pack_id.startswith(OWN):
        with house.store.reading() as tx:
            own = rows.pack(tx, pack_id)
        return own is not None and own[0].draft_id is None
    source = house.shelf.files.get(pack_id)
    return source is None or source.room == "packs"


def listing(house: House, player_id: str | None, pack_id: str) -> Listing:
    """Return the translations of a pack. Raises NotFoundError for one that is not at hand."""
    pack = _pack(house, player_id, pack_id)
    with house.store.reading() as tx:
        own = rows.pack(tx, pack_id) if pack_id.startswith(OWN) else None
        is_drafted = bool(rows.drafted(tx, (pack_id,)))
    is_mine = own is not None and own[0].owner_id == player_id and own[0].draft_id is None
    asked = house.heavy(lambda: asked_in(pack))
    return Listing(
        pack_id, pack.title, pack.language, len(pack.questions), asked, is_mine, is_drafted
    )


def file(house: House, player_id: str | None, pack_id: str, language: str) -> File:
    """Return the translation of a pack as a file, with what is to be filled in yet.

    Raises NotFoundError for a pack that is not at hand, BadInputError for what is no language, or
    that of the pack.
    """
    tag = translating.tag_of(language)
    pack = _pack(house, player_id, pack_id)
    if tag.casefold() == pack.language.casefold():
        raise BadInputError(f"The pack is written in {tag}: name another language.")
    name = f"{slug(pack.title)}.{tag}.yaml"

    def write() -> bytes:
        made = refreshed(pack, translation_of(pack, tag) or Translation(tag))
        return write_translation(pack, made, name).encode("utf-8", "surrogatepass")

    return File(name, "application/yaml", house.heavy(write))


def read(
    house: House, owner_id: str, target_id: str, named: str, data: bytes, name: str
) -> apart.FromFile:
    """Read a translation for a pack of one's own: ``target_id``, or the one that the file names.

    Raises BadInputError for a file with faults, or that names no pack of theirs.
    """
    pack_id = target_id or named
    try:
        with house.store.reading() as tx:
            _, summary = keeping.record(tx, owner_id, pack_id)
            pack = house.shelf.edition(tx, summary.digest).pack
    except NotFoundError:
        told = f"This is a translation of “{named}”, which is no pack of yours. Open the one that"
        raise BadInputError(f"{told} it is of, and bring it there, under Translations.") from None
    if not pack.questions:
        raise BadInputError("Publish the pack first: there is nothing to be translated yet.")
    return apart.read_translation(house.heavy(lambda: encode(pack)), data, name)


def remove(house: House, owner_id: str, pack_id: str, language: str) -> None:
    """Take a translation out of a pack of one's own, as its next version.

    Raises NotFoundError, ConflictError while the pack is being edited or when it has none such.
    """
    with house.store.reading() as tx:
        keeping.record(tx, owner_id, pack_id)
        if rows.drafted(tx, (pack_id,)):
            raise ConflictError("That pack is being edited: publish or discard that first.")
    pack, revision = keeping.load_editable(house, owner_id, pack_id)
    gone = translation_of(pack, language)
    if gone is None:
        raise ConflictError("There is no such translation any more.")
    note = f"Without the translation ({gone.language})"
    keeping.save_version(house, owner_id, without(pack, gone.language), note, revision)


def _pack(house: House, player_id: str | None, pack_id: str) -> Pack:
    with house.store.reading() as tx:
        if pack_id not in house.shelf.at_hand(tx, player_id, (pack_id,)):
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
    if not is_possible(house, pack_id):
        raise NotFoundError("This pack is made of moments: it cannot be translated.")
    with house.store.reading() as tx:
        (edition,) = house.shelf.current(tx, pack_id)
    return replace(edition.pack, id=pack_id)
