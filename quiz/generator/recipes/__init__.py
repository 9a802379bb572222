"""The recipes: one form of question a module, one registry.

A recipe takes a ``Case`` and returns a question, or the reason why there is none. One that needs
several moments stands in ``SETS``: it takes all that is ``Proven`` and yields its questions.
"""

from __future__ import annotations

from collections.abc import Callable

from quiz.generator.case import Case
from quiz.generator.query import Refusal
from quiz.generator.recipes import (
    how_many,
    in_order,
    matching,
    multi_select,
    number,
    odd_one_out,
    of_these,
    pair,
    single_choice,
    true_false,
    two_steps,
    typed,
    which_not,
)
from quiz.generator.sets import SetRecipe
from quiz.questions.model import Question

Recipe = Callable[[Case], Question | Refusal]

RECIPES: dict[str, Recipe] = {
    "single": single_choice.make,
    "typed": typed.make,
    "number": number.make,
    "count": how_many.make,
    "multi": multi_select.make,
    "pair": pair.make,
    "of-these": of_these.make,
    "not": which_not.make,
    "odd": odd_one_out.make,
    "true-false": true_false.make,
}

SETS: dict[str, SetRecipe] = {
    "order": in_order.make,
    "match": matching.make,
    "clue": two_steps.make,
}
