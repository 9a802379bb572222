"""Checks on every question before it is let out: the item-writing flaws that give answers away.

The rules are those of Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice
item-writing guidelines", as far as a program can judge them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quiz.generator.amounts import numbers_in, tells
from quiz.questions.model import Choice, Match, MultiSelect, Number, Order, Typed
from quiz.text import fold

if TYPE_CHECKING:
    from quiz.questions.model import Question

MOST_WORDS = 25
# The key may be at most this much longer than the longest wrong option, in letters.
LENGTH_RANGE = 18
# Up to so many letters are a symbol or an abbreviation; names that begin so alike hint.
_SHORT = 3
_ALL_OR_NONE = re.compile(r"\b(all|none|both|neither) of (the above|these|them)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(not|never|no|except|isn't|wasn't|didn't)\b", re.IGNORECASE)
_TITLE = re.compile("“[^”]*”")  # what is quoted is a name, and says nothing of its own
_DANGLING = re.compile(r"\ban?\s*[?:]?$", re.IGNORECASE)
# Words too common to give anything away.
_COMMON = frozenset({
    "a", "an", "and", "are", "at", "award", "best", "by", "de", "did", "do", "does", "el",
    "first", "for", "in", "is", "la", "new", "of", "on", "saint", "st", "the", "to", "van", "von",
    "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "with",
})  # fmt: skip


def flaws(question: Question) -> tuple[str, ...]:
    """Return what is wrong with a question, in words; an empty tuple is a clean one."""
    return tuple(flaw for check in _CHECKS for flaw in check(question))


def _stem(question: Question) -> list[str]:
    found = []
    words = question.ask.split()
    if len(words) > MOST_WORDS:
        found.append(f"the question has {len(words)} words; at most {MOST_WORDS}")
    if not question.ask.endswith("?"):
        found.append("the question does not end in “?”")
    negatives = _NEGATIVE.findall(_TITLE.sub("“”", question.ask))
    if question.form == "not" and (len(negatives) != 1 or negatives[0] != "NOT"):
        found.append("a negative question says NOT once, in capitals")
    if question.form != "not" and negatives and not isinstance(question.body, Typed):
        found.append(f"the question is negative: “{negatives[0]}”")
    if "  " in question.ask or "{" in question.ask or "[" in question.ask:
        found.append("the wording was not filled cleanly")
    if _DANGLING.search(question.ask.rstrip("?")):
        found.append("a dangling a or an gives the answer's first letter away")
    return found


def _options(question: Question) -> list[str]:
    body = question.body
    if not isinstance(body, Choice | MultiSelect):
        return []
    found = []
    folded = [fold(option) for option in body.options]
    if len(set(folded)) < len(folded):
        found.append("two options read alike")
    if any(_ALL_OR_NONE.search(option) for option in body.options):
        found.append("an option speaks of the other options")
    if any(f" {a} " in f" {b} " for a in folded for b in folded if a != b):
        found.append("one option stands inside another")
    key = max((body.answer,) if isinstance(body, Choice) else body.answers, key=len)
    if len(key) > max(map(len, body.wrong)) + LENGTH_RANGE:
        found.append("the right option is much longer than the others")
    numeric = [option.isdigit() for option in body.options]
    if any(numeric) and not all(numeric):
        found.append("numbers stand among words")
    elif all(numeric) and max(map(len, body.options)) > min(map(len, body.options)) + 1:
        found.append("the numbers are of another size")
    return found


def _leaks(question: Question) -> list[str]:
    """Find words of the stem that stand in the right option and in no wrong one."""
    body = question.body
    stem = set(fold(question.ask).split()) - _COMMON
    if isinstance(body, Typed):
        shared = stem & set(fold(body.accepted[0]).split())
        return [f"the answer's “{word}” stands in the question" for word in sorted(shared)]
    if not isinstance(body, Choice | MultiSelect):
        return []
    right = (body.answer,) if isinstance(body, Choice) else body.answers
    wrong = {word for option in body.wrong for word in fold(option).split()}
    only = {word for option in right for word in fold(option).split()} - wrong
    found = [f"the answer's “{word}” stands in the question" for word in sorted(stem & only)]
    whole = f" {fold(question.ask)} "
    named = [option for option in body.options if f" {fold(option)} " in whole]
    return found + [f"the option “{option}” is named in the question" for option in named]


def _places(question: Question) -> list[str]:
    """Check what is to be put in order or to be matched: read apart, named nowhere, not telling."""
    body = question.body
    if not isinstance(body, Order | Match):
        return []
    found = []
    sides = (body.items,) if isinstance(body, Order) else (body.lefts, body.rights)
    whole = f" {fold(question.ask)} "
    for side in sides:
        folded = [fold(text) for text in side]
        if len(set(folded)) < len(folded):
            found.append("two options read alike")
        found += [f"“{t}” is named in the question" for t in side if f" {fold(t)} " in whole]
    if isinstance(body, Order):
        telling = [item for item in body.items if numbers_in(item)]
        return found + [f"“{item}” tells a number by its name" for item in telling]
    for left, right in body.pairs:
        if any(gives_away(left, other) for other in body.rights):
            found.append(f"“{left}” and a right side share a name")
        if hints_at(left, right) and not any(
            hints_at(left, other) for other in body.rights if other != right
        ):
            found.append(f"the letters of “{right}” hint at “{left}” alone")
    return found


def _number(question: Question) -> list[str]:
    body = question.body
    if isinstance(body, Number) and tells(question.ask, int(body.value), int(body.within)):
        return ["the number stands in the question"]
    return []


def gives_away(left: str, right: str) -> bool:
    """Tell whether two sides of a pair share a name or a word: Guatemala and Guatemala City."""
    one, other = fold(left), fold(right)
    words = {word for word in one.split() if len(word) > 2} - _COMMON
    shorter, longer = sorted((one.replace(" ", ""), other.replace(" ", "")), key=len)
    return bool(words & set(other.split())) or (len(shorter) > _SHORT and shorter in longer)


def hints_at(left: str, right: str) -> bool:
    """Tell whether letters of a right side point to a left one.

    A symbol or an abbreviation whose letters stand in it in turn, from the first on (He and
    Helium), or a name that begins alike (Algeria and Algiers).
    """
    one, other = fold(left).replace(" ", ""), fold(right).replace(" ", "")
    if len(other) > _SHORT:
        return one[:_SHORT] == other[:_SHORT]
    letters = iter(one)
    return one[:1] == other[:1] and all(letter in letters for letter in other)


_CHECKS = (_stem, _options, _leaks, _places, _number)
