"""How many there are, over a list that is whole: "How many countries border Laos?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import Telling
from quiz.generator.query import NO_WORDING, Refusal
from quiz.questions.amounts import tells
from quiz.questions.model import Number
from quiz.text import join_names, number_word

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why a shape of cases cannot be counted, or nothing."""
    if not asking.count:
        return NO_WORDING
    if shape.rule == "scope":
        return "how many there are is asked of the whole world, and a source is not it"
    return ""


def make(case: Case) -> Weighed | Refusal:
    """Count the answers, where nobody could count otherwise."""
    template, answers = case.query.asking.count, case.ground.answers
    if doubt := _doubt(case):
        return Refusal(doubt)
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    count = len(answers)
    if tells(stem, count):
        return Refusal("the number can be read in the question")
    named = join_names([case.index.thing(key).name for key in answers])
    counted = f"The list is whole and has {number_word(count)}: {named}."
    telling = Telling(right=f"{counted} {case.because()}")
    return case.question("count", stem, Number(count), [], telling=telling)


def _doubt(case: Case) -> str:
    """Say why one could count otherwise, or nothing."""
    index, answers = case.index, case.ground.answers
    names = [name for key in answers for name in index.folded[key]]
    doubts = {
        "another fact may name one more": bool(case.ground.doubtful),
        "whether together or each by itself, one could count either way": any(
            len(keys) > 1 for keys in case.query.given.values()
        ),
        "a group could be counted as one or as many": any(
            index.is_a(key, "group") or index.thing(key).members for key in answers
        ),
        "two of them could be counted as one": len(set(names)) < len(names)
        or any(len(index.kin(key) & set(answers)) > 1 for key in answers),
    }
    return next((doubt for doubt, holds in doubts.items() if holds), "")
