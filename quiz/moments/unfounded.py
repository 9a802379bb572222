"""Things of rows that refer to what is not there, and the rows that hang on those."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from quiz.errors import Problem
from quiz.moments.cast import Cast
from quiz.moments.tables import Sheet
from quiz.moments.things import unknown_references


@dataclass(slots=True)
class _Origins:
    """In which rows a thing was made, what else those made, and who refers to a thing."""

    rows: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    made: dict[tuple[int, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    leaning: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def drop_unfounded(sheets: list[Sheet], cast: Cast) -> None:
    """Drop the rows whose things refer to what is not there, until none is left."""
    of_tables = (thing for thing in cast.things.values() if thing.file != cast.faults.file)
    loose = [thing.key for thing in of_tables if unknown_references(thing, cast)]
    if not loose:
        return
    origins = _find_origins(sheets, cast)
    while loose:
        key = loose.pop()
        if key not in cast.things:
            continue
        unknown = unknown_references(cast.things[key], cast)
        for number, line in origins.rows[key]:
            file = sheets[number].table.file
            told = [f"there is no thing “{other}”{cast.hint(other)}" for other in unknown]
            sheets[number].note(line, [Problem(file, line, 0, "E321", text) for text in told])
            for gone in origins.made.pop((number, line), ()):
                if gone in cast.things:
                    cast.forget(gone)
                    loose += origins.leaning[gone]


def _find_origins(sheets: list[Sheet], cast: Cast) -> _Origins:
    found = _Origins()
    for thing in cast.things.values():
        for other in (*thing.members, *thing.part_of):
            found.leaning[other].append(thing.key)
    for number, sheet in enumerate(sheets):
        keys = [sheet.columns.whole(template) for template, _ in sheet.things]
        for line, cells in sheet.kept():
            for key in [key_of(cells) for key_of in keys]:
                made = cast.things.get(key)
                if made is not None and (made.file, made.line) == (sheet.table.file, line):
                    found.rows[key].append((number, line))
                    found.made[number, line].append(key)
    return found
