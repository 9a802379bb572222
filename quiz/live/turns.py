"""Long work, and those who wait meanwhile."""

from __future__ import annotations

import time

_AT_ALL = 1e-6
_OFTEN = 0.03  # seconds: to look more often would only part work that is done better together
_looked = [0.0]


def let_others_in() -> None:
    """Give whoever waits a turn, and now and then those who wait for the network, then go on.

    A sleep of 0 alone would not do: under gevent that lets in whoever could go on already, but asks
    nobody's socket, for a third of a second if need be (gevent's documentation of ``sleep``).
    """
    if time.monotonic() - _looked[0] < _OFTEN:
        time.sleep(0)
        return
    time.sleep(_AT_ALL)
    _looked[0] = time.monotonic()
