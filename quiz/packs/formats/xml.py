"""XML of strangers → elements that know their line, one part of the file at a time.

A DTD is refused, and with it every entity but the five of XML; nothing outside the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax import SAXParseException  # the errors and the names alone; the parser is defused
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml.common import DefusedXmlException
from defusedxml.sax import make_parser

from quiz.errors import BadInputError
from quiz.packs.formats.texts import refusal

MOST_DEPTH = 64
MOST_ELEMENTS = 1_000_000
MOST_INSIDE = 20_000  # elements of one question
_FILE = "file"  # a picture or sound in base64, which is not taken over
_MOST_TEXT = 6 << 20  # characters of one question, pictures in its texts among them
_PIECE = 1 << 16  # bytes
_MOST_ATTRIBUTES = 20_000  # of a tag, about
# What may stand before the root, a DTD too, so that a file is known and told to be without. Each
# part is taken once and for all (``?>``, ``*+``): parts that could end in many places take forever.
_ROOT = re.compile(
    r"\s*+(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\]\s*+)?>)\s*+)*+"
    r"<(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL,
)


@dataclass(slots=True)
class Element:
    """An element by its name without prefix; ``parts`` are its texts and elements in order."""

    name: str
    attributes: dict[str, str]
    line: int
    parts: list[str | Element] = field(default_factory=list)

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the elements right inside that have one of these names."""
        return (part for part in self.parts if isinstance(part, Element) and part.name in names)

    def first(self, *path: str) -> Element | None:
        """Return the first element at a path of names, or None."""
        found: Element | None = self
        for name in path:
            found = next(found.all(name), None) if found else None
        return found

    def text(self, *path: str) -> str:
        """Return the text right inside the element at a path, trimmed; empty when there is none."""
        found = self.first(*path)
        return (
            "".join(part for part in found.parts if isinstance(part, str)).strip() if found else ""
        )

    def walk(self) -> Iterator[Element]:
        """Yield all elements inside, however deep, in the order of the file."""
        for part in self.parts:
            if isinstance(part, Element):
                yield part
                yield from part.walk()

    def every(self, *names: str) -> Iterator[Element]:
        """Yield all elements of these names, however deep, in the order of the file."""
        return (part for part in self.walk() if part.name in names)


def root_of(text: str) -> str:
    """Return the name of the outermost element of a text that may be XML, or an empty text."""
    match = _ROOT.match(text.lstrip("\ufeff")[:20_000])
    return match[1] if match else ""


def read_xml(
    data: bytes,
    file: str,
    names: frozenset[str],
    take: Callable[[Element], None],
    around: Callable[[Element], None] = lambda _: None,
) -> None:
    """Hand over every element of these names, outermost ones only, as soon as it ends.

    ``around`` is told of all others, without what is in them, as soon as they begin. Raises
    BadInputError with line and column where the file is no XML, E505 where it has a DTD, and E102
    where it is nested deeper or has more elements than any such file should. The content of a
    ``file`` is not kept, nor more than 6 MiB of text of an element.
    """
    handler = _Handler(file, names, take, around)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    try:
        _feed(parser, data, handler)
    except SAXParseException as error:
        line, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
        told = error.getMessage()
        hint = "; write the character itself, or its number" if "undefined entity" in told else ""
        raise refusal(file, f"this is not XML: {told}{hint}", line, column, "E100") from None
    except DefusedXmlException:
        told = "it has a DTD or declares entities, which is not read; take out <!DOCTYPE …>"
        raise refusal(file, told, handler.line, code="E505") from None
    except (ValueError, LookupError) as error:
        raise refusal(file, f"this is not XML: {error}", 1, 1, "E100") from error


def _feed(parser: Any, data: bytes, handler: _Handler) -> None:
    """Parse piece by piece, and refuse a tag that goes on over many pieces and has no end of it.

    The parser builds a tag as a whole: one with millions of attributes would fill the memory.
    """
    waiting = 0
    for start in range(0, len(data), _PIECE):
        before = handler.events
        piece = data[start : start + _PIECE]
        parser.feed(piece)
        waiting = waiting + piece.count(b"=") if handler.events == before else 0
        if waiting > _MOST_ATTRIBUTES:
            raise handler.refusal("a tag has more attributes than any should")
    parser.close()


class _Handler(ContentHandler):
    def __init__(
        self,
        file: str,
        names: frozenset[str],
        take: Callable[[Element], None],
        around: Callable[[Element], None],
    ) -> None:
        super().__init__()
        self._file, self._names, self._take, self._around = file, names, take, around
        self.events = 0
        self._open: list[Element] = []
        self._depth = self._count = self._inside = self._kept = 0
        self._locator: Locator | None = None

    @property
    def line(self) -> int:
        return (self._locator.getLineNumber() or 1) if self._locator else 1

    def refusal(self, told: str) -> BadInputError:
        return refusal(self._file, told, self.line, code="E102")

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 - its name
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - its name
        self.events += 1
        self._depth += 1
        self._count += 1
        self._inside = self._inside + 1 if self._open else 0
        if self._depth > MOST_DEPTH:
            raise self.refusal(f"nested deeper than {MOST_DEPTH}")
        if self._inside > MOST_INSIDE:
            raise self.refusal(f"more than {MOST_INSIDE:,} elements in a question")
        if self._count > MOST_ELEMENTS:
            raise self.refusal("more elements than any such file should have")
        local = name.rpartition(":")[2]
        plain = {key.rpartition(":")[2]: value for key, value in attrs.items()}
        element = Element(local, plain, self.line)
        if self._open:
            self._open[-1].parts.append(element)
        elif local not in self._names:
            self._around(element)
            return
        else:
            self._kept = 0
        self._open.append(element)

    def endElement(self, name: str) -> None:  # noqa: N802, ARG002 - its signature
        self.events += 1
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self._take(element)

    def characters(self, content: Any) -> None:
        self.events += 1
        if self._open and self._open[-1].name != _FILE and self._kept < _MOST_TEXT:
            self._kept += len(content)
            self._open[-1].parts.append(str(content))
