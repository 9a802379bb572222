"""Aiken: questions with one right option, a line each.

The grammar::

    file     = question…
    question = text line…  option option…  answer
    option   = letter ( ")" | "." ) " " text          A to Z, in order; (A) is read, too
    answer   = "ANSWER:" letter                       in any case

Blank lines may stand anywhere. A line after an option that is none goes on with that option; a line
after a blank line begins the next question. A question without an answer is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.markup import from_mixed, shows_media
from quiz.packs.formats.model import Format, Found, Holds, Loss, Reading, Sample, Skip, Written
from quiz.packs.formats.options import is_statement, option_keys, placed
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, too_many, with_line
from quiz.packs.model import Pack
from quiz.questions.kinds import TRUE_FALSE
from quiz.questions.model import Choice, Question, TrueFalse

_OPTION = re.compile(r"[ \t]*\(?([A-Z])[.)](?:[ \t]+|$)(.*)")
_ANSWER = re.compile(r"[ \t]*ANSWER[ \t]*:[ \t]*\(?([A-Za-z])[.)]?[ \t]*$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[ \t]*ANSWER[ \t]*:", re.IGNORECASE)
_FITS_ANSWER = re.compile(
    r"^[ \t]*ANSWER[ \t]*:[ \t]*\(?[A-Z][.)]?[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_FITS_OPTION = re.compile(r"^[ \t]*\(?A[.)][ \t]+\S", re.MULTILINE)
_HOLDS = Holds(kinds=("choice", "truefalse"))


@dataclass(slots=True)
class _Draft:
    """A question while it is read."""

    at: int = 0
    ask: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)

    def next_letter(self) -> str:
        return chr(ord("A") + len(self.options))


def _fits(sample: Sample) -> bool:
    return bool(_FITS_ANSWER.search(sample.text) and _FITS_OPTION.search(sample.text))


def _read(data: bytes, name: str) -> Reading:
    entries: list[Found | Skip] = []
    for entry in _entries(decode(data)):
        if len(entries) == MOST_QUESTIONS:
            raise too_many(name)
        entries.append(entry)
    return Reading(tuple(entries))


def _entries(text: str) -> Iterator[Found | Skip]:
    draft, after_blank = _Draft(), False
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            after_blank = True
            continue
        option = _OPTION.match(line)
        if _NO_LETTER.match(line):
            if draft.at:
                yield _closed(draft, line)
            draft = _Draft()
        elif option and draft.ask and option[1] == draft.next_letter():
            draft.options.append(option[2])
        elif draft.options and not after_blank:
            draft.options[-1] = with_line(draft.options[-1], line.strip())
        else:
            if draft.options:
                yield _unanswered(draft)
                draft = _Draft()
            draft.at = draft.at or number
            draft.ask.append(line.strip())
        after_blank = False
    if draft.at:
        yield _unanswered(draft)


def _closed(draft: _Draft, line: str) -> Found | Skip:
    ask, found = from_mixed("\n".join(draft.ask)), _ANSWER.match(line)
    index = ord(found[1].upper()) - ord("A") if found else -1
    if not 0 <= index < len(draft.options):
        reason = "its ANSWER is none of its options" if draft.options else "it has no options"
        return Skip(draft.at, ask, reason)
    if any(shows_media(text) for text in (*draft.ask, *draft.options)):
        return Skip(draft.at, ask, "it shows a picture, and that is not in the file")
    options = [from_mixed(text) for text in draft.options]
    right = options.pop(index)
    if not options:
        return Skip(draft.at, ask, "it has no wrong option")
    return Found(draft.at, {"ask": ask, **option_keys((right,), tuple(options))})


def _unanswered(draft: _Draft) -> Skip:
    reason = "it has no line “ANSWER:”" if draft.options else "it has no options"
    return Skip(draft.at, "\n".join(draft.ask), reason)


def _write(pack: Pack) -> Written:
    questions, losses = sift(pack, _HOLDS)
    told, blocks = list(losses), []
    for question in questions:
        block = _block(question)
        if _ANSWER.match(block) or _NO_LETTER.match(block):
            told.append(loss(question, "the whole question: it would be taken for an answer"))
            continue
        blocks.append(block)
        told += _more_losses(question)
    return Written(("\n\n".join(blocks) + "\n").encode("utf-8", "replace"), tuple(told))


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


AIKEN = Format(
    name="aiken",
    title="Aiken",
    ending=".txt",
    fits=_fits,
    read=_read,
    write=_write,
    holds=_HOLDS,
    limits="Each text is one line.",
)
