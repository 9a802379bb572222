"""Many who come at once: a room full of people, or a program that fills it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

FLOOD = (30, timedelta(seconds=10))
"""So many who come within such a time are a flood."""
_QUIET = timedelta(minutes=1)


def flood_began(came: Sequence[datetime]) -> datetime | None:
    """Return when so many began to come at once, by the instants at which seats were taken.

    ``came`` is in order. Of several floods with quiet minutes between it is the last: a room full
    of people who took out their phones together may have been the first. None when there was none.
    """
    count, within = FLOOD
    starts = zip(came, came[count - 1 :], strict=False)
    began: datetime | None = None
    before: datetime | None = None
    for first in (first for first, last in starts if last - first <= within):
        if began is None or before is None or first - before > _QUIET:
            began = first
        before = first
    return began
