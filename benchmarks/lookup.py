"""Looking an answer up in the raw rows: who fills a role, who might, and whether that is all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from benchmarks.rawrows import Kind, Row, World, plain

# Kinds that say nearly the same of the same people: who was given which prize. What one says may
# not stand as wrong about another.
KINDRED: tuple[dict[str, dict[str, str]], ...] = (
    {
        "won": {"prize": "prize", "who": "winner", "at": "at"},
        "honoured": {"prize": "award", "who": "honoree", "at": "at"},
        "presented": {"prize": "prize", "who": "recipient", "at": "at"},
    },
)
# Fewer rows than this are walked over one by one; of more, those that hold a given name.
_FEW = 200

Given = dict[str, tuple[str, ...]]


@dataclass
class Found:
    """What the rows say: answers, what might be one, and why that may not be all there is."""

    truth: dict[str, None] = field(default_factory=dict)
    possible: set[str] = field(default_factory=set)
    doubtful: set[str] = field(default_factory=set)  # those among them that an unsure row names
    why_not: str = "the rows hold no answer"

    @property
    def whole(self) -> bool:
        """Tell whether these are all the answers there are."""
        return not self.why_not


class Rows:
    """The rows of one world, to be asked."""

    def __init__(self, world: World) -> None:
        """Join things to their groups and wholes, and find the rows that leave a role open."""
        self.world = world
        self._lacking: dict[tuple[str, str], list[Row]] = {}
        self._below: dict[str, set[str]] = {}
        self._above: dict[str, set[str]] = {}
        for thing in world.things.values():
            for member in thing.members:
                self._join(thing.key, member)
            for whole in thing.part_of:
                self._join(whole, thing.key)

    def _join(self, above: str, below: str) -> None:
        self._below.setdefault(above, set()).add(below)
        self._above.setdefault(below, set()).add(above)

    def names(self, keys: Iterable[str]) -> set[str]:
        """Return every name of some things."""
        return {name for key in keys for name in self.world.things[key].names}

    def kin(self, key: str) -> set[str]:
        """Return a thing with its groups, wholes, members and parts, all the way."""
        found = {key}
        for steps in (self._below, self._above):
            todo = [key]
            while todo:
                new = steps.get(todo.pop(), set()) - found
                found |= new
                todo += new
        return found

    def things_given(self, kind: Kind, given: Given) -> list[str]:
        """Return the things among what is given."""
        return [k for r, ks in given.items() if not self.world.is_text(kind, r) for k in ks]

    def look_up(self, kind_name: str, asked: str, given: Given, scope: str) -> Found:
        """Walk over the rows of a kind and gather who fills a role, given the others.

        ``scope`` is the source that the question names, or empty.
        """
        kind, found = self.world.kinds[kind_name], Found()
        incomplete = untold = False
        for row, side, sure in self._fitting(kind, asked, given):
            fillers = row.roles.get(side, ())
            if not sure or not row.sure or (scope and row.source != scope):
                found.doubtful.update(fillers)
            elif fillers:
                found.truth.update(dict.fromkeys(fillers))
                incomplete = incomplete or side not in row.complete
            else:
                untold = True
        found.doubtful -= set(found.truth)
        found.possible |= (
            found.doubtful | self._met(kind, given) | self._kindred(kind_name, asked, given)
        )
        found.possible -= set(found.truth)
        if found.truth and scope:
            whole = str(self.world.sources[scope].get("complete")).lower() in {"true", "yes"}
            found.why_not = "" if whole else "the source named is not whole"
        elif found.truth:
            pinned = any(keys and keys <= set(given) for keys in kind.pinned_by)
            found.why_not = (
                "nothing pins the fact down, and no scope is named"
                if not pinned and kind_name not in self.world.closed
                else f"“{asked}” is not declared complete"
                if incomplete
                else f"a row that fits does not tell “{asked}”"
                if untold
                else ""
            )
        return found

    def tells(self, kind_name: str, given: Given, scope: str) -> bool:
        """Tell whether sure rows say all that is given: one row, or one of each name in a list."""
        kind = self.world.kinds[kind_name]
        for row in self._near(kind, given):
            heard = row.sure and (not scope or row.source == scope)
            if heard and any(self._fits(row, form) == "yes" for form in _both_ways(kind, given)):
                return True
        return any(
            all(self.tells(kind_name, {**given, role: (key,)}, scope) for key in keys)
            for role, keys in given.items()
            if len(keys) > 1 and not self.world.is_text(kind, role)
        )

    def _fitting(self, kind: Kind, asked: str, given: Given) -> Iterator[tuple[Row, str, bool]]:
        """Yield the rows that fit what is given, the role that answers, and whether for sure."""
        for row in self._near(kind, given):
            for form, side in zip(
                _both_ways(kind, given), _both_ways(kind, {asked: ()}), strict=True
            ):
                fits = self._fits(row, form)
                if fits != "no":
                    yield row, next(iter(side)), fits == "yes"

    def _near(self, kind: Kind, given: Given) -> Iterable[Row]:
        """Return the rows that could fit: they hold a given name, or leave its role open."""
        rows = self.world.of_kind[kind.name]
        roles = [r for r in given if not self.world.is_text(kind, r)]
        if len(rows) < _FEW or not roles:
            return rows
        holding = [
            {
                row.number: row
                for name in self.names(given[role][:1])
                for row in self.world.naming[name]
                if row.kind == kind.name
            }
            for role in roles
        ]
        fewest = min(holding, key=len)
        for role in {r for form in _both_ways(kind, dict.fromkeys(roles, ())) for r in form}:
            if (kind.name, role) not in self._lacking:
                self._lacking[kind.name, role] = [r for r in rows if role not in r.roles]
            fewest |= {row.number: row for row in self._lacking[kind.name, role]}
        return fewest.values()

    def _fits(self, row: Row, given: Given) -> str:
        """Tell whether a row fits what is given: yes, no, or maybe (it leaves a role open)."""
        kind, answer = self.world.kinds[row.kind], "yes"
        for role, values in given.items():
            filled = row.roles.get(role)
            if not filled:
                answer = "maybe"
            elif self.world.is_text(kind, role):
                if {plain(v) for v in values} != {plain(v) for v in filled}:
                    return "no"
            elif not all(self.names((v,)) & self.names(filled) for v in values):
                return "no"
        return answer

    def _met(self, kind: Kind, given: Given) -> set[str]:
        """Return who stands in any row of the same family together with someone named."""
        if not kind.symmetric and not kind.family:
            return set()
        family, kinds = kind.family or kind.name, self.world.kinds
        named = [k for k in self.things_given(kind, given) if not self._is_circumstance(k)]
        return {
            met
            for name in self.names(named)
            for row in self.world.naming[name]
            if (kinds[row.kind].family or row.kind) == family
            for met in self.world.here(row)
        }

    def _is_circumstance(self, key: str) -> bool:
        """A night or a year brings nobody together: everyone was there."""
        return bool({"event", "year"} & set(self.world.line(self.world.things[key].type)))

    def _kindred(self, kind: str, asked: str, given: Given) -> set[str]:
        """Return whom a kind that says nearly the same would put into the asked role."""
        found: set[str] = set()
        for group in KINDRED:
            own = {role: word for word, role in group.get(kind, {}).items()}
            for other, roles in group.items():
                wanted = {roles[own[r]]: v for r, v in given.items() if r in own}
                if other == kind or asked not in own or not wanted:
                    continue
                for row in self._near(self.world.kinds[other], wanted):
                    if self._fits(row, wanted) != "no":
                        found.update(row.roles.get(roles[own[asked]], ()))
        return found


def _both_ways(kind: Kind, given: Given) -> tuple[Given, ...]:
    """Return what is given as written and, for a kind with two like sides, with them changed."""
    if not kind.symmetric:
        return (given,)
    swap = {"who": "with", "with": "who"}
    return (given, {swap.get(role, role): values for role, values in given.items()})
