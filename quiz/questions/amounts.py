"""Which numbers a text gives away: digits, words and Roman numerals in it."""

from __future__ import annotations

import re
from functools import lru_cache

from quiz.text import fold

_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b(?=[MDCLXVI]{2})(M{0,3})(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})\b")
_ROMAN_VALUES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "zero zeroth", "one first once", "two second twice duo pair", "three third trio thrice",
            "four fourth quartet", "five fifth quintet", "six sixth sextet", "seven seventh",
            "eight eighth", "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth dozen",
            "thirteen thirteenth", "fourteen fourteenth", "fifteen fifteenth", "sixteen sixteenth",
            "seventeen seventeenth", "eighteen eighteenth", "nineteen nineteenth",
            "twenty twentieth",
        )
    )
    for word in words.split()
}  # fmt: skip


@lru_cache(maxsize=8_192)
def numbers_in(text: str) -> frozenset[int]:
    """Return the numbers that can be read in a text: digits, words, Roman numerals.

    ``"Super Bowl XX"`` tells 20, ``"the 2023 VMAs"`` tells 2023.
    """
    found = {int(digits) for digits in _DIGITS.findall(text) if len(digits) < 10}
    found |= {_WORDS[word] for word in fold(text).split() if word in _WORDS}
    return frozenset(found | {_roman(match[0]) for match in _ROMAN.finditer(text)})


def tells(text: str, value: int, within: int = 0) -> bool:
    """Tell whether a text gives a number away, or its last two digits where it is a year."""
    return any(
        abs(number - value) <= within or (value > 999 and number == value % 100)
        for number in numbers_in(text)
    )


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(
        -value if value < max(values[at + 1 :], default=0) else value
        for at, value in enumerate(values)
    )
