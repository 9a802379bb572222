"""Marking an answer: right, close or wrong.

An option that is chosen is right or wrong; of several, exactly the right set is right. What is
typed is read as a fair quizmaster would: ``likeness`` says what is not minded, ``spelling`` how
many slips are forgiven, ``numbers`` how numbers are read. “close” tells a player that an answer was
nearly it; it is worth nothing.

Of things to put in order or to match, all in their places are right. Close is an order in which two
neighbours stand the wrong way round and nothing else is amiss, and a match of at least four pairs
of which two have each other's partner. ``share`` gives a part for each that is in its place, where
a night pays by parts.

Four rules go beyond spelling:

- *Other names are wrong.* A text that is another answer or option of the pack is never taken for a
  slip: “Iceland” for “Ireland” is wrong, not close.
- *Surnames.* A person's surname alone (“Armstrong”, “van Gogh”) is right if the question asks for a
  person (“Who …”, “Which painter …”), the answer looks like a person's name (two to four words,
  each with a capital or a particle such as “van”), and no other name in the pack has that surname.
  Otherwise it is close, being part of the answer.
- *Numbers.* Within the tolerance is right. Within twice the tolerance is close; if there is none, a
  whole number of 10 or more that is off by one, and a right number with other words beside it.
- *Parts.* Some words of the answer with at least half of its letters, or the answer with one or two
  words added, are close.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from quiz.questions.likeness import is_misspelt, is_near, is_part, is_same, wording
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

Mark = Literal["right", "close", "wrong"]

_PARTICLE_WORDS = (
    "al ap bin da das de del della den der di dos du el ibn la le ten ter van von y zu"
)
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_SUFFIXES = frozenset({"jr", "sr", "junior", "senior"})
_PERSONS = (
    "actor actress artist astronaut author chemist composer cosmonaut designer director emperor"
    " engineer explorer footballer guitarist inventor man mathematician musician novelist painter"
    " performer person philosopher physicist player playwright poet politician president queen"
    " rapper scientist sculptor singer songwriter star woman writer"
).replace(" ", "|")
_ASKS_WHO = re.compile(
    rf"\b(?:who|whom|whose)\b|\b(?:which|what)(?: [\w-]+){{0,2}} (?:{_PERSONS})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Names:
    """The names that the answers and options of a pack hold, as keys of ``likeness.wording``.

    ``surnames`` are those that two different persons of the pack share.
    """

    keys: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()


NO_NAMES = Names()


def names_of(questions: Iterable[Question]) -> Names:
    """Collect the names of a pack, once for all its questions: ``mark`` wants them every time."""
    keys: set[str] = set()
    bearers: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for question in questions:
        bodies = (question.body, question.original.body) if question.original else (question.body,)
        for spellings in (names for body in bodies for names in _names_in(body)):
            bearer = frozenset(wording(name).key for name in spellings)
            keys |= bearer
            for surname in {form for name in spellings for form in _surnames(name)}:
                bearers[surname].add(bearer)
    shared = (surname for surname, who in bearers.items() if not _is_one_person(who))
    return Names(frozenset(keys), frozenset(shared))


def mark(body: Body, given: tuple[str, ...], *, ask: str = "", names: Names = NO_NAMES) -> Mark:
    """Mark an answer.

    ``given`` holds the texts of the chosen options, ``("true",)`` or ``("false",)``, or the typed
    text; of an order its items as the player has them, of a match what was chosen for each left
    side in the order of the pairs (an empty text where nothing was). ``ask`` and ``names`` (of the
    whole pack) serve the rules for typed names above; the other kinds need neither.
    """
    is_right = False
    match body:
        case Choice(answer=answer):
            is_right = given == (answer,)
        case MultiSelect(answers=answers):
            is_right = len(given) == len(answers) and set(given) == set(answers)
        case TrueFalse(answer=truth):
            is_right = tuple(text.casefold() for text in given) == ("true" if truth else "false",)
        case Typed(accepted=accepted):
            person = _ASKS_WHO.search(ask) is not None
            return _mark_typed(accepted, " ".join(given), names, person=person)
        case Number():
            return _mark_number(body, " ".join(given))
        case Order(items=items):
            return _mark_order(items, given)
        case Match(pairs=pairs):
            return _mark_match(tuple(right for _, right in pairs), given)
    return "right" if is_right else "wrong"


def mark_question(question: Question, given: tuple[str, ...], names: Names = NO_NAMES) -> Mark:
    """Mark an answer to a question, in whatever language it is asked.

    Whether a surname will do hangs on the question as its author wrote it, and a number may have
    the unit of either language.
    """
    body, ask = question.body, question.source_text.ask
    found = mark(body, given, ask=ask, names=names)
    was = question.source_text.body
    if found != "right" and isinstance(body, Number) and isinstance(was, Number):
        with_unit = mark(replace(body, unit=was.unit), given)
        found = with_unit if with_unit == "right" or found == "wrong" else found
    return found


def share(body: Body, given: tuple[str, ...]) -> float:
    """Return how much of an answer is right, from 0 to 1.

    Of an order the share of items in their right place, of a match that of the pairs; of any other
    kind all or nothing, and of a typed answer without the rules for names (see ``mark``).
    """
    if isinstance(body, Order | Match):
        rights = body.items if isinstance(body, Order) else body.rights
        return 1 - len(_amiss(rights, given)) / len(rights)
    return float(mark(body, given) == "right")


def _mark_order(items: tuple[str, ...], given: tuple[str, ...]) -> Mark:
    amiss = _amiss(items, given)
    if not amiss:
        return "right" if len(given) == len(items) else "wrong"
    are_neighbours = len(amiss) == 2 and amiss[1] - amiss[0] == 1
    return "close" if are_neighbours and sorted(given) == sorted(items) else "wrong"


def _mark_match(rights: tuple[str, ...], given: tuple[str, ...]) -> Mark:
    amiss = _amiss(rights, given)
    if not amiss:
        return "right" if len(given) == len(rights) else "wrong"
    is_swap = len(amiss) == 2 and sorted(given) == sorted(rights)
    return "close" if is_swap and len(rights) >= 4 else "wrong"


def _amiss(rights: tuple[str, ...], given: tuple[str, ...]) -> list[int]:
    """Return the places that do not hold what belongs there."""
    return [place for place, text in enumerate(rights) if given[place : place + 1] != (text,)]


def _mark_typed(accepted: tuple[str, ...], given: str, names: Names, *, person: bool) -> Mark:
    typed = wording(given).key
    if not typed:
        return "wrong"
    surnames = {form for name in accepted for form in _surnames(name)}
    alone = surnames - names.surnames if person else set()
    if typed in alone or any(is_same(name, given) for name in accepted):
        return "right"
    is_other = typed in names.keys
    if not is_other and any(is_misspelt(name, given) for name in (*accepted, *alone)):
        return "right"
    part = typed in surnames or any(is_part(name, given) for name in accepted)
    near = not is_other and any(is_near(name, given) for name in (*accepted, *surnames))
    return "close" if part or near else "wrong"


def _mark_number(body: Number, given: str) -> Mark:
    reading = read_number(given, body.unit)
    if reading is None or not reading.values:
        return "wrong"
    off = min(abs(value - body.value) for value in reading.values)
    within = abs(body.value) * body.within / 100 if body.percent else body.within
    rounding = 1e-9 * max(1.0, abs(body.value))
    if off <= within + rounding:
        return "right" if reading.is_clean else "close"
    is_exact_count = float(body.value).is_integer() and abs(body.value) >= 10
    nearly = 2 * within or float(is_exact_count)
    return "close" if reading.is_clean and off <= nearly + rounding else "wrong"


def _names_in(body: Body) -> tuple[tuple[str, ...], ...]:
    """Return the names in a question, each with its other spellings."""
    match body:
        case Choice() | MultiSelect():
            return tuple((option,) for option in body.options)
        case Typed(accepted=accepted):
            return (accepted,)
        case Order(items=items):
            return tuple((item,) for item in items)
        case Match(pairs=pairs):
            return tuple((side,) for pair in pairs for side in pair)
        case TrueFalse() | Number():
            return ()


def _surnames(name: str) -> tuple[str, ...]:
    """Return the keys of a person's surname, without and with its particles.

    Nothing when the name does not look like a person's: see the rule at the top.
    """
    words = name.replace(".", " ").replace(",", " ").split()
    while words and words[-1].casefold() in _SUFFIXES:
        words.pop()
    is_person = 2 <= len(words) <= 4 and all(
        word[0].isupper() or word.casefold() in _PARTICLES for word in words
    )
    if not is_person or wording(name).digits or len(wording(words[-1]).key) < 3:
        return ()
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    forms = {wording(words[-1]).key, wording(" ".join(words[start:])).key}
    return tuple(sorted(forms))


def _is_one_person(bearers: Iterable[frozenset[str]]) -> bool:
    """Say whether all sets of spellings have a spelling in common, and so mean one person."""
    first, *others = bearers
    return all(first & other for other in others)
