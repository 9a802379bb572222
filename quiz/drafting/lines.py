"""The lines of a moments file and the plain values they say, for ``patching``."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingOf

from quiz.documents.nodes import Listing, Mapping, Node, Scalar
from quiz.documents.yaml_text import read_yaml
from quiz.drafting.writing import one_line, quoted
from quiz.errors import BadInputError, QuizError

Plain = str | list["Plain"] | dict[str, "Plain"]
Change = Callable[[dict[str, Plain]], None]

BY_HAND = "This is written in a way that no form can change without harm. Change it in the file."
_DASHES = re.compile(r"\s*(?:- +)*")


def plain(node: Node) -> Plain:
    """Return a node as plain values, without its place."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node}


def flow(value: Plain) -> str:
    """Return a value as YAML of one line."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return "{" + ", ".join(f"{quoted(k)}: {flow(v)}" for k, v in value.items()) + "}"


# ---- lines ---------------------------------------------------------------------------------


def in_block(
    lines: list[str],
    node: Mapping,
    end: int,
    values: MappingOf[str, Plain | None],
) -> list[str]:
    """Write keys that stand each on a line of its own anew; new ones follow the last."""
    entries = node.entries
    starts = [key.line - 1 for key, _ in entries]
    if len(set(starts)) < len(starts):
        raise BadInputError(BY_HAND)
    indent = node.column - 1
    left = dict(values)
    edits: list[tuple[int, int, list[str]]] = []
    for at, (key, value) in enumerate(entries):
        if key.value not in left:
            continue
        wanted = left.pop(key.value)
        first = starts[at]
        last = trimmed(lines, first, starts[at + 1] if at + 1 < len(starts) else end)
        comments = [line for line in lines[first + 1 : last] if line.lstrip().startswith("#")]
        if wanted is None:
            edits.append((first, last, comments))
            continue
        head = lines[first][: key.column - 1] + f"{quoted(key.value)}: "
        tail = comment_of(lines[first]) if last == first + 1 else ""
        if plain(value) != wanted:
            edits.append((first, last, [head + flow(wanted) + tail, *comments]))
    added = [" " * indent + f"{quoted(k)}: {flow(v)}" for k, v in left.items() if v is not None]
    if added:
        at = trimmed(lines, starts[-1], end) if starts else end
        edits.append((at, at, added))
    made = list(lines)
    for first, last, new in sorted(edits, reverse=True):
        made[first:last] = new
    return made


def in_one(
    lines: list[str],
    first: int,
    end: int,
    head: str,
    node: Mapping,
    values: MappingOf[str, Plain | None],
) -> list[str]:
    """Write a mapping in braces anew, on one line; comments inside it stand above."""
    tree = plain(node)
    if not isinstance(tree, dict):
        raise BadInputError(BY_HAND)
    set_values(tree, values)
    if tree == plain(node):
        return lines
    inside = [line for line in lines[first + 1 : end] if line.lstrip().startswith("#")]
    tail = comment_of(lines[first]) if end == first + 1 else ""
    return [*lines[:first], *inside, head + flow(tree) + tail, *lines[end:]]


def block(written: list[str], indent: int) -> list[str]:
    """Write an item of a list, a key a line."""
    pad = " " * indent
    return [f"{pad}{'  ' if at else '- '}{line}" for at, line in enumerate(written)]


def end_of(lines: list[str], first: int, indent: int) -> int:
    """Return where what begins in a line ends: before what is indented no deeper."""
    end = first + 1
    for at in range(first + 1, len(lines)):
        bare = lines[at].strip()
        if not bare or bare.startswith("#"):
            continue
        if len(lines[at]) - len(lines[at].lstrip()) <= indent:
            break
        end = at + 1
    return end


def trimmed(lines: list[str], first: int, end: int) -> int:
    """Return an end without the blank lines and comments before it: they belong to what comes."""
    while end > first + 1 and (not (bare := lines[end - 1].strip()) or bare.startswith("#")):
        end -= 1
    return end


def dash(lines: list[str], node: Node) -> int:
    """Return how deep the dash of an item stands. Raises BadInputError where it has no line."""
    line = lines[node.line - 1]
    if not line.lstrip().startswith("- "):
        raise BadInputError(BY_HAND)
    return len(line) - len(line.lstrip())


def comment_of(line: str) -> str:
    """Return the comment at the end of a line, with the space before it."""
    start = len(_DASHES.match(line)[0])  # type: ignore[index] # it matches anything
    whole = _value_of(line[start:])
    at = line.find(" #", start)
    while at >= 0 and whole is not None:
        if _value_of(line[start:at]) == whole:
            return line[len(line[:at].rstrip()) :]
        at = line.find(" #", at + 1)
    return ""


def _value_of(line: str) -> Plain | None:
    try:
        return plain(read_yaml(line, ""))
    except QuizError:
        return None


def shares_a_line(top: Mapping, part: str, entries: Mapping) -> bool:
    """Tell whether entries stand on the line of another, or of their part."""
    at = next(key.line for key, _ in top if key.value == part)
    starts = [at, *(key.line for key, _ in entries)]
    return len(set(starts)) < len(starts) or len({key.column for key, _ in entries}) > 1


def open_part(lines: list[str], top: Mapping, part: str, *block: str) -> None:
    """Put the first entry into a part that is empty or missing."""
    for key, node in top:
        if key.value == part:
            first = key.line - 1
            if plain(node) not in ({}, [], "") or node.line - 1 > first:
                raise BadInputError(BY_HAND)
            lines[first : first + 1] = [f"{part}:{comment_of(lines[first])}", *block]
            return
    after = {"sources": ("defaults", "things"), "things": ("decoys", "moments")}.get(part, ())
    starts = [key.line - 1 for key, _ in top if key.value in {*after, "moments"}]
    at = min(starts) if starts and part != "moments" else trimmed(lines, 0, len(lines))
    while at and at < len(lines) and lines[at - 1].startswith("#"):
        at -= 1
    lines[at:at] = [f"{part}:", *block]


# ---- trees ---------------------------------------------------------------------------------


def read(text: str) -> Mapping:
    """Read a text. Raises BadInputError with every fault."""
    return read_yaml(text, "the file")


def inside(tree: dict[str, Plain], key: str) -> dict[str, Plain]:
    """Return the mapping under a key, an empty one where there is none yet."""
    found = tree.get(key)
    if not isinstance(found, dict):
        found = tree[key] = {}
    return found


def set_values(tree: dict[str, Plain], values: MappingOf[str, Plain | None]) -> None:
    """Set keys, each to a value as one line can hold it; None takes the key out."""
    for key, value in values.items():
        if value is None:
            tree.pop(key, None)
        else:
            tree[key] = clean(value)


def clean(value: Plain) -> Plain:
    """Return a value as it can be written on one line."""
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list):
        return [clean(one) for one in value]
    return {one_line(key): clean(one) for key, one in value.items()}


def checked(before: str, lines: list[str], change: Change) -> str:
    """Return the text of the lines, if it is the tree that the change makes of the one before."""
    wanted, text = plain(read(before)), "\n".join(lines)
    if not isinstance(wanted, dict):
        raise BadInputError(BY_HAND)
    change(wanted)
    try:
        made = plain(read(text))
    except BadInputError as error:
        if any(problem.code in {"E101", "E102"} for problem in error.problems):
            raise  # too large now: that is worth knowing
        raise BadInputError(BY_HAND) from error
    if made != wanted:
        raise BadInputError(BY_HAND)
    return text
