"""All options but one fit: "Which of these countries does NOT border France?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG, MOST_WRONG, Telling
from quiz.generator.query import NO_WORDING, Refusal
from quiz.generator.reasons import why_wrong
from quiz.generator.wording import as_option, tell
from quiz.questions.model import Choice

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why a shape of cases has no list to be off, or nothing."""
    if shape.answers < FEWEST_WRONG:
        return "the list is too short to ask what is not on it"
    return "" if asking.never else NO_WORDING


def make(case: Case) -> Weighed | Refusal:
    """Show one thing outside a whole list among things on it."""
    answers = case.ground.answers
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
    reasons = tuple(
        (as_option(t), f"{t.name} is on the list: {_tell(case, t.key)}") for t in fitting
    )
    body = Choice(as_option(key), tuple(map(as_option, fitting)))
    off = why_wrong(case.index, case.query, case.ground, key)
    return case.question("not", stem, body, [], telling=Telling(right=off, wrong=reasons))


def _tell(case: Case, key: str) -> str:
    moment = next(m for m in case.ground.moments if key in m.roles[case.query.role])
    return tell(case.index, moment)
