"""The parts of a workbook, each read while its elements go by.

A part that reads on tells by ``EnoughError`` when it has all that it wants.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal
from xml.parsers import expat  # a DTD is refused below, and with it every entity

from quiz.packs.formats.tables.cells import HEAD_ROWS, MOST_BLANK
from quiz.packs.formats.texts import refusal

MOST_ELEMENTS = 480_000  # cells in 30 columns and 5,000 rows, with their values
MOST_TEXTS = 200_000
_MOST_CHARACTERS = 24 << 20
_MOST_PLACE = 16_384  # the last column there is
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LETTERS = re.compile(r"[A-Z]{1,3}")
_SHOWN = re.compile(r'"[^"]*"|\[(?!h|m|s)[^\]]*\]|\\.|_.|\*.|general', re.IGNORECASE)
_DATE_MARKS = re.compile(r"[ymdhs]", re.IGNORECASE)
_DATE_FORMS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
_PERCENT_FORMS = frozenset({9, 10})

Form = Literal["", "date", "percent"]
Attributes = Mapping[str, str]


class EnoughError(Exception):
    """All that is wanted of a part was read."""


class Part:
    """What becomes of the elements and texts of a part, by their names without prefix."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def said(self, text: str) -> None:
        """Take a piece of text."""


def read_part(data: bytes, part: Part, name: str, file: str) -> None:
    """Read a part. Raises BadInputError where it is no XML, has a DTD or too many elements."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    count = 0
    plain: dict[str, str] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise refusal(file, f"“{name}” has more cells than are read", code="E302")
        if tag not in plain:
            plain[tag] = tag.rpartition(":")[2]
        part.start(plain[tag], attributes)

    def refuse(*_: object) -> None:
        raise refusal(file, f"“{name}” has a DTD, which is not read", code="E305")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda tag: part.end(plain[tag])
    parser.CharacterDataHandler = part.said
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except EnoughError:
        return
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise refusal(file, f"“{name}” in it cannot be read ({error})", code="E100") from error


class Targets(Part):
    """The kinds and names of the other parts, by the ids by which they are called."""

    def __init__(self, folder: str) -> None:
        """Names are told as seen from this folder."""
        self.found: dict[str, tuple[str, str]] = {}
        self._folder = folder

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a relationship."""
        if name == "Relationship":
            target = attributes.get("Target", "").replace("./", "")
            path = target[1:] if target[:1] == "/" else f"{self._folder}/{target}"
            self.found[attributes.get("Id", "")] = attributes.get("Type", ""), path


class Numbers(Part):
    """How numbers are to be read, and the titles and ids of the sheets that are not hidden."""

    def __init__(self) -> None:
        """Begin with days counted from 1900."""
        self.sheets: list[tuple[str, str]] = []
        self.forms: list[Form] = []
        self._since = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no zones

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a sheet, or the day from which days are counted."""
        if name == "workbookPr" and attributes.get("date1904") in {"1", "true"}:
            self._since = datetime(1904, 1, 1)  # noqa: DTZ001 - likewise
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            at = next((text for key, text in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), at))

    def told(self, text: str, form: str) -> str:
        """Return a number as text: ``3`` for 3.0, a date as ``2024-05-31``, a share as ``50%``."""
        try:
            value = float(text)
        except ValueError:
            return text
        place = _whole(form)
        shown = self.forms[place] if 0 <= place < len(self.forms) else ""
        if shown == "percent":
            return f"{round(value * 100, 10):.15g}%"
        return (self._date(value) if shown == "date" else "") or f"{value:.15g}"

    def _date(self, value: float) -> str:
        try:
            moment = self._since + timedelta(seconds=round(value * 86_400))
        except (OverflowError, ValueError):
            return ""
        if 0 <= value < 1:
            return f"{moment:%H:%M:%S}".removesuffix(":00")
        day, clock = moment.date().isoformat(), f"{moment:%H:%M:%S}".removesuffix(":00")
        return day if clock == "00:00" else f"{day} {clock}"


class Forms(Part):
    """Which forms of cells show dates, and which shares of a hundred."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[Form] = []
        self._own: dict[int, Form] = {}
        self._is_inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        """Take a form of numbers or of cells."""
        form = _whole(attributes.get("numFmtId", ""))
        if name == "numFmt":
            shown = _SHOWN.sub("", attributes.get("formatCode", "")[:200])
            if "%" in shown:
                self._own[form] = "percent"
            else:
                self._own[form] = "date" if _DATE_MARKS.search(shown) else ""
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            usual: Form = "percent" if form in _PERCENT_FORMS else ""
            self.found.append(self._own.get(form, "date" if form in _DATE_FORMS else usual))

    def end(self, name: str) -> None:
        """Stop after the forms of cells."""
        if name == "cellXfs":
            raise EnoughError


class Texts(Part):
    """The texts that cells share; how they are to be spoken (``rPh``) is no part of them."""

    def __init__(self, file: str) -> None:
        """Begin with none."""
        self.found: list[str] = []
        self._file = file
        self._parts: list[str] = []
        self._is_text = self._is_spoken = False
        self._size = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - the part's signature
        """Take the start of a text or of a part of one."""
        if name == "t":
            self._is_text = True
        elif name == "rPh":
            self._is_spoken = True

    def end(self, name: str) -> None:
        """Take the end of a text or of a part of one."""
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_spoken = False
        elif name == "si":
            self.found.append(unescaped("".join(self._parts)))
            self._parts.clear()
            if len(self.found) > MOST_TEXTS or self._size > _MOST_CHARACTERS:
                raise refusal(self._file, "it holds more texts than are read", code="E302")

    def said(self, text: str) -> None:
        """Take a piece of a text."""
        if self._is_text and not self._is_spoken:
            self._parts.append(text)
            self._size += len(text)


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
            self._number = max(self._number + 1, _whole(attributes.get("r", "")))
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
                place = _whole(text)
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


def unescaped(text: str) -> str:
    """Return a text with what workbooks write as ``_x000A_``, and lines that end in one way."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.strip().isdigit() and len(text) < 10 else -1
