"""What a host does with people: let in, name, move, take away. Each needs the host key.

Every function takes ``house, night_id, key`` first and raises NotAllowedError for a wrong key,
NotFoundError when somebody or a team is gone, ConflictError when it cannot be done now. What was
done is told in the audit.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.live.bus import News
from quiz.night import teams as team_rules
from quiz.night.floods import flood_began
from quiz.services.house import House
from quiz.services.nights import access, leading, sitting
from quiz.services.nights.presence import AWAY
from quiz.services.nights.room import seat_of
from quiz.store import night_teams as team_rows
from quiz.store import nights as night_rows
from quiz.store import seats as rows
from quiz.store.night_records import AuditRecord, NightRecord, SeatRecord
from quiz.store.store import Transaction
from quiz.text import join_names

Purge = Literal["waiting", "flood", "minutes", "away"]
_MOST_NAMED = 5


@dataclass(slots=True)
class _Hosting:
    tx: Transaction
    night: NightRecord
    now: datetime
    lines: list[str] = field(default_factory=list)

    def seat(self, seat_id: str) -> SeatRecord:
        found = rows.load(self.tx, self.night.id, seat_id)
        if found is None or found.status not in {"in", "waiting"}:
            raise NotFoundError("That seat is not taken any more.")
        return found

    def seats(self, seat_ids: Collection[str]) -> list[SeatRecord]:
        """Return those of some seats that are still taken."""
        found = rows.all_of(self.tx, self.night.id, only=seat_ids)
        return [seat for seat in found if seat.status in {"in", "waiting"}]

    def as_they_are(self, seats: Iterable[SeatRecord]) -> Iterator[SeatRecord]:
        """Go through seats of which one after the other is changed.

        What is done with one may make another of its team captain, or captain no more.
        """
        for seat in seats:
            yield rows.load(self.tx, self.night.id, seat.id) or seat if seat.team_id else seat


@contextmanager
def _hosting(house: House, night_id: str, key: str) -> Iterator[_Hosting]:
    """Hold a night, and afterwards tell what was done."""
    now = house.clock()
    with house.store.writing() as tx:
        desk = _Hosting(tx, access.host_in(tx, night_id, key, to_change=True), now)
        if desk.night.state.stage.phase == "over":
            raise ConflictError("This night is over.")
        yield desk
        for line in desk.lines:
            night_rows.add_audit(tx, AuditRecord(night_id, now, line))
        sequence = night_rows.bump(tx, night_id, now)
    house.bus.publish(News(night_id, "people", sequence))


def admit(house: House, night_id: str, key: str, seat_ids: Sequence[str]) -> None:
    """Let in who waits. A purge spares whoever was let in so, also those who were in already."""
    with _hosting(house, night_id, key) as desk:
        seats = desk.seats(seat_ids)
        for seat in desk.as_they_are(seats):
            sitting.let_in(desk.tx, desk.night, seat, desk.now, approved=True)
        desk.lines += _line("Let in", seats)


def rename(house: House, night_id: str, key: str, seat_id: str, name: str) -> None:
    """Call somebody otherwise; where names are drawn, an empty one draws another.

    With one shared phone for a team the team is called so, too. BadInputError for a bad name.
    """
    with _hosting(house, night_id, key) as desk:
        seat = desk.seat(seat_id)
        if desk.night.rules.own_names and not name.strip():
            raise BadInputError("Type a name first.")
        shown = sitting.rename(desk.tx, desk.night, seat, name, house.dice())
        desk.lines.append(f"Renamed “{seat.name}” to “{shown}”.")


def kick(house: House, night_id: str, key: str, seat_ids: Sequence[str]) -> None:
    """Take seats away. Those who had them may join anew, with nothing."""
    with _hosting(house, night_id, key) as desk:
        seats = desk.seats(seat_ids)
        for seat in desk.as_they_are(seats):
            sitting.out(desk.tx, desk.night, seat, keep_token=False)
        desk.lines += _line("Removed", seats)


def ban(house: House, night_id: str, key: str, seat_ids: Sequence[str]) -> None:
    """Take seats away, and let their browsers in no more tonight."""
    with _hosting(house, night_id, key) as desk:
        seats = desk.seats(seat_ids)
        for seat in desk.as_they_are(seats):
            sitting.out(desk.tx, desk.night, seat, "banned", keep_token=False)
        desk.lines += _line("Banned", seats)


def purge(house: House, night_id: str, key: str, which: Purge, minutes: float | None = None) -> int:
    """Take many seats away in one press, without a trace; return how many.

    *waiting*: those who wait at the door. *minutes*: those who came in the last so many minutes.
    *flood*: those who came since so many came at once (``flood_began``). *away*: those who are
    away. None of them takes somebody whom the host let in by name (``admit``), or who answered
    anything. So a host locks the door, presses, and nobody is missing who was there before or has
    played.
    """
    with _hosting(house, night_id, key) as desk:
        since = _since(desk, which, minutes)
        chosen = set(rows.newcomers(desk.tx, night_id, since, waiting=which == "waiting"))
        seats = rows.all_of(desk.tx, night_id, only=chosen) if which == "away" else ()
        chosen -= {s.id for s in seats if s.online_at is not None and s.online_at > desk.now - AWAY}
        rows.delete_many(desk.tx, night_id, chosen)
        leading.heirs(desk.tx, desk.night)
        desk.lines.append(f"Removed {len(chosen):,} at once ({_PURGED[which]}).")
    return len(chosen)


_PURGED = {
    "waiting": "those who waited",
    "flood": "those of the flood",
    "minutes": "those who came last",
    "away": "those who were away",
}


def move(house: House, night_id: str, key: str, seat_id: str, team_id: str) -> None:
    """Put somebody into a team; into none, when ``team_id`` is empty."""
    with _hosting(house, night_id, key) as desk:
        sitting.check_mode(desk.night)
        name = sitting.team(desk.tx, desk.night, team_id).name if team_id else ""
        seat = desk.seat(seat_id)
        sitting.into_team(desk.tx, desk.night, seat, team_id)
        where = f"to “{name}”" if team_id else "out of the team"
        desk.lines.append(f"Moved “{seat.name}” {where}.")


def captain(house: House, night_id: str, key: str, seat_id: str) -> None:
    """Let somebody lead the team they are in."""
    with _hosting(house, night_id, key) as desk:
        seat = desk.seat(seat_id)
        if not seat.team_id or seat.is_audience:
            raise ConflictError("Put them into a team first.")
        if seat.status != "in":
            raise ConflictError("Let them in first.")
        for member in rows.of_team(desk.tx, night_id, seat.team_id):
            if member.is_captain != (member.id == seat.id):
                rows.put(desk.tx, replace(member, is_captain=member.id == seat.id))
        desk.lines.append(f"Made “{seat.name}” captain.")


def balance(house: House, night_id: str, key: str) -> None:
    """Make the teams equal in size, moving as few as possible; who was in none gets one."""
    with _hosting(house, night_id, key) as desk:
        sitting.check_mode(desk.night)
        ids = [team.id for team in team_rows.of_night(desk.tx, night_id)]
        if len(ids) < 2:
            raise ConflictError("There are not two teams yet: make another first.")
        seats = {seat.id: seat for seat in rows.all_of(desk.tx, night_id)}
        moves = team_rules.balance(map(seat_of, seats.values()), ids, house.dice())
        for seat_id, team_id in moves.items():
            sitting.into_team(desk.tx, desk.night, seats[seat_id], team_id)
        desk.lines.append(f"Balanced the teams; {len(moves)} moved.")


def new_team(house: House, night_id: str, key: str, name: str) -> str:
    """Found a team and return its id. Raises BadInputError for a bad or taken name."""
    with _hosting(house, night_id, key) as desk:
        sitting.check_mode(desk.night)
        return sitting.new_team(desk.tx, desk.night, name).id


def rename_team(house: House, night_id: str, key: str, team_id: str, name: str) -> None:
    """Call a team otherwise, and a shared phone with it. Raises BadInputError likewise."""
    with _hosting(house, night_id, key) as desk:
        team = sitting.team(desk.tx, desk.night, team_id)
        phone = rows.of_team(desk.tx, night_id, team_id)[:1]
        if desk.night.rules.teams == "shared" and phone and name.strip():
            shown = sitting.rename(desk.tx, desk.night, phone[0], name, house.dice())
        else:
            shown = sitting.rename_team(desk.tx, desk.night, team, name)
        desk.lines.append(f"Renamed the team “{team.name}” to “{shown}”.")


def drop_team(house: House, night_id: str, key: str, team_id: str) -> None:
    """Dissolve a team; its members are in none then."""
    with _hosting(house, night_id, key) as desk:
        sitting.check_mode(desk.night)
        team = sitting.team(desk.tx, desk.night, team_id)
        team_rows.delete_one(desk.tx, night_id, team_id)
        desk.lines.append(f"Dissolved the team “{team.name}”.")


def extra_time(house: House, night_id: str, key: str, seat_id: str, *, on: bool) -> None:
    """Give somebody more time for each question, or no more. The audit does not tell whom."""
    with _hosting(house, night_id, key) as desk:
        rows.put(desk.tx, replace(desk.seat(seat_id), extra_time=on))


def _since(desk: _Hosting, which: Purge, minutes: float | None) -> datetime | None:
    match which:
        case "waiting":
            return None
        case "away":
            return desk.night.created_at
        case "minutes":
            if minutes is None or not 0 < minutes <= 24 * 60:
                raise BadInputError("Say of how many minutes, from 1 on.")
            return desk.now - timedelta(minutes=minutes)
        case "flood":
            came = [seat.joined_at for seat in rows.all_of(desk.tx, desk.night.id)]
            return flood_began(came) or desk.now + timedelta(days=1)


def _line(what: str, seats: Sequence[SeatRecord]) -> list[str]:
    if not seats:
        return []
    names = [f"“{seat.name}”" for seat in seats[:_MOST_NAMED]]
    if len(seats) > _MOST_NAMED:
        names.append(f"{len(seats) - _MOST_NAMED:,} more")
    return [f"{what} {join_names(names)}."]
