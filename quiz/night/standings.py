"""Who leads: points of seats or teams, places, and how they moved."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from quiz.night.model import Result, Rules, Seat, Standing
from quiz.night.teams import plays, rule_of, team_points
from quiz.text import fold

_NOTHING: Mapping[str, Sequence[Result]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class _Entrant:
    """Somebody who has a place: a seat, or a team with its members."""

    id: str
    name: str
    points: int
    off: tuple[float, ...]


def standings(
    rules: Rules,
    seats: Iterable[Seat],
    teams: Mapping[str, str],
    results: Iterable[Result],
    before: Iterable[Standing] = (),
    spoken: Mapping[str, Sequence[Result]] = _NOTHING,
) -> tuple[Standing, ...]:
    """Rank the entrants, best first: equal points share a rank (1, 2, 2, 4).

    Entrants are those who are in and are no audience; in a night of teams the ``teams`` (id to
    name) that have a member, and by itself each seat without one. ``results`` are those that count
    (``course.scored``). Only tie-breaks part those with equal points: the first by who was nearer,
    then the next. Who gave no number was farthest off. ``spoken`` is what those earned who spoke
    for a team, by team, each at the question where they did: where its captain counts, that is
    what it earned, whoever is captain by now. ``before`` are the standings shown before:
    ``moved`` and ``gained`` are what came since. Equals stand in the order of their names.
    """
    playing = [seat for seat in seats if plays(seat)]
    by_seat: defaultdict[str, list[Result]] = defaultdict(list)
    breaks: set[int] = set()
    for result in results:
        by_seat[result.seat_id].append(result)
        if result.distance is not None:
            breaks.add(result.number)
    order = sorted(breaks)
    entrants = _entrants(rules, playing, teams, by_seat, spoken, order)
    entrants.sort(key=lambda each: (-each.points, each.off, fold(each.name), each.id))
    old = {standing.entrant_id: standing for standing in before}
    rows: list[Standing] = []
    last: _Entrant | None = None
    for place, entrant in enumerate(entrants, 1):
        is_level = last and (last.points, last.off) == (entrant.points, entrant.off)
        row = Standing(
            rank=rows[-1].rank if is_level else place,
            entrant_id=entrant.id,
            name=entrant.name,
            points=entrant.points,
            gained=entrant.points,
        )
        rows.append(_moved(row, old.get(entrant.id)))
        last = entrant
    return tuple(rows)


def entrant_of(rules: Rules, seat: Seat) -> str:
    """Return the id of the entrant a seat plays for: itself, or its team."""
    return seat.team_id if rules.teams != "solo" and seat.team_id else seat.id


def _moved(row: Standing, old: Standing | None) -> Standing:
    if old is None:
        return row
    return replace(row, gained=row.points - old.points, moved=old.rank - row.rank)


def _entrants(
    rules: Rules,
    playing: list[Seat],
    teams: Mapping[str, str],
    by_seat: Mapping[str, list[Result]],
    spoken: Mapping[str, Sequence[Result]],
    breaks: list[int],
) -> list[_Entrant]:
    members: defaultdict[str, list[Seat]] = defaultdict(list)
    for seat in playing:
        members[entrant_of(rules, seat)].append(seat)
    entrants = []
    for entrant_id, who in members.items():
        rule = rule_of(rules) if rules.teams != "solo" else "best"
        earned = [result for seat in who for result in by_seat.get(seat.id, ())]
        if rule == "captain" and who[0].team_id:
            earned = list(spoken.get(entrant_id, ()))
        entrants.append(
            _Entrant(
                id=entrant_id,
                name=teams.get(entrant_id, who[0].name),
                points=team_points(rule, earned),
                off=tuple(_nearest(earned, number) for number in breaks),
            )
        )
    return entrants


def _nearest(results: list[Result], number: int) -> float:
    """Return how far off the nearest answer to a tie-break was; endless without one."""
    found = (each.distance for each in results if each.number == number)
    return min((off for off in found if off is not None), default=math.inf)
