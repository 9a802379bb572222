"""The headers of a request, read by the letter of RFC 9112.

What pywsgi uses by itself is the parser of e-mail: it takes what no browser sends, and as long for
it as the rest of the server for the whole request.
"""

from __future__ import annotations

import re
from typing import BinaryIO

MOST_FIELDS = 100
LONGEST_LINE = 16 * 1024
"""In bytes; a cookie has no more than 4,096."""

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_ONCE = {"content-length", "content-type", "host", "transfer-encoding"}


class Headers:
    """Names in lower case, and values, in the order they came.

    ``status`` is what is wrong with them, or an empty text; pywsgi refuses the request then. So it
    does when ``ValueError`` is raised: for a field without a name or a colon, for one that goes on
    in the next line, and for a second one of what there can be but one.
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
            name = name.lower()
            if not colon or not _NAME.fullmatch(name):
                raise ValueError("A line of the headers is no field.")
            if name in _ONCE and name in self._values:
                raise ValueError(f"There are two fields {name}.")
            value = value.strip()
            self.fields.append((name, value))
            self._values.setdefault(name, value)

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
