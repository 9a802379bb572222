"""Claims that go with a moment: who won a prize when it was given for the first time.

A kind says in ``also`` which flag of its moments tells a moment of another kind as well, of those
who fill the roles that both have. That a prize was the first ever is so once: where two say it, or
an earlier winner is told, neither is believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.moments.dating import year_in
from quiz.moments.library import needed_roles
from quiz.moments.telling import name_of_moment

if TYPE_CHECKING:
    from quiz.moments.model import Kind, Moment, Thing, ThingType


def also_told(
    moments: Sequence[Moment],
    things: Mapping[str, Thing],
    kinds: Mapping[str, Kind],
    types: dict[str, ThingType],
) -> Iterator[Moment]:
    """Yield what the flags of moments tell besides; what another contradicts is disputed."""
    doubted = {id(moment) for moment, _ in contradicted(moments, things, kinds, types)}
    for moment in moments:
        for name in moment.also:
            kind = kinds[name]
            roles = {role: moment.roles[role] for role in kind.roles if role in moment.roles}
            if set(needed_roles(kind)) <= roles.keys():
                status = "disputed" if id(moment) in doubted else moment.status
                shown = [things[key].name for key in roles[kind.head][:2] if key in things]
                yield replace(
                    moment,
                    id=name_of_moment(kind, shown),
                    kind=name,
                    roles=roles,
                    complete=(kind.complete | moment.complete) & roles.keys(),
                    status=status,
                    also=(),
                )


def contradicted(
    moments: Sequence[Moment],
    things: Mapping[str, Thing],
    kinds: Mapping[str, Kind],
    types: dict[str, ThingType],
) -> Iterator[tuple[Moment, Moment]]:
    """Yield each moment whose claim another speaks against, with the other."""
    claiming = {moment.kind for moment in moments if moment.also}
    alike: dict[tuple[object, ...], list[Moment]] = defaultdict(list)
    for moment in moments if claiming else ():
        if moment.kind in claiming:
            for pin in _pins(kinds, moment):
                alike[pin].append(moment)
    for moment in moments if claiming else ():
        own = year_in(moment, things, kinds, types)
        for pin in _pins(kinds, moment) if moment.also else ():
            for other in alike[pin]:
                year = year_in(other, things, kinds, types)
                earlier = year is not None and own is not None and year < own
                if other is not moment and (
                    earlier or (other.also and other.roles != moment.roles)
                ):
                    yield moment, other
                    break


def _pins(kinds: Mapping[str, Kind], moment: Moment) -> Iterator[tuple[object, ...]]:
    """Yield what picks out the claims of a kind: of the first ever award, which award."""
    for name in kinds[moment.kind].also.values():
        for pin in kinds[name].pinned_by:
            if pin <= moment.roles.keys():
                yield (moment.kind, *((role, moment.roles[role]) for role in sorted(pin)))
