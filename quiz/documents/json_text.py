"""JSON text → nodes with positions, under the same limits as YAML.

Numbers and ``true`` keep the text that was written (``1.10``), as in YAML.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.documents.yaml_text import MAX_BYTES, MAX_DEPTH
from quiz.errors import BadInputError, Problem

_SPACE = re.compile(r"[ \t\r\n]*")
_LITERAL = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORD = re.compile(r"[^\s,:\[\]{}\"]{1,40}|.|$", re.DOTALL)


def read_json(text: str, file: str, max_bytes: int = MAX_BYTES) -> Mapping:
    """Read one JSON value that is an object.

    Raises BadInputError naming ``file``, line and column: of the first fault of syntax, or of
    every duplicate key and null.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        message = f"the file is {size:,} bytes; at most {max_bytes:,} are read"
        raise BadInputError(f"{file} could not be read.", (Problem(file, 0, 0, "E101", message),))
    reader = _Reader(text, Faults(file))
    try:
        top = reader.document()
    except _SyntaxError as fault:
        where = reader.here(fault.at)
        problem = Problem(file, where.line, where.column, fault.code, str(fault))
        raise BadInputError(f"{file} could not be read.", (problem,)) from None
    reader.faults.raise_if_any(f"{file} could not be read.")
    if not isinstance(top, Mapping):
        message = 'the file should be an object that begins with {"format": 1'
        raise BadInputError(f"{file} could not be read.", (Problem(file, 1, 1, "E103", message),))
    return top


class _SyntaxError(Exception):
    """Nothing can be read from here on."""

    def __init__(self, at: int, message: str, code: str = "E100") -> None:
        super().__init__(message)
        self.at = at
        self.code = code


class _Reader:
    """Reads by descent; depth is limited to ``MAX_DEPTH``, so it cannot run out of stack."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.at = 0
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
        self._decode = json.JSONDecoder().raw_decode

    def here(self, at: int, value: str = "", *, quoted: bool = False) -> Scalar:
        """Return a text with the line and column of an index."""
        line = bisect_right(self._starts, at)
        return Scalar(value, line, at - self._starts[line - 1] + 1, quoted)

    def document(self) -> Node:
        """Read the one value of the text."""
        node = self._node(0)
        if self._next():
            raise _SyntaxError(self.at, "this is not JSON: something follows the end of the object")
        return node

    def _next(self) -> str:
        """Skip space and return the next character, an empty text at the end."""
        char = self.text[self.at : self.at + 1]
        if char and char in " \t\r\n":
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            char = self.text[self.at : self.at + 1]
        return char

    def _node(self, depth: int) -> Node:
        char = self._next()
        if char == '"':
            return self._string()
        if char not in {"{", "["}:
            return self._literal()
        if depth >= MAX_DEPTH:
            raise _SyntaxError(self.at, f"nested deeper than {MAX_DEPTH} levels", "E102")
        return self._mapping(depth + 1) if char == "{" else self._listing(depth + 1)

    def _string(self) -> Scalar:
        start = self.at
        try:
            value, self.at = self._decode(self.text, start)
        except json.JSONDecodeError as error:
            message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
            raise _SyntaxError(error.pos, message) from None
        return self.here(start, value, quoted=True)

    def _literal(self) -> Scalar:
        match = _LITERAL.match(self.text, self.at)
        if match is None:
            raise _SyntaxError(self.at, f"this is not JSON: a value should stand here{self._not()}")
        node = self.here(self.at, match[0])
        self.at = match.end()
        if match[0] == "null":
            self.faults.add(node, "E105", "null is not read; leave the key out instead")
        return node

    def _listing(self, depth: int) -> Listing:
        start = self.here(self.at)
        items: list[Node] = []
        self.at += 1
        if self._next() == "]":
            self.at += 1
            return Listing((), start.line, start.column)
        while True:
            items.append(self._node(depth))
            if self._separator("]"):
                return Listing(tuple(items), start.line, start.column)

    def _mapping(self, depth: int) -> Mapping:
        start = self.here(self.at)
        entries: dict[str, tuple[Scalar, Node]] = {}
        self.at += 1
        if self._next() == "}":
            self.at += 1
            return Mapping((), start.line, start.column)
        while True:
            if self._next() != '"':
                message = f"this is not JSON: a key in quotes should stand here{self._not()}"
                raise _SyntaxError(self.at, message)
            key = self._string()
            if self._next() != ":":
                message = f"this is not JSON: “:” should follow the key{self._not()}"
                raise _SyntaxError(self.at, message)
            self.at += 1
            node = self._node(depth)
            if key.value in entries:
                line = entries[key.value][0].line
                self.faults.add(key, "E108", f"“{key.value}” stands already in line {line}")
            entries.setdefault(key.value, (key, node))
            if self._separator("}"):
                return Mapping(tuple(entries.values()), start.line, start.column)

    def _separator(self, end: str) -> bool:
        """Step over a comma, or over the end: return whether it was the end."""
        char = self._next()
        if char not in {",", end}:
            message = f"this is not JSON: “,” or “{end}” should stand here{self._not()}"
            raise _SyntaxError(self.at, message)
        self.at += 1
        return char == end

    def _not(self) -> str:
        found = _WORD.match(self.text, self.at)
        return f", not “{found[0]}”" if found and found[0] else "; the text ends too early"
