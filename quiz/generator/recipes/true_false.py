"""A statement, true or false; a false one stands only on the same proof as a wrong option."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.case import PLAIN, Telling
from quiz.generator.query import Refusal
from quiz.generator.reasons import why_wrong
from quiz.generator.wording import tell
from quiz.questions.model import TrueFalse

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.dice import Dice
    from quiz.generator.difficulty import Weighed
    from quiz.moments.model import Thing

_UNSAID = Refusal("the kind cannot be stated with what is given")


def make_true(case: Case) -> Weighed | Refusal:
    """State who fills the asked role. Where several fill it together all of them are named."""
    dice = case.dice("true")
    right = _fillers(case, dice)
    claim = case.claim(right)
    return _make(case, claim, right) if claim else _UNSAID


def make_false(case: Case) -> Weighed | Refusal:
    """State that another fills the asked role: one that does so elsewhere; none falls for less.

    With one of two replaced a claim would be half true: only single fillers are made false.
    """
    dice = case.dice("false")
    right = _fillers(case, dice)
    if len(right) > 1:
        return Refusal("several fill it together, and a claim would be half true")
    claim = case.claim(right)
    if not claim:
        return _UNSAID
    false = next(
        (
            t
            for t in case.wrong(claim, "", dice, key=right[0].key)
            if t.type == right[0].type and case.stands_in_role(t)
        ),
        None,
    )
    if false is None:
        return Refusal("nothing of the kind can be proved wrong")
    reason = why_wrong(case.index, case.query, case.ground, false)
    told = f"{reason} {tell(case.index, case.ground.moments[0])}"
    telling = Telling(explain=told, wrong=(("True", reason),))
    return _make(case, case.claim([false]), [false], telling)


def _fillers(case: Case, dice: Dice) -> list[Thing]:
    own = case.query.moment.roles[case.query.role]
    keys = (dice.choice(own),) if case.query.asking.of_these and len(own) > 1 else own
    return [case.index.thing(key) for key in keys]


def _make(case: Case, claim: str, fillers: list[Thing], telling: Telling = PLAIN) -> Weighed:
    ask, body = f"True or false: {claim}?", TrueFalse(telling is PLAIN)
    return case.question("true-false", ask, body, [], shown=fillers[0].key, telling=telling)
