"""Packs that belong to people: drafts, versions, who sees them, copies.

A version that was published never changes, so that a round or a night that has begun goes on with
the one it began with. Whatever is done to a pack or its draft makes its ``revision`` one more; who
saves over what somebody else saved meanwhile gets a StaleError, and nothing is lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.model import Pack
from quiz.packs.reading import read_pack
from quiz.packs.translations.applying import fitted
from quiz.packs.writing import write_pack_json
from quiz.services import inputs
from quiz.services.house import House
from quiz.services.library.publishing import StaleError, check_shared, publish_in, ready
from quiz.services.shelf import OWN
from quiz.store import own_packs as rows
from quiz.store import packs as version_rows
from quiz.store.own_records import Credit, OwnPackRecord, Visibility
from quiz.store.store import Transaction

MOST_PACKS = 200
LONGEST_TITLE, LONGEST_LICENSE = 120, 60
VISIBILITIES: tuple[Visibility, ...] = ("private", "unlisted", "public")


def begin(house: House, owner_id: str, title: str, language: str = "en") -> str:
    """Begin a pack without a question, as a draft; return its id. Nobody plays it as yet.

    Raises ConflictError for too many packs.
    """
    pack_id = new_id()
    title = inputs.line(title)[:LONGEST_TITLE] or "My pack"
    empty = Pack(pack_id, title, (), language=language, version="0")
    now = house.clock()
    with house.store.writing() as tx:
        _make_room(tx, owner_id)
        digest = version_rows.keep(tx, empty, now).digest
        rows.put(tx, OwnPackRecord(pack_id, owner_id, digest, 0, "private", now, revision=1))
        rows.put_draft(tx, pack_id, empty, now)
    return pack_id


def create(
    house: House, owner_id: str, pack: Pack, note: str = "", credit: Credit | None = None
) -> str:
    """Keep a pack as a new one of a person's own, private; return the id it got.

    Raises BadInputError when it breaks a rule of packs, ConflictError for too many packs.
    """
    pack = house.heavy(lambda: checked(replace(pack, id=new_id())))
    now = house.clock()
    own = OwnPackRecord(pack.id, owner_id, "", 0, "private", now, credit=credit)
    made = ready(house, own, pack)
    with house.store.writing() as tx:
        _make_room(tx, owner_id)
        publish_in(tx, own, made, note, now)
    return pack.id


def record(tx: Transaction, owner_id: str, pack_id: str, *, to_change: bool = False) -> rows.Found:
    """Return a pack of that person's. Raises NotFoundError when they have none such."""
    found = rows.pack(tx, pack_id, to_change=to_change)
    if found is None or found[0].owner_id != owner_id:
        raise NotFoundError("There is no such pack of yours.")
    return found


def load_editable(house: House, owner_id: str, pack_id: str) -> tuple[Pack, int]:
    """Return a person's pack as the editor shows it, and its revision: the draft, if there is one.

    Raises NotFoundError when they have none such, ConflictError for a pack made of moments.
    """
    with house.store.reading() as tx:
        own, _ = record(tx, owner_id, pack_id)
        _refuse_of_moments(own)
        drafted = rows.draft(tx, pack_id)
        pack = drafted[0] if drafted else house.shelf.edition(tx, own.digest).pack
    return pack, own.revision


def load_draft(house: House, owner_id: str, pack_id: str) -> Pack | None:
    """Return the draft of a person's pack, or None when there is none. Raises NotFoundError."""
    with house.store.reading() as tx:
        record(tx, owner_id, pack_id)
        drafted = rows.draft(tx, pack_id)
    return drafted[0] if drafted else None


def save_draft(house: House, owner_id: str, pack: Pack, expected_revision: int) -> int:
    """Keep a pack as it stands in the editor, with faults or not; return its new revision.

    Players see nothing of it. Raises StaleError, NotFoundError.
    """
    with house.store.writing() as tx:
        own = _at(tx, owner_id, pack.id, expected_revision)
        rows.put_draft(tx, own.pack_id, pack, house.clock())
        rows.put(tx, replace(own, revision=own.revision + 1))
    return expected_revision + 1


def discard_draft(house: House, owner_id: str, pack_id: str, expected_revision: int) -> int:
    """Throw the draft away, so that the editor shows the published pack; return the new revision.

    Raises ConflictError for a pack that was never published: delete it instead. StaleError.
    """
    with house.store.writing() as tx:
        own = _at(tx, owner_id, pack_id, expected_revision)
        if own.version == 0:
            raise ConflictError("The pack was never published: delete it instead.")
        rows.drop_draft(tx, pack_id)
        rows.put(tx, replace(own, revision=own.revision + 1))
    return expected_revision + 1


def save_version(house: House, owner_id: str, pack: Pack, note: str, expected_revision: int) -> int:
    """Publish a pack as the next version, in place of its draft; return the version's number.

    A pack that is what it was stays the version it is. Its id is its address and never changes.
    Raises BadInputError when it breaks a rule of packs, or is shared and has lost its licence;
    StaleError; NotFoundError.
    """
    pack = house.heavy(lambda: checked(pack))
    with house.store.reading() as tx:
        own = _looked(tx, owner_id, pack.id, expected_revision)
    made = ready(house, own, pack)
    with house.store.writing() as tx:
        own = _at(tx, owner_id, pack.id, expected_revision)
        kept = publish_in(tx, own, made, note, house.clock())
        rows.drop_draft(tx, pack.id)
    return kept.version


def publish(house: House, owner_id: str, pack_id: str, visibility: str) -> None:
    """Say who sees a pack: its owner, whoever has its address, or everybody.

    Raises BadInputError for one that is to be shared without a licence, for itself or a picture or
    sound in it, or without a question; NotFoundError.
    """
    chosen = next((one for one in VISIBILITIES if one == visibility), None)
    if chosen is None:
        raise BadInputError("Choose who may see the pack.")
    with house.store.writing() as tx:
        own, summary = record(tx, owner_id, pack_id, to_change=True)
        if chosen != "private" and own.version == 0:
            raise BadInputError("Publish a version first: there is nothing to be shared yet.")
        pack = version_rows.load(tx, summary.digest)
        if pack is not None:
            check_shared(chosen, pack)
        rows.put(tx, replace(own, visibility=chosen, revision=own.revision + 1))


def delete(house: House, owner_id: str, pack_id: str) -> None:
    """Delete a pack for good; what was played of it stays with who played it. NotFoundError."""
    with house.store.writing() as tx:
        record(tx, owner_id, pack_id, to_change=True)
        rows.remove(tx, pack_id)


def fork(house: House, owner_id: str, pack_id: str) -> str:
    """Copy a pack that one may play into a private one of one's own; return its id.

    The copy keeps the licence, and says what it is based on. Raises NotFoundError for a pack that
    is not at hand, ConflictError for too many packs.
    """
    with house.store.reading() as tx:
        if pack_id not in house.shelf.at_hand(tx, owner_id, (pack_id,)):
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
        (edition,) = house.shelf.current(tx, pack_id)
        theirs = rows.pack(tx, pack_id)
    before = edition.pack
    by = ", ".join(before.authors)[:400]
    credit = Credit(pack_id, before.title, by, theirs[0].owner_id if theirs else None)
    return create(house, owner_id, replace(before, version="1"), credit=credit)


def new_id() -> str:
    """Return an id for a pack of a person: nobody guesses it, so that it can be shared by link."""
    return f"{OWN}{secrets.token_hex(8)}"


def checked(pack: Pack) -> Pack:
    """Return a pack as it is kept. Raises BadInputError when it breaks a rule of packs."""
    title = inputs.line(pack.title)[:LONGEST_TITLE]
    license_ = inputs.line(pack.license)[:LONGEST_LICENSE]
    if not title:
        raise BadInputError("Give the pack a title.")
    if not pack.questions:
        raise BadInputError("There is no question in the pack yet: add one first.")
    pack = fitted(replace(pack, title=title, license=license_))
    read_pack(write_pack_json(pack), "pack.json")
    return pack


def credited(names: Sequence[str], owner: str) -> str:
    """Return who is to be named for a pack: its authors, or else whose it is."""
    return ", ".join(names) or owner


def _make_room(tx: Transaction, owner_id: str) -> None:
    if rows.count(tx, owner_id) >= MOST_PACKS:
        raise ConflictError(f"You keep {MOST_PACKS} packs already: delete one first.")


def _at(tx: Transaction, owner_id: str, pack_id: str, revision: int) -> OwnPackRecord:
    return _unchanged(record(tx, owner_id, pack_id, to_change=True)[0], revision)


def _looked(tx: Transaction, owner_id: str, pack_id: str, revision: int) -> OwnPackRecord:
    return _unchanged(record(tx, owner_id, pack_id)[0], revision)


def _unchanged(own: OwnPackRecord, revision: int) -> OwnPackRecord:
    _refuse_of_moments(own)
    if own.revision != revision:
        raise StaleError(own.revision)
    return own


def _refuse_of_moments(own: OwnPackRecord) -> None:
    if own.draft_id is not None:
        told = "This pack is made of moments: change it there, or make a copy and edit that."
        raise ConflictError(told)
