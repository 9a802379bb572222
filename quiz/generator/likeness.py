"""Who shares a name, who belongs to whom, and who stands next to whom: the parts of the index."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from quiz.text import fold, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quiz.moments.model import Facts, Thing

    Folded = dict[str, tuple[str, ...]]


class Face(NamedTuple):
    """A thing in a line with all that is looked at before it may be an option: no look-up more.

    ``names`` are folded, the shown one first.
    """

    key: str
    names: tuple[str, ...]
    thing: Thing


@dataclass(frozen=True, slots=True)
class Line:
    """Things with their neighbours beside them, and the place of each.

    In an ``even`` one all are of one type and region and go by the same pronouns, and none is a
    decoy: there neighbours are as near to each other as any two can be.
    """

    faces: tuple[Face, ...]
    at: dict[str, int]
    even: bool

    @classmethod
    def of(cls, faces: Sequence[Face]) -> Line:
        """Keep the order given."""
        looks = {(t.type, t.part_of, t.pronouns, t.decoy) for _, _, t in faces}
        return cls(tuple(faces), {face.key: at for at, face in enumerate(faces)}, len(looks) == 1)


def in_line(facts: Facts, folded: Folded, keys: Iterable[str]) -> Line:
    """Order things so that those of one region and of like fame stand next to each other.

    Else they stand as they were first named: in a file that goes by years, with those of their era.
    """

    def order(key: str) -> tuple[tuple[str, ...], float]:
        thing = facts.things[key]
        return (thing.part_of, thing.popularity)

    things = facts.things
    # New ones in the order of the line: those that are looked at together lie together.
    return Line.of([Face(key, folded[key], things[key]) for key in sorted(keys, key=order)])


def folded_names(thing: Thing) -> tuple[str, ...]:
    """Return the names of a thing, folded; a name with its surname first is also one as it is said.

    “Penn, Sean” and Sean Penn are one to whoever plays, however many files wrote them.
    """
    if not thing.aliases and ", " not in thing.name:
        return (fold(thing.name),)
    said = [turned(name) for name in thing.names if ", " in name]
    return tuple(dict.fromkeys(map(fold, (*thing.names, *said))))


def alike_of(folded: Folded) -> dict[str, frozenset[str]]:
    """Join the things that share a folded name, over any number of steps; no others are kept."""
    first: dict[str, str] = {}
    links: dict[str, set[str]] = defaultdict(set)
    for key, names in folded.items():
        for name in names:
            other = first.setdefault(name, key)
            if other != key:
                links[key].add(other)
                links[other].add(key)
    found: dict[str, frozenset[str]] = {}
    for key in links:
        if key not in found:
            together = frozenset({key, *_reach(key, links)})
            found.update(dict.fromkeys(together, together))
    return found


def homonyms_of(
    facts: Facts,
    folded: Folded,
    alike: dict[str, frozenset[str]],
    above: dict[str, tuple[str, ...]],
) -> frozenset[tuple[str, str]]:
    """Find the things whose name another of their root type bears in the same kind of moment.

    An event of a name that two bear is not told apart by what happened there: of no kind.
    """
    bearers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for moment in facts.moments if alike else ():
        roles = facts.kinds[moment.kind].roles
        for role, keys in moment.roles.items():
            for key in () if roles[role].text else keys:
                if key in alike:
                    root = above[facts.things[key].type][-1]
                    kinds[key].add(moment.kind)
                    for name in folded[key]:
                        bearers["" if root == "event" else moment.kind, root, name].add(key)
    return frozenset(
        (of, key)
        for (kind, _, _), keys in bearers.items()
        if len(keys) > 1
        for key in keys
        for of in ((kind,) if kind else kinds[key])
    )


def unasked_of(facts: Facts, folded: Folded, above: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """Return those who are never asked about, and whoever of their root type bears their name."""
    names = {
        (above[t.type][-1], name)
        for k, t in facts.things.items()
        if not t.ask or t.sensitive
        for name in folded[k]
    }
    if not names:
        return frozenset()
    return frozenset(
        k
        for k, t in facts.things.items()
        if any((above[t.type][-1], name) in names for name in folded[k])
    )


def relatives_of(facts: Facts) -> dict[str, frozenset[str]]:
    """Join each thing with its members, its groups and its parts, over any number of steps.

    Membership binds both ways; a part binds to its whole, yet two parts of one whole (two
    countries of a continent) stay strangers. Things without any are left out.
    """
    below: dict[str, set[str]] = defaultdict(set)
    above: dict[str, set[str]] = defaultdict(set)
    for key, thing in facts.things.items():
        for member in thing.members:
            below[key].add(member)
            above[member].add(key)
        for whole in thing.part_of:
            below[whole].add(key)
            above[key].add(whole)

    bound = dict.fromkeys([*below, *above])
    return {k: frozenset({k, *_reach(k, below), *_reach(k, above)}) for k in bound}


def _reach(start: str, steps: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = [start]
    while todo:
        for near in steps.get(todo.pop(), ()):
            if near not in seen:
                seen.add(near)
                todo.append(near)
    return seen
