"""Which forms a case can be asked in, told before a word is written.

Most of what forbids a form is the same for all cases of one shape: a kind without a wording for
it, two answers where one is wanted. So it is worked out once a shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quiz.generator.query import NO_WORDING

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.moments.model import Asking


class Shape(NamedTuple):
    """What forbids a form, of one case like of another.

    ``answers`` is how many there are; ``together`` tells whether one moment holds them all and
    they share it; ``ordered`` whether they are years or numbers.
    """

    kind: str
    role: str
    rule: str
    answers: int
    together: bool
    ordered: bool

    def asks_one(self, asking: Asking) -> str:
        """Return why no single answer can be asked for, or nothing."""
        if self.answers != 1:
            return f"there are {self.answers} right answers, not one"
        return "" if asking.one else NO_WORDING


def shape_of(case: Case) -> Shape:
    """Return the shape of a case."""
    index, query, ground = case.index, case.query, case.ground
    moments = ground.moments
    return Shape(
        query.plan.kind.name,
        query.plan.asking.role,
        ground.rule,
        len(ground.answers),
        len(moments) == 1 and moments[0].jointly,
        index.facts.types[index.facts.things[ground.answers[0]].type].ordered,
    )
