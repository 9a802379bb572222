"""One of two is told, the other is asked: "Rema shared Best Afrobeats with whom?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import NO_WORDING, Refusal
from quiz.generator.sets import apart
from quiz.generator.wording import as_option
from quiz.questions.model import Choice

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking

_PAIR = 2


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why a shape of cases tells of no pair, or nothing."""
    if shape.answers != _PAIR or not shape.together:
        return "there is no pair that shares one moment"
    return "" if asking.pair else NO_WORDING


def make(case: Case) -> Weighed | Refusal:
    """Tell one of two who stand in one moment together, and ask for the other."""
    answers = case.ground.answers
    dice = case.dice("pair")
    told, asked = dice.sample(answers, _PAIR)
    if not apart(case.index, asked, (told,)):
        return Refusal("one of the pair belongs to the other, or bears a name of it")
    template = case.query.asking.pair
    stem = case.stem(template, (asked,), other=told)
    if isinstance(stem, Refusal):
        return stem
    wrong = case.wrong(stem, template, dice, key=asked)
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    body = Choice(as_option(case.index.thing(asked)), tuple(map(as_option, wrong)))
    return case.question("pair", stem, body, wrong, shown=asked)
