"""One right answer among provably wrong ones: "Who won Best New Artist at the 2023 VMAs?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Choice, Question

if TYPE_CHECKING:
    from quiz.generator.case import Case


def make(case: Case) -> Question | Refusal:
    """Ask for the one answer, when there is one and at least two options are provably wrong."""
    answers = case.ground.answers
    if len(answers) != 1:
        return Refusal(f"there are {len(answers)} right answers, not one")
    template = case.query.asking.one
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    wrong = case.wrong(stem, template, case.dice("single"))
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    body = Choice(as_option(case.answers()[0]), tuple(map(as_option, wrong)))
    return case.question("single", stem, body, wrong)
