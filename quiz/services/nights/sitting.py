"""What the door, the seats and the host have in common: names that are free, teams, who leads them.

Everything here works in a transaction that holds the night (``nights.load(…, to_change=True)``), so
that two who come at once do not take one name or one place.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from random import Random

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.night import course
from quiz.night.model import Phase
from quiz.night.names import check_name, drawn_name, name_key
from quiz.services.nights import leading
from quiz.store import night_results as result_rows
from quiz.store import night_teams as team_rows
from quiz.store import seats as rows
from quiz.store.night_records import NightRecord, SeatRecord, TeamRecord
from quiz.store.store import Transaction

MOST_TEAMS = 200
ENDED: frozenset[Phase] = frozenset({"podium", "over"})
_DRAWS = 10


def free_name(
    tx: Transaction, night: NightRecord, typed: str, dice: Random, *, but: str = ""
) -> str:
    """Return the name for a seat: the typed one, or a drawn one when nothing is typed.

    ``but`` is the seat that may keep the name it has. Raises BadInputError for a bad or taken one.
    """
    if typed.strip():
        name = check_name(typed)
        other = rows.named(tx, night.id, name_key(name))
        return check_name(name, [other.name]) if other and other.id != but else name
    name = ""
    for _ in range(_DRAWS):
        name = drawn_name(dice)
        if rows.named(tx, night.id, name_key(name)) is None:
            return name
    count = rows.count(tx, night.id, audience=False) + rows.count(tx, night.id, audience=True)
    return next_free(tx, night.id, name, count)


def rename(tx: Transaction, night: NightRecord, seat: SeatRecord, typed: str, dice: Random) -> str:
    """Call a seat otherwise and return how: as typed, or as drawn when nothing is typed.

    With one shared phone for a team, the team is called so, too: its name is the one that stands in
    the standings. Raises BadInputError for a bad or taken name.
    """
    shown = free_name(tx, night, typed, dice, but=seat.id)
    rows.put(tx, replace(seat, name=shown, name_key=name_key(shown)))
    if night.rules.teams == "shared" and seat.team_id:
        rename_team(tx, night, team(tx, night, seat.team_id), shown)
    return shown


def rename_team(tx: Transaction, night: NightRecord, record: TeamRecord, typed: str) -> str:
    """Call a team otherwise and return how. Raises BadInputError for a bad or taken name."""
    others = [one for one in team_rows.of_night(tx, night.id) if one.id != record.id]
    shown = check_name(typed, [one.name_key for one in others])
    team_rows.rename(tx, replace(record, name=shown, name_key=name_key(shown)))
    return shown


def next_free(tx: Transaction, night_id: str, name: str, count: int = 1) -> str:
    """Return a name with the first free number from ``count`` + 1 on: “Velvet Encore 2”."""
    while True:
        count += 1
        numbered = f"{name[:18].rstrip()} {count}"
        if rows.named(tx, night_id, name_key(numbered)) is None:
            return numbered


def new_team(
    tx: Transaction, night: NightRecord, typed: str, *, by_player: bool = False
) -> TeamRecord:
    """Found a team. Raises BadInputError for a bad or taken name, ConflictError for too many."""
    teams = team_rows.of_night(tx, night.id)
    if len(teams) >= MOST_TEAMS:
        raise ConflictError(f"There are {MOST_TEAMS} teams already; join one of them.")
    name = check_name(typed, [team.name_key for team in teams])
    record = TeamRecord(secrets.token_hex(8), night.id, name, name_key(name), by_player)
    team_rows.add(tx, record)
    return record


def team(tx: Transaction, night: NightRecord, team_id: str) -> TeamRecord:
    """Return a team of a night. Raises NotFoundError."""
    found = team_rows.load(tx, night.id, team_id)
    if found is None:
        raise NotFoundError("There is no such team any more. Choose another.")
    return found


def choose_team(
    tx: Transaction, night: NightRecord, team_id: str, founded: str, *, name: str
) -> str:
    """Return the id of the team of a seat called ``name``; empty when it plays for none.

    With one shared phone for a team the seat is the team, and bears its name.
    """
    if night.rules.teams == "solo":
        return ""
    if night.rules.teams == "shared":
        return new_team(tx, night, name).id
    if founded.strip():
        return new_team(tx, night, founded, by_player=True).id
    return team(tx, night, team_id).id if team_id else ""


def into_team(tx: Transaction, night: NightRecord, seat: SeatRecord, team_id: str) -> SeatRecord:
    """Put a seat into a team (none, when empty). A team without a captain is led by who comes."""
    if team_id == seat.team_id:
        return seat
    moved = replace(seat, team_id=team_id, is_captain=False)
    if team_id:
        moved = replace(moved, joker=_joker_of(tx, night, moved))
    plays = team_id and seat.status == "in" and not seat.is_audience
    leads = plays and not leading.captains(tx, night.id, team_id)
    moved = replace(moved, is_captain=bool(leads))
    rows.put(tx, moved)
    leading.heir(tx, seat)
    if leads:
        leading.forms(tx, night, moved)
    _leave_stakes(tx, night, seat, moved)
    return moved


def _joker_of(tx: Transaction, night: NightRecord, seat: SeatRecord) -> int | None:
    """Return the joker of the team of a seat; who forms a team brings their own along."""
    joker = team(tx, night, seat.team_id).joker
    if joker is None and not rows.of_team(tx, night.id, seat.team_id):
        joker = seat.joker
        team_rows.put_joker(tx, seat.team_id, joker)
    return joker


def _leave_stakes(
    tx: Transaction, night: NightRecord, before: SeatRecord, moved: SeatRecord
) -> None:
    """Leave what was put in on a question with those for whom it was, if anybody is.

    Whoever leads them now has put it in. Only who played alone takes it along, into a team that
    has nobody else.
    """
    shown = course.revealed(night.state)
    own = result_rows.wagers_of(tx, night.id, before.id)
    for number in own.keys() - shown:
        team = leading.members(tx, night.id, before.team_id) if before.team_id else []
        others = leading.members(tx, night.id, moved.team_id) if moved.team_id else []
        if team:
            put_in = result_rows.wagers(tx, night.id, number)
            stakes = [put_in[one.id] for one in (before, *team) if one.id in put_in]
            lead = next((one for one in team if one.is_captain), team[0])
            if lead.id not in put_in:
                result_rows.put_wager(tx, night.id, number, lead.id, max(stakes))
        if team or len(others) > 1:
            result_rows.drop_wager(tx, night.id, number, before.id)


def drop_deserted(tx: Transaction, night: NightRecord, team_id: str) -> None:
    """Delete a team that a player founded when all have left it before the night begins.

    So nobody can use up all the teams, or fill the list with names. What a host laid out stays.
    """
    if has_begun(night) or night.rules.teams != "own":
        return
    if any(seat.status in {"in", "waiting"} for seat in rows.of_team(tx, night.id, team_id)):
        return
    found = team_rows.load(tx, night.id, team_id)
    if found is not None and found.by_player:
        team_rows.delete_one(tx, night.id, team_id)


def out(
    tx: Transaction,
    night: NightRecord,
    seat: SeatRecord,
    status: str = "out",
    *,
    keep_token: bool,
) -> None:
    """Take a seat away; what it answered and earned stays.

    A captain who may come back (``keep_token``) leads again then. Who may not, but can join anew,
    finds the name of a shared phone free, as that of the seat is.
    """
    token = seat.token_hash if keep_token else None
    gone = replace(seat, is_captain=seat.is_captain and keep_token, token_hash=token)
    rows.put(tx, replace(gone, status="banned" if status == "banned" else "out"))
    leading.heir(tx, seat)
    if night.rules.teams == "shared" and seat.team_id and not keep_token:
        left = team(tx, night, seat.team_id)
        team_rows.rename(tx, replace(left, name_key=left.id))
    drop_deserted(tx, night, seat.team_id)


def let_in(
    tx: Transaction, night: NightRecord, seat: SeatRecord, now: datetime, *, approved: bool
) -> SeatRecord:
    """Let a seat in; it leads its team when nobody else does, or when it did before it left."""
    leads = bool(seat.team_id) and not seat.is_audience
    captains = leading.captains(tx, seat.night_id, seat.team_id) if leads else []
    if seat.is_captain and seat.status != "in":
        for heir in captains:
            rows.put(tx, replace(heir, is_captain=False))
    inside = replace(seat, status="in", approved=approved or seat.approved)
    inside = replace(inside, is_captain=inside.is_captain or (leads and not captains))
    if seat.status == "waiting":
        inside = replace(inside, let_in_at=now)
    rows.put(tx, inside)
    if leads and not captains:
        leading.forms(tx, night, inside)
    return inside


def why_closed(night: NightRecord) -> str:
    """Say why nobody gets in, or nothing."""
    phase = night.state.stage.phase
    if phase in ENDED:
        return "This night is over."
    if night.state.door_locked:
        return "The host has locked the door."
    if phase != "lobby" and not night.rules.late_join:
        return "The night has begun; nobody gets in any more."
    return ""


def has_begun(night: NightRecord) -> bool:
    """Say whether the lobby is over."""
    return night.state.stage.phase != "lobby"


def check_mode(night: NightRecord) -> None:
    """Raise ConflictError in a night where teams are not chosen."""
    if night.rules.teams == "solo":
        raise ConflictError("Everybody plays alone tonight: there are no teams.")
    if night.rules.teams == "shared":
        raise BadInputError("Tonight each phone is a team; there is nobody to move.")
