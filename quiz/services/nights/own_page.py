"""The private page of a player: every question of the night that was revealed, and what they gave.

When a night is over everybody looks at once. So no more of it is read than is the seat's own;
standings and prizes are worked out once for all (see ``nights.scene``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quiz.errors import NotAllowedError
from quiz.night import course
from quiz.night.model import Result, Slot, Standing
from quiz.services.house import House
from quiz.services.nights import access, misses, pages, personal
from quiz.services.nights import scene as scenes
from quiz.services.nights.room import Room, is_counting
from quiz.services.nights.scene import Board
from quiz.services.nights.views import MyReview, MyReviewRow
from quiz.services.seen import media_of
from quiz.services.tongues import tongues_of
from quiz.store import night_answers as answer_rows
from quiz.store import night_results as result_rows
from quiz.store import reports as report_rows
from quiz.store.night_records import AnswerRecord, SeatRecord

_PODIUM = 3


@dataclass(frozen=True, slots=True)
class _Own:
    """What is of one seat in a night: answers and results by the number of the question."""

    room: Room
    seat: SeatRecord
    answers: Mapping[int, AnswerRecord]
    results: Mapping[int, Result]
    reported: frozenset[tuple[str, str]]


def mine(house: House, night_id: str, token: str, viewer: str | None = None) -> MyReview:
    """Return a player's own page: what was revealed so far, with what they gave.

    ``viewer`` is the player who looks at it, if known. Raises NotAllowedError for one without a
    seat in this night, or whom the host has not let in yet.
    """
    seat = access.seat(house, night_id, token)
    if seat is None:
        raise NotAllowedError(access.NOT_SEATED)
    if seat.status == "waiting":
        raise NotAllowedError(access.NOT_LET_IN)
    return _review(house, seat, viewer)


def shared(
    house: House, night_id: str, seat_id: str, key: str, viewer: str | None = None
) -> MyReview:
    """Return the same for whoever has the private link of a seat.

    Raises NotFoundError for a wrong one, or when the host does not want them in the night.
    """
    return _review(house, misses.by_link(house, night_id, seat_id, key), viewer)


def _review(house: House, seat: SeatRecord, viewer: str | None) -> MyReview:
    with house.store.reading() as tx:
        at, room = scenes.scene(house, tx, seat.night_id)
        results = result_rows.results(tx, seat.night_id, only=(seat.id,))
        answers = answer_rows.of_night(tx, seat.night_id, only=(seat.id,))
        own = _Own(
            room,
            seat,
            {answer.number: answer for answer in answers if any(answer.given)},
            {result.number: result for result in results},
            report_rows.at_seat(tx, seat.id),
        )
        revealed = course.revealed(room.record.state)
        rows = tuple(_row(own, slot) for slot in room.record.plan.slots if slot.number in revealed)
        missed = misses.missed(room, results, seat.id)
        to_keep = misses.not_kept(tx, missed, viewer)
        board, team = scenes.board(at, room), scenes.team_names(at, room).get(seat.team_id, "")
        prizes = pages.prizes_of(house, tx, seat.night_id, seat.id)
    place = _place(board, seat)
    rank = place.rank if place and is_counting(seat) else None
    return MyReview(
        title=room.record.title,
        name=seat.name,
        rank=rank,
        of=len(board.rows),
        points=place.points if place else sum(row.points for row in rows),
        right=sum(row.mark == "right" for row in rows),
        asked=sum(row.mark not in {"away", "void"} for row in rows),
        rows=rows,
        link=(seat.id, access.page_key(house, seat.night_id, seat.id)),
        missed=len(missed),
        to_keep=len(to_keep),
        team=team if team != seat.name else "",
        is_audience=seat.is_audience,
        is_last=rank is not None and rank > _PODIUM and rank == board.rows[-1].rank,
        prizes=prizes,
        when=room.record.created_at,
    )


def _place(board: Board, seat: SeatRecord) -> Standing | None:
    """Return the place of a seat, or of its team."""
    found = (board.at.get(entrant) for entrant in (seat.team_id, seat.id) if entrant)
    return next((board.rows[index] for index in found if index is not None), None)


def _row(own: _Own, slot: Slot) -> MyReviewRow:
    room, asked = own.room, own.room.question(slot)
    plan, state = room.record.plan, room.record.state
    result, answer = own.results.get(slot.number), own.answers.get(slot.number)
    counts = slot.number not in state.void | state.skipped
    return MyReviewRow(
        number=slot.number,
        round=plan.rounds[plan.round_of(slot.number)].title,
        ask=asked.ask,
        answer=room.answer(slot),
        given=personal.words(room, slot, answer.given) if answer else "",
        mark=result.mark if result else "away" if counts else "void",
        points=result.points if result else 0,
        explain=asked.explain or asked.proof.right,
        source=asked.source,
        media=media_of(asked, told=True),
        reported=(slot.pack_id, slot.question_id) in own.reported,
        tongues=tongues_of(room.edition(slot), asked),
    )
