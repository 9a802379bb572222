"""A pack as a file of any format, with what that cannot hold told before."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.errors import NotFoundError
from quiz.packs.formats import registry
from quiz.packs.formats.model import Format, Loss, written
from quiz.packs.importing import slug
from quiz.packs.model import Pack
from quiz.services import media
from quiz.services.house import House
from quiz.services.shelf import Edition


@dataclass(frozen=True, slots=True)
class Offer:
    """A format to take a pack along in. ``questions`` is how many lose something by it."""

    name: str
    title: str
    ending: str
    losses: tuple[Loss, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed out."""

    name: str
    mime: str
    data: bytes


_OFFERS = 64
_known: OrderedDict[str, tuple[Offer, ...]] = OrderedDict()
"""What was told of versions of late, by their digests: writing a pack in all formats takes long."""


def offers(house: House, player_id: str | None, pack_id: str) -> tuple[Offer, ...]:
    """Return the formats there are, with what each loses. Raises NotFoundError."""
    edition = _edition(house, player_id, pack_id)
    told = _known.get(edition.digest)
    if told is None:
        pack = edition.pack
        files = media.files_of(house, pack)
        told = _known[edition.digest] = house.heavy(
            lambda: tuple(_offer(form, pack, files) for form in registry.FORMATS if form.write)
        )
        while len(_known) > _OFFERS:
            _known.popitem(last=False)
    return told


def file(house: House, player_id: str | None, pack_id: str, format_name: str) -> File:
    """Return a pack in a format. Raises NotFoundError."""
    pack, form = _edition(house, player_id, pack_id).pack, registry.named(format_name)
    if form is None or form.write is None:
        raise NotFoundError("There is no such format to take a pack along in.")
    files = media.files_of(house, pack)
    made = house.heavy(lambda: written(form, pack, files))
    return File(f"{slug(pack.title)}{form.ending}", form.mime, made.data)


def _offer(form: Format, pack: Pack, files: Mapping[str, bytes]) -> Offer:
    losses = written(form, pack, files).losses
    count = len({loss.question_id for loss in losses})
    return Offer(form.name, form.title, form.ending, losses, count)


def _edition(house: House, player_id: str | None, pack_id: str) -> Edition:
    with house.store.reading() as tx:
        if pack_id not in house.shelf.at_hand(tx, player_id, (pack_id,)):
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
        (edition,) = house.shelf.current(tx, pack_id)
    return edition
