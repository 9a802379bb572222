"""Rows of a table, and the templates that they fill. Text in, nodes out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.text import did_you_mean

MAX_ROWS = 200_000
MAX_CHARACTERS = 32 << 20
_COLUMN = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins in, and its cells without the white space around them."""

    line: int
    cells: tuple[str, ...]


@dataclass(slots=True)
class Table:
    """The columns of a table by name, and its rows. Faulty rows stand in ``faults`` instead."""

    file: str
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    faulty: int = 0


def read_table(text: str, faults: Faults, delimiter: str) -> Table:
    """Read CSV whose first row names the columns; blank rows are no rows.

    A row with too few or too many cells, or with broken quotes, is noted and counted as faulty.
    """
    table = Table(faults.file)
    if len(text) > MAX_CHARACTERS:
        message = f"the table has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read"
        faults.add(Scalar("", 0, 0), "E332", message)
        return table
    for row in _records(text.removeprefix("\ufeff"), delimiter, table, faults):
        if not table.columns:
            table.columns = _header(row, faults)
            if not table.columns:
                return table
        elif len(row.cells) != len(table.columns):
            message = f"the row has {len(row.cells)} cells, and there are {len(table.columns)}"
            faults.add(Scalar("", row.line, 0), "E334", f"{message} columns")
            table.faulty += 1
        elif len(table.rows) >= MAX_ROWS:
            message = f"at most {MAX_ROWS:,} rows are read; this one and those below are not"
            faults.add(Scalar("", row.line, 0), "E332", message)
            break
        else:
            table.rows.append(row)
    if not table.columns:
        faults.add(Scalar("", 1, 0), "E332", "the table is empty: its first row names the columns")
    return table


def _records(text: str, delimiter: str, table: Table, faults: Faults) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # The reader starts afresh with the next line.
            faults.add(Scalar("", begins, 0), "E334", f"the row cannot be read: {error}")
            table.faulty += 1
        else:
            stripped = tuple(cell.strip() for cell in cells)
            if any(stripped):
                yield Row(begins, stripped)
        begins = reader.line_num + 1


def _header(row: Row, faults: Faults) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, name in enumerate(row.cells):
        at = Scalar(name, row.line, index + 1)
        if not name:
            faults.add(at, "E332", f"column {index + 1} has no name")
        elif name in columns:
            faults.add(at, "E332", f"two columns are named “{name}”")
        columns[name] = index
    return {} if faults.problems else columns


def choose_rows(
    table: Table, node: Mapping, faults: Faults
) -> tuple[list[Row], list[tuple[int, str]]]:
    """Return the rows that ``where`` wants and ``skip`` does not name, and the others with why."""
    where = {
        key.value: faults.texts(value, "where")
        for key, value in faults.mapping(node.get("where"), "where") or ()
    }
    skip: dict[str, dict[str, str]] = {}
    for key, reasons in faults.mapping(node.get("skip"), "skip") or ():
        cells = {row.cells[table.columns[key.value]] for row in table.rows}
        named = skip[key.value] = {}
        for value, reason in faults.mapping(reasons, f"skip {key.value}") or ():
            named[value.value] = faults.text(reason, "the reason") or ""
            if value.value not in cells:
                message = f"no row has the {key.value} “{value.value}”"
                faults.add(value, "E336", message + did_you_mean(value.value, cells))
    kept: list[Row] = []
    left_out: list[tuple[int, str]] = []
    for row in table.rows:
        why = ""
        for name, wanted in where.items():
            if row.cells[table.columns[name]] not in wanted:
                why = f"{name} is not {' or '.join(wanted)}"
        for name, named in skip.items():
            cell = row.cells[table.columns[name]]
            if cell in named:
                why = f"{cell}: {named[cell]}"
        if why:
            left_out.append((row.line, why))
        else:
            kept.append(row)
    return kept, left_out


@dataclass(frozen=True, slots=True)
class Columns:
    """What templates may refer to: the columns, and those that hold lists with their separator.

    ``nameless`` are the keys of things that a row describes without a name: as good as empty.
    """

    index: dict[str, int]
    split: dict[str, str]
    nameless: set[str]

    def check(self, node: Node | None, faults: Faults) -> None:
        """Note every ``{column}`` of a template that the table does not have."""
        if isinstance(node, Scalar):
            for name in _parts(node.value)[0]:
                self.check_name(node, name, faults)
        elif isinstance(node, Listing):
            for item in node.items:
                self.check(item, faults)
        elif isinstance(node, Mapping):
            for key, value in node:
                self.check(key, faults)
                self.check(value, faults)

    def check_name(self, node: Node, name: str, faults: Faults) -> None:
        """Note a column that the table does not have."""
        if name not in self.index:
            hint = did_you_mean(name, self.index)
            faults.add(node, "E333", f"the table has no column “{name}”{hint}")

    def fill(self, node: Node, row: Row) -> Node | None:
        """Return the template with the cells of a row in it, at the place of the row.

        What names an empty cell is left out: a text, an item of a list, a key with its value.
        """
        if isinstance(node, Scalar):
            return self._fill_scalar(node, row)
        if isinstance(node, Listing):
            items: list[Node] = []
            for item in node.items:
                filled = self.fill(item, row)
                if isinstance(filled, Listing):
                    items += filled.items
                elif filled is not None:
                    items.append(filled)
            return Listing(tuple(items), row.line, 0) if items else None
        entries: list[tuple[Scalar, Node]] = []
        for key, value in node:
            own, filled = self._fill_scalar(key, row), self.fill(value, row)
            if isinstance(own, Scalar) and filled is not None:
                entries.append((own, filled))
        return Mapping(tuple(entries), row.line, 0) if entries else None

    def _fill_scalar(self, node: Scalar, row: Row) -> Scalar | Listing | None:
        names, literals = _parts(node.value)
        if not names:
            return Scalar(node.value, row.line, 0, node.quoted)
        cells = [row.cells[self.index[name]] for name in names]
        if not all(cells):
            return None
        at = self.index[names[0]] + 1
        separator = self.split.get(names[0])
        if separator is None:
            text = _join(literals, cells)
            return None if text in self.nameless else Scalar(text, row.line, at)
        # A list makes a list of the whole text, once for each of its parts.
        firsts = filter(None, (first.strip() for first in cells[0].split(separator)))
        texts = (_join(literals, [first, *cells[1:]]) for first in firsts)
        items = tuple(Scalar(t, row.line, at) for t in texts if t not in self.nameless)
        return Listing(items, row.line, at) if items else None


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that a template names, and the texts before, between and after them."""
    pieces = _COLUMN.split(template)
    return tuple(pieces[1::2]), tuple(pieces[::2])


def _join(literals: tuple[str, ...], cells: list[str]) -> str:
    between = zip(cells, literals[1:], strict=True)
    return literals[0] + "".join(cell + literal for cell, literal in between)
