"""Bulk facts: a table beside a moments file, and how each of its rows is told.

An entry of ``tables`` gives the ``file``, and ``things`` and ``moments`` written as by hand, with
``{column}`` where a cell of the row belongs. ``split`` names the columns that hold lists with
their separator, ``where`` the values that a row must have to be used, and ``skip`` the rows that
are left out, each with its reason. A moment is told by the rows that fill its head and every
role that it says is complete. A row with a fault is left out as a whole, and said so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from quiz.documents.nodes import Faults, Mapping, Node, Scalar
from quiz.errors import Problem
from quiz.moments.cast import THING_KEYS, Cast, read_thing, unknown_references
from quiz.moments.library import needed_roles
from quiz.moments.model import Kind, Moment, Source, TableCount, Thing
from quiz.moments.rows import Columns, Row, choose_rows, read_table
from quiz.moments.telling import read_kind, read_moment

_TABLE_KEYS = {"file", "delimiter", "split", "where", "skip", "things", "moments"}
_FILE_NAME = re.compile(r"[A-Za-z0-9][\w-]*\.(csv|tsv)", re.ASCII)


@dataclass(slots=True)
class Sheet:
    """A table on its way to moments. Rows leave ``rows`` when they are left out or faulty."""

    file: str
    columns: Columns
    things: tuple[tuple[Scalar, Mapping], ...]
    moments: tuple[tuple[Mapping, Kind], ...]
    total: int = 0
    rows: list[Row] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    told: int = 0

    def count(self) -> TableCount:
        """Say what became of the rows."""
        used = len(self.rows)
        faulty = self.total - used - len(self.left_out)
        return TableCount(self.file, self.total, used, tuple(self.left_out), faulty, self.told)

    def read_moments(
        self, cast: Cast, sources: dict[str, Source], defaults: Mapping | None
    ) -> list[Moment]:
        """Return the moments of all rows; a row with a fault tells none."""
        moments: list[Moment] = []
        good: list[Row] = []
        self.columns.nameless.difference_update(cast.things)
        for row in self.rows:
            seen = replace(cast, faults=Faults(self.file))
            before = len(cast.things)
            told = [
                moment
                for template, kind in self.moments
                if (moment := self._tell(template, kind, row, seen, sources, defaults))
            ]
            if seen.faults.problems:
                self.problems += seen.faults.problems
                for key in list(cast.things)[before:]:
                    cast.forget(key)
            else:
                good.append(row)
                moments += told
        self.rows, self.told = good, len(moments)
        return moments

    def _tell(
        self, template: Mapping, kind: Kind, row: Row, seen: Cast,
        sources: dict[str, Source], defaults: Mapping | None,
    ) -> Moment | None:  # fmt: skip
        filled = self.columns.fill(template, row)
        if not isinstance(filled, Mapping) or filled.entries[0][0].value != kind.name:
            return None
        given = {kind.head if key.value == kind.name else key.value for key, _ in filled}
        needed = kind.complete | set(needed_roles(kind))
        if kind.symmetric is None and not needed <= given | set(_keys(defaults)):
            return None
        return read_moment(filled, seen, sources, defaults)


def _keys(node: Mapping | None) -> Iterable[str]:
    return (key.value for key, _ in node) if node else ()


def read_sheets(node: Node | None, cast: Cast, open_table: Callable[[str], str]) -> list[Sheet]:
    """Read every table, and take the things of its rows into the cast.

    Faults of the mapping are noted in the cast's own faults, those of rows in the sheet.
    """
    sheets: list[Sheet] = []
    nameless: set[str] = set()
    listing = cast.faults.listing(node, "tables")
    for item in listing.items if listing else ():
        mapping = cast.faults.mapping(item, "a table")
        sheet = _read_sheet(mapping, cast, open_table, nameless) if mapping else None
        if sheet:
            sheets.append(sheet)
    added = [_add_things(sheet, cast) for sheet in sheets]
    # A row that is dropped may be what another refers to: look until none is left.
    while any(_drop_unfounded(*pair, cast) for pair in zip(sheets, added, strict=True)):
        pass
    return sheets


def _read_sheet(
    node: Mapping, cast: Cast, open_table: Callable[[str], str], nameless: set[str]
) -> Sheet | None:
    faults = cast.faults
    faults.check_keys(node, _TABLE_KEYS, "a table")
    name = faults.text(node.get("file"), "file")
    if name is None or not _FILE_NAME.fullmatch(name):
        message = "“file” is the bare name of a .csv or .tsv file that lies beside this one"
        faults.add(node.get("file") or node, "E330", message)
        return None
    at = node.get("file") or node
    try:
        text = open_table(name)
    except (OSError, ValueError) as error:
        faults.add(at, "E331", f"the table {name} cannot be read: {error}")
        return None
    own = Faults(name)
    default = "\t" if name.endswith(".tsv") else ","
    delimiter = faults.text(node.get("delimiter"), "delimiter") or default
    if len(delimiter) != 1:
        faults.add(node.get("delimiter") or node, "E107", "delimiter should be one character")
        return None
    table = read_table(text, own, delimiter)
    if not table.columns:
        faults.problems += own.problems
        return None
    split = {
        key.value: faults.text(value, "the separator") or ";"
        for key, value in faults.mapping(node.get("split"), "split") or ()
    }
    columns = Columns(table.columns, split, nameless)
    for part in ("split", "where", "skip"):
        for key, _ in faults.mapping(node.get(part), part) or ():
            columns.check_name(key, key.value, faults)
    columns.check(node.get("things"), faults)
    columns.check(node.get("moments"), faults)
    sheet = Sheet(
        file=name,
        columns=columns,
        things=tuple(_thing_templates(node, faults)),
        moments=tuple(_moment_templates(node, cast)),
        total=len(table.rows) + table.faulty,
        problems=own.problems,
    )
    if not sheet.things and not sheet.moments:
        faults.add(node, "E335", "a table needs “things” or “moments” that its rows fill")
    if not faults.problems:
        sheet.rows, sheet.left_out = choose_rows(table, node, faults)
    return sheet


def _thing_templates(node: Mapping, faults: Faults) -> Iterable[tuple[Scalar, Mapping]]:
    for key, template in faults.mapping(node.get("things"), "things") or ():
        mapping = faults.mapping(template, f"the thing “{key.value}”")
        if mapping:
            faults.check_keys(mapping, THING_KEYS, "a thing")
            yield key, mapping


def _moment_templates(node: Mapping, cast: Cast) -> Iterable[tuple[Mapping, Kind]]:
    listing = cast.faults.listing(node.get("moments"), "moments")
    for item in listing.items if listing else ():
        mapping = cast.faults.mapping(item, "a moment")
        kind = read_kind(mapping, cast.library.kinds, cast.faults) if mapping else None
        if mapping and kind:
            yield mapping, kind


def _add_things(sheet: Sheet, cast: Cast) -> dict[int, list[Thing]]:
    """Take in the things of each good row; return those that are new, by line."""
    added: dict[int, list[Thing]] = {}
    good: list[Row] = []
    for row in sheet.rows:
        seen = replace(cast, faults=Faults(sheet.file))
        things = [thing for t in sheet.things if (thing := _fill_thing(sheet, *t, row, seen))]
        if seen.faults.problems:
            sheet.problems += seen.faults.problems
            continue
        good.append(row)
        added[row.line] = [thing for thing in things if thing.key not in cast.things]
        for thing in added[row.line]:
            cast.add(thing)
    sheet.rows = good
    return added


def _fill_thing(sheet: Sheet, key: Scalar, node: Mapping, row: Row, seen: Cast) -> Thing | None:
    own, filled = sheet.columns.fill(key, row), sheet.columns.fill(node, row)
    if not isinstance(own, Scalar) or not isinstance(filled, Mapping):
        return None
    if filled.get("name") is None and node.get("name") is not None:
        sheet.columns.nameless.add(own.value)
        return None
    thing = read_thing(own, filled, seen)
    known = seen.things.get(own.value)
    if thing and known and replace(thing, line=known.line) != known:
        message = f"“{own.value}” was described otherwise in line {known.line}"
        seen.faults.add(own, "E337", message)
    return thing


def _drop_unfounded(sheet: Sheet, added: dict[int, list[Thing]], cast: Cast) -> bool:
    """Drop the rows whose things refer to what is not there; tell whether there were any."""
    dropped: set[int] = set()
    for line, things in added.items():
        for thing in things:
            for other in unknown_references(thing, cast):
                message = f"there is no thing “{other}”{cast.hint(other)}"
                sheet.problems.append(Problem(sheet.file, line, 0, "E321", message))
                dropped.add(line)
    for line in dropped:
        for thing in added.pop(line):
            cast.forget(thing.key)
    sheet.rows = [row for row in sheet.rows if row.line not in dropped]
    return bool(dropped)
