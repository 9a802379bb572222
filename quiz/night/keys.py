"""What a host may declare right after all, and how answers are marked then."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quiz.errors import BadInputError
from quiz.night.model import Slot
from quiz.questions.marking import NO_NAMES, Mark, Names, mark_question
from quiz.questions.model import (
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)
from quiz.questions.numbers import read_number

LONGEST = 200
"""Characters of a text that is declared right: as many as an answer may have."""
MOST = 100
"""Texts that one question may have besides, or instead of, those of the pack."""

_UNSEEN = frozenset({"Cc", "Cs"})
_ARRANGED = frozenset({"order", "match"})


def tidy(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts without outer spaces, empty ones and repeats. Raises BadInputError.

    What no page shows and no database takes, as a NUL, is a space.
    """
    tidied = tuple(dict.fromkeys(filter(None, map(_line, texts))))
    if len(tidied) > MOST:
        raise BadInputError(f"A question takes at most {MOST} answers; these are {len(tidied)}.")
    if any(len(text) > LONGEST for text in tidied):
        raise BadInputError(f"An answer has at most {LONGEST} characters.")
    return tidied


def to_accept(slot: Slot, texts: Iterable[str], present: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is accepted besides the pack's answers, with these texts added.

    Raises BadInputError when the question is not typed, nothing is said or it becomes too much.
    """
    if slot.kind != "typed":
        raise BadInputError("Only typed answers can be accepted; change the key instead.")
    added = tidy(texts)
    if not added:
        raise BadInputError("Choose an answer to accept.")
    return tidy((*present, *added))


def to_rekey(slot: Slot, right: Iterable[str]) -> tuple[str, ...]:
    """Return what is right from now on; nothing means what the pack says.

    Any of several texts is right, only of a multi-select all of them together. Of an order they
    are its items as they are to stand, of a match what belongs to each left side in the order of
    the pairs: each option once. Whether a text is an option is for the caller, who knows the
    question. Raises BadInputError for an option twice or missing, and for a number that is none.
    """
    if slot.kind in _ARRANGED:
        return _arranged(slot, tuple(right))
    tidied = tidy(right)
    for text in tidied:
        if slot.kind == "number" and _value(text) is None:
            raise BadInputError(f"“{text}” is not a number.")
        if slot.kind == "truefalse" and text.casefold() not in {"true", "false"}:
            raise BadInputError("The answer is true or false.")
    return tidied


def in_places(items: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    """Return items in the order of the places that they are given, counted from 1.

    Raises BadInputError when a place is given twice, is none, or when an item has none.
    """
    if len(items) != len(places):
        raise BadInputError(f"Each of the {len(items)} takes a place; {len(places)} are given.")
    if any(not 1 <= place <= len(items) for place in places):
        raise BadInputError(f"Give each a place from 1 to {len(items)}.")
    twice = [place for place, count in Counter(places).items() if count > 1]
    if twice:
        both = " and ".join(
            f"“{item}”" for item, place in zip(items, places, strict=True) if place == twice[0]
        )
        raise BadInputError(f"Place {twice[0]} is given to {both}; only one can stand there.")
    return tuple(item for _, item in sorted(zip(places, items, strict=True)))


def keyed(
    question: Question, rekeyed: tuple[str, ...] = (), accepted: tuple[str, ...] = ()
) -> tuple[Question, ...]:
    """Return the question as the host has it: an answer is right if it is right for any of them.

    Of a choice with two right options there are two, each with one of them; else there is one.
    Texts that are no option of the question are passed over.
    """
    bodies: tuple[Body, ...]
    match question.body:
        case Typed(accepted=known):
            bodies = (Typed((rekeyed or known) + accepted),)
        case Choice(options=options):
            rights = [text for text in options if text in rekeyed]
            bodies = tuple(Choice(right, _without(options, (right,))) for right in rights)
        case MultiSelect(options=options):
            chosen = tuple(text for text in options if text in rekeyed)
            bodies = (MultiSelect(chosen, _without(options, chosen)),) if chosen else ()
        case TrueFalse():
            truths = dict.fromkeys(text.casefold() == "true" for text in rekeyed)
            bodies = tuple(map(TrueFalse, truths))
        case Number() as body:
            values = map(_value, rekeyed)
            bodies = tuple(replace(body, value=value) for value in values if value is not None)
        case Order(items=items):
            bodies = (Order(rekeyed),) if sorted(rekeyed) == sorted(items) else ()
        case Match() as body:
            pairs = zip(body.lefts, rekeyed, strict=False)
            bodies = (Match(tuple(pairs)),) if sorted(rekeyed) == sorted(body.rights) else ()
    return tuple(replace(question, body=body) for body in bodies) or (question,)


def mark_keyed(
    questions: tuple[Question, ...], given: tuple[str, ...], names: Names = NO_NAMES
) -> Mark:
    """Mark an answer by a question as ``keyed`` returns it: the best mark of all."""
    marks = {mark_question(each, given, names) for each in questions}
    return "right" if "right" in marks else "close" if "close" in marks else "wrong"


def _line(text: str) -> str:
    shown = (" " if unicodedata.category(char) in _UNSEEN else char for char in text)
    return " ".join("".join(shown).split())


def _arranged(slot: Slot, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the key of an order or a match, which has each option once; nothing stays nothing."""
    twice = [text for text, count in Counter(texts).items() if count > 1]
    if twice:
        raise BadInputError(f"“{twice[0]}” is chosen twice; each can be right in one place only.")
    if texts and len(texts) != len(slot.order):
        raise BadInputError(f"There are {len(slot.order)} to place; these are {len(texts)}.")
    return texts


def _without(options: tuple[str, ...], rights: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for text in options if text not in rights)


def _value(text: str) -> float | None:
    """Return a number as the host means it: of two readings (“1.000”) the smaller."""
    reading = read_number(text)
    return min(reading.values) if reading and reading.values else None
