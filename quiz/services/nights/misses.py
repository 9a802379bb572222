"""What a seat missed in a night, for the review of whoever has the private link of its page.

Not by itself when the night ends: a seat is a phone that may pass from hand to hand, or stand for a
whole team, and only who looks at the page knows whose misses these are.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from quiz.errors import NotFoundError
from quiz.night import course
from quiz.night.model import Result, Slot
from quiz.rounds.reviewing import looked
from quiz.services import remembering
from quiz.services.house import House
from quiz.services.nights import access
from quiz.services.nights.room import Room, find
from quiz.store import night_answers as answer_rows
from quiz.store import people as people_rows
from quiz.store import reviews as review_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import SeatRecord
from quiz.store.store import Transaction


def missed(room: Room, results: Iterable[Result], seat_id: str) -> tuple[Slot, ...]:
    """Return the questions that were put to a seat and that it did not have right.

    Neither those that count for nobody, nor a tie-break: nobody is meant to know that number.
    """
    plan = room.record.plan
    revealed = course.revealed(room.record.state)
    numbers = {
        result.number
        for result in results
        if result.seat_id == seat_id and result.mark != "right" and result.number in revealed
    }
    return tuple(
        slot
        for planned in plan.rounds
        for slot in planned.slots
        if slot.number in numbers and planned.format != "tiebreak"
    )


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
        memory = looked(None, right=False, now=room.record.over_at or now)
        if memory is None:
            return
        slots = missed(room, answer_rows.results(tx, night_id), seat.id)
        review_rows.add(
            tx,
            [
                remembering.record_of(
                    memory, player_id, (slot.pack_id, slot.question_id), slot.digest
                )
                for slot in slots
            ],
        )


def by_link(house: House, night_id: str, seat_id: str, key: str) -> SeatRecord:
    """Return the seat of a private link.

    Raises NotFoundError for a wrong one: nobody learns which seats there are.
    """
    told = key.encode("utf-8", "surrogatepass")
    if hmac.compare_digest(access.page_key(house, night_id, seat_id).encode(), told):
        with house.store.reading() as tx:
            seat = seat_rows.load(tx, night_id, seat_id)
        if seat is not None:
            return seat
    raise NotFoundError("There is no such page, or it is gone.")
