"""Which role of which moment is asked, by what stem, and on what ground the answer is whole.

The proof rule. The answers to "role R of the moments that match what the stem gives" are known
to be all of them only if (1) what is given *pins* one moment of the world, or the kind is
declared *closed*, and R is complete in every matching moment; or (2) the stem names the *scope*
of a source that is declared whole. No inferred, disputed, draft or expired fact is ever used;
what such a fact says might be right, so it bars a wrong option all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from quiz.generator.wording import fields
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.generator.index import Index
    from quiz.moments.model import Asking, Kind, Moment

Rule = Literal["pinned", "closed", "scope"]
Given = dict[str, tuple[str, ...]]
# What queries that ask the same have in common: the kind, the role, and what is given.
StemKey = tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How a role is asked of all moments that fill the same roles.

    ``role`` is the side of the moment that answers; ``fields`` pairs each role that the stem gives
    with the one it is read from; ``pin`` are roles among them that pin one moment of the world.
    """

    kind: Kind
    asking: Asking
    role: str
    fields: tuple[tuple[str, str], ...]
    pin: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """One thing to ask: a plan, the moment it came from, and what the stem gives."""

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
class Ground:
    """Why the answers are all the answers there are.

    ``answers`` in the order of the file; ``moments`` are the facts used. ``doubtful`` are things
    that a fact of less standing names as an answer: they may not stand as wrong, and how many
    answers there are, nobody can then say. ``company`` holds those who met somebody named in the
    stem, and may not stand as wrong either.
    """

    rule: Rule
    answers: tuple[str, ...]
    moments: tuple[Moment, ...]
    doubtful: frozenset[str] = frozenset()
    company: tuple[frozenset[str], ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not asked, for the report."""

    reason: str


NO_WORDING = "the kind has no wording for this"
_NONE: frozenset[str] = frozenset()


def plans(kind: Kind, filled: frozenset[str]) -> tuple[Plan | Refusal, ...]:
    """Return what can be asked of every moment of a kind that fills some roles.

    A refusal stands for what cannot be put.
    """
    return tuple(
        _plan(kind, asking, role, swapped, filled)
        for asking in kind.asking
        for role, swapped in _sides(kind, asking.role)
    )


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
    return Plan(kind, asking, role, tuple(read.items()), tuple(sorted(pinned_by)))


def filled_roles(moment: Moment) -> frozenset[str]:
    """Return the roles that a moment fills."""
    return frozenset(role for role, keys in moment.roles.items() if keys)


def ground(index: Index, query: Query) -> Ground | Refusal:
    """Find the ground on which the answers to a query are whole, or say why there is none."""
    moment, plan = query.moment, query.plan
    if moment.status != "stated":
        return Refusal(f"the fact is {moment.status}, and is never asked")
    named = named_in(query)
    if refusal := _unaskable(index, query, named):
        return refusal
    stated: list[tuple[Moment, str]] = []
    doubtful: list[tuple[Moment, str]] = []
    for candidate in _candidates(index, query):
        if candidate is moment and not plan.kind.symmetric:
            stated.append((moment, plan.role))
            continue
        for sure, side in _match(index, query, candidate):
            one = (candidate, side)
            (stated if sure and candidate.status == "stated" else doubtful).append(one)
    rule = _rule(index, query, stated)
    if isinstance(rule, Refusal):
        return rule
    scope = ""
    if rule == "scope":  # what other sources say is no answer within this one, nor wrong
        doubtful += [(m, side) for m, side in stated if m.source != moment.source]
        stated = [(m, side) for m, side in stated if m.source == moment.source]
        scope = index.facts.sources[moment.source].scope
    answers = _fillers(stated)
    if hidden := _hidden(index, answers):
        return hidden
    company = [found for key in named if (found := index.company(key, plan.kind))]
    return Ground(
        rule,
        answers,
        tuple([m for m, _ in stated]),
        frozenset(_fillers(doubtful)).difference(answers) if doubtful else _NONE,
        tuple(company),
        scope,
    )


def named_in(query: Query) -> list[str]:
    """Return the things that a stem names."""
    roles = query.plan.kind.roles
    return [key for role, keys in query.given.items() if not roles[role].text for key in keys]


def _fillers(found: list[tuple[Moment, str]]) -> tuple[str, ...]:
    if len(found) == 1:
        moment, side = found[0]
        if len(moment.roles[side]) == 1:
            return moment.roles[side]
    return tuple(dict.fromkeys(k for m, side in found for k in m.roles[side]))


def _unaskable(index: Index, query: Query, named: list[str]) -> Refusal | None:
    if hidden := _hidden(index, named):
        return hidden
    for key in named if index.homonyms else ():
        if (query.plan.kind.name, key) in index.homonyms:
            return Refusal(f"“{index.thing(key).name}” names more than one thing")
    return None


def _hidden(index: Index, keys: list[str] | tuple[str, ...]) -> Refusal | None:
    things = index.facts.things
    for key in keys:
        thing = things[key]
        if not thing.ask or thing.sensitive:
            return Refusal(f"{thing.name} is told about, never asked about")
    return None


def _rule(index: Index, query: Query, stated: list[tuple[Moment, str]]) -> Rule | Refusal:
    """Return the ground: pinned or closed with the role whole everywhere, else a whole source."""
    plan = query.plan
    closed = plan.kind.name in index.facts.closed
    if (plan.pin or closed) and all(side in m.complete for m, side in stated):
        return "pinned" if plan.pin else "closed"
    source = index.facts.sources.get(query.moment.source)
    if source and source.complete:
        return "scope"
    lacks = "is not declared complete" if plan.pin or closed else "is open: there may be others"
    return Refusal(f"“{plan.asking.role}” {lacks}")


def _candidates(index: Index, query: Query) -> Sequence[Moment]:
    """Return the moments that could match: a thing that is given stands in them, or nobody does.

    ``_match`` looks closely. Where roles pin a moment, their posting has just those that count;
    else the shortest posting is taken of all that are given.
    """
    plan, given, lacking = query.plan, query.given, index.lacking
    kind = plan.kind.name
    if plan.pin and not plan.kind.symmetric and (pins := index.pins.get((kind, plan.pin))):
        keys = [given[role] for role in plan.pin]
        if all(len(k) == 1 for k in keys) and not any((kind, r) in lacking for r in plan.pin):
            return pins.get(tuple([index.post.get(k, k) for (k,) in keys]), [])
    fewest: list[Sequence[Moment]] | None = None
    for role, fillers in given.items():
        if plan.kind.roles[role].text:
            continue
        found: list[Sequence[Moment]] = [
            row
            for side in _both_sides(plan.kind, role)
            for row in (
                *[index.moments(kind, side, key) for key in fillers],
                lacking.get((kind, side), ()),
            )
        ]
        if fewest is None or sum(map(len, found)) < sum(map(len, fewest)):
            fewest = found
    if fewest is None:
        return index.by_kind[kind]
    filled = [row for row in fewest if row]
    if len(filled) == 1:
        return filled[0]
    return list({m.id: m for row in filled for m in row}.values())


def _both_sides(kind: Kind, role: str) -> tuple[str, ...]:
    return kind.symmetric if kind.symmetric and role in kind.symmetric else (role,)


def _readings(kind: Kind, asked: str) -> tuple[dict[str, str], ...]:
    """Return how a moment's roles may be read: as written, and with the sides changed."""
    if kind.symmetric and asked in kind.symmetric:
        first, second = kind.symmetric
        return ({}, {first: second, second: first})
    return ({},)


def _match(index: Index, query: Query, moment: Moment) -> Iterator[tuple[bool, str]]:
    """Yield whether the moment surely matches, and the role it answers with.

    A moment in which a given role is not filled, or only by some of those given, is unsure.
    """
    for reading in _readings(query.kind, query.asking.role):
        side = reading.get(query.asking.role, query.asking.role)
        if side not in moment.roles:
            continue
        sure = True
        for role, keys in query.given.items():
            filled = moment.roles.get(reading.get(role, role))
            if filled is None:
                sure = False
            elif query.kind.roles[role].text:
                if {fold(k) for k in keys} != {fold(k) for k in filled}:
                    break
            elif not (there := sum(_named(index, key, filled) for key in keys)):
                break
            elif there < len(keys):  # one of two won it alone: no answer about both, nor wrong
                sure = False
        else:
            yield sure, side


def _named(index: Index, key: str, among: tuple[str, ...]) -> bool:
    if key in among:
        return True
    if key not in index.alike:
        return False
    names = index.folded[key]
    return any(name in names for other in among for name in index.folded[other])
