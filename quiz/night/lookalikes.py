"""Letters that look like others, and what a name comes down to without such differences.

A compact table of our own for Latin, Greek and Cyrillic, after the idea of Unicode's confusables
(UTS #39): what a room sees on a screen five metres away counts, not what a font can tell apart.
Small letters go with their capitals, so “н”, whose capital looks like H, is an h here; only among
Latin letters three small Greek ones are what they look like themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quiz.text import fold

_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝгьѵԍӏє", "abekmhopctyxijshdqwrbvgle", strict=True))
_GREEK = dict(zip("αβγεζηικμνορτυχωϲϳ", "abyezhikmnoptyxwcj", strict=True))
_LETTERS = {**_CYRILLIC, **_GREEK, "ı": "i", "ɑ": "a", "ɡ": "g", "ƒ": "f"}
_LOOKS = str.maketrans({**_LETTERS, "0": "o", "1": "l", "|": "l", "ǃ": "l"})
_WORD_LETTERS = str.maketrans(_LETTERS)
_SMALL_GREEK = str.maketrans("ηνυ", "nvu")
_MIXED = re.compile(r"(?=\S*[a-z])(?=\S*[ηνυ])\S+", re.IGNORECASE)
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0487\ufe0e\ufe0f\u200c\u200d\U0001f3fb-\U0001f3ff]")
_CAPITAL_I = re.compile(r"(?<=[a-z])I|(?<=[A-Z])I(?=[a-z])")
_LAST_LATIN = "\u024f"


@lru_cache(maxsize=65_536)
def name_key(text: str) -> str:
    """Return what must differ between two names of a night: look-alikes have the same key.

    Case, accents, spaces and punctuation do not matter, nor do letters of other scripts, digits or
    capitals that look the same. The key of a key is itself, so either can be compared.
    """
    seen = _CAPITAL_I.sub("l", unicodedata.normalize("NFKC", text))
    seen = _MIXED.sub(lambda word: word[0].translate(_SMALL_GREEK), seen)
    plain = "".join(map(_plain, _bare(seen).translate(_LOOKS)))
    kept = "".join(char for char in plain if _is_shown(char)).replace("vv", "w")
    return unicodedata.normalize("NFC", kept)


@lru_cache(maxsize=4096)
def latin_word(word: str) -> str:
    """Return a word in Latin letters if all of its letters look Latin, else without accents only.

    So a whole word in Cyrillic that can be read as Latin is, and “Соскин” stays what it is.
    """
    bare = _bare(unicodedata.normalize("NFKC", word))
    latin = "".join(map(_plain, bare.translate(_WORD_LETTERS)))
    return latin if latin.isascii() else bare


def _bare(text: str) -> str:
    """Fold case and drop accents of European scripts; those of other scripts make other words."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def _plain(char: str) -> str:
    return fold(char) if char.isalpha() and char <= _LAST_LATIN else char


def _is_shown(char: str) -> bool:
    """Say whether a character tells names apart: letters, their marks, digits, and pictures."""
    return unicodedata.category(char)[0] in "LMN" or unicodedata.category(char) in {"So", "Sk"}
