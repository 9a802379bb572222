"""A question as it is handed out or read out: never its answer."""

from __future__ import annotations

from quiz.paper.model import SheetQuestion, SheetRound
from quiz.paper.pages import MARGIN, Block, Row, inner
from quiz.paper.parts import round_head
from quiz.paper.pen import Pen, Style
from quiz.paper.words import Words

_NUMBER = Style("title", 17, 1.15)
_ASK = Style("read", 13, 1.32)
_OPTION = Style("read", 12, 1.3)
_TIME = Style("read", 9.5, grey=80)
_GUTTER = 12.0
_TIME_ROOM = 15.0
_SHAPE = 5.4
_BESIDE = _SHAPE + 3.2
_PICTURE = 45.0
_GAP = 2.4  # between two rows of options


def round_blocks(pen: Pen, part: SheetRound, words: Words) -> list[Block]:
    """Return a block for each question; the head of the round stays with the first."""
    note = " · ".join(text for text in (part.format, part.note) if text.strip())
    head = round_head(pen, part, words, note)
    blocks = [Block(tuple(_question(pen, q, words)), Row(6.5)) for q in part.questions]
    if not blocks:
        return [Block(tuple(head), Row(11))]
    return [Block((*head, *blocks[0].rows), Row(11)), *blocks[1:]]


def _question(pen: Pen, question: SheetQuestion, words: Words) -> list[Row]:
    x, across = MARGIN + _GUTTER, inner(pen) - _GUTTER
    time = words.seconds.format(seconds=question.seconds) if question.seconds else ""
    lines = pen.lines(question.ask, _ASK, across - _TIME_ROOM)

    def first(top: float) -> None:
        pen.write(MARGIN, top + (_ASK.line - _NUMBER.line) / 2, str(question.number), _NUMBER)
        # Before the text, so that who copies or listens gets the text in one piece.
        level = top + (_ASK.line - _TIME.line) / 2 + 0.5
        pen.write(x + across, level, pen.clean(time, "read"), _TIME, "right")
        pen.write(x, top, lines[0], _ASK)

    rows = [Row(_ASK.line, first)]
    rows += [
        Row(_ASK.line, lambda top, line=line: pen.write(x, top, line, _ASK))  # type: ignore[misc]
        for line in lines[1:]
    ]
    if question.picture:
        size = (across, _PICTURE)
        rows += [
            Row(2.2),
            Row(_PICTURE, lambda top: pen.picture(question.picture, question.alt, (x, top), size)),
        ]
    if question.lefts:
        return [*rows, Row(2.2), *_pairs(pen, question, x, across)]
    if question.options:
        return [*rows, Row(2.2), *_options(pen, question.options, x, across)]
    return rows


def _options(pen: Pen, options: tuple[tuple[str, str], ...], x: float, across: float) -> list[Row]:
    """Set the options in four, two or one columns: the most in which none needs a second line."""
    columns = 1
    for wanted in (4, 2):
        width = across / wanted - _BESIDE - 3
        if all(len(pen.lines(text, _OPTION, width)) == 1 for _, text in options):
            columns = wanted if wanted == 2 or len(options) <= 4 else 2
            break
    rows: list[Row] = []
    for start in range(0, len(options), columns):
        cells = [
            (start + i, *options[start + i], x + i * across / columns)
            for i in range(min(columns, len(options) - start))
        ]
        rows += _cells(pen, cells, across / columns)
        rows.append(Row(_GAP))
    return rows[:-1]


def _cells(pen: Pen, cells: list[tuple[int, str, str, float]], width: float) -> list[Row]:
    """Return the lines of options beside each other: index, letter, text and left edge."""
    texts = [pen.lines(text, _OPTION, width - _BESIDE - 3) for _, _, text, _ in cells]

    def draw(top: float, line: int) -> None:
        for (index, letter, _, x), text in zip(cells, texts, strict=True):
            if line == 0:
                pen.shape(index, letter, x + _SHAPE / 2, top + _OPTION.line / 2, _SHAPE)
            if line < len(text):
                pen.write(x + _BESIDE, top, text[line], _OPTION)

    return [
        Row(_OPTION.line, lambda top, line=line: draw(top, line))  # type: ignore[misc]
        for line in range(max(map(len, texts)))
    ]


def _pairs(pen: Pen, question: SheetQuestion, x: float, across: float) -> list[Row]:
    """Set what is given on the left, numbered, and what to match with it on the right."""
    half = across / 2
    lefts = [
        pen.lines(f"{i}  {text}", _OPTION, half - 6) for i, text in enumerate(question.lefts, 1)
    ]
    rights = [pen.lines(text, _OPTION, half - _BESIDE) for _, text in question.options]
    rows: list[Row] = []
    for i in range(max(len(lefts), len(rights))):
        left = lefts[i] if i < len(lefts) else []
        right = rights[i] if i < len(rights) else []

        def draw(top: float, line: int, i: int, left: list[str], right: list[str]) -> None:
            if line < len(left):
                pen.write(x, top, left[line], _OPTION)
            if line == 0 and right:
                middle = top + _OPTION.line / 2
                pen.shape(i, question.options[i][0], x + half + _SHAPE / 2, middle, _SHAPE)
            if line < len(right):
                pen.write(x + half + _BESIDE, top, right[line], _OPTION)

        rows += [
            Row(
                _OPTION.line,
                lambda top, line=line, i=i, left=left, right=right: draw(top, line, i, left, right),  # type: ignore[misc]
            )
            for line in range(max(len(left), len(right)))
        ]
        rows.append(Row(_GAP))
    return rows[:-1]
