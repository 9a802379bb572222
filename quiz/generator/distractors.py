"""Wrong options that are proved wrong, near misses first.

An option may stand as wrong only if it is outside the answers by name, alias, group, member and
part, is not named in the stem, and no fact of any standing says that it might be right.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import gcd
from typing import TYPE_CHECKING

from quiz.generator import learned
from quiz.generator.likeness import Face
from quiz.moments.model import Thing
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.generator.dice import Dice
    from quiz.generator.ground import Ground
    from quiz.generator.index import Index
    from quiz.generator.likeness import Line
    from quiz.generator.query import Query

# How many candidates are weighed: enough to choose from, few enough to be quick.
WEIGHED = 10
# Where all are alike there is nothing to weigh but how long their names are.
_OF_ALIKE = 6
_LOOKED_THROUGH = 40
_WINDOW = 16
# Steps that visit every place of a window of so many once, round and round.
_STEPS = {
    size: tuple(step for step in range(1, size) if gcd(step, size) == 1) or (1,)
    for size in range(1, _WINDOW + 1)
}
_NONE: frozenset[str] = frozenset()
_GENDERED = frozenset({
    "he", "she", "him", "her", "hers", "his", "son", "daughter", "brother", "sister", "father",
    "mother", "husband", "wife", "king", "queen", "actor", "actress", "boyfriend", "girlfriend",
    "man", "woman", "sisterly", "brotherly", "boy", "girl",
})  # fmt: skip


@dataclass(slots=True, eq=False)  # as a query is
class Barred:
    """Who may not stand as wrong for a query: ``key in barred``.

    ``close`` are the answers and those named in the stem with their kin, those whom a doubtful
    fact names as an answer, and all who share a name with them. ``company`` holds those who met
    somebody named in the stem, ``near`` those among them for whom the author vouches.
    """

    close: frozenset[str]
    company: tuple[frozenset[str], ...]
    near: tuple[str, ...]

    def __contains__(self, key: str) -> bool:
        """Tell whether a thing may not stand as wrong."""
        return key in self.close or (
            bool(self.company) and key not in self.near and any(key in met for met in self.company)
        )


def barred(index: Index, query: Query, ground: Ground) -> Barred:
    """Return who may not stand as wrong for a query."""
    told = (*ground.answers, *ground.named)
    close = index.with_alike((*told, *ground.doubtful) if ground.doubtful else told)
    if index.relatives:
        close = close.union(*[index.relatives[key] for key in told if key in index.relatives])
    return Barred(close, ground.company, query.moment.near)


def wrong_options(
    index: Index,
    query: Query,
    ground: Ground,
    answer: str,
    stem: str,
    within: str,
    dice: Dice,
) -> list[Thing]:
    """Return provably wrong things, the nearest misses to ``answer`` first, ``WEIGHED`` or so.

    ``within`` is the type that the stem names ("which group…"), or empty. Names that fold alike
    come once. Where the answer is longer than all of them, it is looked further for one as long.
    """
    told = fold(stem)
    words = f" {told} "
    shut = barred(index, query, ground)
    pronouns = None if _GENDERED.isdisjoint(told.split()) else index.thing(answer).pronouns
    line = index.offered.get((query.plan.kind.name, query.plan.role, index.root(answer)))
    even = line is not None and line.even and answer in line.at and not query.moment.near
    even = even and not learned.known(index, query)
    wanted = _OF_ALIKE if even else WEIGHED
    close, company = shut.close, shut.company
    related = bool(index.relatives or index.alike)
    length, as_long = len(index.facts.things[answer].name), False
    found: dict[str, Thing] = {}
    for key, names, thing in _nearby(index, query, answer, line, dice):
        if names[0] in found or key in close or (company and key in shut):
            continue
        if (related or thing.since is not None) and _is_out_of_place(index, query, thing, found):
            continue
        if within and within not in index.types_above[thing.type]:
            continue
        if pronouns is not None and thing.pronouns != pronouns:
            continue
        for name in names:
            if name in told and f" {name} " in words:
                break
        else:
            found[names[0]] = thing
            as_long = as_long or len(thing.name) >= length
            if len(found) >= wanted and (as_long or len(found) == _LOOKED_THROUGH):
                break
    things = list(found.values())
    if even and len(things) >= wanted:
        return things
    return learned.chosen_first(index, query, _nearest_first(index, query, answer, things))


def closeness(index: Index, query: Query, wrong: list[Thing]) -> float:
    """Return the share of wrong options that are near misses, one half where there are none."""
    if not wrong:
        return 0.5
    in_role = index.lines[query.plan.kind.name, query.plan.role].at
    near = 0
    for thing in wrong:
        if thing.key in in_role or _is_near_miss(index, query, thing.key):
            near += 1
    return near / len(wrong)


def _is_near_miss(index: Index, query: Query, key: str) -> bool:
    """Tell whether what fills the role nowhere is near: so named, same region, or same night."""
    if key in query.moment.near:
        return True
    if key not in index.facts.things:
        return True  # a number made to lie close by
    if regions := index.thing(key).part_of:
        answers = query.moment.roles[query.role]
        if any(not set(regions).isdisjoint(index.thing(a).part_of) for a in answers):
            return True
    shared = {k for r, ks in query.given.items() if not query.kind.roles[r].text for k in ks}
    return any(shared & {k for ks in m.roles.values() for k in ks} for m in index.told.get(key, ()))


def _nearest_first(index: Index, query: Query, answer: str, things: list[Thing]) -> list[Thing]:
    """Sort by nearness: named near, of the type, region, role, no decoy, pronouns, fame."""
    right = index.thing(answer)
    near, exact, pronouns, fame = query.moment.near, right.type, right.pronouns, index.fame(answer)
    regions = frozenset(right.part_of)
    in_role = index.lines[query.kind.name, query.role].at
    reach = 0.5 * max(fame, 1.0)
    least, most = fame - reach, fame + reach
    marks = []
    for at, thing in enumerate(things):
        far = 0 if thing.key in near else 64
        if thing.type != exact:
            far += 32
        if regions and regions.isdisjoint(thing.part_of):
            far += 16
        if thing.key not in in_role:
            far += 8
        if thing.decoy:
            far += 4
        if thing.pronouns != pronouns:
            far += 2
        if not least <= (thing.popularity or index.fame(thing.key)) <= most:
            far += 1
        marks.append((far, at))
    return [things[at] for _, at in sorted(marks)]


def _nearby(
    index: Index, query: Query, answer: str, line: Line | None, dice: Dice
) -> Iterator[Face]:
    """Return candidates: those named near, same role nearby and at random, then any of the type."""
    return chain(
        _named_near(index, query, answer) if query.moment.near else (),
        _window(line, answer, dice) if line else (),
        _of_type(index, answer, dice),
    )


def _named_near(index: Index, query: Query, answer: str) -> Iterator[Face]:
    root = index.root(answer)
    for key in query.moment.near:
        if index.root(key) == root and index.may_stand(key):
            yield Face(key, index.folded[key], index.thing(key))


def _of_type(index: Index, answer: str, dice: Dice) -> Iterator[Face]:
    yield from _window(index.of_type(index.root(answer)), answer, dice)


def _window(line: Line, answer: str, dice: Dice) -> Iterator[Face]:
    """Yield the neighbours of a thing, begun anywhere, then some from anywhere."""
    faces, size = line.faces, min(_WINDOW, len(line.faces))
    if not size:
        return
    low = max(0, min(line.at.get(answer, 0) - _WINDOW // 2, len(faces) - size))
    at, step = dice.below(size), dice.choice(_STEPS[size])
    for _ in range(size):
        yield faces[low + at]
        at = (at + step) % size
    for _ in range(_WINDOW if len(faces) > _WINDOW else 0):
        yield dice.choice(faces)


def _is_out_of_place(index: Index, query: Query, thing: Thing, found: dict[str, Thing]) -> bool:
    """Tell whether a thing is wrong and stands badly among wrong options.

    Nobody bore its name yet in the year that is asked about; or it is of one name or one band with
    another option, and both could be struck together.
    """
    if thing.since is not None and 0 < year_of(index, query) < thing.since:
        return True
    close = index.relatives.get(thing.key, _NONE) | index.alike.get(thing.key, _NONE)
    return bool(close) and any(other.key in close for other in found.values())


def year_of(index: Index, query: Query) -> int:
    """Return the year in which the moment of a query happened, or 0 where it does not say."""
    types = index.facts.types
    for role, keys in query.moment.roles.items():
        if not query.kind.roles[role].text and len(keys) == 1:
            thing = index.thing(keys[0])
            if types[thing.type].ordered and len(thing.name) == 4 and thing.name.isdecimal():
                return int(thing.name)
    return 0
