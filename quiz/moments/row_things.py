"""Rows of a table → the things that they fill; which rows are used, and which are left out."""

from __future__ import annotations

from dataclasses import replace

from quiz.documents.nodes import Faults, Mapping, Scalar
from quiz.moments.cast import Cast
from quiz.moments.makers import MakeThing, NotPlainError, Shared, compile_thing
from quiz.moments.model import Thing
from quiz.moments.rows import Cells
from quiz.moments.tables import Sheet
from quiz.moments.things import read_thing


def take_things(sheet: Sheet, cast: Cast) -> None:
    """Choose the rows of a sheet, and take in the things of the good ones."""
    torn = Faults(sheet.table.file, most=2 * sheet.table.limits.faults)
    seen = replace(cast, faults=Faults(sheet.table.file))
    shared = Shared()
    made = [(t, compile_thing(*t, sheet.columns, seen, shared)) for t in sheet.things]
    for line, cells in sheet.table.rows(torn):
        if why := _why_not(sheet, cells):
            sheet.left_out[line] = why
        elif made:
            _add_things(sheet, line, cells, made, seen)
            if sheet.faulty and sheet.has_enough(line, cast.faults):
                break
    sheet.problems += torn.problems
    if len(sheet.table.torn) >= sheet.table.limits.faults:
        sheet.has_enough(max(sheet.table.torn), cast.faults)
    sheet.chooser.check_names(sheet.table.rows, cast.faults)


def _why_not(sheet: Sheet, cells: Cells) -> str:
    if why := sheet.chooser.skipped(cells):
        if sheet.gathering and not sheet.gathering.lacking(cells):
            sheet.gathering.group(cells).spoilt = why
        return why
    if why := sheet.chooser.unwanted(cells):
        return why
    if sheet.gathering and (name := sheet.gathering.lacking(cells)):
        return f"{name} is empty"
    return ""


def _add_things(
    sheet: Sheet, line: int, cells: Cells,
    made: list[tuple[tuple[Scalar, Mapping], MakeThing]], seen: Cast,
) -> None:  # fmt: skip
    found: list[Thing] = []
    for template, make in made:
        try:
            thing = make(line, cells)
        except NotPlainError:
            thing = _fill_thing(sheet, *template, line, cells, seen)
        if thing is None:
            continue
        known = seen.things.get(thing.key)
        if known is None:
            found.append(thing)
        elif known != thing:
            message = f"“{thing.key}” was described otherwise in line {known.line}"
            at = Scalar("", line, min(sheet.columns.places(template[0]), default=-1) + 1)
            seen.faults.add(at, "E337", message)
    if seen.faults.problems:
        sheet.note(line, seen.faults.problems)
        seen.faults.problems = []
        return
    for thing in found:
        seen.add(thing)


def _fill_thing(
    sheet: Sheet, key: Scalar, node: Mapping, line: int, cells: Cells, seen: Cast
) -> Thing | None:
    own = sheet.columns.fill(key, line, cells)
    filled = sheet.columns.fill(node, line, cells)
    if not isinstance(own, Scalar) or not isinstance(filled, Mapping):
        return None
    if filled.get("name") is None and node.get("name") is not None:
        sheet.columns.nameless.add(own.value)
        return None
    return read_thing(own, filled, seen)
