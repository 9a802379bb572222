"""The night as a machine: a command in, the next state out.

Every command carries the version it saw, and one that is carried out raises it by exactly one, so
of two hosts who press Next at once one is told. What happens by itself (time is up, all have
answered) raises it as well. Nothing here looks at a clock: ``now`` is an argument.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from quiz.errors import BadInputError, ConflictError
from quiz.night import amends, course, running
from quiz.night.commands import (
    Accept,
    AddTime,
    Back,
    Command,
    Finish,
    LockDoor,
    Next,
    Pause,
    Rekey,
    Resume,
    Skip,
    Unvoid,
    Void,
)
from quiz.night.course import asked, revealed, scored, where
from quiz.night.model import GRACE, Plan, Rules, Stage, State
from quiz.night.running import clock, due

__all__ = [
    "apply", "asked", "clock", "due", "lock_early", "next_key", "possible", "revealed", "scored",
    "settle", "where",
]  # fmt: skip

MOST_SECONDS = 600
"""The most that one AddTime may give."""

_SKIPPED = frozenset({"question", "locked", "intro"})


def apply(
    plan: Plan, rules: Rules, state: State, command: Command, now: datetime, extra: float = 0.0
) -> State:
    """Carry out a command; the version grows by one.

    ``extra`` is how many seconds the slowest seat with extra time has beyond the deadline of a
    question that this command opens. Raises ConflictError when the command saw another version, or
    when it is not possible now, and BadInputError for what makes no sense at any time.
    """
    if command.version != state.version:
        at = where(plan, state.stage)
        raise ConflictError(
            f"Someone was faster: the night is at {at} already. Look again before you go on."
        )
    return _raised(_carried_out(plan, rules, state, command, now, extra))


def settle(plan: Plan, rules: Rules, state: State, now: datetime) -> State:
    """Return the state with what has happened by itself until now.

    An open question is locked (with ``auto_reveal`` revealed) once the time of the slowest and the
    grace are over: the version grows by one. To settle twice changes nothing more.
    """
    at = due(state)
    if at is None or now < at:
        return state
    return _raised(_close(plan, rules, state, now))


def lock_early(plan: Plan, rules: Rules, state: State, now: datetime) -> State:
    """Return the state after all have answered: the open question locked, if the rules say so."""
    if not rules.end_early or state.stage.phase != "question" or state.paused_at is not None:
        return state
    return _raised(_close(plan, rules, state, now))


def next_key(plan: Plan, rules: Rules, state: State) -> str:
    """Say what Next would do now: a key as in ``desk.HostView.next``, empty for nothing."""
    if state.paused_at is not None:
        return "resume"
    return course.step(plan, rules, state.stage)[0]


def possible(plan: Plan, rules: Rules, state: State) -> frozenset[str]:
    """Name the commands that are possible now; void, unvoid, accept, rekey: for the one at hand."""
    stage, names = state.stage, set()
    if stage.phase != "over":
        names |= {"resume" if state.paused_at is not None else "pause"}
        names |= {"back"} if state.past else set()
        names |= {"finish"} if stage.phase != "podium" else set()
        names |= {"skip"} if stage.phase in _SKIPPED else set()
        names |= {"add_time"} if stage.phase == "question" and stage.deadline else set()
    if stage.number in asked(state):
        kind = plan.slot(stage.number).kind
        names |= {"unvoid" if stage.number in state.void else "void"}
        names |= {"rekey", "accept"} if kind == "typed" else {"rekey"}
    names |= {"next"} if next_key(plan, rules, state) else set()
    return frozenset(names)


def _carried_out(
    plan: Plan, rules: Rules, state: State, command: Command, now: datetime, extra: float
) -> State:
    match command:
        case Next() | Back() | Skip() | Finish():
            return _move(plan, rules, state, command, now, extra)
        case Void() | Unvoid() | Accept() | Rekey():
            return amends.amend(plan, state, command)
        case Pause() | Resume() | AddTime():
            return _time(state, command, now)
        case LockDoor(locked=locked):
            _not_over(state)
            return replace(state, door_locked=locked)


def _move(
    plan: Plan,
    rules: Rules,
    state: State,
    command: Next | Back | Skip | Finish,
    now: datetime,
    extra: float,
) -> State:
    _not_over(state)
    match command:
        case Next() if state.paused_at is not None:
            return _resume(state, now)
        case Next() if state.stage.phase == "question":
            return _close(plan, rules, state, now)
        case Next():
            return _go(plan, state, course.step(plan, rules, state.stage)[1], now, extra)
        case Back():
            return _back(state, now)
        case Skip():
            return _skip(plan, rules, state, now, extra)
        case Finish():
            return _finish(state, now)


def _time(state: State, command: Pause | Resume | AddTime, now: datetime) -> State:
    _not_over(state)
    match command:
        case Pause() if state.paused_at is not None:
            raise ConflictError("The night is paused already.")
        case Pause():
            return replace(state, paused_at=now)
        case Resume():
            return _resume(state, now)
        case AddTime(seconds=seconds):
            return _add_time(state, seconds, now)


def _close(plan: Plan, rules: Rules, state: State, now: datetime) -> State:
    """Stop the open question and show what follows it."""
    left = running.stopped(state, now)
    _, stage = course.step(plan, rules, left)
    return replace(state, stage=stage, past=(*state.past, left))


def _go(plan: Plan, state: State, stage: Stage, now: datetime, extra: float = 0.0) -> State:
    """Go on to another stage, remember the one at hand, open the question if it is one."""
    if stage.phase == "question":
        stage = running.opening(stage, plan.slot(stage.number), now, extra)
    past = (*state.past, running.stopped(state, now))
    return replace(state, stage=stage, past=past, paused_at=state.paused_at and now)


def _back(state: State, now: datetime) -> State:
    if not state.past:
        raise ConflictError("There is nothing before this screen.")
    *past, stage = state.past
    if state.stage.phase == "reveal" and stage.phase == "locked":
        *past, stage = past
    skipped = state.skipped
    if stage.phase in {"question", "locked"}:
        skipped -= {stage.number}
    if stage.phase == "question":
        stage = running.reopened(stage, now)
    paused_at = state.paused_at and now
    return replace(state, stage=stage, past=tuple(past), skipped=skipped, paused_at=paused_at)


def _resume(state: State, now: datetime) -> State:
    if state.paused_at is None:
        raise ConflictError("The night is not paused.")
    gap = now - running.instant(state, now)
    stage = running.shifted(state.stage, gap) if state.stage.phase == "question" else state.stage
    return replace(state, stage=stage, paused_at=None)


def _add_time(state: State, seconds: int, now: datetime) -> State:
    if not 1 <= seconds <= MOST_SECONDS:
        raise BadInputError(f"More time is 1 to {MOST_SECONDS} seconds.")
    stage = state.stage
    if stage.phase != "question":
        raise ConflictError("No question is open: go back to it to give more time.")
    if stage.closes_at is None:
        raise ConflictError("This question has no time limit.")
    if running.instant(state, now) >= stage.closes_at + GRACE:
        raise ConflictError("Time was up: go back to the question to give more time.")
    return replace(state, stage=running.lengthened(state, seconds, now))


def _skip(plan: Plan, rules: Rules, state: State, now: datetime, extra: float) -> State:
    stage = state.stage
    if stage.phase not in _SKIPPED:
        raise ConflictError("There is no question to leave out just now.")
    if stage.phase == "intro":
        return _go(plan, state, course.step(plan, rules, stage)[1], now, extra)
    after = _go(plan, state, course.past_question(plan, stage), now, extra)
    return replace(after, skipped=state.skipped | {stage.number})


def _finish(state: State, now: datetime) -> State:
    stage = state.stage
    if stage.phase == "podium":
        raise ConflictError("The podium is on already.")
    past = (*state.past, running.stopped(state, now))
    podium = Stage("podium", stage.round, stage.number)
    return replace(state, stage=podium, past=past, paused_at=None)


def _raised(state: State) -> State:
    return replace(state, version=state.version + 1)


def _not_over(state: State) -> None:
    if state.stage.phase == "over":
        raise ConflictError("The night is over.")
