"""Reading a number that somebody typed, in the ways people write numbers.

Grouping by comma, point, apostrophe or space, decimals by point or comma: a mark that can only be
one of them is read as that (``1,000.5``, ``1.000,5``, ``0,5``, ``1 000 000``). A single mark before
three digits can be either (``1,000``; ``1.000``), and both readings count, for the two lie a
thousandfold apart and nobody gains by it. Words stand for zero to twenty, and for ``million`` and
its kin; “about”, “in” and the unit, short or spelt out, may stand beside the number. Two numbers
(“12 or 13”) are none.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from quiz.questions.likeness import NUMBER_WORDS
from quiz.text import fold

_NUMBER = re.compile(r"(?<![\w.,])(?P<sign>[-+]?)\s?(?P<body>\d(?:[\d.,' ]*\d)?)(?!\d)")
_GROUPS = re.compile(r"\d{1,3}(?:[,.' ]\d{3})+")
_MINUS = re.compile(r"[\u2212\u2013\u2012]")
_QUOTE = re.compile(r"[\u2019\u02bc`´]")
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "mio": 1e6, "billion": 1e9, "trillion": 1e12,
}  # fmt: skip
_BESIDE_WORDS = "a about approx approximately around ca circa roughly in the year of exactly ad ce"
_BESIDE = frozenset(_BESIDE_WORDS.split())
_UNITS = tuple(
    frozenset(names.split())
    for names in (
        "km kms kilometre kilometer",
        "m metre meter",
        "cm centimetre centimeter",
        "mm millimetre millimeter",
        "mi mile",
        "ft foot feet",
        "kg kilo kilogram kilogramme",
        "g gram gramme",
        "t tonne",
        "s sec second",
        "min minute",
        "h hr hour",
        "d day",
        "y yr year",
        "c celsius",
        "f fahrenheit",
        "k kelvin",
        "% percent per cent pct",
    )
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The values a text can be read as; ``is_clean`` when nothing else stands beside them."""

    values: frozenset[float]
    is_clean: bool


def read_number(text: str, unit: str = "") -> Reading | None:
    """Read a typed number; None when there is none, or more than one."""
    text = _QUOTE.sub("'", _MINUS.sub("-", unicodedata.normalize("NFKC", text))).casefold()
    found = list(_NUMBER.finditer(text))
    if len(found) > 1:
        return None
    if found:
        values = _values(found[0]["body"])
        negative = found[0]["sign"] == "-"
        rest = _words(f"{text[: found[0].start()]} {text[found[0].end() :]}")
    else:
        negative, rest = False, _words(text)
        named = [word for word in rest if word in NUMBER_WORDS]
        if len(named) > 1 or not (named or _SCALES.keys() & set(rest)):
            return None
        values = frozenset({float(NUMBER_WORDS[named[0]]) if named else 1.0})
        rest = [word for word in rest if word not in named]
    if rest[:1] == ["minus"] and not negative:
        negative, rest = True, rest[1:]
    for word in rest:
        values = frozenset(value * _SCALES.get(word, 1) for value in values)
    known = _unit_words(unit) | _BESIDE | _SCALES.keys()
    return Reading(
        values=frozenset(-value if negative else value for value in values),
        is_clean=bool(values) and all(word in known or _singular(word) in known for word in rest),
    )


def _values(body: str) -> frozenset[float]:
    """Return what digits and marks can mean; nothing when they are put together as no number."""
    marks = {mark for mark in body if not mark.isdigit()}
    if not marks:
        return frozenset({float(body)})
    readings = set()
    if len(marks) == 1 and _GROUPS.fullmatch(body) and not body.startswith("0"):
        readings.add(float("".join(filter(str.isdigit, body))))
    whole, mark, decimals = _split_decimals(body)
    grouped = {char for char in whole if not char.isdigit()}
    if mark and decimals and (not grouped or (len(grouped) == 1 and _GROUPS.fullmatch(whole))):
        readings.add(float(f"{''.join(filter(str.isdigit, whole))}.{decimals}"))
    return frozenset(readings)


def _split_decimals(body: str) -> tuple[str, str, str]:
    """Split at the last point or comma, if it occurs once and can be a decimal mark."""
    at = max(body.rfind("."), body.rfind(","))
    if at < 0 or body.count(body[at]) > 1 or not body[at + 1 :].isdigit():
        return body, "", ""
    return body[:at], body[at], body[at + 1 :]


def _words(text: str) -> list[str]:
    words = fold(text.replace("%", " percent ").replace("-", " ")).split()
    return [word for word in words if any(map(str.isalnum, word))]


def _unit_words(unit: str) -> frozenset[str]:
    words = frozenset(_words(unit))
    kin = (names for names in _UNITS for word in words if {word, _singular(word)} & names)
    return words.union(*kin, {_singular(word) for word in words}, {"degree"} if words else ())


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 2 else word
