"""A pack → Aiken."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.packs.formats.aiken.lines import ANSWER, note_of, without_numbers
from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.markup import from_mixed
from quiz.packs.formats.model import Holds, Loss, Written
from quiz.packs.formats.options import is_statement, placed
from quiz.packs.model import Pack
from quiz.questions.kinds import TRUE_FALSE
from quiz.questions.model import Choice, Question, TrueFalse

HOLDS = Holds(kinds=("choice", "truefalse"))


def write(pack: Pack) -> Written:
    """Write a pack, and tell what of it is not in the file."""
    questions, losses = sift(pack, HOLDS)
    told, kept = list(losses), []
    for question in questions:
        if ANSWER.match(_line(question.ask)) or note_of(_line(question.ask)):
            told.append(loss(question, "the whole question: it would be taken for an answer"))
        else:
            kept.append(question)
            told += _more_losses(question)
    asks = [_line(question.ask) for question in kept]
    pairs = zip(kept, asks, without_numbers(asks), strict=True)
    told += [loss(question, "its number") for question, ask, bare in pairs if ask != bare]
    blocks = "\n\n".join(map(_block, kept))
    return Written(f"{blocks}\n".encode("utf-8", "replace"), tuple(told))


def _options(question: Question) -> tuple[tuple[str, ...], str]:
    if isinstance(question.body, Choice):
        answer, wrong = question.body.answer, question.body.wrong
        return placed(question, answer, wrong), answer
    is_true = isinstance(question.body, TrueFalse) and question.body.answer
    return TRUE_FALSE, TRUE_FALSE[0 if is_true else 1]


def _block(question: Question) -> str:
    options, right = _options(question)
    letters = [chr(ord("A") + index) for index in range(len(options))]
    lines = [_line(question.ask)]
    lines += [f"{letter}) {_line(text)}" for letter, text in zip(letters, options, strict=True)]
    return "\n".join((*lines, f"ANSWER: {letters[options.index(right)]}"))


def _line(text: str) -> str:
    """Write a text in one line, so that it reads back as it is where HTML may stand."""
    line = " ".join(text.split("\n"))
    if from_mixed(line) == line:
        return line
    return line.replace("&", "&amp;").replace("<", "&lt;")


def _more_losses(question: Question) -> Iterator[Loss]:
    body = question.body
    texts = (
        (question.ask, body.answer, *body.wrong) if isinstance(body, Choice) else (question.ask,)
    )
    if any("\n" in text for text in texts):
        yield loss(question, "its line breaks")
    if isinstance(body, Choice) and is_statement(body.answer, body.wrong):
        yield loss(question, "that it is not a statement, being True or False")
