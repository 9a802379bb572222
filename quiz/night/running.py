"""The clock of a question: opened, stopped, gone on, opened again. Instants only move together."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from quiz.night.model import GRACE, Slot, Stage, State

LEAST_AGAIN = timedelta(seconds=10)
"""What a question that is opened again has at least."""


def opening(stage: Stage, slot: Slot, now: datetime, extra: float) -> Stage:
    """Open a question: its lead runs from now, and then its seconds.

    ``extra`` is what the slowest seat with extra time has beyond the deadline, in seconds.
    """
    opened_at = now + timedelta(seconds=slot.lead)
    if not slot.seconds:
        return replace(stage, opened_at=opened_at, deadline=None, closes_at=None, locked_at=None)
    deadline = opened_at + timedelta(seconds=slot.seconds)
    closes_at = deadline + timedelta(seconds=max(0.0, extra))
    return replace(
        stage, opened_at=opened_at, deadline=deadline, closes_at=closes_at, locked_at=None
    )


def stopped(state: State, now: datetime) -> Stage:
    """Return the stage at hand with the instant at which its question stopped.

    That is now, or when the pause began, but never later than it would have stopped by itself.
    """
    stage = state.stage
    if stage.phase != "question":
        return stage
    at = instant(state, now)
    return replace(stage, locked_at=min(at, stage.closes_at + GRACE) if stage.closes_at else at)


def reopened(stage: Stage, now: datetime) -> Stage:
    """Open a question that was stopped again: with what it had left, at least 10 s."""
    gap = now - (stage.locked_at or now)
    going = replace(shifted(stage, gap), locked_at=None)
    if going.deadline is None or going.closes_at is None:
        return going
    deadline = max(going.deadline, now + LEAST_AGAIN)
    closes_at = deadline + (going.closes_at - going.deadline)
    return replace(going, deadline=deadline, closes_at=closes_at)


def shifted(stage: Stage, gap: timedelta) -> Stage:
    """Move the clock of a question by a gap that is not counted."""
    return replace(
        stage,
        opened_at=stage.opened_at and stage.opened_at + gap,
        deadline=stage.deadline and stage.deadline + gap,
        closes_at=stage.closes_at and stage.closes_at + gap,
    )


def lengthened(state: State, seconds: int, now: datetime) -> Stage:
    """Give more seconds, from the deadline or, if that is past, from now."""
    stage = state.stage
    if stage.deadline is None or stage.closes_at is None:
        return stage
    deadline = max(stage.deadline, instant(state, now)) + timedelta(seconds=seconds)
    closes_at = deadline + (stage.closes_at - stage.deadline)
    return replace(stage, deadline=deadline, closes_at=closes_at)


def instant(state: State, now: datetime) -> datetime:
    """Return what the night's clock shows: now, or when the pause began."""
    return now if state.paused_at is None else min(now, state.paused_at)


def due(state: State) -> datetime | None:
    """Return when the open question will be locked by itself; None when nothing is to come."""
    stage = state.stage
    if stage.phase != "question" or state.paused_at is not None or stage.closes_at is None:
        return None
    return stage.closes_at + GRACE


def has_longer(stage: Stage) -> bool:
    """Say whether the open question stays open for some when time is up for the others."""
    return None not in (stage.deadline, stage.closes_at) and stage.closes_at != stage.deadline


def clock(
    state: State, slot: Slot, now: datetime, extra: float = 0.0
) -> tuple[float, float | None]:
    """Return the seconds left to read before answers count, and those left to answer.

    The second is None without a timer, and 0 once the question is locked; until answers count it
    is the whole time. ``extra`` is what the seat that looks has beyond the others. A pause stops
    both.
    """
    stage = state.stage
    if stage.phase != "question" or stage.opened_at is None:
        return 0.0, 0.0 if slot.seconds else None
    at = instant(state, now)
    lead = max(0.0, (stage.opened_at - at).total_seconds())
    if stage.deadline is None:
        return lead, None
    left = (stage.deadline - max(at, stage.opened_at)).total_seconds() + extra
    return lead, max(0.0, left)
