"""One of several right answers stands among wrong ones: "Which of these borders France?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Choice, Question

if TYPE_CHECKING:
    from quiz.generator.case import Case


def make(case: Case) -> Question | Refusal:
    """Show exactly one of the right answers; the stem says "of these"."""
    answers = case.ground.answers
    if len(answers) < 2:
        return Refusal("there is one right answer, so it is asked outright")
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
