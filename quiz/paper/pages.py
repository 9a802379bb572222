"""Rows to blocks, blocks to pages: what belongs together stays on one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quiz.paper.pen import Pen, Style

MARGIN = 18.0
_FOOT = Style("read", 9, grey=90)
_FOOT_ROOM = 8.0


@dataclass(frozen=True, slots=True)
class Row:
    """A strip of the page: its height in mm, and what draws it, given its upper edge."""

    height: float
    draw: Callable[[float], None] = lambda _top: None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stay on one page, unless they alone fill more than one.

    ``before`` is the space, or the line to cut along, above it: none at the top of a page.
    """

    rows: tuple[Row, ...]
    before: Row = Row(0)

    @property
    def height(self) -> float:
        """The height of its rows."""
        return sum(row.height for row in self.rows)


def room(pen: Pen) -> float:
    """Return how high a page can be filled."""
    return pen.height - 2 * MARGIN - _FOOT_ROOM + MARGIN / 3


def inner(pen: Pen) -> float:
    """Return how wide a page can be filled."""
    return pen.width - 2 * MARGIN


def paginate(blocks: Iterable[Block], height: float) -> list[list[tuple[float, Row]]]:
    """Return pages of rows with their upper edges, from 0; at least one page."""
    pages: list[list[tuple[float, Row]]] = [[]]
    used = 0.0
    for block in blocks:
        fits = used + block.before.height + block.height <= height
        if used and not fits:
            pages.append([])
            used = 0.0
        rows = block.rows if not used else (block.before, *block.rows)
        for row in rows:
            if used and used + row.height > height:
                pages.append([])
                used = 0.0
            pages[-1].append((used, row))
            used += row.height
    return pages


def document(pen: Pen, blocks: Iterable[Block], foot: str) -> bytes:
    """Draw the blocks, with ``foot`` and “3 / 7” at the foot of each page."""
    pages = paginate(blocks, room(pen))
    across = inner(pen)
    text = pen.clipped(foot, _FOOT, across - 30)[0]
    bottom = pen.height - MARGIN / 2 - _FOOT_ROOM
    for number, rows in enumerate(pages, start=1):
        pen.page()
        for top, row in rows:
            row.draw(MARGIN + top)
        pen.write(MARGIN, bottom, text, _FOOT)
        pen.write(MARGIN + across, bottom, f"{number} / {len(pages)}", _FOOT, "right")
    return pen.finish()


def written(pen: Pen, text: str, style: Style, x: float, width: float) -> list[Row]:
    """Return a row for each line of a text; none for an empty one."""
    if not text.strip():
        return []
    return [
        Row(style.line, lambda top, line=line: pen.write(x, top, line, style))  # type: ignore[misc]
        for line in pen.lines(text, style, width)
    ]
