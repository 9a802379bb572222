"""Long work, and those who wait meanwhile."""

from __future__ import annotations

import time

_AT_ALL = 1e-6


def let_others_in() -> None:
    """Give whoever waits a turn, those who wait for the network too, then go on.

    A sleep of 0 would not do: under gevent that lets in whoever could go on already, but asks
    nobody's socket, for a third of a second if need be (gevent's documentation of ``sleep``).
    The shortest sleep there is takes some 3 us.
    """
    time.sleep(_AT_ALL)
