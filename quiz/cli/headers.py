"""The head of a request, read by the letter of RFC 9112.

What pywsgi uses by itself is the parser of e-mail: it takes what no browser sends, and as long for
it as the rest of the server for the whole request. And whatever leaves in doubt where a request
ends is refused: a proxy that sees another end than we do would hand the rest of one visitor's
request on as the beginning of another's.
"""

from __future__ import annotations

import re
from typing import BinaryIO

MOST_FIELDS = 100
LONGEST_LINE = 16 * 1024
"""In bytes; a cookie has no more than 4,096."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_FIRST_LINE = re.compile(r"[!-~]+ [!-~\x80-\xff]+ HTTP/1\.[0-9]\r?\n")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")  # nor a lone CR, which some take for an end
_LENGTH = re.compile(r"[0-9]{1,15}")
_ONCE = {"content-length", "content-type", "host", "transfer-encoding"}


def check_first_line(line: str) -> None:
    """Raise ValueError unless a line asks for something in HTTP/1."""
    if not _FIRST_LINE.fullmatch(line):
        raise ValueError("That is no request.")


class Headers:
    """Names in lower case, and values, in the order they came.

    ``status`` is what is wrong with them, or an empty text; pywsgi refuses the request then. So it
    does when ``ValueError`` is raised: for a field without a name or a colon, for one that goes on
    in the next line or has a character that none may have, for a second one of what there can be
    but one, and for what does not plainly say how long the body is.
    """

    __slots__ = ("_values", "fields", "status")

    def __init__(self, stream: BinaryIO) -> None:
        """Read from a stream up to the empty line after the headers."""
        self.status = ""
        self.fields: list[tuple[str, str]] = []
        self._values: dict[str, str] = {}
        while (line := stream.readline(LONGEST_LINE + 1)) not in {b"\r\n", b"\n"}:
            if len(line) > LONGEST_LINE or len(self.fields) >= MOST_FIELDS:
                self.status = "too many headers"
                return
            if not line.endswith(b"\n"):
                raise ValueError("The headers end in mid-line.")
            name, colon, value = line.decode("latin-1").partition(":")
            name, value = name.lower(), value.removesuffix("\n").removesuffix("\r").strip(" \t")
            if not colon or not _NAME.fullmatch(name) or _CONTROL.search(value):
                raise ValueError("A line of the headers is no field.")
            if name in _ONCE and name in self._values:
                raise ValueError(f"There are two fields {name}.")
            self.fields.append((name, value))
            self._values.setdefault(name, value)
        self._check_length()

    def _check_length(self) -> None:
        coding, length = self.get("transfer-encoding"), self.get("content-length")
        if coding is not None and (length is not None or coding.lower() != "chunked"):
            raise ValueError("The body comes in a way that is not taken.")
        if length is not None and not _LENGTH.fullmatch(length):
            raise ValueError("The length of the body is no number.")

    def get(self, name: str, default: str | None = None) -> str | None:
        """Return the first value of a field; of the name, case does not matter."""
        return self._values.get(name.lower(), default)

    getheader = get

    @property
    def typeheader(self) -> str | None:
        """The type of the content, under the name that pywsgi has for it."""
        return self._values.get("content-type")

    def __delitem__(self, name: str) -> None:
        """Forget a field."""
        self._values.pop(name.lower(), None)
        self.fields = [each for each in self.fields if each[0] != name.lower()]
