"""Which rounds count today, this week, ever: pure functions of ``now``, in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

Window = Literal["day", "week", "all"]
WINDOWS: tuple[Window, ...] = ("day", "week", "all")


def window_start(window: Window, now: datetime) -> datetime | None:
    """Return the first instant that counts: today's or Monday's midnight in UTC; None for all.

    ``now`` is an aware datetime of any zone. A round counts in a window when it *finished* in it.
    """
    if window == "all":
        return None
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=midnight.weekday() if window == "week" else 0)
