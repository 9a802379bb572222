"""An element's tile: symbol and number, and where in the periodic table it stands.

The table is the one of IUPAC with the lanthanoids and actinoids below, fifteen of each: whether
lanthanum or lutetium stands in group 3 is left open, as IUPAC leaves it.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.tools.draw import LARGER, NIGHT, PAPER, between, canvas, finished, font

SIZE = (640, 324)
_FONT = Path(__file__).parents[2] / "static" / "vendor" / "print"
_CELL, _GAP = 17.0, 2.0
_LEFT, _TOP = 312.0, 76.0
_TILE = (24.0, 26.0, 272.0)  # left, top, side
_LIT, _DIM = "#ffb02e", "#65577a"
_COLOURS = (
    NIGHT, PAPER, _LIT, _DIM, between(NIGHT, PAPER), between(NIGHT, _LIT), between(PAPER, _LIT),
    between(NIGHT, _DIM), "#5c4f63", "#c9bfb6",
)  # fmt: skip
_F_BLOCK = ((57, 71), (89, 103))
_NOBLE = (0, 2, 10, 18, 36, 54, 86, 118)


class Place(NamedTuple):
    """Where an element stands: its period, and its group, 0 for lanthanoids and actinoids."""

    period: int
    group: int

    @property
    def told(self) -> str:
        """The place in words."""
        if not self.group:
            series = "lanthanoids" if self.period == 6 else "actinoids"
            return f"in period {self.period} among the {series}"
        return f"in period {self.period} and group {self.group}"


def place_of(number: int) -> Place:
    """Return where the element of a number stands, by how the shells are filled."""
    period = next(at for at, last in enumerate(_NOBLE) if number <= last)
    begun, last = _NOBLE[period - 1], _NOBLE[period]
    if any(first <= number <= end for first, end in _F_BLOCK):
        return Place(period, 0)
    from_left, from_right = number - begun, last - number
    if from_left <= 2 and number != 2:
        return Place(period, from_left)
    return Place(period, 18 - from_right)


def drawn(symbol: str, number: int) -> bytes:
    """Return the tile as a WebP."""
    image, on = canvas(SIZE, NIGHT)
    for other in range(1, 119):
        left, top = _corner(other)
        lit = other == number
        far = 2.5 if lit else 0.0
        box = (left - far, top - far, left + _CELL - _GAP + far, top + _CELL - _GAP + far)
        on.rounded_rectangle(_large(*box), 2 * LARGER, fill=_LIT if lit else _DIM)
    left, top, side = _TILE
    on.rounded_rectangle(_large(left, top, left + side, top + side), 18 * LARGER, fill=PAPER)
    band = _large(left, top, left + side, top + 60)
    on.rounded_rectangle(band, 18 * LARGER, fill=_LIT, corners=(True, True, False, False))
    bold = _FONT / "bricolage-bold.ttf"
    middle = left + side / 2
    on.text(_large(middle, top + 31), str(number), NIGHT, font(44, path=bold), anchor="mm")
    on.text(_large(middle, top + 168), symbol, NIGHT, font(168, path=bold), anchor="mm")
    return finished(image, _COLOURS)


def _corner(number: int) -> tuple[float, float]:
    period, group = place_of(number)
    if group:
        return _LEFT + (group - 1) * _CELL, _TOP + (period - 1) * _CELL
    first = _F_BLOCK[period - 6][0]
    return _LEFT + (2 + number - first) * _CELL, _TOP + (period + 1.6) * _CELL


def _large(*values: float) -> tuple[float, ...]:
    return tuple(value * LARGER for value in values)
