"""Which moments answer a query: those that its stem could mean, and with which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quiz.generator.index import Index
    from quiz.generator.query import Query
    from quiz.moments.model import Kind, Moment

    Filled = tuple[Moment, str]


def candidates(index: Index, query: Query) -> Sequence[Moment]:
    """Return the moments that could match: a thing that is given stands in them, or nobody does.

    ``look_at`` looks closely. Of all roles that are given the one with the fewest moments is taken,
    or what pins a moment, where there are fewer still.
    """
    plan = query.plan
    pinned = None
    if plan.pin and not plan.kind.symmetric:
        pinned = _pinned(index, query)
        if pinned is not None and len(pinned) <= 1:
            return pinned
    fewest, least = None, 0
    for role in plan.naming:
        found = _filled_by(index, query, role)
        count = sum(map(len, found))
        if fewest is None or count < least:
            fewest, least = found, count
    if pinned is not None and (fewest is None or len(pinned) <= least):
        return pinned
    if fewest is None:
        return index.by_kind[plan.kind.name]
    filled = [row for row in fewest if row]
    if len(filled) == 1:
        return filled[0]
    return list({m.id: m for row in filled for m in row}.values())


def matching(
    index: Index, query: Query, among: Sequence[Moment]
) -> tuple[list[Filled], list[Filled]]:
    """Return the moments that match, with the role that answers: the sure ones, and the others."""
    stated: list[Filled] = []
    doubtful: list[Filled] = []
    for candidate in among:
        if candidate is query.moment and not query.plan.kind.symmetric:
            stated.append((candidate, query.plan.role))
            continue
        for sure, side in look_at(index, query, candidate):
            one = (candidate, side)
            (stated if sure and candidate.status == "stated" else doubtful).append(one)
    return stated, doubtful


def _pinned(index: Index, query: Query) -> Sequence[Moment] | None:
    """Return the moments whose pin is that of a query, or None where one cannot tell at once."""
    plan, given = query.plan, query.given
    pins = index.pins.get((plan.kind.name, plan.pin))
    if pins is None:
        return None
    keys = []
    for role in plan.pin:
        filled = given[role]
        if len(filled) > 1:
            return None
        keys.append(filled[0])
    return pins.get(tuple([index.post.get(key, key) for key in keys] if index.post else keys), [])


def _filled_by(index: Index, query: Query, role: str) -> list[Sequence[Moment]]:
    """Return the moments in which one of those given fills a role, or nobody does."""
    kind, fillers = query.plan.kind, query.given[role]
    rows: list[Sequence[Moment]] = []
    for side in _both_sides(kind, role):
        rows += [index.moments(kind.name, side, key) for key in fillers]
        rows.append(index.lacking.get((kind.name, side), ()))
    return rows


def _both_sides(kind: Kind, role: str) -> tuple[str, ...]:
    return kind.symmetric if kind.symmetric and role in kind.symmetric else (role,)


def _readings(kind: Kind, asked: str) -> tuple[dict[str, str], ...]:
    """Return how a moment's roles may be read: as written, and with the sides changed."""
    if kind.symmetric and asked in kind.symmetric:
        first, second = kind.symmetric
        return ({}, {first: second, second: first})
    return ({},)


def look_at(index: Index, query: Query, moment: Moment) -> Iterator[tuple[bool, str]]:
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
