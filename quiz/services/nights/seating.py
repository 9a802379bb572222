"""What somebody in a seat may change of it: name, team, extra time, joker, wager, leaving."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.errors import BadInputError, ConflictError, NotAllowedError
from quiz.live.bus import News
from quiz.night import stakes
from quiz.night.standings import entrant_of
from quiz.night.teams import speaker
from quiz.services.house import House
from quiz.services.nights import access, judging, sitting
from quiz.services.nights.room import Room, find, seat_of
from quiz.store import night_results as result_rows
from quiz.store import night_teams as team_rows
from quiz.store import nights as night_rows
from quiz.store import seats as rows
from quiz.store.night_records import NightRecord, SeatRecord


@dataclass(frozen=True, slots=True)
class Rename:
    """Be called otherwise; before the night begins."""

    name: str


@dataclass(frozen=True, slots=True)
class PickTeam:
    """Play for a team, or found one; before the night begins, or while in none."""

    team_id: str = ""
    new_team: str = ""


@dataclass(frozen=True, slots=True)
class ExtraTime:
    """Have more time for each question, from the next one on."""

    on: bool


@dataclass(frozen=True, slots=True)
class Joker:
    """Double the coming round, or keep the joker for later."""

    on: bool


@dataclass(frozen=True, slots=True)
class PutIn:
    """Put points in on the coming question of a wager round."""

    amount: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Go. What was earned stays, and the rescue code opens the seat again."""


Wish = Rename | PickTeam | ExtraTime | Joker | PutIn | Leave


def settle_in(house: House, night_id: str, token: str, wish: Wish) -> None:
    """Change something of one's own seat.

    Raises NotAllowedError for one without a seat, ConflictError when it is not the time for it or
    the host does not allow it, BadInputError for a bad name or amount.
    """
    now = house.clock()
    if not access.is_id(night_id):
        raise NotAllowedError(access.NOT_SEATED)
    with house.store.writing() as tx:
        # The night first: nothing of it changes from here on, nor does anything of its seats.
        night = night_rows.load(tx, night_id, to_change=True)
        seat = rows.by_token(tx, night_id, access.hash_of(token))
        if night is None or seat is None or seat.status not in {"in", "waiting"}:
            raise NotAllowedError(access.NOT_SEATED)
        if night.state.stage.phase == "over":
            raise ConflictError("This night is over.")
        _fulfil(house, find(house.shelf, tx, night_id), seat, wish)
        sequence = night_rows.bump(tx, night_id, now)
    house.bus.publish(News(night_id, "people", sequence))


def _fulfil(house: House, room: Room, seat: SeatRecord, wish: Wish) -> None:
    tx, night = room.tx, room.record
    match wish:
        case Rename(name):
            _check_rename(night, name)
            sitting.rename(tx, night, seat, name, house.dice())
        case PickTeam(team_id, new_team):
            sitting.check_mode(night)
            if seat.status != "in":
                raise ConflictError("The host lets you in first; then pick a team.")
            if sitting.has_begun(night) and seat.team_id:
                raise ConflictError("The night has begun: ask the host to move you.")
            chosen = sitting.choose_team(tx, night, team_id, new_team, name=seat.name)
            sitting.into_team(tx, night, seat, chosen)
            if chosen != seat.team_id:
                sitting.drop_deserted(tx, night, seat.team_id)
        case ExtraTime(on):
            _check_extra(night)
            rows.put(tx, replace(seat, extra_time=on))
        case Joker(on):
            _joker(room, seat, on=on)
        case PutIn(amount):
            _wager(room, seat, amount)
        case Leave():
            sitting.out(tx, night, seat, keep_token=True)


def _check_rename(night: NightRecord, name: str) -> None:
    if sitting.has_begun(night):
        raise ConflictError("The night has begun: names stay as they are.")
    if name.strip() and not night.rules.own_names:
        raise ConflictError("Names are drawn tonight; you may draw another.")
    if night.rules.own_names and not name.strip():
        raise BadInputError("Type a name first.")


def _check_extra(night: NightRecord) -> None:
    if not night.rules.extra_time:
        raise ConflictError("The host does not give extra time tonight.")
    if night.state.stage.phase == "question":
        raise ConflictError("That can be changed when this question is over.")


def _joker(room: Room, seat: SeatRecord, *, on: bool) -> None:
    night = room.record
    index = stakes.joker_round(night.plan, night.rules, night.state)
    if index is None:
        raise ConflictError("A joker is played before a round begins, not now.")
    _check_speaks(room, seat)
    has_team = night.rules.teams != "solo" and bool(seat.team_id)
    # All of a team bear it, those who left too: it stays.
    team = rows.of_team(room.tx, night.id, seat.team_id) if has_team else (seat,)
    played = {one.joker for one in team if one.joker is not None} - {index}
    if any(_is_spent(night, one) for one in played):
        raise ConflictError("You have played your joker already.")
    for one in team:
        rows.put(room.tx, replace(one, joker=index if on else None))
    if has_team:
        team_rows.put_joker(room.tx, seat.team_id, index if on else None)


def _is_spent(night: NightRecord, index: int) -> bool:
    """Say whether a round was begun, so that a joker for it cannot be taken back."""
    return index <= night.state.stage.round


def _wager(room: Room, seat: SeatRecord, amount: int) -> None:
    night, tx = room.record, room.tx
    slot = stakes.wager_slot(night.plan, night.state)
    if slot is None:
        raise ConflictError("Points are put in before the question of a wager opens, not now.")
    _check_speaks(room, seat)
    most = stakes.most_wager(night.rules, points_of(room, seat))
    if not 0 <= amount <= most:
        raise BadInputError(f"Put in 0 to {most:,} points.")
    result_rows.put_wager(tx, night.id, slot.number, seat.id, amount)


def points_of(room: Room, seat: SeatRecord) -> int:
    """Return the points of whom a seat plays for: itself, or its team."""
    entrant = entrant_of(room.record.rules, seat_of(seat))
    places = judging.places(room, rows.all_of(room.tx, room.record.id), moves=False)
    return next((place.points for place in places if place.entrant_id == entrant), 0)


def _check_speaks(room: Room, seat: SeatRecord) -> None:
    if seat.status != "in" or seat.is_audience:
        raise ConflictError("Only those who play do that.")
    if room.record.rules.teams != "solo" and seat.team_id:
        members = rows.of_team(room.tx, room.record.id, seat.team_id)
        lead = speaker([seat_of(member) for member in members])
        if lead is not None and lead.id != seat.id:
            raise ConflictError(f"{lead.name} does that for your team.")
