"""The next version of a person's pack, made ready first and put in its place then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from quiz.errors import BadInputError, ConflictError
from quiz.packs.coding import content_of
from quiz.packs.model import Pack
from quiz.services import inputs
from quiz.services.house import House
from quiz.services.shelf import Edition, edition_of
from quiz.store import media_uses
from quiz.store import own_packs as rows
from quiz.store import packs as version_rows
from quiz.store.own_records import OwnPackRecord, PackStepRecord, Visibility
from quiz.store.store import Transaction

LONGEST_NOTE = 200


class StaleError(ConflictError):
    """The pack is no longer as it was when it was loaded; ``revision`` is where it is now."""

    def __init__(self, revision: int) -> None:
        """Say what happened."""
        super().__init__("The pack was changed elsewhere meanwhile. Nothing of it was overwritten.")
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Ready:
    """A pack made ready to follow the version ``after``; ``packed`` unless it is what that is."""

    after: str
    pack: Pack
    packed: version_rows.Packed | None
    content: str


def ready(house: House, own: OwnPackRecord, pack: Pack) -> Ready:
    """Make a pack ready to be the next version of ``own``.

    That takes long for a long pack, so it is done before the transaction, for which every answer of
    a night would have to wait.
    """
    with house.store.reading() as tx:
        before = version_rows.bodies(tx, (own.digest,)).get(own.digest) if own.version else None

    def made() -> tuple[Ready, Edition | None]:
        old = version_rows.unpack(before) if before is not None else None
        if old is not None and replace(pack, version=old.version) == old:
            return Ready(own.digest, pack, None, ""), None
        version = replace(pack, version=str(own.version + 1))
        packed = version_rows.packed(version)
        edition = edition_of(packed.summary.digest, version)
        return Ready(own.digest, version, packed, content_of(version)), edition

    found, edition = house.heavy(made)
    if edition:
        house.shelf.put(edition)
    return found


def publish_in(
    tx: Transaction, own: OwnPackRecord, made: Ready, note: str, now: datetime
) -> OwnPackRecord:
    """Keep what was made ready as the next version of ``own``; return what is kept.

    Raises BadInputError for a pack that is shared and has no licence, StaleError where ``own`` got
    another version since.
    """
    if made.after != own.digest:
        raise StaleError(own.revision)
    check_shared(own.visibility, made.pack)
    if made.packed is None:
        kept = replace(own, revision=own.revision + 1)
        rows.put(tx, kept)
        return kept
    number = own.version + 1
    digest = version_rows.keep_packed(tx, made.packed, now).digest
    media_uses.set_free(tx, made.pack)
    kept = replace(own, digest=digest, version=number, saved_at=now,
                   revision=own.revision + 1, content=made.content)  # fmt: skip
    rows.put(tx, kept)
    rows.add_step(
        tx, own.pack_id, PackStepRecord(number, digest, inputs.line(note)[:LONGEST_NOTE], now)
    )
    if own.version == 0 and own.digest:
        rows.forget_unused(tx, (own.digest,))
    return kept


def check_shared(visibility: Visibility, pack: Pack) -> None:
    """Raise BadInputError where a pack is to be shared and it, or a part of it, has no licence."""
    if visibility == "private":
        return
    if not pack.license:
        raise BadInputError("A pack without a licence stays private: name one to share it.")
    for question in pack.questions:
        if any(not medium.license for medium in question.media):
            told = f"The picture or sound of “{question.ask}” has no licence, so the pack stays"
            raise BadInputError(f"{told} private: name one to share it.")
