"""What a team earns, who speaks for it, and who goes where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from random import Random

from quiz.night.model import Result, Rules, Seat, TeamScore


def rule_of(rules: Rules) -> TeamScore:
    """Return how a team's points come about; with one shared phone that phone speaks for all."""
    return "captain" if rules.teams == "shared" else rules.team_score


def speaker(members: Sequence[Seat]) -> Seat | None:
    """Return who speaks for a team: its captain, or else the first of those who play."""
    playing = [seat for seat in members if plays(seat)]
    captains = [seat for seat in playing if seat.is_captain]
    return next(iter(captains or playing), None)


def plays(seat: Seat) -> bool:
    """Say whether a seat is in and counts."""
    return seat.status == "in" and not seat.is_audience


def team_points(rule: TeamScore, results: Iterable[Result]) -> int:
    """Return what a team earned, from the results of the members who are in.

    *mean*: for each question the mean of all members who were in then, those too who gave no
    answer; the sum is rounded once, half up. *best*: for each question the best of them.
    *captain*: all of it; there the results are those of whoever spoke at each question.
    """
    by_question: defaultdict[int, list[int]] = defaultdict(list)
    for result in results:
        by_question[result.number].append(result.points)
    if rule != "mean":
        return sum(map(max, by_question.values()))
    total = sum((Fraction(sum(each), len(each)) for each in by_question.values()), Fraction(0))
    return (2 * total.numerator + total.denominator) // (2 * total.denominator)


def balance(seats: Iterable[Seat], teams: Iterable[str], rng: Random) -> dict[str, str]:
    """Return who goes to which team so that their sizes differ by one at most: seat to team id.

    As few as possible move; captains stay, and dice choose among the others. Those without a team,
    or with one that is not among ``teams``, get one. Those who stay are not named. Where captains
    alone are too many for one team, it stays larger.
    """
    ids = list(dict.fromkeys(teams))
    if not ids:
        return {}
    playing = [seat for seat in seats if plays(seat)]
    rng.shuffle(playing)
    playing.sort(key=lambda seat: not seat.is_captain)
    members = {team: [seat for seat in playing if seat.team_id == team] for team in ids}
    homeless = [seat for seat in playing if seat.team_id not in members]
    least, larger = divmod(len(playing), len(ids))
    rng.shuffle(ids)
    ids.sort(key=lambda team: -len(members[team]))
    room = {team: least + (place < larger) for place, team in enumerate(ids)}
    for team in ids:
        while len(members[team]) > room[team] and not members[team][-1].is_captain:
            homeless.append(members[team].pop())
    moves: dict[str, str] = {}
    for seat in homeless:
        team = min(ids, key=lambda each: len(members[each]) - room[each])
        members[team].append(seat)
        moves[seat.id] = team
    return moves
