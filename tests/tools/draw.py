"""Drawing in flat colours: large, then made small, so that edges are smooth; WebP without loss."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

LARGER = 4
Canvas = tuple[Image.Image, ImageDraw.ImageDraw]

NIGHT, PAPER, SEA, LINE, INK = "#2a2038", "#f6ecd8", "#bcd8e0", "#a48d66", "#1d1628"
ACCENT, DEEP = "#c2185b", "#6d0c35"
"""The colours of pictures: those of the stage, of paper, and one that no other thing has."""


def canvas(size: tuple[int, int], ground: str) -> Canvas:
    """Return an empty picture, drawn upon at four times its size."""
    image = Image.new("RGB", (size[0] * LARGER, size[1] * LARGER), ground)
    return image, ImageDraw.Draw(image)


def font(points: float, *, path: Path) -> ImageFont.FreeTypeFont:
    """Return a font at a size of the finished picture."""
    return ImageFont.truetype(str(path), round(points * LARGER))


def between(one: str, other: str) -> str:
    """Return the colour in the middle of two."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*((a + b) // 2 for a, b in pairs))


def finished(image: Image.Image, colours: int | tuple[str, ...] = 48) -> bytes:
    """Return a picture at its own size, with nothing but its pixels in it.

    ``colours`` are all it may have, or how many: few make a file small.
    """
    small = image.reduce(LARGER)
    if isinstance(colours, int):
        few = small.quantize(colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    else:
        palette = Image.new("P", (1, 1))
        listed = [part for colour in colours for part in ImageColor.getrgb(colour)]
        palette.putpalette(listed + listed[:3] * (256 - len(colours)))
        few = small.quantize(palette=palette, dither=Image.Dither.NONE)
    made = io.BytesIO()
    few.convert("RGB").save(made, "WEBP", lossless=True, quality=100, method=6)
    return made.getvalue()
