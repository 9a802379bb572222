"""To whom a question was put, and on what terms: settled when its answer is shown.

From then on it stays, wherever people are moved and whoever comes and goes, until the reveal is
taken back: what is judged anew is judged for the same people, with the same jokers and stakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from quiz.night import course, stakes
from quiz.night.model import Result, Roll, Seat, Slot
from quiz.night.teams import speaker
from quiz.services.nights.room import Room, seat_of, was_there
from quiz.store import night_answers as answer_rows
from quiz.store import night_results as result_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import AnswerRecord, NightRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked: what was answered, all seats, and those it was put to."""

    slot: Slot
    answers: tuple[AnswerRecord, ...]
    seats: tuple[Seat, ...]
    there: frozenset[str]


def asked(room: Room, number: int) -> Asked:
    """Return a question with what was answered and those who are or were there."""
    record, tx = room.record, room.tx
    known = answer_rows.of_question(tx, record.id, number)
    answers = tuple(answer for answer in known if any(answer.given))
    answered = {answer.seat_id for answer in answers}
    locked = _locked_at(record, number)
    seats = seat_rows.all_of(tx, record.id)
    there = frozenset(seat.id for seat in seats if was_there(seat, locked, answered))
    return Asked(record.plan.slot(number), answers, tuple(map(seat_of, seats)), there)


def settle(room: Room, question: Asked) -> Roll:
    """Write down to whom a question was put, on what terms, and who speaks for each team."""
    night_id, number = room.record.id, question.slot.number
    if room.record.rules.teams != "solo":
        result_rows.put_voices(room.tx, night_id, number, _speaking(question))
    roll = _drawn_up(room, question)
    result_rows.put_roll(room.tx, night_id, number, roll)
    return roll


def forget(room: Room, number: int) -> None:
    """Forget all that, as the reveal was taken back."""
    result_rows.put_voices(room.tx, room.record.id, number, {})
    result_rows.drop_roll(room.tx, room.record.id, number)


def settled(room: Room, question: Asked, had: Iterable[Result]) -> Roll:
    """Return what was written down; of a night before that was done, what is likely by ``had``."""
    known = result_rows.roll(room.tx, room.record.id, question.slot.number)
    if known is not None:
        return known
    then = frozenset(result.seat_id for result in had)
    return _drawn_up(room, replace(question, there=then or question.there))


def staked(room: Room, slot: Slot, seats: Iterable[Seat]) -> Mapping[str, int]:
    """Return what is put in on a question for each seat: with teams, what is for all of them.

    ``seats`` are all of the night, see ``stakes.staked``.
    """
    if slot.number in course.revealed(room.record.state):
        known = result_rows.roll(room.tx, room.record.id, slot.number)
        if known is not None:
            return known.stakes
    return _put_in(room, slot, seats)


def _drawn_up(room: Room, question: Asked) -> Roll:
    plan, rules, there = room.record.plan, room.record.rules, question.there
    index = plan.round_of(question.slot.number)
    doubled = stakes.doubled(rules, question.seats, index) & there
    is_wager = plan.rounds[index].format == "wager"
    put_in = _put_in(room, question.slot, question.seats) if is_wager else {}
    return Roll(there, doubled, {seat: put_in[seat] for seat in there & put_in.keys()})


def _put_in(room: Room, slot: Slot, seats: Iterable[Seat]) -> Mapping[str, int]:
    night, rules = room.record.id, room.record.rules
    own = result_rows.wagers(room.tx, night, slot.number)
    spoke = result_rows.voices(room.tx, night, slot.number) if rules.teams != "solo" else {}
    return stakes.staked(rules, seats, own, spoke)


def _speaking(question: Asked) -> dict[str, str]:
    """Return who speaks for a team at a question, by team; who has left only when all have."""
    teams: dict[str, list[Seat]] = {}
    for seat in question.seats:
        if seat.team_id and seat.id in question.there:
            teams.setdefault(seat.team_id, []).append(seat)
    leads = {
        team_id: speaker(who) or speaker([replace(seat, status="in") for seat in who])
        for team_id, who in teams.items()
    }
    return {team_id: lead.id for team_id, lead in leads.items() if lead is not None}


def _locked_at(record: NightRecord, number: int) -> datetime | None:
    """Return when a question was locked last; None while it is open or was never asked."""
    stages = (*record.state.past, record.state.stage)
    times = [stage.locked_at for stage in stages if stage.number == number and stage.locked_at]
    return times[-1] if times else None
