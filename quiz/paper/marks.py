"""How the questions of an evening came out, as rows of the shapes of the options."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from math import ceil

from quiz.paper.shapes import SHAPES

GELS = (
    "#ffb02e", "#4db5ff", "#ff6f9f", "#35d0a0", "#b9a0ff", "#cfe34d", "#ff9068", "#6fe0ea",
    "#e3c9a0",
)  # fmt: skip
"""The colours of the options, in their order, as in ``tokens.css``."""

_MISSED = "#9184a8"
_MARKS = 700  # the width that marks may take
_TALLEST = 400  # and their height
_LARGEST, _LEGIBLE, _SMALLEST = 104, 40, 8


def grid(lengths: Sequence[int]) -> tuple[float, list[int]]:
    """Return how large marks are drawn, and how many stand in each row.

    Every round begins a row as long as marks are large enough so; where rounds are many they
    follow each other.
    """
    lengths = [length for length in lengths if length]
    apart = _size(lengths)
    if apart[0] >= _LEGIBLE:
        return apart
    return max(apart, _size([sum(lengths)]), key=lambda found: found[0])


def _size(lengths: Sequence[int]) -> tuple[float, list[int]]:
    """Return the largest size at which these fit into rows, and the rows, about equally long."""
    if not lengths:
        return 0.0, []
    size, rows = _LARGEST, _rows(lengths, _LARGEST)
    while len(rows) * size > _TALLEST and size > _SMALLEST:
        size -= 2
        rows = _rows(lengths, size)
    return size, rows


def _rows(lengths: Sequence[int], size: int) -> list[int]:
    most = _MARKS // size
    return [row for length in lengths for row in _even(length, ceil(length / most))]


def _even(count: int, rows: int) -> list[int]:
    return [(count + place) // rows for place in range(rows - 1, -1, -1)]


def window(
    rounds: Sequence[Sequence[str]], rows: Sequence[int], size: float, middle: float, top: float
) -> str:
    """Draw the marks of rounds in rows; each round has a shape and a colour of its own."""
    rest = ((at, mark) for at, marks in enumerate(rounds) for mark in marks)
    drawn = []
    for place, count in enumerate(rows):
        y = top + (place + 0.5) * size
        for at, (turn, mark) in enumerate(itertools.islice(rest, count)):
            drawn.append(_mark(turn, mark, middle + (at - (count - 1) / 2) * size, y, size * 0.62))
    return "".join(drawn)


def _mark(at: int, mark: str, x: float, y: float, size: float) -> str:
    """Draw a mark: full, a ring with a core, a ring; a dot for no answer, a line: not asked."""
    place = at % len(SHAPES)
    gel, line = GELS[place], max(1.5, size / 13)
    match mark:
        case "right":
            return shape(place, x, y, size, f'fill="{gel}"')
        case "close":
            ring = shape(
                place, x, y, size - line, f'fill="none" stroke="{gel}" stroke-width="{line:.1f}"'
            )
            return ring + shape(place, x, y, size * 0.42, f'fill="{gel}"')
        case "wrong":
            return shape(
                place,
                x,
                y,
                size - line,
                f'fill="none" stroke="{_MISSED}" stroke-width="{line:.1f}"',
            )
        case "void" | "away":
            return (
                f'<path stroke="{_MISSED}" stroke-width="{line * 1.4:.1f}" '
                f'd="M{x - size * 0.25:.1f} {y:.1f}h{size / 2:.1f}"/>'
            )
    return shape(0, x, y, size * 0.26, f'fill="{_MISSED}"')


def shape(place: int, x: float, y: float, size: float, look: str = "") -> str:
    """Draw a shape of the options around a point, as large as a circle of that size."""
    scale, _, corners = SHAPES[place]
    if not corners:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2:.1f}" {look}/>'
    side = size * scale
    points = " ".join(
        f"{x + (across - 0.5) * side:.1f},{y + (down - 0.5) * side:.1f}" for across, down in corners
    )
    return f'<polygon points="{points}" stroke-linejoin="round" {look}/>'
