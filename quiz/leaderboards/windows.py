"""Which rounds count today, this week, ever: pure functions of ``now``, in UTC."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

Window = Literal["day", "week", "all"]
WINDOWS: tuple[Window, ...] = ("day", "week", "all")


def window_start(window: Window, now: datetime) -> datetime | None:
    """Return the first instant that counts: today's or Monday's midnight in UTC; None for all."""
    raise NotImplementedError
