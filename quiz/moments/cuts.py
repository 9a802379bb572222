"""Parts of cells that a template may want: the year of a date, the number of “8,849 m”."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quiz.text import turned

_BRACKETS = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])$")
_NUMBER = re.compile(r"(?<![\w.,])(?:[1-9][0-9]{0,2}(?:[ ,'’][0-9]{3})+|[0-9]+)(?![0-9.,]*[0-9])")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def _year(cell: str) -> str:
    found = _YEAR.search(cell)
    return found[0] if found else ""


def _without_brackets(cell: str) -> str:
    return _BRACKETS.sub("", cell) or cell


def _number(cell: str) -> str:
    """Return the first number, without signs between its thousands; 8.586 might be either."""
    found = _NUMBER.search(cell)
    return re.sub(r"[ ,'’]", "", found[0]) if found else ""


PARTS: dict[str, Callable[[str], str]] = {
    "year": _year, "number": _number, "bare": _without_brackets, "turned": turned,
}  # fmt: skip


def cutting(parts: Sequence[str]) -> Callable[[str], str] | None:
    """Return what takes some of the ``PARTS`` of a text, one after the other; None for none."""
    if not parts:
        return None
    cuts = [PARTS[part] for part in parts]

    def cut(text: str) -> str:
        for one in cuts:
            text = one(text)
        return text

    return cut
