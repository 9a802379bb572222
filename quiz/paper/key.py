"""The key: answers, explanations and sources, for whoever marks."""

from __future__ import annotations

from quiz.paper.model import SheetQuestion, SheetRound
from quiz.paper.pages import MARGIN, Block, Row, inner, written
from quiz.paper.parts import round_head
from quiz.paper.pen import Pen, Style
from quiz.paper.words import Words

_NUMBER = Style("title", 15, 1.2)
_ANSWER = Style("bold", 13, 1.3)
_ASK = Style("read", 10, 1.35, grey=70)
_EXPLAIN = Style("read", 10.5, 1.38)
_SOURCE = Style("read", 8.5, 1.35, grey=80)
_GUTTER = 12.0
_SHAPE = 5.0
_STEP = _SHAPE + 2.8
_BESIDE_MOST = 4  # more letters than this stand above the answer, not before it


def round_blocks(pen: Pen, part: SheetRound, words: Words) -> list[Block]:
    """Return a block for each question; the head of the round stays with the first."""
    head = round_head(pen, part, words, part.format)
    blocks = [Block(tuple(_question(pen, q, words)), Row(5)) for q in part.questions]
    if not blocks:
        return [Block(tuple(head), Row(11))]
    return [Block((*head, *blocks[0].rows), Row(11)), *blocks[1:]]


def _question(pen: Pen, question: SheetQuestion, words: Words) -> list[Row]:
    x, across = MARGIN + _GUTTER, inner(pen) - _GUTTER
    right = _right(question)
    above = len(right) > _BESIDE_MOST
    beside = 0.0 if above or not right else len(right) * _STEP + 1.2
    lines = pen.lines(question.answer, _ANSWER, across - beside)

    def first(top: float) -> None:
        pen.write(MARGIN, top + (_ANSWER.line - _NUMBER.line) / 2, str(question.number), _NUMBER)
        for i, (index, letter) in enumerate(right):
            middle = x + i * _STEP + _SHAPE / 2
            pen.shape(index, letter, middle, top + _ANSWER.line / 2, _SHAPE)
        if not above:
            pen.write(x + beside, top, lines[0], _ANSWER)

    rows = [Row(_ANSWER.line, first)]
    if above:
        rows.append(Row(1))
    rows += [
        Row(_ANSWER.line, lambda top, line=line: pen.write(x + beside, top, line, _ANSWER))  # type: ignore[misc]
        for line in lines[0 if above else 1 :]
    ]
    rows += written(pen, question.ask, _ASK, x, across)
    rows += written(pen, question.explain, _EXPLAIN, x, across)
    if question.source.strip():
        rows += written(pen, words.source.format(source=question.source), _SOURCE, x, across)
    return rows


def _right(question: SheetQuestion) -> list[tuple[int, str]]:
    """Return places and letters of the right options; of a single answer also by its text."""
    letters = [letter for letter, _ in question.options]
    if question.letters:
        return [(letters.index(one), one) for one in question.letters if one in letters]
    texts = [text for _, text in question.options]
    if question.answer not in texts:
        return []
    index = texts.index(question.answer)
    return [(index, letters[index])]
