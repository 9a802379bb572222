"""Several texts in one cell: between bars, or as programs write lists."""

from __future__ import annotations

import json
import re

_LONGEST = 40_000  # of a list in a cell; a question takes less
_ITEM = re.compile(r"(?:[^|\\]|\\.?)+", re.DOTALL)
_ESCAPE = re.compile(r"\\([|=\\])")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*+)\"|'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
_LABEL = re.compile(r"\s*\(?([A-La-l]|[1-9]|1[0-2])[.):]\s+(?=\S)")
_NOTHING = frozenset({"null", "nan", "n/a", "[]", "{}"})


def listed(text: str) -> tuple[str, ...]:
    """Return the texts that stand in one cell with bars between, without what escapes those."""
    return tuple(text for item in items_of(text) if (text := plain(item)))


def items_of(text: str) -> list[str]:
    """Return what stands between bars, escapes and all."""
    return _ITEM.findall(text[:_LONGEST])


def plain(item: str) -> str:
    """Return an item without what escapes bars, equals signs and backslashes."""
    return _ESCAPE.sub(r"\1", item.strip())


def in_one(text: str) -> tuple[str, ...]:
    """Return the texts of a cell that holds several, as whoever made it parted them.

    A list of JSON or of Python; else what stands between bars, lines, semicolons or commas: the
    first of them that there is. What programs write for nothing holds none.
    """
    text = text.strip()[:_LONGEST]
    if text.casefold() in _NOTHING:
        return ()
    if text[:1] in "[{" and text[-1:] in "]}":
        made = _from_json(text) or tuple(
            _BACKSLASH.sub(r"\1", found[1] or found[2] or "") for found in _QUOTED.finditer(text)
        )
        if made:
            return tuple(filter(None, map(str.strip, made)))
    if "|" in text:
        return listed(text)
    sign = next((sign for sign in ("\n", ";", ",") if sign in text), "\n")
    return tuple(filter(None, map(str.strip, text.split(sign))))


def _from_json(text: str) -> tuple[str, ...]:
    try:
        made = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    values = made.values() if isinstance(made, dict) else made
    return tuple(str(value) for value in values if isinstance(value, str | int | float))


def unlabelled(options: tuple[str, ...]) -> tuple[str, ...]:
    """Return options without letters or numbers before them (``A) Mars``), if all are in order."""
    found = [_LABEL.match(option) for option in options if option]
    labels = [match[1].casefold() for match in found if match]
    count = len(found)
    if len(labels) < max(count, 2):
        return options
    if labels not in (list("abcdefghijkl"[:count]), [str(n) for n in range(1, count + 1)]):
        return options
    return tuple(_LABEL.sub("", option, count=1) for option in options)
