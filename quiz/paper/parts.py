"""What every sheet has: its title, the heads of its rounds, what stands at its end."""

from __future__ import annotations

from quiz.paper.model import SheetRound, Sheets
from quiz.paper.pages import MARGIN, Block, Row, inner, written
from quiz.paper.pen import Pen, Style
from quiz.paper.words import Words

_TITLE = Style("title", 27, 1.12)
_KIND = Style("bold", 12.5)
_META = Style("read", 10.5, grey=60)
_TAPE = Style("title", 13, 1.2)
_ROUND = Style("title", 19, 1.15)
_SMALL = Style("read", 9, grey=70)


def title(pen: Pen, sheets: Sheets, kind: str, *notes: str) -> Block:
    """Return the head of a document: the title on a strip of tape, what it is, when, and notes."""
    across = inner(pen)
    lines = pen.clipped(sheets.title, _TITLE, across - 8, 3)
    tape = Row(
        len(lines) * _TITLE.line + 8,
        lambda top: void(pen.tape(MARGIN, top + 1, lines, _TITLE)),
    )
    rows = [tape, *written(pen, kind, _KIND, MARGIN, across)]
    for note in (sheets.when, *notes):
        rows += written(pen, note, _META, MARGIN, across)
    return Block((*rows, Row(2)))


def void(_: object) -> None:
    """Make a drawing that tells something into one that does not."""


def round_head(pen: Pen, part: SheetRound, words: Words, note: str = "") -> list[Row]:
    """Return the head of a round: its number on tape, its title, and ``note`` beneath."""
    label = pen.clipped(words.round.format(number=part.number), _TAPE, 60)
    start = pen.measure(label[0], _TAPE) + _TAPE.size * 0.26 + 4
    across = inner(pen)
    lines = pen.clipped(part.title, _ROUND, across - start, 2)
    name = f"{words.round.format(number=part.number)} {part.title}".strip()

    def draw(top: float) -> None:
        pen.mark(name)
        pen.tape(MARGIN, top + (_ROUND.line - _TAPE.line) / 2 - 0.7, label, _TAPE)
        for i, line in enumerate(lines):
            pen.write(MARGIN + start, top + i * _ROUND.line, line, _ROUND)

    rows = [Row(len(lines) * _ROUND.line + 2, draw)]
    rows += written(pen, note, _META, MARGIN, across)
    return [*rows, Row(2.5)]


def end(pen: Pen, words: Words) -> list[Block]:
    """Return what stands at the end of a document: what boxes mean, if there are any."""
    if not pen.lacks:
        return []
    return [Block(tuple(written(pen, words.lacking, _SMALL, MARGIN, inner(pen))), Row(8))]
