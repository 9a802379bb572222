"""One of several right answers stands among wrong ones: "Which of these borders France?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import NO_WORDING, Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Choice

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why of a shape of cases not one of several can be shown, or nothing."""
    if shape.answers < 2:
        return "there is one right answer, so it is asked outright"
    return "" if asking.of_these else NO_WORDING


def make(case: Case) -> Weighed | Refusal:
    """Show exactly one of the right answers; the stem says "of these"."""
    answers = case.ground.answers
    dice = case.dice("of-these")
    key = dice.choice(answers)
    template = case.query.asking.of_these
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    wrong = case.wrong(stem, template, dice, key=key)
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    body = Choice(as_option(case.index.thing(key)), tuple(map(as_option, wrong)))
    return case.question("of-these", stem, body, wrong, shown=key)
