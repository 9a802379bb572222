"""One of two is told, the other is asked: "Rema shared Best Afrobeats with whom?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG
from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Choice, Question

if TYPE_CHECKING:
    from quiz.generator.case import Case

_PAIR = 2


def make(case: Case) -> Question | Refusal:
    """Tell one of two who stand in one moment together, and ask for the other."""
    answers = case.ground.answers
    if len(answers) != _PAIR or len(case.ground.moments) != 1:
        return Refusal("there is no pair in one moment")
    if not case.ground.moments[0].jointly:
        return Refusal("it was a tie: none of them shared it with another")
    dice = case.dice("pair")
    told, asked = dice.sample(answers, _PAIR)
    if told in case.index.kin.get(asked, frozenset()):
        return Refusal("one of the pair belongs to the other")
    template = case.query.asking.pair
    stem = case.stem(template, (asked,), other=told)
    if isinstance(stem, Refusal):
        return stem
    wrong = case.wrong(stem, template, dice, key=asked)
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    body = Choice(as_option(case.index.thing(asked)), tuple(map(as_option, wrong)))
    return case.question("pair", stem, body, wrong, shown=asked)
