"""How many there are, over a list that is whole: "How many countries border Laos?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generator.amounts import tells
from quiz.generator.query import NO_WORDING, Refusal
from quiz.questions.model import Number, Question
from quiz.text import join_names, number_word

if TYPE_CHECKING:
    from quiz.generator.case import Case


def make(case: Case) -> Question | Refusal:
    """Count the answers, where nobody could count otherwise."""
    template, answers = case.query.asking.count, case.ground.answers
    if not template:
        return NO_WORDING
    if doubt := _doubt(case):
        return Refusal(doubt)
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    count = len(answers)
    if tells(stem, count):
        return Refusal("the number can be read in the question")
    made = case.question("count", stem, Number(count), [])
    named = join_names([case.index.thing(key).name for key in answers])
    counted = f"The list is whole and has {number_word(count)}: {named}."
    return replace(made, proof=replace(made.proof, right=f"{counted} {case.because()}"))


def _doubt(case: Case) -> str:
    """Say why one could count otherwise, or nothing."""
    index, answers = case.index, case.ground.answers
    names = [name for key in answers for name in index.folded[key]]
    doubts = {
        "how many there are is asked of the whole world, and a source is not it": (
            case.ground.rule == "scope"
        ),
        "another fact may name one more": bool(case.ground.doubtful),
        "whether together or each by itself, one could count either way": any(
            len(keys) > 1 for keys in case.query.given.values()
        ),
        "a group could be counted as one or as many": any(
            index.is_a(key, "group") or index.thing(key).members for key in answers
        ),
        "two of them could be counted as one": len(set(names)) < len(names)
        or any(len(index.kin[key] & set(answers)) > 1 for key in answers),
    }
    return next((doubt for doubt, holds in doubts.items() if holds), "")
