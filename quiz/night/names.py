"""Names on a screen that everybody sees, and the codes to get there.

A name is refused with a sentence that says why: nothing is changed in silence but spaces and
compatibility forms (NFKC). Names of every script pass; what passes for someone else's does not.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from random import Random

from quiz.errors import BadInputError
from quiz.night import stage_names
from quiz.night.blocklist import ANYWHERE, STARTS, WORDS
from quiz.night.lookalikes import latin_word, name_key

__all__ = ["LONGEST", "check_name", "drawn_name", "name_key", "new_code", "read_code"]

LONGEST = 24
"""Characters of a name; an emoji that is put together of several counts as them."""
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Without I, L, O, 0 and 1, which look alike."""
CODE_LENGTH = 6

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = frozenset("\u200c\u200d")
_PICTURE_STYLE = frozenset("\ufe0e\ufe0f")
_FLAG_OF_TAGS = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{2,6}\U000e007f")
_MOST_MARKS = 4
"""Marks on one letter; no script puts more above each other, towers of them cover the lines."""

_RESERVED = frozenset({"host", "greenroom", "quizmaster", "quizhost", "mc", "system", "server"})
_RESERVED_WORDS = frozenset(
    {"admin", "admins", "administrator", "greenroom", "quizmaster", "moderator"}
)
_TITLES = re.compile(r"^(?:the|your|our|official|real|quiz|super)+|[\d_]+$")

_LEET = str.maketrans(dict(zip("013456789@$!|+€£", "oleasgtbgasiltel", strict=True)))
_ONE_AS_I = str.maketrans("1", "i")
_SEPARATED = re.compile(r"[\W_]+")
_RUN = re.compile(r"(.)\1{2,}")
_DOUBLE = re.compile(r"(.)\1+")


def check_name(text: str, taken: Iterable[str] = ()) -> str:
    """Return a name that may be shown to all.

    ``taken`` are the names, or their keys (``name_key``), that it must not look like. Raises
    BadInputError with a sentence for the player.
    """
    if any(char in _BIDI for char in text):
        raise BadInputError("A name cannot turn the direction of writing. Type it anew.")
    name = " ".join(unicodedata.normalize("NFKC", text).split())
    if not name:
        raise BadInputError("Type a name first.")
    if len(name) > LONGEST:
        told = f"A name has at most {LONGEST} characters; this has {len(name)}."
        raise BadInputError(told)
    _refuse_invisible(_FLAG_OF_TAGS.sub("\U0001f3f4", name))
    key = name_key(name)
    if not any(unicodedata.category(char)[0] in "LNS" for char in name) or not key:
        raise BadInputError("A name needs a letter, a digit or a picture.")
    if _is_reserved(name):
        raise BadInputError("That name would pass for the host. Choose another.")
    if _is_offensive(name):
        raise BadInputError("That name is not for a screen that everybody sees. Choose another.")
    if any(name_key(other) == key for other in taken):
        raise BadInputError("Someone here has that name, or one that looks like it. Change yours.")
    return name


def drawn_name(rng: Random, taken: Iterable[str] = ()) -> str:
    """Return a stage name that is not taken; with a number when most are."""
    keys = {name_key(other) for other in taken}
    for _ in range(50):
        name = stage_names.draw(rng)
        if name_key(name) not in keys:
            return name
    name = stage_names.draw(rng)
    for number in itertools.count(2):
        if name_key(f"{name} {number}") not in keys:
            break
    return f"{name} {number}"


def new_code(rng: Random) -> str:
    """Return six letters to join by, which spell nothing that a screen should not show."""
    while True:
        code = "".join(rng.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not any(word in reading for reading in _readings(code) for word in _SHOWN_IN_CODES):
            return code


def read_code(text: str) -> str:
    """Return a code as it is stored, from any case and with spaces or dashes anywhere.

    Raises BadInputError for what cannot be a code.
    """
    upper = unicodedata.normalize("NFKC", text).upper()
    code = "".join(char for char in upper if char.isalnum())
    if len(code) != CODE_LENGTH:
        raise BadInputError(f"A code has six letters or digits; this has {len(code)}.")
    if strange := [char for char in code if char not in CODE_LETTERS]:
        raise BadInputError(f"No code has “{strange[0]}” in it. Look at the screen again.")
    return code


def _refuse_invisible(name: str) -> None:
    marks = 0
    for before, char, after in zip(" " + name, name, name[1:] + " ", strict=False):
        category = unicodedata.category(char)
        is_fine = (
            _joins(before, char, after)
            or (char in _PICTURE_STYLE and unicodedata.category(before)[0] in "SNP")
            or (category not in _INVISIBLE and char not in _BLANK | _PICTURE_STYLE)
        )
        if not is_fine:
            raise BadInputError("A name has no invisible characters. Type it anew.")
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks > _MOST_MARKS:
            raise BadInputError("That name has too many marks on a letter. Use fewer.")


def _joins(before: str, char: str, after: str) -> bool:
    """Say whether a joiner belongs: after a virama, between Arabic letters, in an emoji.

    After RFC 5892, appendix A, somewhat wider for emoji and narrower for the rest.
    """
    if char not in _JOINERS:
        return False
    if unicodedata.combining(before) == 9:
        return True
    if char == "\u200d":
        return unicodedata.category(after) == "So" and (
            before in _PICTURE_STYLE or unicodedata.category(before) in {"So", "Sk"}
        )
    return all(unicodedata.bidirectional(each) == "AL" for each in (before, after))


def _is_reserved(name: str) -> bool:
    for reading in _readings(name):
        words = [word for word in _SEPARATED.split(reading) if word]
        joined = "".join(words)
        bare = _TITLES.sub("", joined) or joined
        if {joined, bare} & (_RESERVED | _RESERVED_WORDS) or _RESERVED_WORDS.intersection(words):
            return True
    return False


def _is_offensive(name: str) -> bool:
    return any(_is_refused(reading) for reading in _readings(name))


def _readings(name: str) -> Iterator[str]:
    """Read a name as people do: other letters that look Latin, and digits for letters."""
    latin = " ".join(latin_word(word) for word in name.split(" "))
    yield latin
    yield latin.translate(_LEET)
    yield latin.translate(_ONE_AS_I).translate(_LEET)


def _is_refused(reading: str) -> bool:
    words = [word for word in _SEPARATED.split(reading) if word]
    for word in (*words, *_spelt_out(words), "".join(words)):
        for each in {word, _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)}:
            if each in WORDS:
                return True
    starts = (*words, *_spelt_out(words))
    runs = [_RUN.sub(r"\1\1", word) for word in starts]
    singles = [_DOUBLE.sub(r"\1", word) for word in starts]
    return (
        any(word.startswith(STARTS) for word in (*starts, *runs))
        or any(stem in word for word in starts for stem in ANYWHERE)
        or any(stem in word for word in singles for stem in ANYWHERE)
        or "".join(words) in {*ANYWHERE, *STARTS}
        or any(_hides(part) for part in reading.split())
    )


def _spelt_out(words: list[str]) -> Iterator[str]:
    """Put single letters in a row together: “f u c k”."""
    for is_single, row in itertools.groupby(words, key=lambda word: len(word) == 1):
        joined = "".join(row)
        if is_single and len(joined) > 2:
            yield joined


def _hides(part: str) -> bool:
    """Say whether stars stand for letters of a word that is refused: “f*ck”."""
    if "*" not in part.strip("*") or not 3 <= len(part) <= 12:
        return False
    pattern = re.compile("".join("." if char == "*" else re.escape(char) for char in part))
    letters = sum(char != "*" for char in part)
    return letters >= 2 and any(pattern.fullmatch(word) for word in (*WORDS, *ANYWHERE, *STARTS))


_SHOWN_IN_CODES = ("fuck", "cunt", "shit", "nazi", "nigg", "rape", "cock", "kkk", "fag")
