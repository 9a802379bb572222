"""Blank answer sheets: a strip a round, to be cut off and handed in."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.paper.model import SheetQuestion, SheetRound
from quiz.paper.pages import MARGIN, Block, Row, inner, room
from quiz.paper.parts import round_head
from quiz.paper.pen import Pen, Style
from quiz.paper.words import Words

_NUMBER = Style("title", 14, 1.2)
_LABEL = Style("bold", 10.5)
_PLAIN = Style("read", 10.5)
_SMALL = Style("read", 9, grey=80)
_GUTTER = 11.0
_POINTS = 18.0  # the box for points, and the space before it
_GAP = 6.0
_HEIGHT = 12.0
_SHAPE = 6.6
_STEP = 12.5  # from one letter to the next
_WORD = 37.5  # from one letter with its word to the next
_BLANK = 16.0  # a numbered blank for one letter
_CIRCLED = {"choice", "truefalse", "multi"}
_PLACED = {"order", "match"}


def cut(pen: Pen) -> Row:
    """Return the space between two strips, with a dashed line from edge to edge of the paper."""
    return Row(15, lambda top: pen.rule(0, top + 6, pen.width, grey=140, thick=0.2, dash=1.4))


def round_blocks(pen: Pen, part: SheetRound, words: Words) -> list[Block]:
    """Return the strips of a round: one, or several when a page cannot hold it."""
    spare = _team(pen, words).height + _total(pen, words.total).height + 26
    strips: list[list[Row]] = [[]]
    for question in part.questions:
        row = _answer(pen, question)
        if strips[-1] and spare + sum(r.height for r in strips[-1]) + row.height > room(pen):
            strips.append([])
        strips[-1].append(row)
    blocks = []
    for i, rows in enumerate(strips):
        head = round_head(pen, part, words, words.continued if i else "")
        last = i == len(strips) - 1
        foot = [_total(pen, words.total)] if last else []
        blocks.append(Block((*head, _team(pen, words), *rows, *foot), cut(pen)))
    return blocks


def night_block(pen: Pen, rounds: Sequence[SheetRound], words: Words) -> Block:
    """Return the strip that adds up the rounds."""
    labels = [
        f"{words.round.format(number=part.number)} · {part.title}".rstrip(" ·") for part in rounds
    ]
    rows = [_total(pen, label, bold=False) for label in labels]
    return Block((_team(pen, words), *rows, _total(pen, words.night)), Row(3))


def _team(pen: Pen, words: Words) -> Row:
    across = inner(pen)
    label, points = pen.clean(words.team, "bold"), pen.clean(words.points, "read")

    def draw(top: float) -> None:
        pen.write(MARGIN, top + 2.5, label, _LABEL)
        start = pen.measure(label, _LABEL) + 3
        pen.rule(MARGIN + start, top + 2.5 + _LABEL.line, across * 0.6 - start)
        pen.write(MARGIN + across - _POINTS / 2, top + 4, points, _SMALL, "centre")

    return Row(2.5 + _LABEL.line + 3.5, draw)


def _total(pen: Pen, label: str, *, bold: bool = True) -> Row:
    across = inner(pen)
    style = _LABEL if bold else _PLAIN
    text = pen.clipped(label, style, across - _POINTS - _GAP)[0]

    def draw(top: float) -> None:
        right = MARGIN + across
        align_at = right - _POINTS - _GAP
        pen.write(align_at, top + (_HEIGHT - style.line) / 2, text, style, "right")
        pen.box(right - _POINTS, top + 1.5, _POINTS, _HEIGHT - 3)
        if bold:
            pen.box(right - _POINTS - 0.7, top + 0.8, _POINTS + 1.4, _HEIGHT - 1.6)

    return Row(_HEIGHT, draw)


def _answer(pen: Pen, question: SheetQuestion) -> Row:
    """Return the box of one question: letters to circle, numbered blanks, or a line."""
    across = inner(pen)
    x, width = MARGIN + _GUTTER, across - _GUTTER - _POINTS - _GAP
    if question.kind in _CIRCLED and question.options:
        count, step = len(question.options), _STEP if question.kind != "truefalse" else _WORD
    elif question.kind in _PLACED:
        count, step = len(question.lefts) or len(question.options) or 1, _BLANK
    else:
        count, step = 0, 1.0
    each = max(1, int(width / step))
    lines = max(1, -(-count // each))

    def draw(top: float) -> None:
        middle = top + _HEIGHT / 2
        pen.write(MARGIN, middle - _NUMBER.line / 2, str(question.number), _NUMBER)
        for i in range(count):
            left, level = x + i % each * step, middle + i // each * _HEIGHT
            if step != _BLANK:
                pen.shape(i, question.options[i][0], left + _SHAPE / 2, level, _SHAPE)
            if step == _WORD:
                text = pen.clipped(question.options[i][1], _PLAIN, _WORD - _SHAPE - 5)[0]
                pen.write(left + _SHAPE + 3, level - _PLAIN.line / 2, text, _PLAIN)
            if step == _BLANK:
                pen.write(left, level - _PLAIN.line / 2, str(i + 1), _PLAIN)
                pen.rule(left + 4.2, level + 3, _BLANK - 7)
        if not count:
            pen.rule(x, middle + 3, width * (0.45 if question.kind == "number" else 1))
        pen.box(MARGIN + across - _POINTS, middle - _HEIGHT / 2 + 1.5, _POINTS, _HEIGHT - 3)

    return Row(lines * _HEIGHT, draw)
