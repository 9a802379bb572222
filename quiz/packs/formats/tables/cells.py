"""Cells: the texts of a table by row, and texts that a spreadsheet must not take for formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.packs.formats.texts import refusal

MOST_ROWS = 5_000
MOST_COLUMNS = 30
MOST_BLANK = 1_000  # so many blank rows in a row end a table
HEAD_ROWS = 60  # banners and helps stand before the questions, and are no questions

# What starts a formula, also in its wide forms; blanks before it do not disarm it everywhere.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_QUOTED = re.compile(r"('+)(?=\s*[=+\-@＝＋－＠]|[\t\r\n])")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not blank, with its number in the sheet, from 1."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the text of a column, from 0; empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``title`` is the name of the sheet, empty in a file of text."""

    title: str
    rows: tuple[Row, ...]


def rows_of(cells: Iterable[Iterable[str]], file: str, most: int = MOST_ROWS) -> Iterator[Row]:
    """Number rows and leave out blank ones; many blank ones end the table.

    Raises BadInputError for more rows than ``most`` or text in more than 30 columns: counted, not
    believed of what a sheet claims.
    """
    return numbered_rows(enumerate(cells, 1), file, most)


def numbered_rows(
    cells: Iterable[tuple[int, Iterable[str]]], file: str, most: int = MOST_ROWS
) -> Iterator[Row]:
    """Leave out blank rows, see ``rows_of``, of rows that know their numbers."""
    last = found = 0
    for number, texts in cells:
        row = [text.strip() for text in texts]
        while row and not row[-1]:
            row.pop()
        if not row:
            if number - last > MOST_BLANK:
                return
            continue
        if number - last > MOST_BLANK:
            return
        if len(row) > MOST_COLUMNS:
            told = f"row {number:,} has text in column {len(row)}; at most {MOST_COLUMNS} are read"
            raise refusal(file, told, code="E502")
        last, found = number, found + 1
        if found > most + HEAD_ROWS:
            told = f"the table has more than {most:,} rows; split the file"
            raise refusal(file, told, code="E502")
        yield Row(number, tuple(row))


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet could take a text for a formula."""
    return _FORMULA.match(text) is not None


def disarmed(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe goes before it.

    Two of them where one could be meant as a quotation mark (``'+'``): ``as_meant`` undoes it.
    """
    if is_formula(text):
        return f"''{text}" if "'" in text else f"'{text}"
    quoted = _QUOTED.match(text)
    if quoted and (len(quoted[1]) > 1 or "'" not in text[1:]):
        return f"''{text}"
    return text


def as_meant(text: str) -> str:
    """Take the apostrophe away again that disarms a formula, also where others put it."""
    quoted = _QUOTED.match(text)
    if not quoted:
        return text
    if len(quoted[1]) > 1:
        return text[2:]
    return text if "'" in text[1:] else text[1:]
