"""All right answers are wanted: "Which two artists won Best Afrobeats at the 2023 VMAs?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import NO_WORDING, Refusal
from quiz.generator.sets import apart
from quiz.generator.wording import as_option
from quiz.questions.model import MultiSelect

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking

MOST_RIGHT = 3


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why a shape of cases has not two or three answers to choose, or nothing."""
    if not 1 < shape.answers <= MOST_RIGHT:
        return f"there are {shape.answers} right answers; two or three are wanted"
    return "" if asking.many else NO_WORDING


def make(case: Case) -> Weighed | Refusal:
    """Ask for two or three answers; the stem says how many."""
    answers = case.ground.answers
    template = case.query.asking.many
    if not all(apart(case.index, one, answers[:at]) for at, one in enumerate(answers)):
        return Refusal("two of the answers could be taken for one")
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
