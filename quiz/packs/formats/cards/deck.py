"""Cards → questions: the front is asked, the back is the answer.

A short back is typed. A longer one is chosen among the backs of other cards that are most like it
in kind and length; which ones, is decided by the texts alone, so that the same deck gives the same
questions. A back that may be right as well is never a wrong option: one that belongs to the same
front, or has all the words of the answer, or only words of it.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quiz.packs.fields import SHORT
from quiz.packs.formats.model import Found, Skip, Value
from quiz.text import fold

TYPED = 60  # characters of an answer to type, at most
_WRONG = 3
_NEAR, _FEW, _LARGE = 30, 5, 2_000  # backs of the nearest lengths to look at: few in a large deck
_TRUTHS = {"true": "true", "false": "false"}
_DIGITS = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Card:
    """A card, with its line or number, as plain text."""

    at: int
    front: str
    back: str
    tags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def entries_of(cards: Iterable[Card | Skip]) -> Iterator[Found | Skip]:
    """Yield a question a front, where its first card stood, and what is no question.

    The same front with several backs is one question that takes each of them.
    """
    fronts: dict[str, list[Card]] = {}
    order: list[Card | Skip] = []
    for card in cards:
        if isinstance(card, Card) and card.front and card.back:
            same = fronts.setdefault(card.front.casefold(), [])
            same.append(card)
            if len(same) > 1:
                continue
        order.append(card)
    others = _Backs.of(same[0] for same in fronts.values())
    for card in order:
        if isinstance(card, Skip):
            yield card
        elif not (card.front and card.back):
            reason = "its back is empty" if card.front else "its front is empty"
            yield Skip(card.at, card.front or card.back, reason)
        else:
            same = fronts[card.front.casefold()]
            yield _entry(same, others)
            for one in same[1:]:
                reason = f"its front stands at {card.at} already; its back is never a wrong option"
                yield Skip(one.at, one.front, reason)


def _entry(same: list[Card], others: _Backs) -> Found | Skip:
    card = same[0]
    backs = tuple(dict.fromkeys(one.back for one in same))
    keys: dict[str, Value] = {"ask": card.front, "tags": card.tags}
    longest = max(map(len, backs))
    if len(backs) == 1 and card.back.casefold() in _TRUTHS:
        keys["answer"] = _TRUTHS[card.back.casefold()]
    elif longest <= TYPED:
        keys["typed"] = backs
    else:
        wrong = others.like(card, backs)
        if len(card.back) > SHORT:
            return Skip(card.at, card.front, f"its back is longer than {SHORT} characters")
        if not wrong:
            reason = "it is too long to type, and no other card has a back to choose it from"
            return Skip(card.at, card.front, reason)
        keys |= {"answer": card.back, "wrong": wrong}
    return Found(card.at, keys, card.changes)


@dataclass(frozen=True, slots=True)
class _Backs:
    """The backs of a deck by their length."""

    lengths: list[int]
    backs: list[tuple[str, str, frozenset[str]]]

    @classmethod
    def of(cls, cards: Iterable[Card]) -> _Backs:
        """Take the backs that can be options."""
        fitting = {card.back for card in cards if TYPED // 2 < len(card.back) <= SHORT}
        placed = sorted(fitting, key=lambda back: (len(back), back))
        return cls(
            [len(back) for back in placed], [(back, _kind(back), _words(back)) for back in placed]
        )

    def like(self, card: Card, right: tuple[str, ...]) -> tuple[str, ...]:
        """Return up to three other backs that are like that of a card, and surely wrong."""
        at = bisect_left(self.lengths, len(card.back))
        reach = _NEAR if len(self.backs) <= _LARGE else _FEW
        near = self.backs[max(0, at - reach) : at + reach]
        kind = _kind(card.back)
        words = [_words(text) for text in (*right, card.front)]
        fits = [
            (known != kind, abs(len(back) - len(card.back)) // 10, _dice(card.front, back), back)
            for back, known, said in near
            if not any(_may_be_right(said, one) for one in words)
        ]
        chosen: list[str] = []
        for *_, back in sorted(fits):
            folded = fold(back)
            if all(folded != fold(other) for other in chosen):
                chosen.append(back)
            if len(chosen) == _WRONG:
                break
        return tuple(chosen)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


def _may_be_right(back: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether two answers say much the same: one has all, or nearly all, words of the other."""
    if not back or not right:
        return True
    return len(back & right) >= 0.75 * min(len(back), len(right))


def _kind(text: str) -> str:
    """Tell texts apart that one would never take for each other: numbers, sentences, scripts."""
    number = "n" if _DIGITS.search(text) else ""
    sentence = "s" if text.endswith((".", "!", "?")) else ""
    script = "" if text[:1].isascii() else "x"
    large = "A" if text[:1].isupper() else "a"
    return number + sentence + script + large


def _dice(front: str, back: str) -> int:
    """Return what looks like chance, and is the same for the same two texts."""
    return zlib.crc32(f"{front}\0{back}".encode("utf-8", "replace"))
