"""Pictures: read, turned upright, made smaller and drawn anew as WebP, with nothing else in them.

What was in the file besides its pixels (where a photo was taken, colour profiles, further frames)
is gone. Transparent parts become white, as most pictures are drawn for paper.
"""

from __future__ import annotations

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from quiz.packs.media.model import RefusedError

MOST_PIXELS = 16_000_000
MOST_PIXELS_OF_JPEG = 40_000_000  # which is made smaller while it is read
LONGEST_SIDE = 1_600
_QUALITY = 82
_FEW_COLOURS = 256  # drawings rather than photos: these are kept as they are
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")


def is_one(data: bytes) -> bool:
    """Say whether a file begins as a picture does that is taken."""
    return data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def drawn_anew(data: bytes) -> bytes:
    """Return a WebP of at most 1,600 pixels a side. Raises RefusedError."""
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            _check_size(picture)
            return _encoded(_small(picture))
    except RefusedError:
        raise
    except (
        UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning,
        OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, MemoryError, TypeError,
        OverflowError,
    ) as error:  # fmt: skip
        raise RefusedError("the picture is broken: open it and save it again") from error


def _check_size(picture: Image.Image) -> None:
    width, height = picture.size
    most = MOST_PIXELS_OF_JPEG if picture.format == "JPEG" else MOST_PIXELS
    if width * height > most:
        told = f"the picture has {width:,} × {height:,} pixels"
        raise RefusedError(f"{told}; at most {most // 10**6} million are read")


def _small(picture: Image.Image) -> Image.Image:
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read at a fraction of its size
    found: Image.Image = ImageOps.exif_transpose(picture)
    has_transparency = found.has_transparency_data
    if found.mode not in {"L", "RGB", "RGBA"}:
        found = found.convert("RGBA" if has_transparency else "RGB")
    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if has_transparency:
        found = found.convert("RGBA")
        paper = Image.new("RGBA", found.size, "white")
        found = Image.alpha_composite(paper, found)
    return found.convert("RGB")


def _encoded(picture: Image.Image) -> bytes:
    made = io.BytesIO()
    is_drawing = picture.getcolors(_FEW_COLOURS) is not None
    quality = 100 if is_drawing else _QUALITY
    picture.save(made, "WEBP", lossless=is_drawing, quality=quality, method=4)
    return made.getvalue()
