"""Quizlet's export: a card a line, with a tab between term and definition, or another separator.

A line without one belongs to the definition before it. Fields after the second are tags, as older
exports of Anki have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.packs.formats.cards.deck import Card, entries_of
from quiz.packs.formats.cards.sides import LIMITS, SIDES, card_of, sides_of
from quiz.packs.formats.losses import loss
from quiz.packs.formats.markup import from_mixed
from quiz.packs.formats.model import Format, Reading, Sample, Skip, Written
from quiz.packs.formats.tables import bare
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, refusal, too_many, with_line
from quiz.packs.model import Pack

_CARD = re.compile(r"[^\S\t\n]*+\S[^\t\n]*+\t[^\S\n]*+\S")
_SEPARATORS = (" => ", "=>", ":::", "::", " – ", " — ", " - ", " = ", " | ", "|", ";;")
_WHOLE = 60_000  # bytes; of more, the last line may be cut off in what is looked at
_FEWEST = 3  # cards that make a list of separators that others could have meant otherwise


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _has_tabs(sample: Sample) -> bool:
    lines = _lines(sample.text)
    if "\0" in sample.text or not lines or not _CARD.match(lines[0]):
        return False
    cards = sum(_CARD.match(line) is not None for line in lines)
    return cards >= 0.6 * len(lines) and not bare.fits(sample)


def _separator(text: str) -> str:
    """Return what stands exactly once in every line, or an empty text."""
    lines = _lines(text)
    if len(lines) < _FEWEST:
        return ""
    for separator in _SEPARATORS:
        if all(_is_pair(line.split(separator)) for line in lines):
            return separator
    return ""


def _is_pair(sides: list[str]) -> bool:
    return len(sides) == 2 and all(map(str.strip, sides))


def _has_separators(sample: Sample) -> bool:
    text = sample.text
    if "\0" in text or "\n" not in text:
        return False
    is_whole = len(sample.data) < _WHOLE
    return bool(_separator(text if is_whole else text[: text.rindex("\n")]))


def _read_tabs(data: bytes, file: str) -> Reading:
    return _reading(decode(data), "\t", file)


def _read_separators(data: bytes, file: str) -> Reading:
    text = decode(data)
    separator = _separator("\n".join(_lines(text)[:100]))
    if not separator:
        raise refusal(file, "there is no separator that stands once in every line", code="E503")
    return _reading(text, separator, file)


def _reading(text: str, separator: str, file: str) -> Reading:
    found: list[tuple[int, str, str, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        front, sign, back = line.partition(separator)
        if sign and front.strip():
            back, _, more = back.partition(separator) if separator == "\t" else (back, "", "")
            found.append((number, front, back, more))
            if len(found) > MOST_QUESTIONS:
                raise too_many(file)
        elif line.strip() and found:
            at, term, known, more = found[-1]
            found[-1] = (at, term, with_line(known, line), more)
        elif line.strip():
            found.append((number, line, "", ""))
    return Reading(tuple(entries_of(_cards(found))))


def _cards(found: list[tuple[int, str, str, str]]) -> Iterator[Card | Skip]:
    for number, front, back, more in found:
        yield card_of(number, (front, back), tuple(more.split())[:20], is_html=False)


def _write(pack: Pack) -> Written:
    cards, told = sides_of(pack, with_tags=False)
    lines = []
    for card in cards:
        if "\n" in card.front + card.back:
            told.append(loss(card.question, "its line breaks"))
        lines.append(f"{_line(card.front)}\t{_line(card.back)}\n")
    return Written("".join(lines).encode("utf-8", "replace"), tuple(told))


def _line(text: str) -> str:
    """Write a text in one line, so that it reads back as it is where HTML may stand."""
    line = " ".join(text.replace("\t", " ").split("\n"))
    if from_mixed(line) == line:
        return line
    return line.replace("&", "&amp;").replace("<", "&lt;")


QUIZLET = Format(
    name="quizlet",
    title="Quizlet",
    ending=".txt",
    fits=_has_tabs,
    read=_read_tabs,
    write=_write,
    holds=SIDES,
    limits=LIMITS,
)
LIST = Format(
    name="cards",
    title="List of terms and definitions",
    ending=".txt",
    fits=_has_separators,
    read=_read_separators,
    holds=SIDES,
    limits="Lists such as “term – definition”; they are written as those of Quizlet.",
)
