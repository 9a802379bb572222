"""Cells of a table: what stands in them, freed of what spreadsheets and web pages leave behind.

Cleaned are: spaces of every kind to plain ones, invisible signs, footnote marks (``[a]``,
``[12]``, ``†``), quotes that stand around the whole or alone at an end, commas at the end, and
dashes (a tight one becomes ``-``, one between spaces ``–``). A cell that says that there is
nothing (``n/a``, ``–``, ``not awarded``, ``cancelled due to …``) counts as empty.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARK = r"\[(?:[a-z]|[0-9]{1,3}|(?:note|nb|fn|n|c) ?[0-9]{1,3}|citation needed|update)\]"
_MARKS = re.compile(rf"\s?(?:{_MARK}|[†‡])+(?=$|[\s,;:/|&.)])")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\x00]")
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_TIGHT = re.compile(rf"(?<=\S)[{_DASHES}](?=\S)")
_LOOSE = re.compile(rf"(?<=\s)[-{_DASHES}](?=\s)")
_ANY = re.compile(f"[{_DASHES}]")
_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("‘", "’"))
_END = " ,;"
_LONG = 2_000  # a text so long is no name; looking for marks in it might take for ever

NOTHING = re.compile(
    r"[-–?.]+|n/a|n\.a\."
    r"|(?:not|no) (?:awarded|award|held|given|presented|contested|competition|winners?|prizes?|"
    r"laureates?|ceremony|race|events?|tournament|edition|final|championship)\b.*"
    r"|(?:prize )?not awarded\b.*"
    r"|cancel+ed(?:$| ?[(,–:].*| (?:due|because|owing|after|by|on account)\b.*)",
    re.IGNORECASE | re.DOTALL,
)

JOINT = "\x1f"
_INSIDE = ('"', "[", "  ", " - ", "\t", "\x00", f",{JOINT}", f";{JOINT}", f"'{JOINT}")
_BEGINNING = re.compile(rf"{JOINT}(?:[-?.']|[Nn](?:ot? |/|\.)|[Cc]ancel|[Pp]rize [Nn]ot)")


def needs_cleaning(cells: tuple[str, ...]) -> bool:
    """Tell whether anything in a row may have to be cleaned: of most rows that is soon said."""
    row = JOINT.join(("", *cells, ""))
    return (
        not row.isascii()
        or any(sign in row for sign in _INSIDE)
        or _BEGINNING.search(row) is not None
    )


@lru_cache(maxsize=16_384)
def clean(cell: str) -> str:
    """Return a cell without what does not belong to it; empty where it says there is nothing."""
    text = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", cell)))
    text = re.sub(" {2,}", " ", text)
    if len(text) > _LONG:
        return text.strip()
    text = _MARKS.sub("", text)
    text = _LOOSE.sub("–", _TIGHT.sub("-", text))
    text = _unquoted(text.strip().rstrip(_END))
    return "" if NOTHING.fullmatch(_ANY.sub("–", text)) else text


def _unquoted(text: str) -> str:
    for first, last in _PAIRS:
        if len(text) > 1 and text[0] == first and text[-1] == last:
            inner = text[1:-1]
            if first not in inner and last not in inner:
                return inner.strip().rstrip(_END)
    if text.count('"') == 1 and (text[0] == '"' or (text[-1] == '"' and not text[-2:-1].isdigit())):
        return text.strip('"').strip().rstrip(_END)
    return text
