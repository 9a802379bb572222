"""What moves a night: the host's commands, time that is up, and the last answer that was awaited.

Each is one transaction that holds off all other change: the state with the results that go with it,
a line for the audit, the sequence. Only when it is on disk is anybody told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from quiz.errors import QuizError
from quiz.live.bus import News
from quiz.night import machine
from quiz.night.commands import Command, Next
from quiz.night.model import Plan, Rules, Stage, State
from quiz.night.running import due
from quiz.night.timing import most_extra
from quiz.services.house import House
from quiz.services.nights import access, judging, keying, telling
from quiz.services.nights.presence import AWAY
from quiz.services.nights.room import Room, find, seat_of
from quiz.store import night_answers as answer_rows
from quiz.store import night_tallies as tallies
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import AuditRecord
from quiz.store.store import Transaction

UNTOUCHED = timedelta(hours=24)

Change = Callable[[Room], State]


def do(house: House, night_id: str, key: str, command: Command) -> int:
    """Carry out a host's command; return the new version.

    Raises NotAllowedError for a wrong key, ConflictError when the night has moved on from the
    version that the command saw or cannot do it now, BadInputError for what makes no sense. What
    had come about by itself until now is kept even then.
    """
    now = house.clock()
    error: QuizError | None = None
    with house.store.writing() as tx:
        record = access.host_in(tx, night_id, key, to_change=True)
        room = Room(record, house.shelf, tx)
        settled = _with(room, machine.settle(record.plan, record.rules, record.state, now))
        try:
            if _came_by_itself(record.state, settled.record.state, command):
                after = settled
            else:
                command = keying.meant(settled, command)
                after = _with(settled, _applied(settled, command, now))
        except QuizError as refused:
            error, after = refused, settled
        changes = judging.sync(record, after)
        sequence = _put(room, after, now)
        is_told = error is None and after is not settled
        told = telling.audit_line(settled.record, after, command, changes) if is_told else None
        if told:
            night_rows.add_audit(tx, AuditRecord(night_id, now, told))
    if sequence is not None:
        house.bus.publish(News(night_id, "state", sequence))
    if error:
        raise error
    return after.record.state.version


def tick(house: House, night_id: str) -> bool:
    """Write down what has come about by itself; return whether anything had.

    Any process may ask at any time: of several that ask at once, one finds something to do.
    """
    now = house.clock()
    with house.store.reading() as tx:
        record = night_rows.load(tx, night_id)
        if record is None or not _is_due(record.state, now):
            return False
    return _move(
        house, night_id, now, lambda room: machine.settle(*_parts(room), room.record.state, now)
    )


def lock_if_all(house: House, night_id: str) -> bool:
    """Lock the open question when all who play and are here have answered; return whether it was.

    Nothing is done where the host decided to wait for the time.
    """
    now = house.clock()
    with house.store.reading() as tx:
        record = night_rows.load(tx, night_id)
        if (
            record is None
            or not record.rules.end_early
            or not _all_answered(tx, night_id, record.state, now)
        ):
            return False

    def lock(room: Room) -> State:
        state = room.record.state
        if not _all_answered(room.tx, night_id, state, now):
            return state
        return machine.lock_early(*_parts(room), state, now)

    return _move(house, night_id, now, lock)


def wanted(house: House) -> dict[str, datetime | None]:
    """Return the nights with an open question, each with when ``tick`` will have something to do.

    None where the clock stands still: no timer, or a pause.
    """
    with house.store.reading() as tx:
        return {night_id: due(state) for night_id, state in tallies.asking(tx).items()}


def end_untouched(house: House) -> int:
    """End the nights that nobody touched for a day, and free their codes; return how many."""
    now = house.clock()
    with house.store.reading() as tx:
        ids = night_rows.untouched(tx, now - UNTOUCHED)
    return sum(_move(house, night_id, now, lambda room: _ended(room, now)) for night_id in ids)


def _move(house: House, night_id: str, now: datetime, change: Change) -> bool:
    with house.store.writing() as tx:
        room = find(house.shelf, tx, night_id, to_change=True)
        after = _with(room, change(room))
        judging.sync(room.record, after)
        sequence = _put(room, after, now)
    if sequence is None:
        return False
    house.bus.publish(News(night_id, "state", sequence))
    return True


def _came_by_itself(before: State, settled: State, command: Command) -> bool:
    """Say whether a press of Next, meant to lock, came when time had just locked the question."""
    is_up_to_date = command.version == before.version != settled.version
    return isinstance(command, Next) and is_up_to_date


def _applied(room: Room, command: Command, now: datetime) -> State:
    """Apply a command; a question that it opens stays open for those who have extra time."""
    record = room.record
    plan, rules, state = record.plan, record.rules, record.state
    after = machine.apply(plan, rules, state, command, now)
    opened = after.stage
    if opened.phase != "question" or opened.opened_at is None or state.stage == opened:
        return after
    seats = tuple(map(seat_of, seat_rows.all_of(room.tx, record.id)))
    extra = most_extra(rules, plan.slot(opened.number), seats)
    return machine.apply(plan, rules, state, command, now, extra) if extra else after


def _put(before: Room, after: Room, now: datetime) -> int | None:
    """Write the state if it is another; return the new sequence."""
    if after.record.state == before.record.state:
        return None
    return night_rows.put_state(before.tx, before.record.id, after.record.state, now)


def _with(room: Room, state: State) -> Room:
    if state is room.record.state:
        return room
    return Room(replace(room.record, state=state), room.shelf, room.tx)


def _parts(room: Room) -> tuple[Plan, Rules]:
    return room.record.plan, room.record.rules


def _is_due(state: State, now: datetime) -> bool:
    at = due(state)
    return at is not None and now >= at


def _all_answered(tx: Transaction, night_id: str, state: State, now: datetime) -> bool:
    stage = state.stage
    if stage.phase != "question" or stage.opened_at is None or now < stage.opened_at:
        return False
    answered, of = answer_rows.progress(tx, night_id, stage.number, now - AWAY)
    return 0 < answered == of


def _ended(room: Room, now: datetime) -> State:
    """Return the state of a night that nobody came back to. One that someone touched goes on."""
    state = room.record.state
    if state.stage.phase == "over" or room.record.touched_at >= now - UNTOUCHED:
        return state
    stage = Stage("over", state.stage.round, state.stage.number)
    return replace(
        state,
        version=state.version + 1,
        stage=stage,
        past=(*state.past, state.stage),
        paused_at=None,
    )
