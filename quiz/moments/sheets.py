"""The ``tables`` of a moments file: what an entry may have, and in which order they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.moments.cast import Cast
from quiz.moments.choosing import read_chooser
from quiz.moments.gathering import read_gathering
from quiz.moments.model import Kind
from quiz.moments.row_things import take_things
from quiz.moments.rows import Limits, Table
from quiz.moments.spellings import read_spellings
from quiz.moments.tables import Sheet
from quiz.moments.telling import read_kind
from quiz.moments.templates import Columns
from quiz.moments.things import THING_KEYS
from quiz.moments.unfounded import drop_unfounded

TABLE_KEYS = {
    "file", "delimiter", "split", "where", "unless", "skip", "as_is", "spellings", "gather",
    "things", "moments",
}  # fmt: skip
FILE_NAME = re.compile(r"[A-Za-z0-9][\w-]*\.(csv|tsv)", re.ASCII)

OpenTable = Callable[[str], str]


def read_sheets(
    node: Node | None, cast: Cast, open_table: OpenTable, limits: Limits
) -> list[Sheet]:
    """Read every table, and take the things of its rows into the cast.

    Faults of the mapping are noted in the cast's own faults, those of rows in the sheet.
    """
    sheets: list[Sheet] = []
    nameless: set[str] = set()
    texts: dict[str, str] = {}
    listing = cast.faults.listing(node, "tables")

    def text_of(name: str) -> str:
        if name not in texts:
            texts[name] = open_table(name)
        return texts[name]

    for item in listing.items if listing else ():
        mapping = cast.faults.mapping(item, "a table")
        sheet = _read_sheet(mapping, cast, text_of, nameless, limits) if mapping else None
        if sheet:
            sheets.append(sheet)
    for sheet in sheets:
        take_things(sheet, cast)
    drop_unfounded(sheets, cast)
    return sheets


def _read_sheet(
    node: Mapping, cast: Cast, open_table: OpenTable, nameless: set[str], limits: Limits
) -> Sheet | None:
    faults = cast.faults
    before = len(faults.problems)
    faults.check_keys(node, TABLE_KEYS, "a table")
    table = _open(node, faults, open_table, limits)
    if table is None:
        return None
    signs = {
        key.value: _signs(value, faults)
        for key, value in faults.mapping(node.get("split"), "split") or ()
    }
    for name, (sign, *others) in signs.items():
        if name in table.columns and (others or sign.isspace() or any(map(str.isalpha, sign))):
            either = "|".join(map(re.escape, sorted((sign, *others), key=len, reverse=True)))
            pattern = re.compile(either, re.IGNORECASE)
            table.parted[table.columns[name]] = (pattern, sign)
    columns = Columns(table.columns, {name: found[0] for name, found in signs.items()}, nameless)
    for key, _ in faults.mapping(node.get("split"), "split") or ():
        columns.check_name(key, key.value, faults)
    columns.check(node.get("things"), faults)
    columns.check(node.get("moments"), faults)
    sheet = Sheet(
        table=table,
        columns=columns,
        chooser=read_chooser(node, columns, faults),
        gathering=read_gathering(node, columns, faults),
        things=tuple(_thing_templates(node, faults)),
        moments=tuple(_moment_templates(node, cast)),
    )
    if not sheet.things and not sheet.moments:
        faults.add(node, "E335", "a table needs “things” or “moments” that its rows fill")
    as_is = node.get("as_is")
    names = faults.texts(as_is, "as_is")
    if as_is:
        columns.check_names(as_is, names, faults)
        table.as_is = frozenset(table.columns[name] for name in names if name in table.columns)
    spellings = faults.mapping(node.get("spellings"), "spellings")
    if spellings:
        found = _open(spellings, faults, open_table, limits)
        table.respelled = read_spellings(spellings, found, columns, faults) if found else {}
    return sheet if len(faults.problems) == before else None


def _open(node: Mapping, faults: Faults, open_table: OpenTable, limits: Limits) -> Table | None:
    """Open the file of a table and read the names of its columns."""
    at = node.get("file") or node
    name = faults.text(node.get("file"), "file")
    if name is None or not FILE_NAME.fullmatch(name):
        message = "“file” is the bare name of a .csv or .tsv file that lies beside this one"
        faults.add(at, "E330", message)
        return None
    default = "\t" if name.endswith(".tsv") else ","
    delimiter = _sign(node.get("delimiter"), "delimiter", faults) or default
    if len(delimiter) != 1:
        faults.add(node.get("delimiter") or node, "E107", "delimiter should be one character")
        return None
    try:
        text = open_table(name)
    except (OSError, ValueError) as error:
        faults.add(at, "E331", f"the table {name} cannot be read: {error}")
        return None
    own = Faults(name)
    table = Table(name, text, delimiter, limits)
    table.open(own)
    faults.problems += own.problems
    return table if table.columns else None


def _sign(node: Node | None, what: str, faults: Faults) -> str:
    """Return what parts cells or lists. Spaces and tabs count: “ and ” is no “and”."""
    if isinstance(node, Scalar) and node.value:
        return node.value
    return faults.text(node, what) or ""


def _signs(node: Node, faults: Faults) -> tuple[str, ...]:
    """Return what parts the lists of a column: one sign or word, or several."""
    items = node.items if isinstance(node, Listing) else (node,)
    found = tuple(sign for item in items if (sign := _sign(item, "the separator", faults)))
    return found or (";",)


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
