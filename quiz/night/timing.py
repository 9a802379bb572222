"""Whether an answer is in time, and how long it took.

The server owns the clock: ``raw = received - opened``. A page sends ``ms``, from the first paint of
the question to the tap, and is believed within G = 0.5 s (``model.GRACE``): ``used = clamp(ms, raw
- G, raw)``. So honest lag up to half a second costs nothing, and a forger gains at most G.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from quiz.night.model import EXTRA_TIME, GRACE, Rules, Seat, Slot, State

Verdict = Literal["ok", "early", "late", "paused", "closed", "other"]


@dataclass(frozen=True, slots=True)
class Used:
    """The time an answer took, in seconds.

    ``raw`` by the server's clock, ``used`` as it is scored, ``credit`` the lag that was forgiven:
    ``raw - used``.
    """

    raw: float
    used: float
    credit: float


def credit(opened_at: datetime, received: datetime, ms: float | None) -> Used:
    """Say how long an answer took; ``ms`` is what the page measured, None when it did not.

    None is below 0, and what is no number is as if nothing had been measured.
    """
    raw = max(0.0, (received - opened_at).total_seconds())
    if ms is None or math.isnan(ms):
        return Used(raw, raw, 0.0)
    least = max(0.0, raw - GRACE.total_seconds())
    used = min(max(ms / 1000, least), raw)
    return Used(raw, used, raw - used)


def verdict(state: State, slot: Slot, received: datetime, extra: float = 0.0) -> Verdict:
    """Say whether an answer to ``slot`` counts that the server received at ``received``.

    ``other``: another question is at hand. ``closed``: it was locked before; an answer that was
    received before the lock still counts until the reveal. ``paused``: it came more than the grace
    after the pause began. ``early``: answers do not count yet. ``late``: it came more than the
    grace after the deadline and the ``extra`` seconds of this seat.
    """
    stage = state.stage
    if stage.number != slot.number or stage.opened_at is None:
        return "closed" if stage.number == slot.number else "other"
    is_late = (
        stage.deadline is not None and received > stage.deadline + timedelta(seconds=extra) + GRACE
    )
    if stage.phase == "question" and state.paused_at is not None:
        if received > state.paused_at + GRACE:
            return "paused"
    elif stage.phase == "locked" and stage.locked_at is not None:
        if received >= stage.locked_at:
            return "late" if is_late else "closed"
    elif stage.phase != "question":
        return "late" if is_late else "closed"
    if received < stage.opened_at:
        return "early"
    return "late" if is_late else "ok"


def extra_of(rules: Rules, slot: Slot, seat: Seat) -> float:
    """Return how many seconds a seat has beyond the deadline of a question."""
    return share_of(rules, seat) * slot.seconds


def share_of(rules: Rules, seat: Seat) -> float:
    """Return how much a seat has beyond the deadline, as a share of any question's time."""
    return EXTRA_TIME if rules.extra_time and seat.extra_time else 0.0


def most_extra(rules: Rules, slot: Slot, seats: tuple[Seat, ...]) -> float:
    """Return how many seconds the slowest of those who are in has beyond the deadline."""
    return max((extra_of(rules, slot, seat) for seat in seats if seat.status == "in"), default=0.0)
