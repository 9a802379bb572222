"""Who leads a team: each that somebody is in has one captain, whoever comes and goes.

Everything here works in a transaction that holds the night, as ``sitting`` does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

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
    for team in rows.teams(tx, night.id):
        if team.id in teams:
            _crown(tx, list(filter(_plays, teams[team.id])))
        elif team.by_player or night.rules.teams == "shared":
            rows.delete_team(tx, night.id, team.id)


def _crown(tx: Transaction, team: list[SeatRecord]) -> None:
    if team and not any(seat.is_captain for seat in team):
        rows.put(tx, replace(team[0], is_captain=True))


def _plays(seat: SeatRecord) -> bool:
    return seat.status == "in" and not seat.is_audience
