"""All right answers are wanted: "Which two artists won Best Afrobeats at the 2023 VMAs?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import MultiSelect, Question

if TYPE_CHECKING:
    from quiz.generator.case import Case

MOST_RIGHT = 3


def make(case: Case) -> Question | Refusal:
    """Ask for two or three answers; the stem says how many."""
    answers = case.ground.answers
    if not 1 < len(answers) <= MOST_RIGHT:
        return Refusal(f"there are {len(answers)} right answers; two or three are wanted")
    template = case.query.asking.many
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    wanted = 5 - len(answers) if len(answers) == MOST_RIGHT else 3
    wrong = case.wrong(stem, template, case.dice("multi"), wanted=wanted)
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    right = tuple(map(as_option, case.answers()))
    body = MultiSelect(right, tuple(map(as_option, wrong)))
    return case.question("multi", stem, body, wrong)
