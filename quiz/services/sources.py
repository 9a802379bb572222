"""Files of packs and moments → packs. Whatever is wrong with a file, only that file is left out.

The reading rooms are imported when a file is read, not before: a start that finds every file in
the store, unchanged, needs none of them.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from quiz.errors import BadInputError, Problem
from quiz.packs.model import Pack
from quiz.resources import resource
from quiz.services import beside, contents
from quiz.services.contents import LARGEST, refusal
from quiz.services.files import ZIP, Source

if TYPE_CHECKING:
    from quiz.moments.library import Library
    from quiz.moments.model import Facts

Chosen = Mapping[str, Mapping[str, float]]
"""By fact and folded option: which share of those to whom the option was offered chose it."""

_MOMENTS = re.compile(r"^(moments|tables)\s*:", re.MULTILINE)
_MEDIA = re.compile(r"media/([A-Za-z0-9._-]+)")
_log = logging.getLogger(__name__)

_LARGEST_ZIP = 50 << 20
_ROW = 1_000  # bytes that a row of a table may have, on the average
_CODE = ("documents", "moments", "generator", "questions", "packs", "store/packs.py", "text.py")


@dataclass(frozen=True, slots=True)
class Whole:
    """A pack, the files that it calls, and where in its file each question stands, by its id.

    ``places`` is empty where that cannot be told: of what is generated or zipped. ``faults`` are
    those of translations, which are left out; ``warnings`` say what of the others is open.
    """

    pack: Pack
    media: Mapping[str, bytes] = field(default_factory=dict)
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    faults: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def key_of(source: Source) -> str:
    """Return the digest of what decides what a file becomes: it, its tables, media and our code.

    Raises BadInputError when it cannot be read at all.
    """
    digest = hashlib.sha256(_code_digest())
    for path in source.translations:
        digest.update(f"{path.name}\0".encode())
        digest.update(hashlib.sha256(contents.content_of(path, source.name)).digest())
    if _is_zip(source):
        digest.update(source.name.encode())
        digest.update(contents.content_of(source.path, source.name, _LARGEST_ZIP))
        return digest.hexdigest()
    text = _text(source, source.path)
    digest.update(f"{source.name}\0{len(text)}\0{text}".encode())
    for path in _media_beside(source, text).values():
        digest.update(hashlib.sha256(contents.content_of(path, source.name)).digest())
    if source.room == "moments":
        digest.update(_library_text().encode())
        for name in table_names(source, text):
            digest.update(_table(source, name).encode())
    return digest.hexdigest()


def nothing_chosen(pack_id: str) -> Chosen:
    """Say that nobody has played a pack."""
    del pack_id
    return {}


def read(source: Source, chosen: Callable[[str], Chosen] = nothing_chosen) -> Pack:
    """Read a file into a pack. Raises BadInputError, whatever is wrong with it."""
    return read_whole(source, chosen).pack


def read_whole(source: Source, chosen: Callable[[str], Chosen] = nothing_chosen) -> Whole:
    """Read a file into a pack, and the files that go with it. Raises BadInputError, likewise.

    ``chosen`` tells of a pack, by its id, which wrong options players chose (see ``confusions``).
    """
    try:
        whole = _read(source, chosen)
    except BadInputError:
        raise
    except Exception as error:  # a fault of ours must not keep the other packs from being played
        _log.exception("%s could not be read", source.name)
        told = f"Greenroom stumbles over this file ({type(error).__name__}); please report it"
        raise refusal(source.name, "E199", told) from error
    if not whole.pack.questions:
        raise refusal(source.name, "E198", "there is not one question in it")
    if not source.translations:
        return whole
    pack, faults, warnings = beside.put_together(whole.pack, source.name, source.translations)
    return replace(whole, pack=pack, faults=faults, warnings=warnings)


def _read(source: Source, chosen: Callable[[str], Chosen]) -> Whole:
    if _is_zip(source):
        return _zipped(source)
    text = _text(source, source.path)
    if source.room == "moments":
        pack = generate_pack(source, text, chosen)
        return Whole(pack, pictures_of(source, pack))
    from quiz.packs.reading import read_placed  # noqa: PLC0415 - see above

    media = _media_beside(source, text)
    placed = read_placed(text, source.name, media.keys())
    files = {name: contents.content_of(path, source.name) for name, path in media.items()}
    return Whole(placed.pack, files, placed.places)


def generate_pack(
    source: Source, text: str, chosen: Callable[[str], Chosen] = nothing_chosen
) -> Pack:
    """Make a pack from moments: the one place where the generator is called for play."""
    from quiz.generator import generate  # noqa: PLC0415 - see above

    facts = facts_of(source, text)
    return generate(replace(facts, chosen=chosen(facts.id))).pack


def facts_of(source: Source, text: str | None = None, most_rows: int = 0) -> Facts:
    """Read the moments of a file and its tables. Raises BadInputError with every fault.

    ``most_rows`` is how many rows a table may have, and lifts the limit to its size with it.
    """
    from quiz.moments.reading import read_moments  # noqa: PLC0415 - see above
    from quiz.moments.rows import COMMON, Limits  # noqa: PLC0415 - see above

    text = _text(source, source.path) if text is None else text
    limits = Limits(most_rows, most_rows * _ROW) if most_rows else COMMON
    most = max(LARGEST, most_rows * _ROW)
    return read_moments(
        text, source.name, library(), lambda name: _table(source, name, most), limits
    )


@cache
def library() -> Library:
    """Read the kinds and types that ship."""
    from quiz.moments.library import read_library  # noqa: PLC0415 - see above

    return read_library(_library_text(), "kinds.yaml")


def text_of(source: Source) -> str:
    """Return the text of a file. Raises BadInputError."""
    return _text(source, source.path)


def room_of(path: Path) -> str:
    """Tell by its content whether a file holds moments or a pack."""
    if path.suffix.lower() == ZIP:
        return "packs"
    holds_moments = _MOMENTS.search(_text(Source(path, "packs", str(path)), path))
    return "moments" if holds_moments else "packs"


def table_names(source: Source, text: str) -> list[str]:
    """Return the files beside it that a moments file speaks of: no need to read YAML for that."""
    beside = source.path.parent.iterdir()
    return sorted(p.name for p in beside if p.name in text and p.is_file() and p != source.path)


def _table(source: Source, name: str, most: int = LARGEST) -> str:
    path = source.path.parent / name
    if path.parent != source.path.parent or path.name != name:
        told = f"a table lies beside its file; “{name}” does not"
        raise refusal(source.name, "E197", told)
    return _text(source, path, most)


def _is_zip(source: Source) -> bool:
    return source.path.suffix.lower() == ZIP


def _zipped(source: Source) -> Whole:
    from quiz.packs.formats import packed  # noqa: PLC0415 - see above

    found = packed.ZIP.read(
        contents.content_of(source.path, source.name, _LARGEST_ZIP), source.name
    )
    if found.pack is None:
        raise refusal(source.name, "E198", "there is no pack in it")
    return Whole(found.pack, found.media)


def pictures_of(source: Source, pack: Pack) -> dict[str, bytes]:
    """Return the pictures beside a file of moments that its questions show; some may not be there.

    Raises BadInputError for one that cannot be read.
    """
    named = sorted({medium.file for asked in pack.questions for medium in asked.media})
    found = ((name, source.path.parent / name) for name in named)
    return {name: contents.content_of(p, source.name) for name, p in found if p.is_file()}


def _media_beside(source: Source, text: str) -> dict[str, Path]:
    """Return the files in the folder ``media`` beside it that a file may speak of.

    Names in a file of moments may go on with the cells of a row: ``media/map-{iso}.webp``.
    """
    folder = source.path.parent / "media"
    beside = sorted(folder.iterdir()) if "media/" in text and folder.is_dir() else ()
    begun = tuple(set(_MEDIA.findall(text)))
    return {f"media/{p.name}": p for p in beside if p.name.startswith(begun) and p.is_file()}


def _text(source: Source, path: Path, most: int = LARGEST) -> str:
    return contents.text_of(path, source.name, most, beside=path != source.path)


@cache
def _library_text() -> str:
    return (resource("questions/moments").parent / "kinds.yaml").read_text(encoding="utf-8")


@cache
def _code_digest() -> bytes:
    """Return a digest of the code that turns files into packs: when it changes, they are reread."""
    package = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for name in _CODE:
        top = package / name
        for path in sorted(top.rglob("*.py")) if top.is_dir() else (top,):
            digest.update(path.read_bytes())
    return digest.digest()
