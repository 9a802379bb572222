"""A flag of ``tables_flags`` as a picture: alone in the middle of a quiet ground."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, hypot, pi, sin

from PIL import ImageDraw

from tests.tools.draw import LARGER, canvas, finished
from tests.tools.tables_flags import Flag

SIZE = (720, 480)
_GROUND = "#a9a3b4"  # neither a white nor a black edge is lost on it
_ROOM = (600, 400)
_INNER = (3 - 5**0.5) / 2
"""How far the inner corners of a star are from its centre, where its points are 1."""


def drawn(flag: Flag) -> bytes:
    """Return the flag as a WebP of 720 by 480 pixels, at the proportions of its law."""
    image, _ = canvas(SIZE, _GROUND)
    face, _ = canvas(SIZE, _GROUND)
    wide, high = flag.size
    unit = min(_ROOM[0] / wide, _ROOM[1] / high) * LARGER
    size = (round(wide * unit), round(high * unit))
    face = face.resize(size)
    paint(ImageDraw.Draw(face), flag, unit)
    left, top = (image.width - size[0]) // 2, (image.height - size[1]) // 2
    image.paste(face, (left, top))
    return finished(image)


def paint(on: ImageDraw.ImageDraw, flag: Flag, unit: float) -> None:
    """Paint a flag from the corner on, so many pixels to each of its units."""

    def at(*points: tuple[float, float]) -> list[tuple[float, float]]:
        return [(x * unit, y * unit) for x, y in points]

    def box(left: float, top: float, right: float, bottom: float, colour: str) -> None:
        # A rectangle of Pillow holds its last pixel, too.
        on.rectangle(
            (round(left * unit), round(top * unit), round(right * unit) - 1,
             round(bottom * unit) - 1),
            colour,
        )  # fmt: skip

    for kind, *values in flag.shapes:
        match kind:
            case "across" | "upright":
                for left, top, right, bottom, colour in _stripes(kind, flag.size, values):
                    box(left, top, right, bottom, colour)
            case "box":
                box(*values)
            case "disc":
                x, y, radius, colour = values
                on.ellipse(at((x - radius, y - radius), (x + radius, y + radius)), colour)
            case _:
                *numbers, colour = values
                on.polygon(at(*_CORNERS[kind](*numbers)), colour)


def _stripes(
    way: str, size: tuple[float, float], stripes: list[tuple[float, str]]
) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield stripes as boxes: each as broad as its weight among all."""
    (wide, high), begun = size, 0.0
    total = sum(weight for weight, _ in stripes)
    for weight, colour in stripes:
        first, last = begun / total, (begun + weight) / total
        if way == "across":
            yield 0, first * high, wide, last * high, colour
        else:
            yield first * wide, 0, last * wide, high, colour
        begun += weight


def star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Return the ten corners of a star of five points, one on top."""
    found = []
    for at in range(10):
        far, turn = (radius if at % 2 == 0 else radius * _INNER), at * pi / 5
        found.append((x + far * sin(turn), y - far * cos(turn)))
    return found


def band(
    first: tuple[float, float], last: tuple[float, float], width: float
) -> list[tuple[float, float]]:
    """Return the corners of a broad line that reaches beyond both of its ends."""
    (x1, y1), (x2, y2) = first, last
    long = hypot(x2 - x1, y2 - y1)
    dx, dy = (x2 - x1) / long, (y2 - y1) / long
    x1, y1, x2, y2 = x1 - dx * width, y1 - dy * width, x2 + dx * width, y2 + dy * width
    ox, oy = -dy * width / 2, dx * width / 2
    return [(x1 + ox, y1 + oy), (x2 + ox, y2 + oy), (x2 - ox, y2 - oy), (x1 - ox, y1 - oy)]


def shape(*corners: tuple[float, float]) -> list[tuple[float, float]]:
    """Return the corners that are given."""
    return list(corners)


_CORNERS = {"star": star, "band": band, "shape": shape}
