"""Anki's text: directives, then a note a row.

``#separator:tab``, ``#html:true``, ``#tags column:3``, ``#notetype column:1``, ``#deck column:2``,
``#guid column:1``, ``#columns:…``: what is none of those columns are the fields of the note, of
which the first is asked and the second the answer.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from quiz.packs.formats.cards.deck import Card, entries_of
from quiz.packs.formats.cards.sides import (
    GAPS,
    LIMITS,
    SIDES_AND_TAGS,
    card_of,
    marked_up,
    sides_of,
)
from quiz.packs.formats.losses import loss
from quiz.packs.formats.model import Format, Reading, Sample, Skip, Written
from quiz.packs.formats.tables.delimited import records
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, refusal, too_many
from quiz.packs.model import Pack

_DIRECTIVE = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|guid|if matches"
    r"|(?:tags|notetype|deck|guid) column):([^\n]*)(?:\n|\Z)",
    re.IGNORECASE,
)
_ENDLESS = "a field is longer than is read; perhaps a quotation mark opens and does not close"
_NAMED = {
    "comma": ",", "semicolon": ";", "tab": "\t", "space": " ", "pipe": "|", "colon": ":",
    "\\t": "\t", "": "\t",
}  # fmt: skip


def _fits(sample: Sample) -> bool:
    return _DIRECTIVE.match(sample.text.lstrip()) is not None


def _directives(text: str) -> tuple[dict[str, str], str, int]:
    """Return the directives, the text behind them, and how many lines they are."""
    found: dict[str, str] = {}
    at = len(text) - len(text.lstrip())
    while match := _DIRECTIVE.match(text, at):
        found[match[1].lower()] = match[2].strip("\r ")
        at = match.end()
    return found, text[at:], text.count("\n", 0, at)


def _read(data: bytes, file: str) -> Reading:
    directives, text, lines = _directives(decode(data))
    named = directives.get("separator", "tab").strip()
    separator = _NAMED.get(named.lower(), named[:1])
    try:
        cards = tuple(_cards(text, separator, directives, lines, file))
    except csv.Error as error:
        raise refusal(file, _ENDLESS) from error
    head = {"title": directives.get("deck", "").replace("::", " – ")}
    return Reading(tuple(entries_of(cards)), "row", head={k: v for k, v in head.items() if v})


def _cards(
    text: str, separator: str, directives: dict[str, str], lines: int, file: str
) -> Iterator[Card | Skip]:
    places = {
        key.partition(" ")[0]: int(value) - 1
        for key, value in directives.items()
        if key.endswith(" column") and value.isdecimal() and len(value) < 4
    }
    columns = directives.get("columns", "")
    parts = columns.split(separator) if separator in columns else columns.split()
    named = [name.strip().lower() for name in parts]
    of_all = directives.get("tags", "").split()
    if "tags" in named:
        places.setdefault("tags", named.index("tags"))
    is_html = directives.get("html", "").lower() == "true"
    count = 0
    for number, row in enumerate(records(text, separator), lines + 1):
        if not any(map(str.strip, row)):
            continue
        count += 1
        if count > MOST_QUESTIONS:
            raise too_many(file)
        fields = [cell for at, cell in enumerate(row) if at not in places.values()]
        kept = {key: row[at] for key, at in places.items() if 0 <= at < len(row)}
        tags = tuple(dict.fromkeys((*kept.get("tags", "").split(), *of_all)))
        kind = kept.get("notetype", directives.get("notetype", ""))
        if "cloze" in kind.lower() or "occlusion" in kind.lower():
            front = fields[0] if fields else ""
            yield Skip(number, front, GAPS)
            continue
        sides = (fields[0] if fields else "", fields[1] if len(fields) > 1 else "")
        card = card_of(number, sides, tags, is_html=is_html or "html" not in directives)
        if isinstance(card, Card) and any(map(str.strip, fields[2:])):
            told = f"of its {len(fields)} fields the first two are taken"
            card = replace(card, changes=(*card.changes, told))
        yield card


def _write(pack: Pack) -> Written:
    cards, told = sides_of(pack, with_tags=True)
    target = io.StringIO(newline="")
    target.write("#separator:tab\n#html:true\n#tags column:3\n")
    writer = csv.writer(target, delimiter="\t", lineterminator="\n")
    for card in cards:
        tags = ["_".join(tag.split()) for tag in card.question.tags]
        if tuple(tags) != card.question.tags:
            told.append(loss(card.question, "the spaces in its tags"))
        writer.writerow([marked_up(card.front), marked_up(card.back), " ".join(tags)])
    return Written(target.getvalue().encode("utf-8", "replace"), tuple(told))


ANKI = Format(
    name="anki",
    title="Anki (text)",
    ending=".txt",
    fits=_fits,
    read=_read,
    write=_write,
    holds=SIDES_AND_TAGS,
    limits=f"{LIMITS} Texts with gaps are left out.",
)
