"""Look-ups over the facts of one file, made once, so that a proof costs no search.

Names, not keys, decide who is who: two things that fold to one name are one name to a player.
They are *alike*, and the postings (``rows``, ``pins``) hold the moments of all that are alike
under one of them. What few things have (relatives, a name in common) is kept for those alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generator.likeness import Line, in_line
from quiz.generator.memory import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.generator.memory import Rows
    from quiz.moments.model import Facts, Kind, Moment, Thing

_GENERATION = 30


@dataclass(frozen=True, slots=True)
class Index:
    """The facts with their look-ups.

    ``folded`` are a thing's names, folded, the shown one first. ``alike`` are the things that
    share a name with a thing, ``relatives`` its groups, members and parts, all the way; both with
    the thing itself, and only where there are others. ``rows`` finds, by kind and role, the moments
    in which a thing stands; ``pins`` those in which things fill all the roles that pin a moment;
    ``lacking`` those in which nobody fills a role.
    ``lines`` are the things that fill a role of a kind anywhere, ``offered`` those of one root type
    among them that may be a wrong option; both with neighbours (same region, near in fame) side by
    side. ``told`` are the stated moments that name a thing. ``unasked`` bear the name of somebody
    who is never asked about.
    """

    facts: Facts
    folded: dict[str, tuple[str, ...]]
    alike: dict[str, frozenset[str]]
    post: dict[str, str]
    relatives: dict[str, frozenset[str]]
    by_kind: dict[str, tuple[Moment, ...]]
    rows: dict[tuple[str, str], Rows]
    pins: dict[tuple[str, tuple[str, ...]], dict[tuple[str, ...], list[Moment]]]
    lacking: dict[tuple[str, str], tuple[Moment, ...]]
    homonyms: frozenset[tuple[str, str]]
    lines: dict[tuple[str, str], Line]
    offered: dict[tuple[str, str, str], Line]
    told: dict[str, list[Moment]]
    types_above: dict[str, tuple[str, ...]]
    unasked: frozenset[str]
    memory: Memory

    def thing(self, key: str) -> Thing:
        """Return the thing with this key."""
        return self.facts.things[key]

    def root(self, key: str) -> str:
        """Return the widest type of a thing (an artist's is person)."""
        return self.types_above[self.facts.things[key].type][-1]

    def is_a(self, key: str, wide: str) -> bool:
        """Tell whether a thing is of a type or one below it."""
        return wide in self.types_above[self.facts.things[key].type]

    def kin(self, key: str) -> frozenset[str]:
        """Return a thing with its groups, members and parts, all the way."""
        return self.relatives.get(key) or frozenset((key,))

    def moments(self, kind: str, role: str, key: str) -> list[Moment]:
        """Return the moments of any standing in which a thing, or one alike, fills a role."""
        rows = self.rows.get((kind, role))
        return rows.get(self.posted(key), []) if rows else []

    def posted(self, key: str) -> str:
        """Return the key under which the moments of a thing and of all alike are posted."""
        return self.post.get(key, key)

    def met(self, named: tuple[str, ...], kind: Kind) -> tuple[frozenset[str], ...]:
        """Return who stands with each of some things in any other way than that of a kind.

        Moments of the kind's own family count, too, where its two sides may change places.
        Circumstances (a night, a year, a place) bring nobody together: everyone was there.
        """
        if not (elsewhere := self._elsewhere(kind)):
            return ()
        return tuple([met for key in named if (met := self._met_by(key, kind, elsewhere))])

    def _met_by(self, key: str, kind: Kind, elsewhere: tuple[Rows, ...]) -> frozenset[str]:
        posted = self.posted(key)
        known = self.memory.company.get((posted, kind.name))
        if known is None:
            types = self.facts.types
            everyone = any(types[t].circumstance for t in self.types_above[self.thing(key).type])
            found = (m for rows in elsewhere for m in rows.get(posted, ()) if not everyone)
            known = self.with_alike({k for m in found for k in self.named_in(m)})
            self.memory.company[posted, kind.name] = known
        return known

    def with_alike(self, keys: Iterable[str]) -> frozenset[str]:
        """Return things and all that share a name with one of them."""
        found = frozenset(keys)
        shared = [self.alike[key] for key in found if key in self.alike] if self.alike else []
        return found.union(*shared) if shared else found

    def named_in(self, moment: Moment) -> Iterable[str]:
        """Return every thing that a moment names."""
        roles = self.facts.kinds[moment.kind].roles
        return [k for role, keys in moment.roles.items() if not roles[role].text for k in keys]

    def _elsewhere(self, kind: Kind) -> tuple[Rows, ...]:
        found = self.memory.elsewhere.get(kind.name)
        if found is None:
            kinds = self.facts.kinds
            found = tuple(
                rows
                for (other, _), rows in self.rows.items()
                if kind.symmetric or kinds[other].family != kind.name
            )
            self.memory.elsewhere[kind.name] = found
        return found

    def years(self, kind: str, role: str) -> tuple[int, int]:
        """Return the first and the last year that fill a role anywhere.

        A year outside them could be struck by knowing when such things happen at all. Where the
        file tells of few years, the span reaches 30 years back and up to the file's own date.
        """
        span = self.memory.spans.get((kind, role))
        if span is None:
            latest = int(self.facts.as_of[:4] or 9999)
            names = [thing.name for _, _, thing in self.lines[kind, role].faces]
            years = [int(name) for name in names if name.isdigit()]
            room = 0 if max(years) - min(years) >= _GENERATION else _GENERATION
            span = (min(years) - room, min(max(years) + room, latest))
            self.memory.spans[kind, role] = span
        return span

    def fame(self, key: str) -> float:
        """Return the popularity given, else how many moments name the thing."""
        return self.facts.things[key].popularity or float(len(self.told.get(key, ())))

    def of_type(self, root: str) -> Line:
        """Return all things of a root type that may be a wrong option."""
        line = self.memory.of_type.get(root)
        if line is None:
            keys = (k for k in self.facts.things if self.root(k) == root and self.may_stand(k))
            line = self.memory.of_type[root] = in_line(self.facts, self.folded, keys)
        return line

    def may_stand(self, key: str) -> bool:
        """Tell whether a thing may be a wrong option at all: it is asked about and so called."""
        return key not in self.unasked and self.facts.things[key].until is None
