"""Cells of a table: what stands in them, freed of what spreadsheets and web pages leave behind.

Cleaned are: spaces and line ends of every kind to plain spaces, invisible signs, footnote marks
(``[a]``, ``[12]``, ``†``, a star after a word), what HTML writes for a sign (``&amp;``), UTF-8 that
was once read as something else (``BeyoncÃ©``), quotes that stand around the whole or alone at an
end, commas at the end, and dashes (a tight one becomes ``-``, one between spaces ``–``). A cell
that says that there is nothing (``n/a``, ``–``, ``not awarded``, ``(vacant)``, ``cancelled due to
…``) counts as empty.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from html import unescape

_MARK = (
    r"\[(?:[a-z]|a[a-z]|[0-9]{1,3}|(?:note|nb|fn|n|c|(?:lower|upper)-alpha) ?[0-9]{1,3}"
    r"|citation needed|update)\]"
)
_ENDS = r"(?=$|[\s,;:/|&.)])"
_MARKS = re.compile(rf"\s?(?:{_MARK}|[†‡§¶])+{_ENDS}", re.IGNORECASE)
# Of a name that ends in one letter the star is a part: Sagittarius A*.
_STARS = re.compile(
    rf"(?:(?<=[^\W\d_]{{2}})\*|(?<=[^\W\d_]{{3}})(?:\*\*|[¹²³⁴-⁹]+)|(?<=[0-9)])\*{{1,2}}){_ENDS}"
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});")
_TAG = re.compile(r"</?(?:b|br|em|i|small|span|strong|u)\b[^<>]{0,200}>", re.IGNORECASE)
# UTF-8 read as Latin-1: of a letter the first byte, and then a sign that no letter is followed by.
_TWICE = re.compile("[ÃÂÄÅ][\u00a0-\u00bf]|â€")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00]")
_SPACES = re.compile("[\t-\r\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_TIGHT = re.compile(rf"(?<=\S)[{_DASHES}](?=\S)")
_LOOSE = re.compile(rf"(?<=\s)[-{_DASHES}](?=\s)")
_ANY = re.compile(f"[{_DASHES}]")
_PAIRS = (('"', '"'), ("“", "”"), ("„", "“"), ("«", "»"), ("'", "'"), ("‘", "’"))
_END = " ,;"
_LONG = 2_000  # a text so long is no name; looking for marks in it might take for ever

_NEVER = (
    r"(?:awarded|award|held|given|presented|contested|applicable|known|competition|winners?|prizes?|"
    r"laureates?|ceremony|race|events?|tournament|edition|final|championship)"
)
_OFF = (
    r"(?:cancel+ed|abandoned|annulled|postponed|vacant|vacated|withheld|unknown|tb[acd]|"
    r"to be (?:announced|confirmed|decided|determined))"
)
NOTHING = re.compile(
    r"[-–?.]+|n/a|n\.a\.|\(none\)"
    rf"|(?:not|no) {_NEVER}\b.*"
    r"|no (?:\S+ ){1,4}(?:was|were) (?:awarded|given|held|presented|contested)\b.*"
    r"|(?:prize )?not awarded\b.*"
    rf"|(?:(?:award|prize|title) )?{_OFF}"
    r"(?: ?[(,–:].*| (?:due|because|owing|after|by|on account)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)

JOINT = "\x1f"
_INSIDE = (
    '"', "[", "*", "<", "  ", " - ", "\t", "\n", "\r", "\x00",
    f",{JOINT}", f";{JOINT}", f"'{JOINT}",
)  # fmt: skip
_BEGINNING = re.compile(
    rf"{JOINT}(?:[-?.'(]|no |n/a|n\.a|not |{_OFF}|(?:award|prize|title) (?:not|{_OFF}))",
    re.IGNORECASE,
)


def needs_cleaning(cells: tuple[str, ...]) -> bool:
    """Tell whether anything in a row may have to be cleaned: of most rows that is soon said."""
    row = JOINT.join(("", *cells, ""))
    return (
        not row.isascii()
        or any(sign in row for sign in _INSIDE)
        or ("&" in row and ";" in row)
        or _BEGINNING.search(row) is not None
    )


@lru_cache(maxsize=16_384)
def clean(cell: str) -> str:
    """Return a cell without what does not belong to it; empty where it says there is nothing."""
    text = unicodedata.normalize("NFC", _read_once(cell))
    if "&" in text or "<" in text:
        text = _TAG.sub(" ", _ENTITY.sub(lambda match: unescape(match[0]), text))
    text = re.sub(" {2,}", " ", _SPACES.sub(" ", _INVISIBLE.sub("", text))).strip()
    if len(text) > _LONG:
        return text
    text = _STARS.sub("", _MARKS.sub("", text))
    text = _LOOSE.sub("–", _TIGHT.sub("-", text))
    text = _unquoted(text.strip().rstrip(_END))
    told = _ANY.sub("–", text)
    if told[:1] == "(" and told[-1:] == ")" and told != "(none)":
        told = told[1:-1]
    return "" if NOTHING.fullmatch(told) else text


def _read_once(cell: str) -> str:
    """Undo that UTF-8 was taken for Latin-1 and written as UTF-8 again, where it surely was."""
    if not _TWICE.search(cell):
        return cell
    try:
        return b"".join(map(_byte, cell)).decode("utf-8")
    except ValueError:
        return cell


def _byte(letter: str) -> bytes:
    """Return the byte that was taken for a letter. Raises ValueError where it was none."""
    try:
        return letter.encode("cp1252")
    except ValueError:
        return letter.encode("latin-1")


def _unquoted(text: str) -> str:
    for first, last in _PAIRS:
        if len(text) > 1 and text[0] == first and text[-1] == last:
            inner = text[1:-1]
            if first not in inner and last not in inner:
                return inner.strip().rstrip(_END)
    if text.count('"') == 1 and (text[0] == '"' or (text[-1] == '"' and not text[-2:-1].isdigit())):
        return text.strip('"').strip().rstrip(_END)
    return text
