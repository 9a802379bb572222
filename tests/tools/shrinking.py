"""Photographs that weigh little: 256 colours, dithered, so that light fades without steps."""

from __future__ import annotations

from pathlib import Path

from PIL import Image


def shrink(path: Path) -> None:
    """Write a PNG anew with the 256 colours that suit it best, unless that makes it larger."""
    with Image.open(path) as opened:
        if opened.mode == "P":
            return
        picture = opened.convert("RGB")
    colours = picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=1)
    made = picture.quantize(palette=colours, dither=Image.Dither.FLOYDSTEINBERG)
    small = path.with_suffix(".small")
    made.save(small, "PNG", optimize=True)
    if small.stat().st_size < path.stat().st_size:
        small.replace(path)
    else:
        small.unlink()
