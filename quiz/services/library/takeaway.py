"""What each format loses of a pack: worked out here, or for a long pack in a process of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from quiz.packs.coding import decode
from quiz.packs.formats.model import Format, Loss, written
from quiz.packs.model import Pack


@dataclass(frozen=True, slots=True)
class Offer:
    """A format to take a pack along in.

    ``questions`` is how many lose something by it; ``losses`` are the first, ``more`` the others.
    """

    name: str
    title: str
    ending: str
    losses: tuple[Loss, ...]
    more: int
    questions: int


def offers(pack: Pack, files: Mapping[str, bytes], most: int) -> tuple[Offer, ...]:
    """Return the formats that can be written, with at most so many losses each."""
    from quiz.packs.formats import registry  # noqa: PLC0415 - slow to load, and few download

    return tuple(_offer(form, pack, files, most) for form in registry.FORMATS if form.write)


def opened(carried: bytes) -> tuple[Pack, dict[str, bytes]]:
    """Return what ``apart.carried`` was given."""
    end = 8 + int.from_bytes(carried[:8], "big")
    files: dict[str, bytes] = {}
    if carried[end:]:
        with zipfile.ZipFile(io.BytesIO(carried[end:])) as held:
            files = {name: held.read(name) for name in held.namelist()}
    return decode(carried[8:end]), files


def _offer(form: Format, pack: Pack, files: Mapping[str, bytes], most: int) -> Offer:
    losses = written(form, pack, files).losses
    count = len({loss.question_id for loss in losses})
    shown = tuple(losses[:most])
    return Offer(form.name, form.title, form.ending, shown, len(losses) - len(shown), count)
