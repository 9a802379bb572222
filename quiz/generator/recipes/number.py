"""The answer is a number or a year to type: "In which year did Ohio join the Union?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.amounts import value_of
from quiz.generator.query import Refusal
from quiz.questions.amounts import tells
from quiz.questions.model import Number

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why no number answers a shape of cases, or nothing."""
    if unfit := shape.asks_one(asking):
        return unfit
    if not shape.ordered:
        return "the answer is no number, or a name like one"
    if shape.rule == "scope":
        return "nobody can know from memory what one source names and what it leaves out"
    return ""


def make(case: Case) -> Weighed | Refusal:
    """Ask for one number; it counts within what the kind declares, where sources differ."""
    value = known_value(case)
    if isinstance(value, Refusal):
        return value
    stem = case.stem(case.query.asking.one, case.ground.answers)
    if isinstance(stem, Refusal):
        return stem
    within = case.query.asking.within
    if tells(stem, value, within):
        return Refusal("the number can be read in the question")
    return case.question("number", stem, Number(value, within), [])


def known_value(case: Case) -> int | Refusal:
    """Return the one number that answers a case in the whole world, or why there is none."""
    answers = case.ground.answers
    if len(answers) != 1:
        return Refusal(f"there are {len(answers)} right answers, not one")
    answer = case.index.thing(answers[0])
    value = value_of(answer)
    if value is None or not case.index.facts.types[answer.type].ordered:
        return Refusal("the answer is no number, or a name like one")
    if case.ground.rule == "scope":
        return Refusal("nobody can know from memory what one source names and what it leaves out")
    return Refusal("another fact may give another number") if case.ground.doubtful else value
