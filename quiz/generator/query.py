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
    from collections.abc import Iterator

    from quiz.generator.index import Index
    from quiz.moments.model import Asking, Kind, Moment

Rule = Literal["pinned", "closed", "scope"]


@dataclass(frozen=True, slots=True)
class Query:
    """One thing to ask: the role, the moment it came from, and what the stem gives."""

    moment: Moment
    kind: Kind
    asking: Asking
    role: str
    given: dict[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """Name the query, the same in every run: moment, role and what is given."""
        return f"{self.moment.id}/{self.role}"


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the answers are all the answers there are.

    ``answers`` in the order of the file; ``moments`` are the facts used; ``barred`` are things
    that may not stand as wrong although they are no answer (an inferred fact says so, or they
    met the one who is named). ``doubtful`` are those among them that a fact of less standing
    names as an answer: how many there are, nobody can then say.
    """

    rule: Rule
    answers: tuple[str, ...]
    moments: tuple[Moment, ...]
    barred: frozenset[str]
    scope: str = ""
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something is not asked, for the report."""

    reason: str


NO_WORDING = Refusal("the kind has no wording for this")


def queries(index: Index, moment: Moment) -> Iterator[Query | Refusal]:
    """Yield what can be asked about a moment, with a refusal for what cannot be put."""
    kind = index.facts.kinds[moment.kind]
    for asking in kind.asking:
        stem = asking.one or asking.many or asking.of_these or asking.never
        for role, given_roles in _sides(kind, asking.role):
            if role not in moment.roles:
                yield Refusal(f"“{asking.role}” is not filled")
                continue
            given = _given(kind, moment, stem, asking.role, given_roles)
            if isinstance(given, Refusal):
                yield given
            else:
                yield Query(moment, kind, asking, role, given)


def _sides(kind: Kind, role: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the role asked with the role that each field of the stem is read from."""
    yield role, {}
    if kind.symmetric and role in kind.symmetric:
        first, second = kind.symmetric
        yield (second if role == first else first), {first: second, second: first}


def _given(
    kind: Kind, moment: Moment, stem: str, asked: str, swapped: dict[str, str]
) -> dict[str, tuple[str, ...]] | Refusal:
    must, may = fields(stem)
    wanted = [f for f in must if f in kind.roles]
    for part in may:
        if all(f not in kind.roles or swapped.get(f, f) in moment.roles for f in part):
            wanted += [f for f in part if f in kind.roles]
    given: dict[str, tuple[str, ...]] = {}
    for field in wanted:
        keys = moment.roles.get(swapped.get(field, field))
        if not keys:
            return Refusal(f"“{asked}” cannot be asked: “{field}” is not filled")
        given[field] = keys
    return given


def ground(index: Index, query: Query) -> Ground | Refusal:
    """Find the ground on which the answers to a query are whole, or say why there is none."""
    if query.moment.status != "stated":
        return Refusal(f"the fact is {query.moment.status}, and is never asked")
    if hidden := _hidden(index, tuple(_keys(query.given, query.kind))):
        return hidden
    for key in _keys(query.given, query.kind):
        if (query.kind.name, key) in index.homonyms:
            return Refusal(f"“{index.thing(key).name}” names more than one thing")
    matching = [found for m in _candidates(index, query) for found in _match(index, query, m)]
    stated = [(m, side) for m, sure, side in matching if sure and m.status == "stated"]
    doubtful = [(m, side) for m, sure, side in matching if not sure or m.status != "stated"]
    rule = _rule(index, query, stated)
    if isinstance(rule, Refusal):
        return rule
    if rule == "scope":  # what other sources say is no answer within this one, nor wrong
        doubtful += [(m, side) for m, side in stated if m.source != query.moment.source]
        stated = [(m, side) for m, side in stated if m.source == query.moment.source]
    answers = tuple(dict.fromkeys(k for m, side in stated for k in m.roles[side]))
    if hidden := _hidden(index, answers):
        return hidden
    maybe = frozenset(k for m, side in doubtful for k in m.roles[side])
    barred = maybe | _company(index, query) - set(query.moment.near)  # the author vouches for those
    scope = index.facts.sources[query.moment.source].scope if rule == "scope" else ""
    used = tuple(m for m, _ in stated)
    right = frozenset(answers)
    return Ground(rule, answers, used, barred - right, scope, maybe - right)


def _hidden(index: Index, keys: tuple[str, ...]) -> Refusal | None:
    for key in keys:
        thing = index.thing(key)
        if not thing.ask or thing.sensitive:
            return Refusal(f"{thing.name} is told about, never asked about")
    return None


def _rule(index: Index, query: Query, stated: list[tuple[Moment, str]]) -> Rule | Refusal:
    """Return the ground: pinned or closed with the role whole everywhere, else a whole source."""
    pinned = any(keys <= set(query.given) for keys in query.kind.pinned_by)
    closed = query.kind.name in index.facts.closed
    whole = all(side in m.complete for m, side in stated)
    if (pinned or closed) and whole:
        return "pinned" if pinned else "closed"
    source = index.facts.sources.get(query.moment.source)
    if source and source.complete:
        return "scope"
    lacks = "is not declared complete" if pinned or closed else "is open: there may be others"
    return Refusal(f"“{query.asking.role}” {lacks}")


def _company(index: Index, query: Query) -> set[str]:
    """Return who is too close to somebody named in the stem to be wrong without dispute.

    Within kinds of one family a hug is no proof that they did not chat as well. Whoever stands
    with the one named in any other way (was handed the prize, accepted what another won) is left
    out too. Another row of the same kind is no such thing: that is what the proof is about.
    """
    kind = query.kind
    return {
        other
        for key in _keys(query.given, kind)
        for name in index.folded[key]
        for family, company in index.together.get(name, {}).items()
        if kind.symmetric or family != kind.name
        for other in company
    }


def _keys(given: dict[str, tuple[str, ...]], kind: Kind) -> Iterator[str]:
    for role, keys in given.items():
        if not kind.roles[role].text:
            yield from keys


def _candidates(index: Index, query: Query) -> list[Moment]:
    """Return the moments that could match: each thing given stands in them, or its role is empty.

    ``_match`` looks closely.
    """
    kind = query.kind
    lists: list[dict[str, Moment]] = []
    for role, keys in query.given.items():
        if kind.roles[role].text:
            continue
        found: dict[str, Moment] = {}
        for side in kind.symmetric if kind.symmetric and role in kind.symmetric else (role,):
            if lacking := index.lacking.get((kind.name, side)):
                found = found | lacking
            for name in (name for key in keys for name in index.folded[key]):
                holding = index.holding.get((kind.name, side, name), {})
                found = found | holding if found else holding
        lists.append(found)
    if not lists:
        return list(index.by_kind[kind.name])
    fewest, *others = sorted(lists, key=len)
    return [m for key, m in fewest.items() if all(key in other for other in others)]


def _readings(kind: Kind, asked: str) -> tuple[dict[str, str], ...]:
    """Return how a moment's roles may be read: as written, and with the sides changed."""
    if kind.symmetric and asked in kind.symmetric:
        first, second = kind.symmetric
        return ({}, {first: second, second: first})
    return ({},)


def _match(index: Index, query: Query, moment: Moment) -> Iterator[tuple[Moment, bool, str]]:
    """Yield the moment, whether it surely matches, and the role it answers with.

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
            yield moment, sure, side


def _named(index: Index, key: str, among: tuple[str, ...]) -> bool:
    return key in among or any(index.folded[key] & index.folded[k] for k in among)
