"""Names and their years: a moment in which somebody bears a name that was not theirs then.

``since`` and ``until`` of a thing are the first and the last year in which it was so called, both
of them included: who was West Germany until 1990 won the cup of 1990 under that name, and cannot
have won one of 2014.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.moments.library import lineage

if TYPE_CHECKING:
    from quiz.moments.model import Kind, Moment, Thing, ThingType


def dated_of(things: Mapping[str, Thing]) -> set[str]:
    """Return the things that bore their name in some years only."""
    return {k for k, t in things.items() if t.since is not None or t.until is not None}


def expire(
    moments: Iterable[Moment],
    things: Mapping[str, Thing],
    kinds: Mapping[str, Kind],
    types: dict[str, ThingType],
) -> Iterator[Moment]:
    """Mark what cannot be so as it is told: in a year in which one of them was not so called."""
    dated = dated_of(things)
    for moment in moments:
        if (
            dated
            and moment.status == "stated"
            and any(misnamed(moment, things, kinds, types, dated))
        ):
            yield replace(moment, status="expired")
        else:
            yield moment


def year_in(
    moment: Moment,
    things: Mapping[str, Thing],
    kinds: Mapping[str, Kind],
    types: dict[str, ThingType],
) -> int | None:
    """Return the year that a moment names, or None where it names none or several."""
    roles = kinds[moment.kind].roles
    named = {k for role, keys in moment.roles.items() if not roles[role].text for k in keys}
    years = [int(things[k].name) for k in named if _is_year(things[k], types)]
    return years[0] if len(years) == 1 else None


def _is_year(thing: Thing, types: dict[str, ThingType]) -> bool:
    is_year = "year" in lineage(types, thing.type)
    return is_year and thing.name.isdecimal() and len(thing.name) < 5


def misnamed(
    moment: Moment,
    things: Mapping[str, Thing],
    kinds: Mapping[str, Kind],
    types: dict[str, ThingType],
    dated: set[str],
) -> Iterator[tuple[Thing, int]]:
    """Yield who bears in a moment a name that was not theirs in its year, and the year."""
    roles = kinds[moment.kind].roles
    named = [k for role, keys in moment.roles.items() if not roles[role].text for k in keys]
    if not (here := [things[key] for key in named if key in dated]):
        return
    for year in (things[key] for key in named):
        if _is_year(year, types):
            for thing in here:
                if not (thing.since or 0) <= int(year.name) <= (thing.until or 9999):
                    yield thing, int(year.name)
