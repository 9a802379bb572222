"""The cells of a sheet of a workbook, by row and column, while its elements go by."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from quiz.packs.formats.tables.cells import HEAD_ROWS, MOST_BLANK
from quiz.packs.formats.tables.parts import (
    Attributes,
    EnoughError,
    Numbers,
    Part,
    unescaped,
    whole,
)

_MOST_PLACE = 16_384  # the last column there is
_LETTERS = re.compile(r"[A-Z]{1,3}")


@dataclass(slots=True)
class _Cell:
    column: int = -1
    kind: str = ""
    form: str = ""
    parts: list[str] = field(default_factory=list)


class SheetRows(Part):
    """The rows of a sheet with their numbers, until there are some more than ``most``."""

    def __init__(self, texts: list[str], numbers: Numbers, most: int) -> None:
        """Texts are the shared ones; numbers tell how those are read."""
        self.found: list[tuple[int, list[str]]] = []
        self._texts, self._numbers, self._most = texts, numbers, most
        self._number = self._last = 0
        self._row: dict[int, str] = {}
        self._cell = _Cell()
        self._is_value = self._is_spoken = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of a row, of a cell or of its value."""
        if name == "c":
            letters = _LETTERS.match(attributes.get("r", ""))
            column = _column(letters[0]) if letters else self._cell.column + 1
            self._cell = _Cell(column, attributes.get("t", "n"), attributes.get("s", "0"))
        elif name == "row":
            self._number = max(self._number + 1, whole(attributes.get("r", "")))
            self._row, self._cell = {}, _Cell()
        elif name in {"v", "t"}:
            self._is_value = not self._is_spoken
        elif name == "rPh":
            self._is_spoken = True

    def end(self, name: str) -> None:
        """Take the end of a value, of a cell, of a row or of all of them."""
        if name in {"v", "t"}:
            self._is_value = False
        elif name == "rPh":
            self._is_spoken = False
        elif name == "c":
            text = self._told(self._cell).strip()
            if text and 0 <= self._cell.column < _MOST_PLACE:
                self._row[self._cell.column] = text
        elif name == "row":
            self._keep()
        elif name == "sheetData":
            raise EnoughError

    def said(self, text: str) -> None:
        """Take a piece of a value."""
        if self._is_value:
            self._cell.parts.append(text)

    def _keep(self) -> None:
        if self._number - self._last > MOST_BLANK:
            raise EnoughError
        if self._row:
            self._last = self._number
            width = max(self._row) + 1
            cells = [self._row.get(column, "") for column in range(width)]
            self.found.append((self._number, cells))
        if len(self.found) > self._most + HEAD_ROWS:
            raise EnoughError

    def _told(self, cell: _Cell) -> str:
        text = "".join(cell.parts)
        match cell.kind:
            case "s":
                place = whole(text)
                return self._texts[place] if 0 <= place < len(self._texts) else ""
            case "inlineStr" | "str":
                return unescaped(text)
            case "b":
                return {"1": "true", "0": "false"}.get(text.strip(), text)
            case "e":
                return ""
            case "d":
                return text.removesuffix("T00:00:00")
            case _:
                return self._numbers.told(text, cell.form)


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1
