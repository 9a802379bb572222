"""What is told of a night afterwards: to its host in tables, and on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean

from quiz.night import course
from quiz.night.model import Result, Slot
from quiz.paper.model import Report, ReportAnswer, ReportPlayer, ReportQuestion
from quiz.services.house import House
from quiz.services.nights import access, judging, personal
from quiz.services.nights.own_page import mine, shared
from quiz.services.nights.printing import sheets
from quiz.services.nights.room import Room, is_counting
from quiz.services.nights.season import season
from quiz.store import night_answers as answer_rows
from quiz.store import night_results as result_rows
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import AnswerRecord, SeatRecord

__all__ = ["mine", "report", "season", "shared", "sheets"]

Key = tuple[int, str]


class _Told:
    """A night read whole: what each seat gave, and what it earned."""

    def __init__(self, room: Room) -> None:
        self.room = room
        record, tx = room.record, room.tx
        every = seat_rows.all_of(tx, record.id)
        known = answer_rows.of_night(tx, record.id)
        self.answers: Mapping[Key, AnswerRecord] = {
            (answer.number, answer.seat_id): answer for answer in known if any(answer.given)
        }
        played = {seat_id for _, seat_id in self.answers}
        self.seats: Sequence[SeatRecord] = [
            seat
            for seat in every
            if seat.status == "in" or (seat.status == "out" and seat.id in played)
        ]
        self.results: Mapping[Key, Result] = {
            (result.number, result.seat_id): result for result in result_rows.results(tx, record.id)
        }
        self.places = judging.places(room, every, moves=False)
        self.teams = judging.team_names(room)
        revealed = course.revealed(record.state)
        self.slots = [slot for slot in record.plan.slots if slot.number in revealed]
        self._words: dict[tuple[int, tuple[str, ...]], str] = {}

    def round_title(self, slot: Slot) -> str:
        plan = self.room.record.plan
        return plan.rounds[plan.round_of(slot.number)].title

    def given(self, slot: Slot, seat_id: str) -> str:
        """Return what a seat gave, in words."""
        answer = self.answers.get((slot.number, seat_id))
        if answer is None:
            return ""
        key = (slot.number, answer.given)
        if key not in self._words:
            self._words[key] = personal.words(self.room, slot, answer.given)
        return self._words[key]

    def rank(self, seat: SeatRecord) -> int | None:
        """Return the place of a seat, or of its team."""
        if not is_counting(seat):
            return None
        ids = (seat.team_id, seat.id)
        return next((row.rank for row in self.places if row.entrant_id in ids), None)


def report(house: House, night_id: str, key: str) -> Report:
    """Return a night in tables, with all questions revealed so far.

    Raises NotAllowedError for a wrong key.
    """
    with house.store.reading() as tx:
        record = access.host_in(tx, night_id, key)
        told = _Told(Room(record, house.shelf, tx))
        audit = tuple(
            (line.at.astimezone(), line.what) for line in reversed(night_rows.audit(tx, night_id))
        )
        return Report(
            title=record.title,
            when=record.created_at.astimezone(),
            questions=tuple(_question(told, slot) for slot in told.slots),
            players=tuple(_players(told)),
            answers=tuple(_answer(told, slot, seat) for slot in told.slots for seat in told.seats),
            audit=audit,
        )


def _question(told: _Told, slot: Slot) -> ReportQuestion:
    room = told.room
    seats = {seat.id for seat in told.seats if not seat.is_audience}
    answers = {
        seat: answer
        for (number, seat), answer in told.answers.items()
        if number == slot.number and seat in seats
    }
    marker = room.marker(slot)
    marks = {seat: marker.mark(answer.given) for seat, answer in answers.items()}
    counts = Counter(marks.values())
    results = {seat for number, seat in told.results if number == slot.number and seat in seats}
    asked = len(results | set(answers))
    wrong = Counter(told.given(slot, seat) for seat, mark in marks.items() if mark != "right")
    hardest, count = min(wrong.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
    return ReportQuestion(
        number=slot.number,
        round=told.round_title(slot),
        ask=room.question(slot).ask,
        answer=room.answer(slot),
        asked=asked,
        right=counts["right"],
        close=counts["close"],
        wrong=counts["wrong"],
        none=asked - len(answers),
        hardest_wrong=hardest,
        hardest_wrong_count=count,
        mean_seconds=_mean([answer.used for answer in answers.values()]),
        note=room.note(slot),
    )


def _players(told: _Told) -> list[ReportPlayer]:
    players = []
    for seat in told.seats:
        answers = [a for slot in told.slots if (a := told.answers.get((slot.number, seat.id)))]
        results = [r for slot in told.slots if (r := told.results.get((slot.number, seat.id)))]
        players.append(
            ReportPlayer(
                rank=told.rank(seat),
                name=seat.name,
                team=told.teams.get(seat.team_id, ""),
                points=sum(result.points for result in results),
                right=sum(result.mark == "right" for result in results),
                answered=len(answers),
                asked=len(results),
                mean_seconds=_mean([answer.used for answer in answers]),
                credit_seconds=sum(answer.credit for answer in answers),
            )
        )
    return sorted(players, key=lambda each: (each.rank or 10**9, -each.points, each.name))


def _answer(told: _Told, slot: Slot, seat: SeatRecord) -> ReportAnswer:
    answer = told.answers.get((slot.number, seat.id))
    result = told.results.get((slot.number, seat.id))
    return ReportAnswer(
        question=slot.number,
        round=told.round_title(slot),
        player=seat.name,
        team=told.teams.get(seat.team_id, ""),
        given=told.given(slot, seat.id),
        mark=_mark(told, slot, seat.id),
        points=result.points if result else 0,
        seconds=answer.used if answer else None,
        credit=answer.credit if answer else None,
    )


def _mark(told: _Told, slot: Slot, seat_id: str) -> str:
    """Return the mark of an answer; of one that counts for nobody ``void``, and ``none``."""
    result = told.results.get((slot.number, seat_id))
    if result:
        return result.mark
    state = told.room.record.state
    return "void" if slot.number in state.void | state.skipped else "none"


def _mean(seconds: list[float]) -> float | None:
    return fmean(seconds) if seconds else None
