"""Things to join to their answers: "What is the capital of each of these countries?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generator.distractors import Barred, barred
from quiz.generator.query import Refusal
from quiz.generator.report import Skips
from quiz.generator.sets import Built, apart, build, is_current
from quiz.generator.wording import as_option
from quiz.questions.lint import hint, read, share_a_name
from quiz.questions.model import Match
from quiz.text import fold

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.dice import Dice
    from quiz.generator.sets import Group, Proven
    from quiz.questions.lint import Read

FEWEST, MOST = 3, 5
# How many neighbours are looked at for one set.
_LOOKED_AT = 16


@dataclass(slots=True, eq=False)  # as a query is
class _Pair:
    """A case with its two sides, and who may not stand as a wrong right side for its left."""

    case: Case
    left: str
    right: str
    barred: Barred
    shown: tuple[str, str]
    read: tuple[Read, Read]


def make(proven: Proven) -> Iterator[Built | Skips]:
    """Join three to five things to their answers; every cross pair is proved wrong."""
    for group in proven.groups("match"):
        pairs: list[_Pair] = []
        for case in group.cases:
            pair = _pair(case, group.item(case))
            if isinstance(pair, Refusal):
                yield group.skip("match", pair.reason, case)
            else:
                pairs.append(pair)
        yield from _sets(group, pairs, proven.dice(f"match/{group.cases[0].query.id}"))


def _pair(case: Case, left: str) -> _Pair | Refusal:
    index, answers = case.index, case.ground.answers
    if len(answers) != 1:
        return Refusal(f"there are {len(answers)} right answers, not one")
    right = answers[0]
    if not (is_current(index, left) and is_current(index, right)):
        return Refusal("one side bears another name now")
    shown = (as_option(index.thing(left)), as_option(index.thing(right)))
    sides = (read(shown[0]), read(shown[1]))
    if share_a_name(*sides):
        return Refusal("one side gives the other away")
    return _Pair(case, left, right, barred(index, case.query, case.ground), shown, sides)


def _sets(group: Group, pairs: list[_Pair], dice: Dice) -> Iterator[Built | Skips]:
    rest = sorted(pairs, key=_initial, reverse=True)  # the last are taken first
    begin = dice.below(len(rest)) if rest else 0
    rest = rest[begin:] + rest[:begin]
    left: list[_Pair] = []
    while rest:
        near = rest[-_LOOKED_AT:]
        first = near.pop()
        chosen = _choose(first, near, dice)
        rest[-_LOOKED_AT:] = [pair for pair in near if pair not in chosen]
        if len(chosen) < FEWEST:
            left.append(first)
            continue
        made = _build(group, dice.sample(chosen, len(chosen)))
        yield group.skip("match", made.reason) if isinstance(made, Refusal) else made
    for pair in left:
        reason = "too few others nearby are provably wrong for it, and it for them"
        yield group.skip("match", reason, pair.case)


def _initial(pair: _Pair) -> str:
    """Bring those together whose letters hint at their partner with the same first letter."""
    return fold(pair.shown[1])[:1] if hint(*pair.read) else ""


def _choose(first: _Pair, near: list[_Pair], dice: Dice) -> list[_Pair]:
    """Return pairs that go together, or fewer than are needed."""
    wanted = dice.choice((4, 4, MOST))
    chosen = [first]
    for pair in dice.sample(near, len(near)):
        if all(_go_together(pair, other) for other in chosen):
            chosen.append(pair)
            if len(chosen) == wanted:
                chosen = _unhinted(chosen)
                if len(chosen) == wanted:
                    break
    chosen = _unhinted(chosen)
    return chosen if first in chosen and len(chosen) >= FEWEST else []


def _unhinted(chosen: list[_Pair]) -> list[_Pair]:
    """Drop the pairs whose letters hint at each other and at none else, until there is none."""
    while True:
        kept = [
            pair
            for pair in chosen
            if not hint(*pair.read)
            or any(hint(pair.read[0], o.read[1]) for o in chosen if o is not pair)
        ]
        if len(kept) == len(chosen):
            return kept
        chosen = kept


def _go_together(one: _Pair, other: _Pair) -> bool:
    """Tell whether each right side is provably wrong for the other left, and all read apart."""
    index = one.case.index
    return (
        _is_wrong(one, other.right)
        and _is_wrong(other, one.right)
        and index.root(one.right) == index.root(other.right)
        and index.root(one.left) == index.root(other.left)
        and apart(index, one.left, [other.left])
        and not share_a_name(one.read[0], other.read[1])
        and not share_a_name(other.read[0], one.read[1])
    )


def _is_wrong(pair: _Pair, right: str) -> bool:
    return right not in pair.barred and right not in pair.case.index.unasked


def _build(group: Group, chosen: list[_Pair]) -> Built | Refusal:
    cases = tuple([pair.case for pair in chosen])
    stem = group.stem(cases)
    if isinstance(stem, Refusal):
        return stem
    shown = tuple([pair.shown for pair in chosen])
    return build("match", cases, stem, Match(shown), tuple([right for _, right in shown]))
