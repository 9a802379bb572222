"""A statement, true or false; a false one stands only on the same proof as a wrong option."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generator.distractors import why_wrong
from quiz.generator.query import Refusal
from quiz.generator.wording import tell
from quiz.questions.model import Question, TrueFalse

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.moments.model import Thing


def make(case: Case) -> Question | Refusal:
    """State who fills the asked role; even odds whether it is so.

    A false one takes a thing that fills the same role elsewhere: nobody falls for less. Where
    several fill it together all of that moment are named.
    """
    dice = case.dice("true-false")
    own = [case.index.thing(key) for key in case.query.moment.roles[case.query.role]]
    right = [dice.choice(own)] if case.query.asking.of_these else own
    claim = case.claim(right)
    if not claim:
        return Refusal("the kind cannot be stated with what is given")
    # With one of two replaced a claim would be half true: only single fillers are made false.
    lie = len(right) == 1 and dice.random() < 0.5
    wrong = case.wrong(claim, "", dice, key=right[0].key) if lie else []
    plausible = [t for t in wrong if t.type == right[0].type and case.stands_in_role(t)]
    if not plausible:
        return _make(case, claim, right)
    false = plausible[0]
    made = _make(case, case.claim([false]), [false], true=False)
    reason = why_wrong(case.index, case.query, case.ground, false)
    proof = replace(made.proof, wrong=(("True", reason),))
    return replace(
        made, explain=f"{reason} {tell(case.index, case.ground.moments[0])}", proof=proof
    )


def _make(case: Case, claim: str, fillers: list[Thing], *, true: bool = True) -> Question:
    ask = f"True or false: {claim}?"
    return case.question("true-false", ask, TrueFalse(true), [], shown=fillers[0].key)
