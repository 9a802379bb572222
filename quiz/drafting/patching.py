"""Changes in the text of a moments file, each on the lines it is about; the rest stays as written.

What a change means is said twice: as lines, and as a tree of plain values. The changed text is read
again and must be that tree; where it is not (a file may be written in ways that no line rule
foresees), the change is refused, and nobody loses what they wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf

from quiz.documents.nodes import Listing, Mapping
from quiz.drafting.lines import (
    BY_HAND,
    Change,
    Plain,
    block,
    checked,
    clean,
    comment_of,
    dash,
    end_of,
    flow,
    in_block,
    in_one,
    inside,
    open_part,
    read,
    set_values,
    shares_a_line,
    trimmed,
)
from quiz.drafting.writing import quoted
from quiz.errors import BadInputError, ConflictError


def add_thing(text: str, part: str, key: str, values: MappingOf[str, Plain]) -> str:
    """Add an entry at the end of ``part`` ("things", "sources"), which is made where it is missing.

    Raises ConflictError when there is one of that key already.
    """
    top = read(text)
    entries = top.get(part)
    if isinstance(entries, Mapping) and entries.get(key):
        raise ConflictError(f"There is a “{key}” already.")
    line = f"{quoted(key)}: {flow(dict(values))}"

    def change(tree: dict[str, Plain]) -> None:
        inside(tree, part)[key] = clean(dict(values))

    lines = text.split("\n")
    if isinstance(entries, Mapping) and entries.entries:
        last = entries.entries[-1][0]
        if shares_a_line(top, part, entries):
            raise BadInputError(f"Write each of “{part}” on a line of its own first.")
        indent = last.column - 1
        lines.insert(end_of(lines, last.line - 1, indent), " " * indent + line)
        return checked(text, lines, change)
    open_part(lines, top, part, f"  {line}")
    return checked(text, lines, change)


def add_moment(text: str, values: MappingOf[str, Plain]) -> str:
    """Add a moment at the end of the list."""
    top = read(text)
    moments = top.get("moments")
    written = [f"{key}: {flow(value)}" for key, value in values.items()]

    def change(tree: dict[str, Plain]) -> None:
        found = tree.get("moments")
        tree["moments"] = [*(found if isinstance(found, list) else []), clean(dict(values))]

    lines = text.split("\n")
    if isinstance(moments, Listing) and moments.items:
        last = moments.items[-1]
        indent = dash(lines, last)
        new = block(written, indent)
        at = end_of(lines, last.line - 1, indent)
        return checked(text, [*lines[:at], *new, *lines[at:]], change)
    new = block(written, 2)
    open_part(lines, top, "moments", *new)
    return checked(text, lines, change)


def change_thing(text: str, part: str, key: str, values: MappingOf[str, Plain | None]) -> str:
    """Give an entry of ``part`` other values under some keys; None takes a key out.

    Raises ConflictError when there is no such entry any more.
    """
    entries = read(text).get(part)
    found = entries.entries if isinstance(entries, Mapping) else ()
    for name, node in found:
        if name.value == key:
            lines = text.split("\n")
            first, indent = name.line - 1, name.column - 1
            end = end_of(lines, first, indent)

            def change(tree: dict[str, Plain]) -> None:
                set_values(inside(inside(tree, part), key), values)

            if isinstance(node, Mapping) and node.line - 1 > first:
                return checked(text, in_block(lines, node, end, values), change)
            if not isinstance(node, Mapping):
                raise BadInputError(BY_HAND)
            head = lines[first][: name.column - 1] + f"{quoted(key)}: "
            return checked(text, in_one(lines, first, end, head, node, values), change)
    raise ConflictError(f"“{key}” is not there any more.")


def change_moment(text: str, number: int, values: MappingOf[str, Plain | None]) -> str:
    """Give the moment of that place in the list, from 0, other values under some keys.

    Raises ConflictError when there is no such moment any more.
    """
    node = _moment(text, number)
    lines = text.split("\n")
    first, indent = node.line - 1, dash(lines, node)
    end = end_of(lines, first, indent)

    def change(tree: dict[str, Plain]) -> None:
        moments = tree["moments"]
        moment = moments[number] if isinstance(moments, list) else None
        if not isinstance(moment, dict):
            raise BadInputError(BY_HAND)
        set_values(moment, values)

    starts = [key.line for key, _ in node]
    stand_apart = len(set(starts)) == len(starts) and len({key.column for key, _ in node}) == 1
    if stand_apart and lines[first][node.column - 1 : node.column] != "{":
        return checked(text, in_block(lines, node, end, values), change)
    head = lines[first][: node.column - 1]
    return checked(text, in_one(lines, first, end, head, node, values), change)


def remove_thing(text: str, part: str, key: str) -> str:
    """Take an entry out. Raises ConflictError when there is none any more."""
    entries = read(text).get(part)
    for name, _ in entries.entries if isinstance(entries, Mapping) else ():
        if name.value == key:
            lines = text.split("\n")
            del lines[name.line - 1 : end_of(lines, name.line - 1, name.column - 1)]

            def change(tree: dict[str, Plain]) -> None:
                del inside(tree, part)[key]

            return _emptied(text, lines, part, "{}", change)
    raise ConflictError(f"“{key}” is not there any more.")


def remove_moment(text: str, number: int) -> str:
    """Take a moment out; comments above it stay. Raises ConflictError when there is none."""
    node = _moment(text, number)
    lines = text.split("\n")
    del lines[node.line - 1 : end_of(lines, node.line - 1, dash(lines, node))]

    def change(tree: dict[str, Plain]) -> None:
        moments = tree["moments"]
        if isinstance(moments, list):
            del moments[number]

    return _emptied(text, lines, "moments", "[]", change)


def change_head(text: str, values: MappingOf[str, Plain | None]) -> str:
    """Give the file itself other texts under some keys ("title", "license"); None takes one out.

    What is new comes below the title.
    """
    top = read(text)
    there = {key.value for key, _ in top}
    lines = text.split("\n")
    lines = in_block(lines, top, len(lines), {k: v for k, v in values.items() if k in there})
    new = [f"{k}: {flow(clean(v))}" for k, v in values.items() if v is not None and k not in there]
    if new:
        now = read("\n".join(lines)).entries
        at = next((n for n, (key, _) in enumerate(now) if key.value == "title"), 0)
        end = now[at + 1][0].line - 1 if at + 1 < len(now) else len(lines)
        place = trimmed(lines, now[at][0].line - 1, end)
        lines[place:place] = new

    def change(tree: dict[str, Plain]) -> None:
        set_values(tree, values)

    return checked(text, lines, change)


def _emptied(text: str, lines: list[str], part: str, nothing: str, change: Change) -> str:
    """Check a text from which an entry was taken: where it was the last, say so."""
    entries = read(text).get(part)
    count = len(entries.items if isinstance(entries, Listing) else entries.entries
                if isinstance(entries, Mapping) else ())  # fmt: skip
    if count == 1:
        for at, line in enumerate(lines):
            if re.match(rf"[\"']?{part}[\"']?\s*:", line):
                lines[at] = f"{part}: {nothing}{comment_of(line)}"
                break
    return checked(text, lines, change)


def _moment(text: str, number: int) -> Mapping:
    moments = read(text).get("moments")
    items = moments.items if isinstance(moments, Listing) else ()
    node = items[number] if 0 <= number < len(items) else None
    if node is None:
        raise ConflictError("That moment is not there any more.")
    if not isinstance(node, Mapping):
        raise BadInputError(BY_HAND)
    return node
