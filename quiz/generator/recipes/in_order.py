"""Things to put in the order of their years or numbers: "In which order did these states …?"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.generator.query import Refusal
from quiz.generator.recipes.number import known_value
from quiz.generator.report import Skips
from quiz.generator.sets import Built, apart, build, is_current
from quiz.generator.wording import as_option
from quiz.questions.amounts import numbers_in
from quiz.questions.model import Order

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.dice import Dice
    from quiz.generator.sets import Group, Proven

FEWEST, MOST = 4, 5
# How many of the rest are looked at for one set.
_LOOKED_AT = 24


def make(proven: Proven) -> Iterator[Built | Skips]:
    """Put four or five things in order whose values are known, different and apart."""
    for group in proven.groups("order"):
        fit: list[tuple[int, Case]] = []
        for case in group.cases:
            value = _value(case, group.item(case))
            if isinstance(value, Refusal):
                yield group.skip("order", value.reason, case)
            else:
                fit.append((value, case))
        yield from _sets(group, fit, proven.dice(f"order/{group.cases[0].query.id}"))


def _value(case: Case, item: str) -> int | Refusal:
    """Return the one value of a case, or why it may stand in no order."""
    value = known_value(case)
    if isinstance(value, Refusal):
        return value
    if numbers_in(case.index.thing(item).name):
        return Refusal("its place could be read from its name")
    if not is_current(case.index, item):
        return Refusal("it bears another name now")
    return value


def _sets(group: Group, fit: list[tuple[int, Case]], dice: Dice) -> Iterator[Built | Skips]:
    gap = max(group.asking.gap, 2 * group.asking.within + 1, 1)
    rest = dice.sample(fit, len(fit))
    left: list[Case] = []
    while rest:
        near = rest[-_LOOKED_AT:]
        wanted, chosen = dice.between(FEWEST, MOST), [near.pop()]
        for value, case in near:
            if len(chosen) == wanted:
                break
            if all(abs(value - other) >= gap for other, _ in chosen) and apart(
                case.index, group.item(case), [group.item(other) for _, other in chosen]
            ):
                chosen.append((value, case))
        if len(chosen) < FEWEST:
            left.append(chosen[0][1])
            rest.pop()
            continue
        taken = {id(case) for _, case in chosen}
        rest[-_LOOKED_AT:] = [pair for pair in near if id(pair[1]) not in taken]
        chosen.sort(key=lambda pair: pair[0])
        made = _build(group, tuple(case for _, case in chosen))
        yield group.skip("order", made.reason) if isinstance(made, Refusal) else made
    for case in left:
        yield group.skip("order", "too few others lie far enough from it in the order", case)


def _build(group: Group, cases: tuple[Case, ...]) -> Built | Refusal:
    stem = group.stem(cases)
    if isinstance(stem, Refusal):
        return stem
    index = cases[0].index
    items = tuple(as_option(index.thing(group.item(case))) for case in cases)
    return build("order", cases, stem, Order(items), items)
