"""How near a typed text comes to an accepted one.

Not minded: case, accents, punctuation and spacing (``text.fold``); “the” and “and” anywhere, “a”
and “an” in front; the order of the words; “11” for “eleven” or “XI”, “1,000” for “1000”; slips of
the pen by the length of a word (``spelling``). Minded to the letter: digits and numerals, for
“Apollo 12” is not “Apollo 11”; “C#” and “C++” against “C”, “O+” against “O-”, “-5” against “5”.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from quiz.questions.spelling import is_slip
from quiz.text import fold

_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+(?![\d])")
_GROUP_MARK = re.compile(r"[,'’\u00a0\u202f ]")
_SIGNS = (
    (re.compile(r"(?<=[\w+])\+"), " plus "),
    (re.compile(r"(?<=\w)[#♯]"), " sharp "),
    (re.compile(r"(?<![\w)])[-−–](?=\d)|(?<=\w)[-−](?![\w-])"), " minus "),  # -5, blood group O-
)
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
NUMBER_WORDS = {word: str(value) for value, word in enumerate(_NUMBER_WORDS.split())}
_IGNORED = frozenset({"the", "and"})
_LEADING = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Wording:
    """A text made ready to compare: its words, and the same with every number in digits."""

    words: tuple[str, ...]
    plain: tuple[str, ...]

    @property
    def key(self) -> str:
        """The text without spaces, numbers in digits: equal for texts that are one name."""
        return "".join(self.plain)

    @property
    def digits(self) -> tuple[str, ...]:
        """The numbers in their order."""
        return tuple(_DIGITS.findall(" ".join(self.plain)))


@lru_cache(maxsize=4096)
def wording(text: str) -> Wording:
    """Make a text ready to compare."""
    text = unicodedata.normalize("NFKC", text)
    text = _GROUPED.sub(lambda match: _GROUP_MARK.sub("", match[0]), text)
    for sign, word in _SIGNS:
        text = sign.sub(word, text)
    words = fold(text).split()
    words = [word for word in words if word not in _IGNORED] or words
    return Wording(tuple(words), _numbered(words))


def is_same(accepted: str, given: str) -> bool:
    """Say whether two texts differ only in what nobody means as a difference."""
    return any(
        meant.digits == typed.digits
        and (meant.key == typed.key or sorted(meant.plain) == sorted(typed.plain))
        for meant, typed in _with_and_without_article(accepted, given)
    )


def is_misspelt(accepted: str, given: str) -> bool:
    """Say whether ``given`` is ``accepted`` but for slips of the pen, word by word."""
    for meant, typed in _with_and_without_article(accepted, given):
        if len(meant.words) != len(typed.words):
            continue
        pairs = list(zip(meant.words, typed.words, strict=True))
        by_letter = list(zip(sorted(meant.words), sorted(typed.words), strict=True))
        if any(all(_is_word(*pair) for pair in order) for order in (pairs, by_letter)):
            return meant.digits == typed.digits or not _DIGITS.search("".join(typed.words))
    return False


def is_near(accepted: str, given: str) -> bool:
    """Say whether a text is spelt nearly like an accepted one: up to a quarter of its letters."""
    meant, typed = wording(accepted), wording(given)
    letters = len(meant.key)
    if letters < 5 or meant.digits != typed.digits:
        return False
    most = letters // 4
    return bool(OSA.distance(meant.key, typed.key, score_cutoff=most) <= most)


def is_part(accepted: str, given: str) -> bool:
    """Say whether a text is part of an accepted one, or that with a word or two besides.

    A part has at least half of the letters, and what has words beside it at least four. A number
    that is missing makes a part (“Apollo” of “Apollo 11”), a wrong one does not.
    """
    meant, typed = wording(accepted), wording(given)
    if typed.digits and typed.digits != meant.digits:
        return False
    missing, extra = Counter(meant.words), Counter(typed.words)
    missing, extra = missing - extra, extra - missing
    if not missing:
        return len(meant.key) >= 4 and extra.total() <= 2
    letters = len("".join(meant.words))
    return not extra and letters <= 2 * len("".join(typed.words))


def _with_and_without_article(accepted: str, given: str) -> list[tuple[Wording, Wording]]:
    """Pair the two as they are, and with a leading “a” or “an” left out of one of them."""
    meant, typed = wording(accepted), wording(given)
    return [
        (meant, typed),
        *([(_headless(meant), typed)] if _has_article(accepted, meant) else []),
        *([(meant, _headless(typed))] if _has_article(given, typed) else []),
    ]


def _has_article(text: str, words: Wording) -> bool:
    """Say whether a text begins with “a” or “an”; in “the A-Team” it is part of the name."""
    return len(words.words) > 1 and fold(text).split()[0] in _LEADING


def _headless(words: Wording) -> Wording:
    return Wording(words.words[1:], words.plain[1:])


def _is_word(meant: str, typed: str) -> bool:
    """Say whether a word is the one meant; a number must be that number, in digits or not."""
    plain_meant, plain_typed = _in_digits(meant), _in_digits(typed)
    if plain_meant == plain_typed:
        return True
    if plain_typed != typed or _DIGITS.search(typed) or (plain_meant != meant and len(meant) < 4):
        return False
    return not _DIGITS.search(meant) and not _ROMAN.fullmatch(meant) and is_slip(meant, typed)


def _numbered(words: list[str]) -> tuple[str, ...]:
    """Put numbers in digits. “X Factor” and “Roe v Wade” have no numeral, “Malcolm X” may have."""
    last = len(words) - 1
    return tuple(
        word if _ROMAN.fullmatch(word) and (index == 0 or (len(word) == 1 and index < last))
        else _in_digits(word)
        for index, word in enumerate(words)
    )  # fmt: skip


def _in_digits(word: str) -> str:
    """Return a number word or a Roman numeral up to XXIX in digits, any other word as it is."""
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    if not _ROMAN.fullmatch(word):
        return word
    values = [_ROMAN_VALUES[letter] for letter in word]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < after else value for value, after in pairs))
