"""The answer is typed; every alias counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Typed

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why the answer of a shape of cases cannot be typed, or nothing."""
    if unfit := shape.asks_one(asking):
        return unfit
    if shape.rule == "scope":
        return "nobody can know from memory what one source names and what it leaves out"
    return "years and days are asked with options" if shape.ordered else ""


def make(case: Case) -> Weighed | Refusal:
    """Ask for the one answer without showing options."""
    stem = case.stem(case.query.asking.one, case.ground.answers)
    if isinstance(stem, Refusal):
        return stem
    answer = case.answers()[0]
    return case.question("typed", stem, Typed((as_option(answer), *answer.aliases)), [])
