"""The words of a sentence, and names that are known by their shape: "Best …", "… Tour"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from quiz.drafting.rules import Shape

_TOKEN = re.compile(
    r"(?:(?<![\w.])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr)\.(?=\s))"  # J. Cole, Dr. Dre, St. Vincent
    r"|[*$]?\w+(?:[-'’‘./&!$]\w+)*[$]?|\.\.\.|[^\w\s]"
)
_POSSESSIVE = re.compile(r"['’]s?$")
YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_LEADING = {"The", "A", "An", "This", "His", "Her"}
_SIGNS = ',.;:!?()“”"'
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
_SMALL_PRIZE = re.compile(
    r"\bbest(?: [a-z&/-]+){1,6}?(?P<role> (?:in|by) an? [a-z]+ role)\b"
    r"|\b[a-z]+(?P<year> of the year)\b"
    r"|\bbest(?: [a-z&/-]+){1,6}"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign where it stands; ``tail`` is a possessive that was cut off.

    ``is_capital`` tells whether it is written like a name.
    """

    text: str
    start: int
    end: int
    tail: str = ""
    is_capital: bool = False


def _capital(word: str) -> bool:
    """Tell whether a word is written like a name; "VMA-winning" is not."""
    bare = word.lstrip("*$")
    if bare.islower() or not bare[:1].isalnum():
        return False
    last = bare.rpartition("-")[2]
    return any(c.isupper() for c in bare) and not (len(last) > 2 and last.islower())


def tokens_of(text: str) -> list[Token]:
    """Return the words and signs of a sentence; ``X's`` becomes ``X`` with a tail."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start()
        tail = _POSSESSIVE.search(word) if len(word) > 2 else None
        if tail:
            word = word[: tail.start()]
            found.append(Token(word, start, start + len(word), tail[0], _capital(word)))
        else:
            found.append(Token(word, start, match.end(), "", _capital(word)))
    return found


def joined(ahead: list[Token], at: int) -> bool:
    """Tell whether two tokens stand with nothing but a space between them."""
    return ahead[at + 1].start - ahead[at].end <= 1 and ahead[at + 1].text[0] not in ',.;:!?()“”"'


def is_title(ahead: list[Token]) -> bool:
    """Tell whether ``X's Y`` is one name: two capitals, and no third that makes Y a name itself."""
    if not (len(ahead) > 1 and ahead[0].tail.endswith("s") and ahead[1].is_capital):
        return False
    alone = len(ahead) < 3 or not (ahead[2].is_capital and joined(ahead, 1))
    return ahead[1].start - ahead[0].end <= 3 and not ahead[1].tail and alone


def fits_shape(shape: Shape, span: list[Token]) -> bool:
    """Tell whether a name has the first or last word of a shape."""
    return span[0].text in shape.begins or span[-1].text in shape.ends


def shape_length(shape: Shape, ahead: list[Token]) -> int:
    """Return how many words of a name of this shape begin here, 0 when none does."""
    if not ahead or ahead[0].text in _LEADING:
        return 0
    opens = ahead[0].text in shape.begins
    year = bool(YEAR.match(ahead[0].text) or _ORDINAL.match(ahead[0].text))
    if not (opens or ahead[0].is_capital or year):
        return 0
    length, best = 1, 0
    while length <= len(ahead):
        token = ahead[length - 1]
        if (token.text in shape.ends and (length > 1 or not shape.begins)) or (
            opens and token.is_capital and length > 1
        ):
            best = length
        if length == len(ahead) or token.tail or not joined(ahead, length - 1):
            break
        after = ahead[length]
        joins = after.text in shape.joiners and _leads_on(shape, ahead, length)
        if after.is_capital or joins or after.text in {"/", "&"}:
            length += 1
        else:
            break
    return best


def _leads_on(shape: Shape, ahead: list[Token], at: int) -> bool:
    """Tell whether after joining words another capital follows."""
    while at < len(ahead) and ahead[at].text in shape.joiners and not ahead[at].is_capital:
        at += 1
    return at < len(ahead) and ahead[at].is_capital


def small_prizes(text: str, prizes: Collection[str]) -> list[tuple[int, int]]:
    """Return where prizes stand that are written small: "best supporting actor"."""
    if not ("best " in text or " of the year" in text):
        return []
    found: list[tuple[int, int]] = []
    for match in _SMALL_PRIZE.finditer(text):
        words = match[0].split()
        last = max((n for n, word in enumerate(words, 1) if word in prizes), default=0)
        if match["year"]:
            last = len(words) if words[0] in prizes else 0
        elif last and match["role"]:
            last = len(words)
        if last:
            found.append((match.start(), match.start() + len(" ".join(words[:last]))))
    return found
