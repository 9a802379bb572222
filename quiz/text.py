"""Folding, joining and comparing text. Pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Letters that Unicode does not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th",
        "æ": "ae", "œ": "oe", "ß": "ss", "ŋ": "n", "&": " and ",
    }
)  # fmt: skip
_APOSTROPHES = re.compile(r"[\u0027\u2018\u2019\u02bc\u02bb\u0060\u00b4]")
_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
# The same for plain letters: apostrophes go, and all else that is no letter parts words.
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)) * 2
_NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Fold what people do not mean as a difference: case, accents, punctuation, spacing.

    ``"Beyoncé"`` and ``"BEYONCE"`` fold alike, so do ``"*NSYNC"`` and ``"'N Sync"``'s
    ``"nsync"`` once its space is dropped by the caller. A text that is all punctuation
    (``"+"``, ``"?"``) keeps it, so that it never folds to nothing.
    """
    if text.isascii():  # most texts: the same, many times as fast
        plain = text.replace("&", " and ") if "&" in text else text
        words = plain.encode().translate(_ASCII, b"'`").decode().split()
        return " ".join(words) or " ".join(plain.lower().split())
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_UNDECOMPOSED)
    bare = "".join(c for c in lowered if not unicodedata.combining(c))
    words = _NOT_WORD.sub(" ", _APOSTROPHES.sub("", bare)).replace("_", " ").split()
    return " ".join(words) or " ".join(bare.split())


def turned(name: str) -> str:
    """Return a name that stands surname first as it is said: “Curie, Marie” is Marie Curie."""
    last, *rest = name.split(", ")
    return " ".join([*rest[:1], last, *rest[1:]])


def join_names(names: Sequence[str], last: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``; with an “and” in a name ``A, and B and C``."""
    if len(names) < 2:
        return "".join(names)
    comma = "," if any(f" {last} " in name for name in names) else ""
    return f"{', '.join(names[:-1])}{comma} {last} {names[-1]}"


def number_word(count: int) -> str:
    """Spell out 0 to 12, and give digits above."""
    return _NUMBER_WORDS[count] if 0 <= count < len(_NUMBER_WORDS) else str(count)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean “x”?"`` for the nearest other known word, or an empty text."""
    choices = {fold(k): k for k in known if k != word}
    limit = max(1, len(word) // 3)
    best = process.extractOne(fold(word), list(choices), scorer=OSA.distance, score_cutoff=limit)
    return f"; did you mean “{choices[best[0]]}”?" if best else ""
