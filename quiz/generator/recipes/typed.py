"""The answer is typed; every alias counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.query import Refusal
from quiz.generator.wording import as_option
from quiz.questions.model import Question, Typed

if TYPE_CHECKING:
    from quiz.generator.case import Case


def make(case: Case) -> Question | Refusal:
    """Ask for the one answer without showing options."""
    answers = case.ground.answers
    if len(answers) != 1:
        return Refusal(f"there are {len(answers)} right answers, not one")
    if case.ground.rule == "scope":
        return Refusal("nobody can know from memory what one source names and what it leaves out")
    stem = case.stem(case.query.asking.one, answers)
    if isinstance(stem, Refusal):
        return stem
    answer = case.answers()[0]
    if case.index.facts.types[answer.type].ordered:
        return Refusal("years and days are asked with options")
    return case.question("typed", stem, Typed((as_option(answer), *answer.aliases)), [])
