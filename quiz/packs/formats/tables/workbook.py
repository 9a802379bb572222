"""Workbooks (xlsx) → the texts of their sheets, a part at a time, counted while they are read.

Of a workbook only the parts that hold texts are unpacked: the list of sheets, the shared texts,
the forms of numbers (to know dates) and the cells. Formulas stand with the value that was saved
with them. Nothing that the file claims of itself (dimensions, counts) is believed, and no part is
built up as a tree: libraries that read workbooks load the shared texts and the forms whole, before
the first row, and a hostile file makes that as dear as it likes.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.packs.formats.tables.cells import MOST_ROWS, Row, Sheet, numbered_rows
from quiz.packs.formats.tables.parts import (
    Forms,
    Numbers,
    Part,
    Targets,
    Texts,
    read_part,
)
from quiz.packs.formats.tables.placed import SheetRows
from quiz.packs.formats.texts import refusal
from quiz.packs.formats.zips import Zip, is_zip

MOST_SHEETS = 20
_MOST_PART = 24 << 20
_OLD = bytes.fromhex("d0cf11e0a1b11ae1")  # xls, and xlsx under a password


def is_workbook(data: bytes) -> bool:
    """Say whether a file is a workbook, or an old or locked one that nobody reads here."""
    return data.startswith(_OLD) or (is_zip(data) and b"xl/" in data and b"workbook." in data)


def read_workbook(data: bytes, file: str) -> Iterator[Sheet]:
    """Yield the sheets that are not hidden, in order.

    Raises BadInputError for what ``zips`` refuses, for macros, old workbooks and those under a
    password, and for sheets that are too large or cannot be read.
    """
    book = _Book.of(data, file)
    for title, name in book.sheets:
        rows = book.rows(name, MOST_ROWS)
        yield Sheet(title, tuple(numbered_rows(rows, file)))


def heads_of(data: bytes, file: str, most: int) -> Iterator[tuple[Row, ...]]:
    """Yield the first rows of every sheet, as many as there may be before the questions."""
    book = _Book.of(data, file)
    for _, name in book.sheets:
        yield tuple(numbered_rows(book.rows(name, most), file))


@dataclass(slots=True)
class _Book:
    file: str
    zip: Zip
    sheets: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    numbers: Numbers = field(default_factory=Numbers)

    @classmethod
    def of(cls, data: bytes, file: str) -> _Book:
        """Read what stands beside the cells."""
        if data.startswith(_OLD):
            told = "it is an old workbook (.xls) or under a password; save it as a plain .xlsx"
            raise refusal(file, told, code="E503")
        book = cls(file, Zip(data, file))
        names = book.zip.names
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise refusal(file, "it holds macros; save it as a plain .xlsx", code="E504")
        main = next((name for name in names if name.endswith("/workbook.xml")), "")
        if not main:
            told = "it is a workbook of a kind that is not read; save it as a plain .xlsx"
            raise refusal(file, told, code="E503")
        book._open(main)
        return book

    def _open(self, main: str) -> None:
        folder = posixpath.dirname(main)
        targets = Targets(folder)
        self._read(posixpath.join(folder, "_rels", "workbook.xml.rels"), targets)
        numbers = Numbers()
        self._read(main, numbers)
        for kind, name in targets.found.values():
            if kind.endswith("/sharedStrings"):
                texts = Texts(self.file)
                self._read(name, texts)
                self.texts = texts.found
            elif kind.endswith("/styles"):
                forms = Forms()
                self._read(name, forms)
                numbers.forms = forms.found
        self.numbers = numbers
        placed = ((title, targets.found.get(at, ("", ""))[1]) for title, at in numbers.sheets)
        self.sheets = [(title, name) for title, name in placed if name in self.zip.names]
        del self.sheets[MOST_SHEETS:]

    def rows(self, name: str, most: int) -> list[tuple[int, list[str]]]:
        """Return the rows of a sheet with their numbers, some more than ``most`` at most."""
        rows = SheetRows(self.texts, self.numbers, most)
        self._read(name, rows)
        return rows.found

    def _read(self, name: str, part: Part) -> None:
        if name in self.zip.names:
            read_part(self.zip.read(name, _MOST_PART), part, name, self.file)
