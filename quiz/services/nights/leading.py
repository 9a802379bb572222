"""Who leads a team: each that somebody is in has one captain, whoever comes and goes.

Everything here works in a transaction that holds the night, as ``sitting`` does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from quiz.night import course
from quiz.store import night_results as result_rows
from quiz.store import night_teams as team_rows
from quiz.store import seats as rows
from quiz.store.night_records import NightRecord, SeatRecord
from quiz.store.store import Transaction


def members(tx: Transaction, night_id: str, team_id: str) -> list[SeatRecord]:
    """Return those who are in and play for a team, in the order they came."""
    return list(filter(_plays, rows.of_team(tx, night_id, team_id)))


def captains(tx: Transaction, night_id: str, team_id: str) -> list[SeatRecord]:
    """Return who leads a team: nobody, or one."""
    return [seat for seat in members(tx, night_id, team_id) if seat.is_captain]


def heir(tx: Transaction, gone: SeatRecord) -> None:
    """Let the one who came first lead a team that lost its captain."""
    if gone.team_id and gone.is_captain:
        _crown(tx, members(tx, gone.night_id, gone.team_id))


def heirs(tx: Transaction, night: NightRecord) -> None:
    """Do the same for all teams, when many were deleted; drop those that go with their seats.

    A team of one shared phone goes with its seat, and one that players founded with theirs.
    """
    if night.rules.teams == "solo":
        return
    teams: defaultdict[str, list[SeatRecord]] = defaultdict(list)
    for seat in rows.all_of(tx, night.id):
        teams[seat.team_id].append(seat)
    for team in team_rows.of_night(tx, night.id):
        if team.id in teams:
            _crown(tx, list(filter(_plays, teams[team.id])))
        elif team.by_player or night.rules.teams == "shared":
            team_rows.delete_one(tx, night.id, team.id)


def forms(tx: Transaction, night: NightRecord, seat: SeatRecord) -> None:
    """Let who comes to lead a team that nobody was in speak for it at the questions before.

    So it begins with what they earned. That is for questions that were put to them, where nobody
    spoke for the team, and they for no other: what a team earned is not earned twice. It is
    written down, so whoever leads later changes nothing of it.
    """
    shown = course.revealed(night.state)
    team = team_rows.load(tx, night.id, seat.team_id) if shown else None
    if team is None:
        return
    free = shown - result_rows.voiced(tx, night.id, team.id, seat.id)
    rolls = result_rows.rolls(tx, night.id, free)
    put_to = sorted(number for number, roll in rolls.items() if seat.id in roll.there)
    team_rows.add_voices(tx, team, seat.id, put_to)


def _crown(tx: Transaction, team: list[SeatRecord]) -> None:
    if team and not any(seat.is_captain for seat in team):
        rows.put(tx, replace(team[0], is_captain=True))


def _plays(seat: SeatRecord) -> bool:
    return seat.status == "in" and not seat.is_audience
