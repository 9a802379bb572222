"""Item-writing flaws that give answers away: no generated question has one, others are told.

The rules are those of Haladyna, Downing & Rodriguez (2002), "A review of multiple-choice
item-writing guidelines", as far as a program can judge them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.questions.amounts import numbers_in, tells
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
# The same folded, each by itself: where none of them stands, nothing is denied.
_NEGATIVES = frozenset({"not", "never", "no", "except", "isnt", "wasnt", "didnt"})
_TITLE = re.compile("“[^”]*”")  # what is quoted is a name, and says nothing of its own
_DANGLING = re.compile(r"\ban?\s*[?:]?$", re.IGNORECASE)
# Made once: a union of types is made anew wherever it is written.
_WITH_OPTIONS, _IN_PLACES = (Choice, MultiSelect), (Order, Match)
# Words too common to give anything away.
_COMMON = frozenset({
    "a", "an", "and", "are", "at", "award", "best", "by", "de", "did", "do", "does", "el",
    "first", "for", "in", "is", "la", "new", "of", "on", "saint", "st", "the", "to", "van", "von",
    "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "with",
})  # fmt: skip


class Flaw(NamedTuple):
    """What is wrong with a question. ``code`` is empty for what only a generated one can have."""

    code: str
    told: str


UNFILLED = Flaw("", "the wording was not filled cleanly")
_NO_MARK = Flaw("W212", "the question does not end in “?”")
_DANGLES = Flaw("W214", "a dangling a or an gives the answer's first letter away")
_ALIKE = Flaw("W215", "two options read alike")
_INSIDE = Flaw("W215", "one option stands inside another")
_OF_OTHERS = Flaw("W216", "an option speaks of the other options")
_LONGER = Flaw("W217", "the right option is much longer than the others")
_AMONG_WORDS = Flaw("W218", "numbers stand among words")
_SIZES = Flaw("W218", "the numbers are of another size")
_NUMBER_TOLD = Flaw("W219", "the number stands in the question")
_ASKED = (Choice, MultiSelect, Typed, Number)  # the others may be said without a question mark


def hints(question: Question) -> tuple[Flaw, ...]:
    """Return what the author of a question should hear of, to take or leave: each thing once."""
    may_be_said = not isinstance(question.body, _ASKED)
    found = (flaw for flaw in flaws(question) if flaw.code)
    return tuple(dict.fromkeys(f for f in found if not (may_be_said and f is _NO_MARK)))


def flaws(question: Question) -> tuple[Flaw, ...]:
    """Return what is wrong with a question; an empty tuple is a clean one."""
    told = fold(question.ask)
    said = told.split()
    body = question.body
    found = _stem(question, told, said)
    if isinstance(body, _WITH_OPTIONS):
        options = body.options
        folded = [fold(option) for option in options]
        found += _options(body, options, folded)
        found += _leaks(body, folded, told, said)
    elif isinstance(body, _IN_PLACES):
        found += _places(body, told)
    elif isinstance(body, Typed):
        found += _typed(body, told)
    elif isinstance(body, Number) and tells(question.ask, int(body.value), int(body.within)):
        found.append(_NUMBER_TOLD)
    return tuple(found)


def _stem(question: Question, told: str, said: list[str]) -> list[Flaw]:
    found: list[Flaw] = []
    ask = question.ask
    if ask.count(" ") >= MOST_WORDS and (words := len(ask.split())) > MOST_WORDS:
        found.append(Flaw("W211", f"the question has {words} words; at most {MOST_WORDS}"))
    if not ask.endswith("?"):
        found.append(_NO_MARK)
    negative = question.form == "not"
    if negative or not _NEGATIVES.isdisjoint(said):
        negatives = _NEGATIVE.findall(_TITLE.sub("“”", ask))
        if negative and (len(negatives) != 1 or negatives[0] != "NOT"):
            found.append(Flaw("W213", "a negative question says NOT once, in capitals"))
        if not negative and negatives and not isinstance(question.body, Typed):
            found.append(Flaw("W213", f"the question is negative: “{negatives[0]}”"))
    if "  " in ask or "{" in ask or "[" in ask:
        found.append(UNFILLED)
    if told.endswith((" a", " an")) and _DANGLING.search(ask.rstrip("?")):
        found.append(_DANGLES)
    return found


def _options(body: Choice | MultiSelect, options: tuple[str, ...], folded: list[str]) -> list[Flaw]:
    found: list[Flaw] = []
    words = " ".join(folded).split()
    if len(set(words)) < len(words):  # else none can read like another or stand inside it
        if len(set(folded)) < len(folded):
            found.append(_ALIKE)
        if any(f" {a} " in f" {b} " for a in folded for b in folded if a != b):
            found.append(_INSIDE)
    if "of" in words and any(_ALL_OR_NONE.search(option) for option in options):
        found.append(_OF_OTHERS)
    key = len(body.answer) if isinstance(body, Choice) else max(map(len, body.answers))
    if key > max(map(len, body.wrong)) + LENGTH_RANGE:
        found.append(_LONGER)
    numeric = [option for option in options if option.isdigit()]
    if numeric:
        if len(numeric) < len(options):
            found.append(_AMONG_WORDS)
        elif max(map(len, options)) > min(map(len, options)) + 1:
            found.append(_SIZES)
    return found


def _leaks(body: Choice | MultiSelect, folded: list[str], told: str, said: list[str]) -> list[Flaw]:
    """Find words of the stem that stand in the right option and in no wrong one."""
    right = 1 if isinstance(body, Choice) else len(body.answers)
    found: list[Flaw] = []
    only = set(" ".join(folded[:right]).split()).intersection(said)
    if only and (only := only - _COMMON):
        only.difference_update(" ".join(folded[right:]).split())
        found = [_stands_in(word) for word in sorted(only)]
    if any(option in told for option in folded):  # else none stands there as words
        whole = f" {told} "
        named = [at for at, option in enumerate(folded) if f" {option} " in whole]
        found += [
            Flaw("W219", f"the option “{body.options[at]}” is named in the question")
            for at in named
        ]
    return found


def _typed(body: Typed, told: str) -> list[Flaw]:
    shared = set(told.split()).intersection(fold(body.accepted[0]).split())
    whole = f" {told} "
    others = [name for name in body.accepted[1:] if f" {fold(name)} " in whole]
    return [_stands_in(word) for word in (*sorted(shared - _COMMON), *others)]


def _stands_in(word: str) -> Flaw:
    return Flaw("W219", f"the answer's “{word}” stands in the question")


def _places(body: Order | Match, told: str) -> list[Flaw]:
    """Check what is to be put in order or to be matched: read apart, named nowhere, not telling."""
    found: list[Flaw] = []
    rights = () if isinstance(body, Order) else body.rights
    sides = (body.items,) if isinstance(body, Order) else (body.lefts, rights)
    whole = f" {told} "
    for side in sides:
        if len({fold(text) for text in side}) < len(side):
            found.append(_ALIKE)
        inside = [text for text in side if f" {fold(text)} " in whole]
        named = [text for text in inside if fold(text) not in _COMMON]  # the note A is no article
        found += [Flaw("W219", f"“{text}” is named in the question") for text in named]
    if isinstance(body, Order):
        telling = [item for item in body.items if numbers_in(item)]
        return found + [Flaw("W220", f"“{item}” tells a number by its name") for item in telling]
    facing = [read(right) for right in rights]
    for (left, right), across in zip(body.pairs, facing, strict=True):
        one = read(left)
        if any(share_a_name(one, other) for other in facing):
            found.append(Flaw("W220", f"“{left}” and a right side share a name"))
        if hint(one, across) and not any(hint(one, o) for o in facing if o is not across):
            found.append(Flaw("W220", f"the letters of “{right}” hint at “{left}” alone"))
    return found


class Read(NamedTuple):
    """A side of a pair as it is read: its words that say something, and its letters in a row."""

    words: frozenset[str]
    letters: str


@lru_cache(maxsize=1_024)
def read(side: str) -> Read:
    """Read a side of a pair."""
    folded = fold(side)
    words = frozenset(word for word in folded.split() if len(word) > 2)
    return Read(words - _COMMON, folded.replace(" ", ""))


def share_a_name(one: Read, other: Read) -> bool:
    """Tell whether two sides of a pair share a name or a word: Guatemala and Guatemala City."""
    if not one.words.isdisjoint(other.words):
        return True
    shorter, longer = one.letters, other.letters
    if len(shorter) > len(longer):
        shorter, longer = longer, shorter
    return len(shorter) > _SHORT and shorter in longer


def hint(left: Read, right: Read) -> bool:
    """Tell whether letters of a right side point to a left one.

    A symbol or an abbreviation whose letters stand in it in turn, from the first on (He and
    Helium), or a name that begins alike (Algeria and Algiers).
    """
    one, other = left.letters, right.letters
    if one[:1] != other[:1]:
        return False
    if len(other) > _SHORT:
        return one[:_SHORT] == other[:_SHORT]
    letters = iter(one)
    return all(letter in letters for letter in other)
