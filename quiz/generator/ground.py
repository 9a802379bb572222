"""On what ground the answer to a query is whole.

The proof rule. The answers to "role R of the moments that match what the stem gives" are known
to be all of them only if (1) what is given *pins* one moment of the world, or the kind is
declared *closed*, and R is complete in every matching moment; or (2) the stem names the *scope*
of a source that is declared whole. No inferred, disputed, draft or expired fact is ever used;
what such a fact says might be right, so it bars a wrong option all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from quiz.generator.query import Refusal
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.generator.index import Index
    from quiz.generator.query import Query
    from quiz.moments.model import Kind, Moment

    Filled = tuple[Moment, str]

Rule = Literal["pinned", "closed", "scope"]
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the answers are all the answers there are.

    ``answers`` in the order of the file; ``moments`` are the facts used; ``named`` are the things
    that the stem names. ``doubtful`` are things that a fact of less standing names as an answer:
    they may not stand as wrong, and how many answers there are, nobody can then say. ``company``
    holds those who met somebody named in the stem, and may not stand as wrong either.
    """

    rule: Rule
    answers: tuple[str, ...]
    moments: tuple[Moment, ...]
    named: tuple[str, ...]
    doubtful: frozenset[str] = frozenset()
    company: tuple[frozenset[str], ...] = ()
    scope: str = ""


def ground(index: Index, query: Query) -> Ground | Refusal:
    """Find the ground on which the answers to a query are whole, or say why there is none."""
    moment, plan = query.moment, query.plan
    if moment.status != "stated":
        return Refusal(f"the fact is {moment.status}, and is never asked")
    named = _named_in(query)
    if refusal := _unaskable(index, query, named):
        return refusal
    rule = _rule(index, query, [(moment, plan.role)])
    if isinstance(rule, Refusal):  # its own list is not whole: no other can mend that
        return rule
    stated, doubtful = _matching(index, query)
    if len(stated) > 1:
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
        named,
        frozenset(_fillers(doubtful)).difference(answers) if doubtful else _NONE,
        tuple(company),
        scope,
    )


def _matching(index: Index, query: Query) -> tuple[list[Filled], list[Filled]]:
    """Return the moments that match, with the role that answers: the sure ones, and the others."""
    stated: list[Filled] = []
    doubtful: list[Filled] = []
    for candidate in _candidates(index, query):
        if candidate is query.moment and not query.plan.kind.symmetric:
            stated.append((candidate, query.plan.role))
            continue
        for sure, side in _match(index, query, candidate):
            one = (candidate, side)
            (stated if sure and candidate.status == "stated" else doubtful).append(one)
    return stated, doubtful


def _named_in(query: Query) -> tuple[str, ...]:
    roles = query.plan.kind.roles
    return tuple([k for role, keys in query.given.items() if not roles[role].text for k in keys])


def _fillers(found: list[Filled]) -> tuple[str, ...]:
    if len(found) == 1:
        moment, side = found[0]
        if len(moment.roles[side]) == 1:
            return moment.roles[side]
    return tuple(dict.fromkeys(k for m, side in found for k in m.roles[side]))


def _unaskable(index: Index, query: Query, named: tuple[str, ...]) -> Refusal | None:
    if hidden := _hidden(index, named):
        return hidden
    for key in named if index.homonyms else ():
        if (query.plan.kind.name, key) in index.homonyms:
            return Refusal(f"“{index.thing(key).name}” names more than one thing")
    return None


def _hidden(index: Index, keys: tuple[str, ...]) -> Refusal | None:
    things = index.facts.things
    for key in keys:
        thing = things[key]
        if not thing.ask or thing.sensitive:
            return Refusal(f"{thing.name} is told about, never asked about")
    return None


def _rule(index: Index, query: Query, stated: list[Filled]) -> Rule | Refusal:
    """Return the ground: pinned or closed with the role whole everywhere, else a whole source."""
    plan = query.plan
    closed = plan.kind.name in index.facts.closed
    if (plan.pin or closed) and all(side in m.complete for m, side in stated):
        return "pinned" if plan.pin else "closed"
    source = index.facts.sources.get(query.moment.source)
    if source and source.complete:
        return "scope"
    return _not_whole(plan.asking.role, found=bool(plan.pin or closed))


@lru_cache(maxsize=1_024)
def _not_whole(role: str, *, found: bool) -> Refusal:
    """Refuse a list that is not whole; one text for the many moments that it is said of."""
    lacks = "is not declared complete" if found else "is open: there may be others"
    return Refusal(f"“{role}” {lacks}")


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
