"""All options but one fit: "Which of these countries does NOT border France?"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG, MOST_WRONG
from quiz.generator.query import Refusal
from quiz.generator.wording import as_option, tell
from quiz.questions.model import Choice, Question

if TYPE_CHECKING:
    from quiz.generator.case import Case


def make(case: Case) -> Question | Refusal:
    """Show one thing outside a whole list among things on it."""
    answers = case.ground.answers
    if len(answers) < FEWEST_WRONG:
        return Refusal("the list is too short to ask what is not on it")
    template = case.query.asking.never
    stem = case.stem(template, answers)
    if isinstance(stem, Refusal):
        return stem
    dice = case.dice("not")
    outside = case.wrong(stem, template, dice)
    if not outside:
        return Refusal("nothing can be proved to be off the list")
    key = dice.choice(outside)
    fitting = dice.sample(case.answers(), min(MOST_WRONG, len(answers)))
    made = case.question("not", stem, Choice(as_option(key), tuple(map(as_option, fitting))), [key])
    reasons = tuple(
        (as_option(t), f"{t.name} is on the list: {_tell(case, t.key)}") for t in fitting
    )
    return replace(made, proof=replace(made.proof, right=made.proof.wrong[0][1], wrong=reasons))


def _tell(case: Case, key: str) -> str:
    moment = next(m for m in case.ground.moments if key in m.roles[case.query.role])
    return tell(case.index, moment)
