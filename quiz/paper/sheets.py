"""A night as PDF: question sheets, blank answer sheets, and the key.

The pages are black on white, in the faces of the house, which know the Latin letters. For any
other character stands an empty box, and the last page says so; see ``quiz.paper.letters``. A
question is never split over two pages unless it alone fills more than one. The documents carry
their title, their language and an outline of the rounds, but no structure tags. The same night
gives the same bytes.
"""

from __future__ import annotations

from quiz.paper import asked, boxes, key
from quiz.paper.model import Sheets
from quiz.paper.pages import document
from quiz.paper.parts import end, title
from quiz.paper.pen import Paper, Pen
from quiz.paper.words import ENGLISH, Words


def questions_pdf(sheets: Sheets, paper: Paper = "a4", words: Words = ENGLISH) -> bytes:
    """Return the questions to hand out or to read out. No answer, explanation or source is in it.

    Raises FileNotFoundError when the fonts were never made: the installation is broken.
    """
    pen, foot = _begin(sheets, paper, words, words.questions)
    blocks = [title(pen, sheets, words.questions, sheets.scoring)]
    for part in sheets.rounds:
        blocks += asked.round_blocks(pen, part, words)
    return document(pen, [*blocks, *end(pen, words)], foot)


def answers_pdf(sheets: Sheets, paper: Paper = "a4", words: Words = ENGLISH) -> bytes:
    """Return the blank sheet of one team: one strip that adds the rounds up, and one a round.

    They are cut apart, so that a round can be handed in while the next is played. A break has none.

    Raises FileNotFoundError when the fonts were never made: the installation is broken.
    """
    pen, foot = _begin(sheets, paper, words, words.answers)
    blocks = [title(pen, sheets, words.answers)]
    played = [part for part in sheets.rounds if part.questions]
    if len(played) > 1:
        blocks.append(boxes.night_block(pen, played, words))
    for part in played:
        blocks += boxes.round_blocks(pen, part, words)
    return document(pen, [*blocks, *end(pen, words)], foot)


def key_pdf(sheets: Sheets, paper: Paper = "a4", words: Words = ENGLISH) -> bytes:
    """Return the key: each answer with its question, explanation and source.

    Raises FileNotFoundError when the fonts were never made: the installation is broken.
    """
    pen, foot = _begin(sheets, paper, words, words.key)
    blocks = [title(pen, sheets, words.key, words.keep, sheets.scoring)]
    for part in sheets.rounds:
        blocks += key.round_blocks(pen, part, words)
    return document(pen, [*blocks, *end(pen, words)], foot)


def _begin(sheets: Sheets, paper: Paper, words: Words, kind: str) -> tuple[Pen, str]:
    name = f"{sheets.title} · {kind}" if sheets.title.strip() else kind
    return Pen(paper, name, words.lang), name
