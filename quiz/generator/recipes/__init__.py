"""The recipes: one form of question a module, one registry.

A recipe takes a ``Case`` and returns a question, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Callable

from quiz.generator.case import Case
from quiz.generator.query import Refusal
from quiz.generator.recipes import (
    multi_select,
    of_these,
    pair,
    single_choice,
    true_false,
    typed,
    which_not,
)
from quiz.questions.model import Question

Recipe = Callable[[Case], Question | Refusal]

RECIPES: dict[str, Recipe] = {
    "single": single_choice.make,
    "typed": typed.make,
    "multi": multi_select.make,
    "pair": pair.make,
    "of-these": of_these.make,
    "not": which_not.make,
    "true-false": true_false.make,
}
