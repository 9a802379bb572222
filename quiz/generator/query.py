"""Which role of which moment is asked, and by what stem."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generator.templates import fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.moments.model import Asking, Kind, Moment

Given = dict[str, tuple[str, ...]]
# Each role that a stem gives, with the one of the moment that it is read from.
Fields = tuple[tuple[str, str], ...]
# What queries that ask the same have in common: the kind, the role, and what is given.
StemKey = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]

NO_WORDING = "the kind has no wording for this"


@dataclass(frozen=True, slots=True)
class Plan:
    """How a role is asked of all moments that fill the same roles.

    ``role`` is the side of the moment that answers; ``fields`` pairs each role that the stem gives
    with the one it is read from; ``pin`` are roles among them that pin one moment of the world,
    ``naming`` those that things fill, not words.
    """

    kind: Kind
    asking: Asking
    role: str
    fields: Fields
    pin: tuple[str, ...]
    naming: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Query:
    """One thing to ask: a plan, the moment it came from, and what the stem gives.

    Nobody changes one. It is not frozen, nor are its ground and its case, for that doubles what it
    costs to make one, and there are millions.
    """

    moment: Moment
    plan: Plan
    given: Given

    @property
    def kind(self) -> Kind:
        """The kind of the moment."""
        return self.plan.kind

    @property
    def asking(self) -> Asking:
        """The stems that ask for the role."""
        return self.plan.asking

    @property
    def role(self) -> str:
        """The role of the moment that answers."""
        return self.plan.role

    @property
    def id(self) -> str:
        """Name the query, the same in every run: moment, role and what is given."""
        return f"{self.moment.id}/{self.plan.role}"

    @property
    def stem(self) -> StemKey:
        """What it has in common with queries that ask the same."""
        return (self.plan.kind.name, self.plan.asking.role, tuple(self.given.items()))


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not asked, for the report."""

    reason: str


@dataclass(frozen=True, slots=True)
class Plans:
    """What can be asked of every moment of a kind that fills the same roles.

    Plans stand together that give the same; ``refused`` says why something cannot be put.
    """

    groups: tuple[tuple[Fields, tuple[Plan, ...]], ...]
    refused: tuple[str, ...]


def plans(kind: Kind, filled: frozenset[str]) -> Plans:
    """Return what can be asked of every moment of a kind that fills some roles."""
    groups: dict[Fields, list[Plan]] = defaultdict(list)
    refused = []
    for asking in kind.asking:
        for role, swapped in _sides(kind, asking.role):
            found = _plan(kind, asking, role, swapped, filled)
            if isinstance(found, Refusal):
                refused.append(found.reason)
            else:
                groups[found.fields].append(found)
    return Plans(tuple((given, tuple(same)) for given, same in groups.items()), tuple(refused))


def _sides(kind: Kind, role: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the role asked with the role that each field of the stem is read from."""
    yield role, {}
    if kind.symmetric and role in kind.symmetric:
        first, second = kind.symmetric
        yield (second if role == first else first), {first: second, second: first}


def _plan(
    kind: Kind, asking: Asking, role: str, swapped: dict[str, str], filled: frozenset[str]
) -> Plan | Refusal:
    if role not in filled:
        return Refusal(f"“{asking.role}” is not filled")
    must, may = fields(asking.one or asking.many or asking.of_these or asking.never)
    wanted = [f for f in must if f in kind.roles]
    for part in may:
        if all(f not in kind.roles or swapped.get(f, f) in filled for f in part):
            wanted += [f for f in part if f in kind.roles]
    for field in wanted:
        if swapped.get(field, field) not in filled:
            return Refusal(f"“{asking.role}” cannot be asked: “{field}” is not filled")
    pinned_by = next((pin for pin in kind.pinned_by if pin <= set(wanted)), frozenset[str]())
    read = {field: swapped.get(field, field) for field in wanted}
    naming = tuple(field for field in read if not kind.roles[field].text)
    return Plan(kind, asking, role, tuple(read.items()), tuple(sorted(pinned_by)), naming)
