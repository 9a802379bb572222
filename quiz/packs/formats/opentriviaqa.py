r"""The text of OpenTriviaQA, and of others who took it over. It is only read.

The grammar::

    file     = question…                  with or without blank lines between them
    question = "#Q " text line…  "^ " right  option…
    option   = letter A to Z " " text     the right answer is among them, as it stands behind "^"

Lines end in ``\n`` only, and each is UTF-8 or cp1252 by itself. Options that stand twice are there
once. *True* and *False* make a statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.packs.formats.model import Format, Found, Holds, Reading, Sample, Skip
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, tidy, too_many, with_line
from quiz.text import fold

_QUESTION = re.compile(r"^#Q[ \t]", re.MULTILINE)
_RIGHT = re.compile(r"^\^[ \t]", re.MULTILINE)
_OPTION = re.compile(r"([A-Z])[ \t]+(.*)")


def _fits(sample: Sample) -> bool:
    return bool(_QUESTION.search(sample.text) and _RIGHT.search(sample.text))


def _read(data: bytes, name: str) -> Reading:
    entries: list[Found | Skip] = []
    for at, lines in _blocks(decode(data)):
        if len(entries) == MOST_QUESTIONS:
            raise too_many(name)
        entries.append(_entry(at, lines))
    return Reading(tuple(entries))


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Split at ``#Q``; what stands before the first one is no question."""
    start, lines = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("#Q") and line[2:3] in (" ", "\t", ""):
            if start:
                yield start, lines
            start, lines = number, [line[2:]]
        else:
            lines.append(line)
    if start:
        yield start, lines


def _entry(at: int, lines: list[str]) -> Found | Skip:
    mark = next((index for index, line in enumerate(lines) if line.startswith("^")), len(lines))
    ask = tidy("\n".join(lines[:mark]))
    if mark == len(lines):
        return Skip(at, ask, "it has no line “^” with the right answer")
    right_lines = [lines[mark][1:]]
    options: list[str] = []
    for line in lines[mark + 1 :]:
        option = _OPTION.match(line)
        if option and option[1] == chr(ord("A") + len(options)):
            options.append(option[2])
        elif line.strip():
            longer = options or right_lines
            longer[-1] = with_line(longer[-1], line)
    right, texts = tidy("\n".join(right_lines)), [tidy(option) for option in options]
    if not texts:
        return Skip(at, ask, "it has no options")
    wrong = tuple(text for text in texts if text != right)
    if len(wrong) == len(texts):
        same = [text for text in texts if fold(text) == fold(right)]
        if not same:
            return Skip(at, ask, "the right answer is none of its options")
        wrong = tuple(text for text in texts if text != same[0])
    if not wrong:
        return Skip(at, ask, "it has no wrong option")
    return Found(at, {"ask": ask, **option_keys((right,), wrong)})


OPENTRIVIAQA = Format(
    name="opentriviaqa",
    title="OpenTriviaQA",
    ending=".txt",
    fits=_fits,
    read=_read,
    holds=Holds(("choice", "truefalse")),
)
