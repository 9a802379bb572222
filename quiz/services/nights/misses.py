"""What was missed in a night, for the review of whoever missed it.

Those whose browser was known when they sat down get their misses once the night has been over for a
while (see ``nights.learning``). Anybody else, or who cannot wait, adds them on the page of a seat.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

from quiz.errors import NotFoundError
from quiz.night import course
from quiz.night.model import Result, Slot
from quiz.rounds import reviewing
from quiz.services import remembering
from quiz.services.house import House
from quiz.services.nights import access
from quiz.services.nights.room import Room, find
from quiz.store import night_people
from quiz.store import night_results as result_rows
from quiz.store import people as people_rows
from quiz.store import reviews as review_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import SeatRecord
from quiz.store.store import Transaction


def missed(room: Room, results: Iterable[Result], seat_id: str) -> tuple[Slot, ...]:
    """Return the questions that were put to a seat and that it did not have right."""
    numbers = {r.number for r in results if r.seat_id == seat_id and r.mark != "right"}
    return tuple(slot for slot in _slots(room) if slot.number in numbers)


def keep_known(room: Room) -> None:
    """Put what players of ours missed in a night into their reviews, in the transaction at hand.

    Not where one phone stands for a whole team: nobody knows whose misses those are.
    """
    record, tx = room.record, room.tx
    if record.rules.teams == "shared" or record.over_at is None:
        return
    slots = {slot.number: slot for slot in _slots(room)}
    of_player: dict[str, list[Slot]] = {}
    for player_id, number in night_people.missed(tx, record.id):
        if number in slots:
            of_player.setdefault(player_id, []).append(slots[number])
    for player_id, theirs in of_player.items():
        _add(tx, player_id, theirs, record.over_at)


def not_kept(tx: Transaction, slots: Iterable[Slot], player_id: str | None) -> tuple[Slot, ...]:
    """Return those that are not in a player's review; all for nobody."""
    kept = review_rows.refs(tx, player_id) if player_id else frozenset()
    return tuple(slot for slot in slots if (slot.pack_id, slot.question_id) not in kept)


def keep(house: House, night_id: str, seat_id: str, key: str, player_id: str) -> None:
    """Put into a player's review what a seat missed; doing so again changes nothing.

    They come back as if they had been missed alone when the night was over, or now if it is not.
    Raises NotFoundError for a wrong link or an unknown player.
    """
    now = house.clock()
    seat = by_link(house, night_id, seat_id, key)
    with house.store.writing() as tx:
        if people_rows.player(tx, player_id) is None:
            raise NotFoundError("You are not known here any more. Start again.")
        room = find(house.shelf, tx, night_id)
        slots = missed(room, result_rows.results(tx, night_id, only=(seat.id,)), seat.id)
        _add(tx, player_id, slots, room.record.over_at or now)


def by_link(house: House, night_id: str, seat_id: str, key: str) -> SeatRecord:
    """Return the seat of a private link.

    Raises NotFoundError for a wrong one: nobody learns which seats there are. Nor does it open
    anything to those who wait at the door or were banned; who left may look at what was played.
    """
    told = key.encode("utf-8", "surrogatepass")
    if hmac.compare_digest(access.page_key(house, night_id, seat_id).encode(), told):
        with house.store.reading() as tx:
            seat = seat_rows.load(tx, night_id, seat_id)
        if seat is not None and seat.status in {"in", "out"}:
            return seat
    raise NotFoundError("There is no such page, or it is gone.")


def _slots(room: Room) -> tuple[Slot, ...]:
    """Return what was revealed, but for tie-breaks: nobody is meant to know such a number."""
    record = room.record
    revealed = course.revealed(record.state)
    return tuple(
        slot
        for planned in record.plan.rounds
        for slot in planned.slots
        if slot.number in revealed and planned.format != "tiebreak"
    )


def _add(tx: Transaction, player_id: str, slots: Iterable[Slot], at: datetime) -> None:
    memory = reviewing.missed(at)
    refs = ((slot, (slot.pack_id, slot.question_id)) for slot in slots)
    cards = (remembering.record_of(memory, player_id, ref, slot.digest) for slot, ref in refs)
    review_rows.add(tx, cards)
