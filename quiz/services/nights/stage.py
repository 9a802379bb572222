"""What moves a night: the host's commands, time that is up, and the last answer that was awaited.

Each is one transaction that holds off all other change: the state with the results that go with it,
a line for the audit, the sequence. Only when it is on disk is anybody told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from quiz.errors import NotAllowedError, NotFoundError, QuizError
from quiz.night import machine
from quiz.night.commands import Command, Next
from quiz.night.model import Plan, Rules, Seat, Stage, State
from quiz.night.running import due
from quiz.night.timing import most_extra
from quiz.services.house import House
from quiz.services.nights import access, keying, moving, presence, telling
from quiz.services.nights.moving import Done, Moved, Wish
from quiz.services.nights.room import Room
from quiz.services.nights.scene import scenes
from quiz.store import night_answers as answer_rows
from quiz.store import night_tallies as tallies
from quiz.store import nights as night_rows
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
    missing = NotAllowedError(access.NOT_HOST)
    if not access.is_id(night_id):
        raise missing

    def push(room: Room, slow: Sequence[Seat]) -> Moved:
        access.check_host(room.record, key)
        return _pushed(room, slow, command, now)

    done = moving.move(house, Wish(night_id, now, push, missing))
    if done.error:
        raise done.error
    return done.version


def tick(house: House, night_id: str) -> bool:
    """Write down what has come about by itself; return whether anything had.

    Any process may ask at any time: of several that ask at once, one finds something to do.
    """
    return bool(tick_all(house, (night_id,)))


def tick_all(house: House, night_ids: Collection[str]) -> int:
    """Do the same for many nights; return how many have moved. Those that are gone are left out."""
    now = house.clock()
    with house.store.reading() as tx:
        found = scenes(house, tx, night_ids)
    ids = [night_id for night_id, at in found.items() if _is_due(at.record.state, now)]
    return _move(
        house, ids, now, lambda room: machine.settle(*_parts(room), room.record.state, now)
    )


def lock_if_all(house: House, night_ids: Collection[str]) -> int:
    """Lock each open question that all who play and are here have answered; return how many.

    Nothing is done where the host decided to wait for the time.
    """
    presence.keep_up(house)
    now = house.clock()
    with house.store.reading() as tx:
        ids = [
            night_id
            for night_id, at in scenes(house, tx, night_ids).items()
            if at.record.rules.end_early and _all_answered(tx, night_id, at.record.state, now)
        ]

    def lock(room: Room) -> State:
        state = room.record.state
        if not _all_answered(room.tx, room.record.id, state, now):
            return state
        return machine.lock_early(*_parts(room), state, now)

    return _move(house, ids, now, lock)


def lock_done(house: House) -> int:
    """Lock each open question that nobody is waited for any more; return how many.

    Whoever was has left since the last answer came, was sent out, or is away by now.
    """
    now = house.clock()
    with house.store.reading() as tx:
        asked = {
            night_id: at.record.state.stage.number
            for night_id, at in scenes(house, tx, tallies.asking(tx)).items()
            if at.record.rules.end_early and at.record.state.paused_at is None
        }
        found = answer_rows.progress_of(tx, asked, now - presence.AWAY)
    done = [night_id for night_id, (answered, of) in found.items() if 0 < answered == of]
    return lock_if_all(house, done) if done else 0


def wanted(house: House) -> dict[str, datetime | None]:
    """Return the nights with an open question, each with when ``tick`` will have something to do.

    None where the clock stands still: no timer, or a pause.
    """
    with house.store.reading() as tx:
        found = scenes(house, tx, tallies.asking(tx))
    return {night_id: due(at.record.state) for night_id, at in found.items()}


def end_untouched(house: House) -> int:
    """End the nights that nobody touched for a day, and free their codes; return how many."""
    now = house.clock()
    with house.store.reading() as tx:
        ids = night_rows.untouched(tx, now - UNTOUCHED)

    def end(room: Room) -> State:
        fresh = night_rows.load(room.tx, room.record.id)
        return _ended(room, fresh.touched_at if fresh else now, now)

    return _move(house, ids, now, end)


def _move(house: House, night_ids: Collection[str], now: datetime, change: Change) -> int:
    """Change nights of their own accord; return how many are others. Raises the first error."""

    def made(room: Room, _: Sequence[Seat]) -> Moved:
        return Moved(_with(room, change(room)))

    gone = NotFoundError("There is no such night, or it is gone.")
    wishes = [Wish(night_id, now, made, gone) for night_id in night_ids]
    outcomes = moving.move_all(house, wishes)
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, NotFoundError):
            raise outcome
    return sum(isinstance(outcome, Done) and outcome.moved for outcome in outcomes)


def _pushed(room: Room, slow: Sequence[Seat], command: Command, now: datetime) -> Moved:
    """Carry out a command on a night that was brought up to now first."""
    record = room.record
    settled = _with(room, machine.settle(*_parts(room), record.state, now))
    try:
        if _came_by_itself(record.state, settled.record.state, command):
            return Moved(settled)
        meant = keying.meant(settled, command)
        after = _with(settled, _applied(settled, slow, meant, now))
    except QuizError as refused:
        return Moved(settled, refused)
    if after is settled:
        return Moved(after)
    return Moved(
        after, line=lambda changes: telling.audit_line(settled.record, after, meant, changes)
    )


def _came_by_itself(before: State, settled: State, command: Command) -> bool:
    """Say whether a press of Next, meant to lock, came when time had just locked the question."""
    is_up_to_date = command.version == before.version != settled.version
    return isinstance(command, Next) and is_up_to_date


def _applied(room: Room, slow: Sequence[Seat], command: Command, now: datetime) -> State:
    """Apply a command; a question that it opens stays open for those who have extra time."""
    record = room.record
    plan, rules, state = record.plan, record.rules, record.state
    after = machine.apply(plan, rules, state, command, now)
    opened = after.stage
    if opened.phase != "question" or opened.opened_at is None or state.stage == opened:
        return after
    extra = most_extra(rules, plan.slot(opened.number), tuple(slow))
    return machine.apply(plan, rules, state, command, now, extra) if extra else after


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
    answered, of = answer_rows.progress(tx, night_id, stage.number, now - presence.AWAY)
    return 0 < answered == of


def _ended(room: Room, touched_at: datetime, now: datetime) -> State:
    """Return the state of a night that nobody came back to. One that someone touched goes on."""
    state = room.record.state
    if state.stage.phase == "over" or touched_at >= now - UNTOUCHED:
        return state
    stage = Stage("over", state.stage.round, state.stage.number)
    return replace(
        state,
        version=state.version + 1,
        stage=stage,
        past=(*state.past, state.stage),
        paused_at=None,
    )
