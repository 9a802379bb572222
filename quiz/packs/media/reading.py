"""Any bytes → a picture or a sound that can be kept, told by how they begin, never by their name.

==== =========================================================
E217 a picture or a sound that is not taken
==== =========================================================
"""

from __future__ import annotations

from quiz.errors import BadInputError, Problem
from quiz.packs.media import pictures, sounds
from quiz.packs.media.model import MOST_BYTES, Kept, RefusedError

_ALLOWED = (
    "it is no picture (PNG, JPEG, GIF, WebP) and no sound (MP3, Ogg with Vorbis or Opus, WAV) that"
    " is taken"
)
_HEIC = "it is a HEIC, as phones take them: save it as JPEG"
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"mif1", b"msf1"), _HEIC),
    b"avif": "it is an AVIF: save it as PNG or JPEG",
    b"M4A ": "it is an M4A: save it as MP3",
}
_SVG = "it is an SVG, which may hold scripts: save it as PNG"


def prepare(data: bytes, name: str) -> Kept:
    """Return what is kept of a file. Raises BadInputError, which calls it ``name``."""
    try:
        return _prepared(data)
    except RefusedError as error:
        problem = Problem(name, 0, 0, "E217", str(error))
        raise BadInputError(f"{name} is not taken.", (problem,)) from error


def _prepared(data: bytes) -> Kept:
    if len(data) > MOST_BYTES:
        told = f"it has {len(data):,} bytes; at most {MOST_BYTES:,} are read"
        raise RefusedError(told)
    if pictures.is_one(data):
        return Kept("webp", pictures.drawn_anew(data))
    kept = sounds.bare(data)
    if kept is None:
        start = data[:512].lstrip().lower()
        is_svg = start.startswith((b"<svg", b"<?xml")) or b"<svg" in start
        brand = data[8:12] if data[4:8] == b"ftyp" else b""
        raise RefusedError(_SVG if is_svg else _BRANDS.get(brand, _ALLOWED))
    return kept
