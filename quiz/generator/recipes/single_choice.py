"""One right answer among provably wrong ones: "Who won Best New Artist at the 2023 VMAs?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Choice

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why a shape of cases has not the one answer that is wanted, or nothing."""
    return shape.asks_one(asking)


def make(case: Case) -> Weighed | Refusal:
    """Ask for the one answer, when there is one and at least two options are provably wrong."""
    answers = case.ground.answers
    template = case.query.asking.one
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    wrong = case.wrong(stem, template, case.dice("single"))
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    body = Choice(as_option(case.answers()[0]), tuple(map(as_option, wrong)))
    return case.question("single", stem, body, wrong)
