"""A night → the host's desk: everything, the right answers too. For hosts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from quiz.night import course, machine, typed
from quiz.night.model import Slot
from quiz.services.nights import judging, keying
from quiz.services.nights.desk import HostView, PlanRound, PlanRow, RosterRow, TypedGroup
from quiz.services.nights.presence import is_online
from quiz.services.nights.room import Room, is_counting
from quiz.services.nights.scene import Scene, team_names, totals
from quiz.services.nights.views import StageView
from quiz.store import night_answers as answer_rows
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import AnswerRecord, SeatRecord


def desk(at: Scene, room: Room, stage: StageView, now: datetime) -> HostView:
    """Return what the host sees. Who is online is read anew: no sequence tells of it."""
    record = room.record
    plan, rules, state = record.plan, record.rules, record.state
    slot = room.at_hand
    seats = seat_rows.all_of(room.tx, record.id)
    answers = _answers(room, slot)
    roster = _roster(at, room, seats, answers, now)
    asked = room.question(slot) if slot else None
    return HostView(
        stage=stage,
        rules=rules,
        next=machine.next_key(plan, rules, state),
        can=machine.possible(plan, rules, state),
        answer=room.answer(slot) if slot else "",
        explain=(asked.explain or asked.proof.right) if asked else "",
        source=asked.source if asked else "",
        options=keying.options(room, slot) if slot else (),
        roster=roster,
        teams=tuple(team_names(at, room).items()),
        groups=_groups(room, slot, answers.values()) if slot else (),
        plan=_plan(room),
        audit=tuple((line.at, line.what) for line in night_rows.audit(room.tx, record.id)),
        answered=stage.answered if _is_open(stage) else _in(seats, answers),
        waiting=sum(row.status == "waiting" for row in roster),
        online=sum(row.online and row.status == "in" and not row.is_audience for row in roster),
        of=sum(is_counting(seat) for seat in seats),
        screen_key=record.screen_key,
        key=keying.key_view(room, slot) if slot else None,
    )


def _is_open(stage: StageView) -> bool:
    return stage.question is not None and stage.question.is_open


def _in(seats: Iterable[SeatRecord], answers: Mapping[str, AnswerRecord]) -> int:
    """Count whose answer is in after the lock, where what was half done counts, too."""
    return sum(is_counting(seat) and seat.id in answers for seat in seats)


def _answers(room: Room, slot: Slot | None) -> Mapping[str, AnswerRecord]:
    if slot is None:
        return {}
    found = answer_rows.of_question(room.tx, room.record.id, slot.number)
    return {answer.seat_id: answer for answer in found if any(answer.given)}


def _groups(room: Room, slot: Slot, answers: Iterable[AnswerRecord]) -> tuple[TypedGroup, ...]:
    """Return the typed answers to a question, near misses first; none of other kinds.

    What somebody is still typing is not shown: nobody accepts half a word.
    """
    if slot.kind != "typed":
        return ()
    is_open = room.record.state.stage.phase == "question"
    known = [answer for answer in answers if answer.complete or not is_open]
    marker = room.marker(slot)
    marks = {answer.seat_id: marker.mark(answer.given) for answer in known}
    accepted = room.record.state.accepted.get(slot.number, ())
    made = typed.groups(map(judging.answer_of, known), marks, accepted)
    return tuple(TypedGroup(g.text, g.texts, g.count, g.mark, g.is_accepted) for g in made)


def _roster(
    at: Scene,
    room: Room,
    seats: Iterable[SeatRecord],
    answers: Mapping[str, AnswerRecord],
    now: datetime,
) -> tuple[RosterRow, ...]:
    teams, points = team_names(at, room), totals(at, room)
    return tuple(
        RosterRow(
            seat_id=seat.id,
            name=seat.name,
            team_id=seat.team_id,
            team=teams.get(seat.team_id, ""),
            is_captain=seat.is_captain,
            is_audience=seat.is_audience,
            status=seat.status,
            online=is_online(seat, now),
            answered=seat.id in answers and answers[seat.id].complete,
            credit=answers[seat.id].credit if seat.id in answers else None,
            points=points.get(seat.id, 0),
            extra_time=seat.extra_time,
        )
        for seat in seats
    )


def _plan(room: Room) -> tuple[PlanRound, ...]:
    asked = course.asked(room.record.state)
    return tuple(
        PlanRound(
            planned.title,
            planned.format,
            planned.note,
            tuple(
                PlanRow(
                    number=slot.number,
                    position=position,
                    ask=room.question(slot).ask,
                    answer=room.answer(slot),
                    kind=slot.kind,
                    seconds=slot.seconds,
                    state=_state_of(room, slot, asked),
                    key=keying.key_view(room, slot) if slot.number in asked else None,
                )
                for position, slot in enumerate(planned.slots, 1)
            ),
        )
        for planned in room.record.plan.rounds
    )


def _state_of(room: Room, slot: Slot, asked: frozenset[int]) -> str:
    state, at_hand = room.record.state, room.at_hand
    if slot.number in state.void:
        return "void"
    if slot.number in state.skipped:
        return "skipped"
    if at_hand is not None and at_hand.number == slot.number:
        return "now"
    return "done" if slot.number in asked else "ahead"
