"""Waiting for a socket while the other greenlets go on."""

from __future__ import annotations

import select

import gevent
from gevent import monkey

from quiz.store.engine import Ready

_READ, _WRITE = 1, 2  # as libpq and gevent count
_BRIEFLY = 1  # ms
_RESTS = 4


def waiter() -> Ready | None:
    """Return what waits until a socket is ready for one of ``wanted``, and tells for which.

    A database next door answers within a fraction of a millisecond. To let all who are ready go
    first would take many times as long in a rush, when they are hundreds; so we stand still for a
    millisecond, and only then give way. Where that did not help, the database is far away or busy,
    and the next times give way at once. None on systems without ``poll``: there the driver waits in
    its own way.
    """
    if not hasattr(select, "poll"):
        return None
    rests = 0

    def wait_for_socket(fileno: int, wanted: int, /) -> int:
        nonlocal rests
        if ready := _ready(fileno, wanted, 0 if rests else _BRIEFLY):
            return ready
        rests = rests - 1 if rests else _RESTS
        hub = gevent.get_hub()
        watcher = hub.loop.io(fileno, wanted)
        try:
            hub.wait(watcher)
        finally:
            watcher.close()
        return _ready(fileno, wanted, 0)

    return wait_for_socket


def _ready(fileno: int, wanted: int, most: int) -> int:
    """Return what a socket is ready for within ``most`` ms; all, if it is broken."""
    poll = monkey.get_original("select", "poll")()
    asked = (select.POLLIN if wanted & _READ else 0) | (select.POLLOUT if wanted & _WRITE else 0)
    poll.register(fileno, asked)
    for _, told in poll.poll(most):
        if told & ~(select.POLLIN | select.POLLOUT):  # whoever reads will hear of it
            return wanted
        return (_READ if told & select.POLLIN else 0) | (_WRITE if told & select.POLLOUT else 0)
    return 0
