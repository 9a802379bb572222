"""Anki's decks (apkg): a zip with a database of notes, read in memory and only by looking.

The database of a stranger may have anything in it. So only plain tables are read (no views, no
functions), in so many steps and no more, and the file is never written or opened on a disk. Decks
of newer versions hold one packed once more (zstd), beside an old one that has a single note, which
says so.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from quiz.packs.formats.cards.deck import Card, entries_of
from quiz.packs.formats.cards.sides import GAPS, LIMITS, SIDES_AND_TAGS, card_of
from quiz.packs.formats.model import Format, Reading, Sample, Skip
from quiz.packs.formats.texts import MOST_QUESTIONS, refusal, too_many
from quiz.packs.formats.zips import MOST_RATIO, Zip, is_zip

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_NEWER = "collection.anki21b"
_KNOWN = ("collection.anki21", "collection.anki2")
_MOST_BYTES = 48 << 20
_FREE = 1 << 20  # so much may come of a database, whatever its ratio
_WINDOW = 24  # 16 MiB to look back on while unpacking, as a power of two
_MOST_FIELDS = 100_000  # characters of a note
_STEPS = 1_000  # of the database, between two looks at how many there were
_MOST_LOOKS = 20_000
_START = b"SQLite format 3\0"
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


def _fits(sample: Sample) -> bool:
    return is_zip(sample.data) and b"collection.anki2" in sample.data


def _read(data: bytes, file: str) -> Reading:
    base = _base(Zip(data, file), file)
    if not base.startswith(_START):
        raise refusal(file, "the deck holds no database that can be read")
    try:
        notes, kinds = _notes(base, file)
    except (sqlite3.Error, ValueError, OverflowError, MemoryError) as error:
        raise refusal(file, f"the database of the deck cannot be read ({error})") from error
    return Reading(tuple(entries_of(_cards(notes, kinds))), "question")


def _base(held: Zip, file: str) -> bytes:
    """Return the database of a deck, the newest that it holds."""
    name = next((name for name in (_NEWER, *_KNOWN) if name in held.names), "")
    if not name:
        raise refusal(file, "the deck holds no database that can be read")
    packed = held.read(name, _MOST_BYTES)
    if name != _NEWER:
        return packed
    most = min(_MOST_BYTES, max(_FREE, len(packed) * MOST_RATIO))
    options: dict[int, int] = {zstd.DecompressionParameter.window_log_max: _WINDOW}
    try:
        unpacking = zstd.ZstdDecompressor(options=options)
        base = unpacking.decompress(packed, most)
    except (zstd.ZstdError, ValueError) as error:
        raise refusal(file, f"the database of the deck cannot be unpacked ({error})") from error
    if not unpacking.eof:
        raise refusal(file, f"its database is not all there, or larger than {most:,} bytes")
    return base


def _notes(base: bytes, file: str) -> tuple[list[tuple[Any, ...]], dict[str, str]]:
    """Return model, fields and tags of each note, and the names of the models with gaps."""
    looks = 0

    def look() -> bool:
        nonlocal looks
        looks += 1
        return looks > _MOST_LOOKS

    # Bytes 18 and 19 tell of a journal beside the file, and there is none.
    plain = base[:18] + b"\x01\x01" + base[20:]
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(plain)
        opened.text_factory = lambda text: text.decode("utf-8", "replace")
        opened.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MOST_BYTES)
        opened.set_progress_handler(look, _STEPS)
        tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if "notes" not in {row[0] for row in tables}:
            raise refusal(file, "the deck holds no notes")
        opened.set_authorizer(_authorized)
        found = opened.execute(f"SELECT mid, flds, tags FROM notes LIMIT {MOST_QUESTIONS + 1}")  # noqa: S608 - a number of ours
        notes = found.fetchall()
        if len(notes) > MOST_QUESTIONS:
            raise too_many(file)
        try:
            row = opened.execute("SELECT models FROM col LIMIT 1").fetchone()
        except sqlite3.Error:  # a deck without kinds of notes can be read all the same
            row = None
    return notes, _with_gaps(row[0] if row else "")


def _authorized(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _with_gaps(models: object) -> dict[str, str]:
    """Return the names of the kinds of notes that are texts with gaps, by their numbers."""
    try:
        known = json.loads(models) if isinstance(models, str) else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(known, dict):
        return {}
    return {
        str(key): str(model.get("name", ""))
        for key, model in known.items()
        if isinstance(model, dict) and model.get("type") == 1
    }


def _cards(notes: list[tuple[Any, ...]], gaps: dict[str, str]) -> Iterator[Card | Skip]:
    for number, (model, fields, tags) in enumerate(notes, 1):
        if not isinstance(fields, str):
            yield Skip(number, "", "the note has no text")
            continue
        sides = fields[:_MOST_FIELDS].split("\x1f")
        front, back = sides[0], sides[1] if len(sides) > 1 else ""
        plain = tuple(tags.split())[:50] if isinstance(tags, str) else ()
        card = card_of(number, (front, back), plain, is_html=True)
        if isinstance(card, Card) and str(model) in gaps:
            card = Skip(number, card.front, GAPS)
        elif isinstance(card, Card) and any(side.strip() for side in sides[2:]):
            told = f"of its {len(sides)} fields the first two are taken"
            card = replace(card, changes=(*card.changes, told))
        yield card


APKG = Format(
    name="apkg",
    title="Anki (deck)",
    ending=".apkg",
    fits=_fits,
    read=_read,
    holds=SIDES_AND_TAGS,
    mime="application/zip",
    limits=f"{LIMITS} Texts with gaps are left out.",
)
