"""Rows of a table, one after the other and as often as they are wanted: nothing is kept of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.documents.nodes import Faults, Scalar
from quiz.moments.cells import clean, needs_cleaning
from quiz.text import fold

Cells = tuple[str, ...]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_PIECE = re.compile(r'[",;\t|\r\n]+')


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a table is read: what is larger is refused, so that no file can do harm."""

    rows: int = 200_000
    characters: int = 32 << 20
    faults: int = 5_000
    columns: int = 1_000
    line: int = 1 << 20


COMMON = Limits()


@dataclass(slots=True)
class Table:
    """A table as text, and its columns by name.

    ``as_is`` are the columns whose cells are not cleaned, ``respelled`` says for each column
    what a folded spelling means (and by what its lists are parted). ``parted`` are the columns
    whose lists are parted by words or in several ways, each with the one sign that is left.
    ``torn`` keeps what could be made out of rows that cannot be read, by line; ``good`` counts the
    others.
    """

    file: str
    text: str
    delimiter: str
    limits: Limits
    columns: dict[str, int] = field(default_factory=dict)
    as_is: frozenset[int] = frozenset()
    parted: dict[int, tuple[re.Pattern[str], str]] = field(default_factory=dict)
    respelled: dict[int, tuple[dict[str, str], str]] = field(default_factory=dict)
    torn: dict[int, frozenset[str]] = field(default_factory=dict)
    good: int = 0

    def open(self, faults: Faults) -> None:
        """Read the names of the columns; whatever is wrong with them is noted."""
        if len(self.text) > self.limits.characters:
            most = f"{self.limits.characters:,}"
            message = f"the table has {len(self.text):,} characters; at most {most} are read"
            faults.add(Scalar("", 0, 0), "E332", message)
            return
        self.text = self.text.removeprefix("\ufeff")
        for number, match in enumerate(_LINE.finditer(self.text), 1):
            if match.end() - match.start() > self.limits.line:
                message = f"the line has more than {self.limits.line:,} characters"
                faults.add(Scalar("", number, 0), "E332", message)
                return
        for line, cells in self._records(faults):
            if len(cells) > self.limits.columns and any(cells[self.limits.columns :]):
                message = f"the table has more than {self.limits.columns:,} columns"
                faults.add(Scalar("", line, self.limits.columns + 1), "E332", message)
                return
            self.columns = _header(line, cells, faults)
            return
        faults.add(Scalar("", 1, 0), "E338", "the table is empty: its first row names the columns")

    def rows(self, faults: Faults | None = None) -> Iterator[tuple[int, Cells]]:
        """Yield the line and the cells of each good row.

        The first time, with ``faults``, rows with too few or too many cells or broken quotes are
        noted and kept as ``torn``, and the good ones are counted.
        """
        width, good = len(self.columns), -1
        for line, found in self._records(faults):
            good += 1
            if not good:
                continue  # the names of the columns
            cells = found
            if len(cells) != width:
                if len(cells) < width or any(cells[width:]):
                    good -= 1
                    if faults is not None and not self._tear(line, cells, width, faults):
                        break
                    continue
                cells = cells[:width]  # commas at the end of a row make cells of nothing
            if good > self.limits.rows:
                good -= 1
                if faults is not None:
                    most = f"{self.limits.rows:,}"
                    message = f"at most {most} rows are read; this one and those below are not"
                    faults.add(Scalar("", line, 0), "E332", message)
                break
            yield line, self._clean(cells)
        if faults is not None:
            self.good = max(good, 0)

    def _tear(self, line: int, cells: Cells, width: int, faults: Faults) -> bool:
        message = f"the row has {len(cells)} cells, and there are {width} columns"
        faults.add(Scalar("", line, 0), "E334", message)
        self.torn[line] = frozenset(map(clean, cells))
        return len(self.torn) < self.limits.faults

    def _clean(self, cells: Cells) -> Cells:
        raw = cells
        if needs_cleaning(cells):
            cells = tuple(
                cell if at in self.as_is else clean(cell) for at, cell in enumerate(cells)
            )
        for at, (signs, sign) in self.parted.items():
            if cells[at] and at not in self.as_is:  # a line end that parts is cleaned away by now
                whole = sign.join(filter(None, map(clean, signs.split(raw[at]))))
                cells = (*cells[:at], whole, *cells[at + 1 :])
        if self.respelled:
            told = list(cells)
            for at, (meant, separator) in self.respelled.items():
                parts = told[at].split(separator) if separator else [told[at]]
                told[at] = separator.join(meant.get(fold(part), part.strip()) for part in parts)
            cells = tuple(told)
        return cells

    def _records(self, faults: Faults | None) -> Iterator[tuple[int, Cells]]:
        """Yield each record that is not blank; one with broken quotes is torn."""
        raw: list[str] = []
        reader = csv.reader(self._lines(raw), delimiter=self.delimiter, strict=True)
        begins = 1
        while True:
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                # The reader starts afresh with the next line.
                if faults is not None:
                    at = Scalar("", begins, 0)
                    faults.add(at, "E334", f"the row cannot be read: {error}")
                    self.torn[begins] = frozenset(map(clean, _PIECE.split("".join(raw))))
                    if len(self.torn) >= self.limits.faults:
                        return
            else:
                stripped = tuple(map(str.strip, cells))
                if any(stripped):
                    yield begins, stripped
            begins = reader.line_num + 1
            raw.clear()

    def _lines(self, raw: list[str]) -> Iterator[str]:
        """Yield the lines of the text and note those of the record that is being read."""
        for match in _LINE.finditer(self.text):
            raw.append(match[0])
            yield match[0]


def _header(line: int, cells: Cells, faults: Faults) -> dict[str, int]:
    columns: dict[str, int] = {}
    while cells and not cells[-1]:
        cells = cells[:-1]  # nameless columns at the end must be empty in every row
    for index, cell in enumerate(cells):
        name = clean(cell) or cell
        at = Scalar(name, line, index + 1)
        if not name:
            faults.add(at, "E338", f"column {index + 1} has no name")
        elif name in columns:
            faults.add(at, "E338", f"two columns are named “{name}”")
        columns[name] = index
    return {} if faults.problems else columns
