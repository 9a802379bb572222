"""A pack as a file of any format, with what that cannot hold told before."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.packs.formats.model import Loss, written
from quiz.packs.importing import slug
from quiz.packs.model import Pack
from quiz.services import media
from quiz.services.house import House
from quiz.services.library import apart, takeaway
from quiz.services.library.takeaway import Offer
from quiz.store import own_packs as own_rows
from quiz.store import packs as version_rows
from quiz.store.records import PackSummary

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed out."""

    name: str
    mime: str
    data: bytes


LONG = 500
"""From so many questions on a pack is written by a process of its own."""
MOST_LOSSES = 100
"""So many losses of a format are told one by one."""
_OFFERS = 64
_known: OrderedDict[str, tuple[Offer, ...]] = OrderedDict()
"""What was told of versions of late, by their digests: writing a pack in all formats takes long."""


def offers(house: House, player_id: str | None, pack_id: str) -> tuple[Offer, ...]:
    """Return the formats there are, with what each loses. Raises NotFoundError."""
    summary, body = _kept(house, player_id, pack_id)
    told = _known.get(summary.digest)
    if told is None:
        pack, files = _opened(house, body)
        told = _known[summary.digest] = _done(
            house,
            summary,
            lambda: _told(house, body, files),
            lambda: takeaway.offers(pack, files, MOST_LOSSES),
        )
        while len(_known) > _OFFERS:
            _known.popitem(last=False)
    return told


def file(house: House, player_id: str | None, pack_id: str, format_name: str) -> File:
    """Return a pack in a format. Raises NotFoundError."""
    summary, body = _kept(house, player_id, pack_id)
    from quiz.packs.formats import registry  # noqa: PLC0415 - slow to load, and few download

    form = registry.named(format_name)
    if form is None or form.write is None:
        raise NotFoundError("There is no such format to take a pack along in.")
    pack, files = _opened(house, body)
    data = _done(
        house,
        summary,
        lambda: apart.write(form.name, _carried(house, body, files)),
        lambda: written(form, pack, files).data,
    )
    return File(f"{slug(summary.title)}{form.ending}", form.mime, data)


def _done(
    house: House, summary: PackSummary, elsewhere: Callable[[], T], here: Callable[[], T]
) -> T:
    """Do what takes long for a long pack in a process of its own, for which no night waits.

    Here where that has not the means.
    """
    if summary.count >= LONG:
        with suppress(BadInputError, ConflictError):
            return elsewhere()
    return house.heavy(here)


def _told(house: House, body: bytes, files: Mapping[str, bytes]) -> tuple[Offer, ...]:
    found = apart.losses(MOST_LOSSES, _carried(house, body, files))
    return tuple(
        Offer(**one | {"losses": tuple(Loss(**loss) for loss in one["losses"])}) for one in found
    )


def _carried(house: House, body: bytes, files: Mapping[str, bytes]) -> bytes:
    return house.heavy(lambda: apart.carried(zlib.decompress(body), files))


def _opened(house: House, body: bytes) -> tuple[Pack, Mapping[str, bytes]]:
    pack = house.heavy(lambda: version_rows.unpack(body))
    return pack, media.files_of(house, pack)


def _kept(house: House, player_id: str | None, pack_id: str) -> tuple[PackSummary, bytes]:
    """Return what is known of a pack, and the pack as it is kept: to read it takes long."""
    with house.store.reading() as tx:
        if pack_id not in house.shelf.at_hand(tx, player_id, (pack_id,)):
            raise NotFoundError(f"There is no pack “{pack_id}” here.")
        own = own_rows.pack(tx, pack_id)
        summary = own[1] if own else house.shelf.summary(pack_id)
        return summary, version_rows.bodies(tx, (summary.digest,))[summary.digest]
