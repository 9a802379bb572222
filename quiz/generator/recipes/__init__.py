"""The recipes: one form of question a module, one registry.

A recipe says of a shape of cases why it cannot be asked in its form, and makes a question of a
case, or tells the reason why there is none. One that needs several moments stands in ``SETS``: it
takes all that is ``Proven`` and yields its questions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from quiz.generator.case import Case
from quiz.generator.difficulty import Weighed
from quiz.generator.offers import Shape
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
from quiz.moments.model import Asking


class Recipe(NamedTuple):
    """Why a form is not for a shape of cases, in words or empty, and how a question is made."""

    unfit: Callable[[Asking, Shape], str]
    make: Callable[[Case], Weighed | Refusal]


RECIPES = {
    "single": Recipe(single_choice.unfit, single_choice.make),
    "typed": Recipe(typed.unfit, typed.make),
    "number": Recipe(number.unfit, number.make),
    "count": Recipe(how_many.unfit, how_many.make),
    "multi": Recipe(multi_select.unfit, multi_select.make),
    "pair": Recipe(pair.unfit, pair.make),
    "of-these": Recipe(of_these.unfit, of_these.make),
    "not": Recipe(which_not.unfit, which_not.make),
    "odd": Recipe(odd_one_out.unfit, odd_one_out.make),
}

# A claim can be made of every case: a true one, and a false one where that can be proved.
CLAIMS = {True: true_false.make_true, False: true_false.make_false}

SETS: dict[str, SetRecipe] = {
    "order": in_order.make,
    "match": matching.make,
    "clue": two_steps.make,
}
