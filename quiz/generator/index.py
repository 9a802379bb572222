"""Look-ups over the facts of one file, made once, so that a proof costs no search.

Names, not keys, decide who is who: two things that fold to one name are one name to a player.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.moments.library import lineage
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.moments.model import Facts, Moment, Thing

_GENERATION = 30


@dataclass(frozen=True, slots=True)
class Index:
    """The facts with their look-ups.

    ``folded`` are a thing's names, folded. ``kin`` is a thing with its groups, members and parts,
    all the way. ``holding`` finds the moments in which a name fills a role of a kind, ``lacking``
    those in which nobody does.
    ``together`` are the things that share any moment of a family with a name. ``fillers`` are
    the things that fill a role of a kind anywhere, ``of_type`` all things of a root type, both
    with neighbours (same region, near in fame) side by side. ``told`` are the stated moments
    that name a thing; ``called`` finds a thing by root type and folded name.
    ``hidden`` are the root types and names of those who are never asked about. ``sentences``
    keeps how a moment is told, once that was asked for.
    """

    facts: Facts
    folded: dict[str, frozenset[str]]
    kin: dict[str, frozenset[str]]
    by_kind: dict[str, tuple[Moment, ...]]
    holding: dict[tuple[str, str, str], dict[str, Moment]]
    lacking: dict[tuple[str, str], dict[str, Moment]]
    homonyms: frozenset[tuple[str, str]]
    together: dict[str, dict[str, frozenset[str]]]
    fillers: dict[tuple[str, str], tuple[str, ...]]
    of_type: dict[str, tuple[str, ...]]
    place: dict[tuple[str, str, str], int]
    told: dict[str, tuple[Moment, ...]]
    called: dict[tuple[str, str], str]
    types_above: dict[str, tuple[str, ...]]
    hidden: frozenset[tuple[str, str]]
    sentences: dict[str, str]

    def thing(self, key: str) -> Thing:
        """Return the thing with this key."""
        return self.facts.things[key]

    def root(self, key: str) -> str:
        """Return the widest type of a thing (an artist's is person)."""
        return self.types_above[self.facts.things[key].type][-1]

    def is_a(self, key: str, wide: str) -> bool:
        """Tell whether a thing is of a type or one below it."""
        return wide in self.types_above[self.facts.things[key].type]

    def years(self, kind: str, role: str) -> tuple[int, int]:
        """Return the first and the last year that fill a role anywhere.

        A year outside them could be struck by knowing when such things happen at all. Where the
        file tells of few years, the span reaches 30 years back and up to the file's own date.
        """
        latest = int(self.facts.as_of[:4] or 9999)
        names = [self.thing(key).name for key in self.fillers[kind, role]]
        years = [int(name) for name in names if name.isdigit()]
        if max(years) - min(years) >= _GENERATION:
            return min(years), min(max(years), latest)
        return min(years) - _GENERATION, min(max(years) + _GENERATION, latest)

    def fame(self, key: str) -> float:
        """Return the popularity given, else how many moments name the thing."""
        return self.thing(key).popularity or float(len(self.told.get(key, ())))


def build_index(facts: Facts) -> Index:
    """Read every moment once and keep what the proofs and the wrong options will ask for."""
    folded = {k: frozenset(fold(n) for n in t.names) for k, t in facts.things.items()}
    above = {name: lineage(facts.types, name) for name in facts.types}
    by_kind: dict[str, list[Moment]] = defaultdict(list)
    holding: dict[tuple[str, str, str], dict[str, Moment]] = defaultdict(dict)
    lacking: dict[tuple[str, str], list[Moment]] = defaultdict(list)
    fillers: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    told: dict[str, dict[str, Moment]] = defaultdict(dict)
    for moment in facts.moments:
        by_kind[moment.kind].append(moment)
        for name, role in facts.kinds[moment.kind].roles.items():
            if name not in moment.roles:
                lacking[moment.kind, name].append(moment)
            for key in () if role.text else moment.roles.get(name, ()):
                fillers[moment.kind, name][key] = None
                for alias in folded[key]:
                    holding[moment.kind, name, alias][moment.id] = moment
                if moment.status == "stated":
                    told[key][moment.id] = moment
    of_type: dict[str, list[str]] = defaultdict(list)
    for key, thing in facts.things.items():
        of_type[above[thing.type][-1]].append(key)
    fillers_in_line = {role: _side_by_side(facts, keys) for role, keys in fillers.items()}
    of_type_in_line = {root: _side_by_side(facts, keys) for root, keys in of_type.items()}
    return Index(
        facts=facts,
        folded=folded,
        kin=_kin(facts),
        by_kind={k: tuple(v) for k, v in by_kind.items()},
        holding=dict(holding),
        lacking={k: {m.id: m for m in v} for k, v in lacking.items()},
        homonyms=_homonyms(facts, folded, above, fillers),
        together=_together(facts, folded, above),
        fillers=fillers_in_line,
        of_type=of_type_in_line,
        place={
            **{(*role, k): at for role, ks in fillers_in_line.items() for at, k in enumerate(ks)},
            **{
                ("", root, k): at for root, ks in of_type_in_line.items() for at, k in enumerate(ks)
            },
        },
        told={k: tuple(v.values()) for k, v in told.items()},
        called={(above[t.type][-1], fold(t.name)): k for k, t in facts.things.items()},
        types_above=above,
        hidden=frozenset(
            (above[t.type][-1], name)
            for k, t in facts.things.items()
            if not t.ask or t.sensitive
            for name in folded[k]
        ),
        sentences={},
    )


def _homonyms(
    facts: Facts,
    folded: dict[str, frozenset[str]],
    above: dict[str, tuple[str, ...]],
    fillers: dict[tuple[str, str], dict[str, None]],
) -> frozenset[tuple[str, str]]:
    bearers: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (kind, _), keys in fillers.items():
        for key in keys:
            for name in folded[key]:
                bearers[kind, above[facts.things[key].type][-1], name].add(key)
    return frozenset(
        (kind, key) for (kind, _, _), keys in bearers.items() if len(keys) > 1 for key in keys
    )


def _together(
    facts: Facts, folded: dict[str, frozenset[str]], above: dict[str, tuple[str, ...]]
) -> dict[str, dict[str, frozenset[str]]]:
    """Find, for each name, who shares a moment with it, by family of kinds.

    Circumstances (a night, a year, a place) bring nobody together: everyone was there.
    """
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for moment in facts.moments:
        kind = facts.kinds[moment.kind]
        here = [k for r, keys in moment.roles.items() if not kind.roles[r].text for k in keys]
        for key in here:
            if any(facts.types[t].circumstance for t in above[facts.things[key].type]):
                continue
            for name in folded[key]:
                found[name][kind.family].update(here)
    return {n: {f: frozenset(keys) for f, keys in by.items()} for n, by in found.items()}


def _side_by_side(facts: Facts, keys: Iterable[str]) -> tuple[str, ...]:
    """Order things so that those of one region and of like fame stand next to each other."""

    def order(key: str) -> tuple[tuple[str, ...], float, str]:
        thing = facts.things[key]
        return (thing.part_of, thing.popularity, thing.key)

    return tuple(sorted(keys, key=order))


def _kin(facts: Facts) -> dict[str, frozenset[str]]:
    """Join each thing with its members, its groups and its parts, over any number of steps.

    Membership binds both ways; a part binds to its whole, yet two parts of one whole (two
    countries of a continent) stay strangers.
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

    def reach(start: str, steps: dict[str, set[str]]) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            for near in steps.get(todo.pop(), ()):
                if near not in seen:
                    seen.add(near)
                    todo.append(near)
        return seen

    return {k: frozenset({k, *reach(k, below), *reach(k, above)}) for k in facts.things}
