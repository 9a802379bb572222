"""YAML text → nodes with positions, refusing what can hurt or mislead.

Anchors, aliases, tags, several documents, depth over 32 and texts over the size limit are
refused while walking the events of ``yaml.parse``, before anything is composed: deep nesting
crashes the C composer itself. Duplicate keys are refused too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import yaml

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.errors import BadInputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 32
MAX_BYTES = 1 << 20
MAX_NODES = 250_000

_HINTS = {
    "mapping values are not allowed": "; a text with “: ” in it wants quotes around it",
    "cannot start any token": "; a text that begins with this sign wants quotes around it",
    "did not find expected key": "; see that keys stand in line, and that quotes are closed",
}
_QUOTES = frozenset({"'", '"'})
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str, file: str, max_bytes: int = MAX_BYTES) -> Mapping:
    """Read one YAML document whose top is a mapping.

    Raises BadInputError naming ``file``, line and column of every fault found.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        _refuse(file, 0, 0, "E101", f"the file is {size:,} bytes; at most {max_bytes:,} are read")
    faults = Faults(file)
    try:
        top = _compose(yaml.parse(text, Loader=_LOADER), faults)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        reason = str(error.problem or error.context)
        _refuse(file, line, column, "E100", f"this is not YAML: {reason}{_hint(reason)}")
    except (yaml.YAMLError, ValueError) as error:
        reason = str(error).splitlines()[0]
        _refuse(file, 1, 1, "E100", f"this is not YAML: {reason}")
    faults.raise_if_any(f"{file} could not be read.")
    if not isinstance(top, Mapping):
        _refuse(file, 1, 1, "E103", "the file should be a mapping that begins with “format: 1”")
    return top


def _hint(reason: str) -> str:
    """Say what mostly lies behind a fault of YAML, where the parser's own words do not."""
    return next((hint for words, hint in _HINTS.items() if words in reason), "")


def _refuse(file: str, line: int, column: int, code: str, message: str) -> NoReturn:
    raise BadInputError(f"{file} could not be read.", (Problem(file, line, column, code, message),))


def _compose(events: Iterator[yaml.Event], faults: Faults) -> Node | None:
    """Build nodes from events without recursion, so that depth is ours to limit."""
    stack: list[tuple[yaml.Event, list[Node]]] = []
    documents: list[Node] = []
    most = 2 * MAX_NODES  # a list or mapping has two events, its beginning and its end
    for count, event in enumerate(events):
        if type(event) is yaml.ScalarEvent and count <= most and not (event.anchor or event.tag):
            # Nearly all events are texts without more: they go the short way.
            text = Scalar(event.value, *_place(event), event.style in _QUOTES)
            (stack[-1][1] if stack else documents).append(text)
            continue
        reason = _refusal(event, len(stack), len(documents))
        if count > most:
            reason = f"the file has more than {MAX_NODES:,} values"
        if reason:
            faults.add(Scalar("", *_place(event)), "E102", reason)
            return None
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append((event, []))
        elif isinstance(event, yaml.CollectionEndEvent):
            node = _close(*stack.pop(), faults)
            (stack[-1][1] if stack else documents).append(node)
    return documents[0] if documents else None


def _refusal(event: yaml.Event, depth: int, documents: int) -> str:
    """Say why an event is not read; an empty text when it is."""
    if isinstance(event, yaml.NodeEvent):
        if isinstance(event, yaml.AliasEvent):
            return "aliases (*name) are not read; write the value out"
        if event.anchor:
            return "anchors (&name) are not read; write the value out"
        if tag := getattr(event, "tag", None):
            return f"tags ({tag}) are not read"
        if depth >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            return f"nested deeper than {MAX_DEPTH} levels"
    elif documents and isinstance(event, yaml.DocumentStartEvent):
        return "only one document a file is read"
    return ""


def _place(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _close(start: yaml.Event, items: list[Node], faults: Faults) -> Node:
    line, column = _place(start)
    if isinstance(start, yaml.SequenceStartEvent):
        return Listing(tuple(items), line, column)
    entries: list[tuple[Scalar, Node]] = []
    first: dict[str, int] = {}
    for key, value in zip(items[::2], items[1::2], strict=True):
        if not isinstance(key, Scalar):
            faults.add(key, "E103", "a key must be a text")
        elif key.value in first:
            faults.add(key, "E108", f"“{key.value}” stands already in line {first[key.value]}")
        else:
            first[key.value] = key.line
            entries.append((key, value))
    return Mapping(tuple(entries), line, column)
