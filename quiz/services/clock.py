"""The one place that asks what time it is, and the one that throws dice."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta
from random import Random

# Linux has a clock that counts on while a laptop sleeps.
_BOOT_CLOCK: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def _ticks() -> float:
    return time.monotonic() if _BOOT_CLOCK is None else time.clock_gettime(_BOOT_CLOCK)


_STARTED = datetime.now(UTC)
_FIRST_TICK = _ticks()


def now() -> datetime:
    """Return the time in UTC, as it was when the program started and has gone on since.

    Someone who sets the system's clock in mid-question moves no deadline and no score.
    """
    return _STARTED + timedelta(seconds=_ticks() - _FIRST_TICK)


def dice() -> Random:
    """Return dice that nobody has thrown before."""
    return Random(secrets.randbits(128))
