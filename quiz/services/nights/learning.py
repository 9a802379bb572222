"""What the answers of a night teach, once it has been over for a while.

A key is mostly put right within the hour; what counts by then is learned from, and never again.
A question that was void, left out or a tie-break teaches nothing. Players of ours find what they
missed in their reviews then.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from quiz.errors import NotFoundError
from quiz.services import learning
from quiz.services.house import House
from quiz.services.learning import Skills, Taken
from quiz.services.nights import misses
from quiz.services.nights.room import Room, find, scored_numbers
from quiz.store import learning as rows
from quiz.store import night_tallies as tallies
from quiz.store import seats as seat_rows

AFTER = timedelta(hours=1)
_AT_ONCE = 500  # answers: some 25 ms of work, which other nights do not feel


def learn_from_nights(house: House) -> int:
    """Learn from the nights that have been over for an hour; return from how many.

    Some hundred answers are one transaction: whoever stops half-way goes on where it stopped, as
    nobody's first answer to a question is taken twice.
    """
    now = house.clock()
    with house.store.reading() as tx:
        waiting = rows.unrated_nights(tx, now - AFTER)
    for night_id in waiting:
        with suppress(NotFoundError):  # deleted meanwhile: the others have their turn
            _learn_from(house, night_id)
            with house.store.writing() as tx:
                misses.keep_known(find(house.shelf, tx, night_id))
                rows.add_rated(tx, night_id, now)
    return len(waiting)


def _learn_from(house: House, night_id: str) -> None:
    strangers: Skills = {}
    with house.store.reading() as tx:
        numbers = teaching(find(house.shelf, tx, night_id))
    for number in numbers:
        with house.store.reading() as tx:
            room = find(house.shelf, tx, night_id)
            slot, taken = room.record.plan.slot(number), _taken(room, number)
            edition = room.edition(slot)
        for begin in range(0, len(taken), _AT_ONCE):
            some = taken[begin : begin + _AT_ONCE]
            with house.store.writing() as tx:
                learning.learn(tx, edition, slot.question_id, some, house.clock(), strangers)


def teaching(room: Room) -> list[int]:
    """Return the questions of a night that teach: those that count, but for tie-breaks."""
    plan = room.record.plan
    ties = {s.number for r in plan.rounds if r.format == "tiebreak" for s in r.slots}
    return sorted(scored_numbers(room) - ties)


def _taken(room: Room, number: int) -> list[Taken]:
    tx, night_id = room.tx, room.record.id
    given = tallies.given(tx, night_id, number)
    players = {seat.id: seat.player_id for seat in seat_rows.all_of(tx, night_id)}
    return [
        Taken(
            who=players[result.seat_id] or result.seat_id,
            outcome=result.mark if any(texts) else "none",
            given=texts,
            is_player=players[result.seat_id] is not None,
        )
        for result in tallies.of_questions(tx, night_id, (number,))
        for texts in [given[result.seat_id][0] if result.seat_id in given else ()]
    ]
