"""Wrong options that are years and numbers: near the right one, and none of them right.

A year needs no thing of its own to be wrong: where the answers are whole, every other is.
"""

from __future__ import annotations

from math import gcd
from typing import TYPE_CHECKING

from quiz.moments.model import Thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.generator.dice import Dice
    from quiz.generator.ground import Ground
    from quiz.generator.index import Index
    from quiz.generator.query import Query

# So many years at least show a rhythm, and a longer one than that is chance.
_ROUNDS = 4
_LONGEST_ROUND = 12
# How often years are placed anew where others than the one shown are right, too.
_TRIES = 8


def wrong_years(
    index: Index, query: Query, ground: Ground, answer: Thing, wanted: int, dice: Dice
) -> list[Thing]:
    """Return years that are provably wrong: none is right, nor so near that it would count."""
    kind, role = query.plan.kind.name, query.plan.role
    span, every = index.years(kind, role), rhythm(index, kind, role)
    least = 2 * query.plan.asking.within + 1
    apart: list[int] = []
    for _ in range(_TRIES):
        years = near_years(int(answer.name), wanted, span, dice, least=least, rhythm=every)
        apart = [year for year in years if _is_apart(index, query, ground, year)]
        if len(apart) == wanted:
            break
    return [Thing(f"year:{year}", str(year), answer.type) for year in apart]


def apart_from_answers(
    index: Index, query: Query, ground: Ground, things: Sequence[Thing]
) -> list[Thing]:
    """Return the things that are no numbers, or none that would count as right."""
    return [
        thing
        for thing in things
        if not thing.name.isdecimal() or _is_apart(index, query, ground, int(thing.name))
    ]


def _is_apart(index: Index, query: Query, ground: Ground, number: int) -> bool:
    """Tell whether a number is no answer, nor what a doubtful fact says, by all that is allowed."""
    within = query.plan.asking.within
    names = (index.facts.things[key].name for key in (*ground.answers, *ground.doubtful))
    return all(abs(number - int(name)) > within for name in names if name.isdecimal())


def near_years(
    year: int,
    wanted: int,
    span: tuple[int, int],
    dice: Dice,
    *,
    least: int = 1,
    rhythm: int = 1,
) -> list[int]:
    """Return years close to the right one, so placed that the right one may stand anywhere.

    Steps are 3 to 9 years, so that a date which sources give a year apart is no trap, and smaller
    only where ``span`` has no room, down to ``least``. What comes round every ``rhythm`` years has
    options from that round: of a cup of every fourth year no one else comes into question.
    """
    first, last = span
    least = -(-least // rhythm) * rhythm
    room = [
        n
        for n in range(wanted + 1)
        if year - n * least >= first and year + (wanted - n) * least <= last
    ]
    before = dice.choice(room or [wanted])
    after = wanted - before
    step = dice.between(3, 9)
    below = min(step, (year - first) // before) if before else step
    above = min(step, (last - year) // after) if after else step
    below, above = (max(least, gap // rhythm * rhythm) for gap in (below, above))
    years = [year - below * n for n in range(before, 0, -1)]
    return [*years, *(year + above * n for n in range(1, after + 1))]


def rhythm(index: Index, kind: str, role: str) -> int:
    """Return every how many years something happens, 1 where it keeps no rhythm or few are told."""
    found = index.memory.rhythms.get((kind, role))
    if found is None:
        names = [face.thing.name for face in index.lines[kind, role].faces]
        years = sorted({int(name) for name in names if name.isdecimal()})
        every = gcd(*(year - years[0] for year in years)) if len(years) > _ROUNDS else 1
        found = index.memory.rhythms[kind, role] = every if every < _LONGEST_ROUND else 1
    return found
