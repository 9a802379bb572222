"""The parts of a workbook, each read while its elements go by.

A part that reads on tells by ``EnoughError`` when it has all that it wants.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal
from xml.parsers import expat  # a DTD is refused below, and with it every entity

from quiz.packs.formats.texts import refusal

MOST_ELEMENTS = 480_000  # cells in 30 columns and 5,000 rows, with their values
MOST_TEXTS = 200_000
_MOST_CHARACTERS = 24 << 20
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
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
            raise refusal(file, f"“{name}” has more cells than are read", code="E502")
        if tag not in plain:
            plain[tag] = tag.rpartition(":")[2]
        part.start(plain[tag], attributes)

    def refuse(*_: object) -> None:
        raise refusal(file, f"“{name}” has a DTD, which is not read", code="E505")

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
        place = whole(form)
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
        form = whole(attributes.get("numFmtId", ""))
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
                raise refusal(self._file, "it holds more texts than are read", code="E502")

    def said(self, text: str) -> None:
        """Take a piece of a text."""
        if self._is_text and not self._is_spoken:
            self._parts.append(text)
            self._size += len(text)


def unescaped(text: str) -> str:
    """Return a text with what workbooks write as ``_x000A_``, and lines that end in one way."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def whole(text: str) -> int:
    """Return a whole number, or -1 where there is none."""
    return int(text) if text.isascii() and text.strip().isdigit() and len(text) < 10 else -1
