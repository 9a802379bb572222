"""The door of a night: who knows the code looks in, joins, and comes back to the same seat.

A seat belongs to a token of 128 bits and to a rescue code. The token of a seat is worked out from
the secret key and the browser that asked, so that a second tap gets the same one.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from quiz.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError
from quiz.live.bus import News
from quiz.night.names import drawn_name, name_key, read_code
from quiz.services.house import House
from quiz.services.nights import access, sitting
from quiz.services.nights.views import DoorView
from quiz.store import night_teams as team_rows
from quiz.store import nights as night_rows
from quiz.store import seats as rows
from quiz.store.night_records import NightRecord, SeatRecord
from quiz.store.store import Transaction

AUDIENCE_TIMES = 5
"""How many times its players a night takes as audience."""
_NO_CODE = "No night has this code now. Look at the screen again, or ask the host."
_NO_RESCUE = "No seat of this night has this rescue code. Look at it again, or ask the host."
_BANNED = "The host does not want you in this night."


@dataclass(frozen=True, slots=True)
class JoinWish:
    """What somebody at the door wants to be.

    An empty ``name`` gets a drawn one. ``new_team`` founds a team. ``device`` is a random text that
    the browser keeps: it makes two taps one, and a ban hold.
    """

    name: str
    team_id: str = ""
    new_team: str = ""
    audience: bool = False
    player_id: str | None = None
    device: str = ""


@dataclass(frozen=True, slots=True)
class Admission:
    """A seat, and what opens it again: the token for the browser, the rescue code for people."""

    night_id: str
    seat_id: str
    token: str
    rescue: str


def look(house: House, code: str) -> DoorView:
    """Return what is behind the door. Raises NotFoundError for a code that opens nothing now."""
    with house.store.reading() as tx:
        night = _by_code(tx, code)
        players = rows.count(tx, night.id, audience=False)
        teams = team_rows.of_night(tx, night.id) if night.rules.teams == "own" else ()
        drawn = drawn_name(house.dice())
        if rows.named(tx, night.id, name_key(drawn)) is not None:
            drawn = sitting.next_free(tx, night.id, drawn, players)
    return DoorView(
        night_id=night.id,
        code=night.code or "",
        title=night.title,
        own_names=night.rules.own_names,
        drawn=drawn,
        team_mode=night.rules.teams,
        teams=tuple((team.id, team.name) for team in teams),
        audience=night.rules.audience,
        approve=night.rules.approve,
        closed=sitting.why_closed(night),
        people=players,
    )


def join(house: House, code: str, wish: JoinWish) -> Admission:
    """Take a seat, or the one that this browser has in the night already.

    Raises NotFoundError for a code that opens nothing, BadInputError for a name or team that will
    not do, ConflictError when the door is locked, the night has begun or is full, NotAllowedError
    for one whom the host has banned.
    """
    now = house.clock()
    with house.store.writing() as tx:
        night = _by_code(tx, code, to_change=True)
        device_hash = access.hash_of(wish.device) if wish.device else ""
        mine = _mine(tx, night, device_hash)
        if mine is not None and mine.status in {"in", "waiting"}:
            return _again(house, tx, mine, wish.device)
        if told := sitting.why_closed(night):
            raise ConflictError(told)
        _check_room(tx, night, audience=wish.audience)
        if mine is not None:
            admission = _again(house, tx, _returned(tx, night, mine, now), wish.device)
        else:
            typed = wish.name if night.rules.own_names else ""
            name = sitting.free_name(tx, night, typed, house.dice())
            seat = SeatRecord(
                id=secrets.token_hex(8),
                night_id=night.id,
                token_hash=None,
                rescue_hash="",
                device_hash=device_hash,
                name=name,
                name_key=name_key(name),
                status="waiting" if night.rules.approve else "in",
                joined_at=now,
                is_audience=wish.audience,
                player_id=wish.player_id,
                online_at=now,
            )
            admission = _seated(house, tx, night, seat, wish)
        sequence = night_rows.bump(tx, night.id, now)
    house.bus.publish(News(night.id, "people", sequence))
    return admission


def come_back(house: House, code: str, rescue: str, device: str = "") -> Admission:
    """Give a seat to whoever has its rescue code; the phone that had it before loses it.

    Raises NotFoundError for a code or a rescue code that opens nothing, or when the host has taken
    the seat away.
    """
    now = house.clock()
    with house.store.writing() as tx:
        night = _by_code(tx, code, to_change=True)
        seat = rows.by_rescue(tx, night.id, access.rescue_hash(night.id, rescue))
        if seat is None or seat.token_hash is None or seat.status == "banned":
            raise NotFoundError(_NO_RESCUE)
        if device:
            hashed = access.hash_of(device)
            _mine(tx, night, hashed)
            seat = replace(seat, device_hash=hashed)
        if seat.status == "out":
            seat = _returned(tx, night, seat, now)
        token = access.new_token()
        rows.put(tx, replace(seat, token_hash=access.hash_of(token)))
        rows.here(tx, [seat.id], now)
        sequence = night_rows.bump(tx, night.id, now)
    house.bus.publish(News(night.id, "people", sequence))
    return Admission(night.id, seat.id, token, access.rescue_of(house, seat))


def _by_code(tx: Transaction, typed: str, *, to_change: bool = False) -> NightRecord:
    try:
        code = read_code(typed)
    except BadInputError as error:
        raise NotFoundError(str(error)) from error
    night = night_rows.by_code(tx, code, to_change=to_change)
    if night is None:
        raise NotFoundError(_NO_CODE)
    return night


def _mine(tx: Transaction, night: NightRecord, device_hash: str) -> SeatRecord | None:
    """Return the seat this browser has or had; not one that the host took away."""
    seats = rows.by_device(tx, night.id, device_hash) if device_hash else ()
    if any(seat.status == "banned" for seat in seats):
        raise NotAllowedError(_BANNED)
    return next((seat for seat in seats if seat.token_hash is not None), None)


def _check_room(tx: Transaction, night: NightRecord, *, audience: bool) -> None:
    if audience and not night.rules.audience:
        raise ConflictError("There is no audience tonight: join as a player.")
    most = night.rules.capacity * (AUDIENCE_TIMES if audience else 1)
    if rows.count(tx, night.id, audience=audience) >= most:
        raise ConflictError(f"The night is full: it has room for {most:,}.")


def _returned(tx: Transaction, night: NightRecord, seat: SeatRecord, now: datetime) -> SeatRecord:
    """Let somebody in again who left: with another name when theirs was taken meanwhile."""
    if told := sitting.why_closed(night):
        raise ConflictError(told)
    if rows.named(tx, night.id, seat.name_key) is not None:
        name = sitting.next_free(tx, night.id, seat.name)
        seat = replace(seat, name=name, name_key=name_key(name))
    if night.rules.approve and not seat.approved:
        seat = replace(seat, status="waiting")
        rows.put(tx, seat)
        return seat
    return sitting.let_in(tx, night, seat, now, approved=False)


def _seated(
    house: House, tx: Transaction, night: NightRecord, seat: SeatRecord, wish: JoinWish
) -> Admission:
    rescue = access.new_rescue(house, night.id, seat.id)
    token = _token(house, seat, wish.device)
    seat = replace(
        seat,
        token_hash=access.hash_of(token),
        rescue_hash=access.rescue_hash(night.id, rescue),
    )
    rows.add(tx, seat)
    if not wish.audience:
        team_id = sitting.choose_team(tx, night, wish.team_id, wish.new_team, name=seat.name)
        sitting.into_team(tx, night, seat, team_id)
    return Admission(night.id, seat.id, token, rescue)


def _again(house: House, tx: Transaction, seat: SeatRecord, device: str) -> Admission:
    """Open a seat to the browser that has it; the token is the same unless the seat moved on."""
    token = _token(house, seat, device)
    if seat.token_hash != access.hash_of(token):
        rows.put(tx, replace(seat, token_hash=access.hash_of(token)))
    return Admission(seat.night_id, seat.id, token, access.rescue_of(house, seat))


def _token(house: House, seat: SeatRecord, device: str) -> str:
    """Return the token of a seat for a browser; a random one when we do not know the browser."""
    if not device:
        return access.new_token()
    told = f"seat:{seat.night_id}:{seat.id}:{device}".encode("utf-8", "surrogatepass")
    digest = hmac.digest(house.secret_key.encode(), told, "sha256")
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")
