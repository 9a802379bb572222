"""How long somebody may take to say what they want.

Who drips a byte now and then is never silent, and could hold a place for ever. So the head of a
request is to be whole within ``HEAD_SECONDS`` of its first byte, and its body within
``BODY_SECONDS`` of its head; for a body that is long, a second more is given for each
``LEAST_RATE`` bytes that have come. Who has said nothing yet is not in a hurry: that is silence,
for which the socket has a limit of its own; and a stream is no longer read at all.

Whoever says all in one breath, which is nearly everyone, is never looked at. The others are, once
a second, for as long as there are any.
"""

from __future__ import annotations

import contextlib
import io
import socket
import time
from typing import Any

import gevent

HEAD_SECONDS = 15.0
BODY_SECONDS = 30.0
LEAST_RATE = 10_000
"""In bytes a second: a weak line of a phone has more."""
SWEEP_SECONDS = 1.0

TIMED_OUT = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Ear(io.RawIOBase):
    """What a connection says, as a stream of bytes.

    ``is_cut``: it was too slow, or silent for too long, and is not listened to any more; reading
    raises ``TimeoutError`` then.
    """

    def __init__(self, sock: Any, patience: Patience) -> None:
        """Listen to a socket of gevent's."""
        self._sock, self._patience = sock, patience
        self.is_cut = self.has_begun = self.is_waiting = self._in_body = False
        self.since: float | None = None
        self._heard = 0

    def expect_head(self) -> None:
        """Wait for another request, which has not begun."""
        self.has_begun = self._in_body = False
        self.since = None

    def expect_body(self) -> None:
        """Go on with what follows a head."""
        self._in_body = True
        self.since, self._heard = None, 0

    def readable(self) -> bool:
        """Return that it is for reading."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Wait for some bytes; return how many came."""
        if self.has_begun and self.since is None:
            self.since = time.monotonic()
            self._patience.watch(self)
        count = 0 if self.is_cut else self._receive(buffer)
        if self.is_cut:
            raise TimeoutError("This was too slow.")
        self.has_begun = True
        self._heard += count
        return count

    def _receive(self, buffer: Any) -> int:
        self.is_waiting = True
        try:
            count: int = self._sock.recv_into(buffer)
        except OSError:
            if self.is_cut:  # by us, while it waited
                return 0
            self.is_cut = True
            raise
        self.is_waiting = False
        return count

    def is_too_slow(self, now: float) -> bool:
        """Return whether it is waited for, and has been for too long."""
        if not self.is_waiting or self.since is None:
            return False
        allowed = BODY_SECONDS + self._heard / LEAST_RATE if self._in_body else HEAD_SECONDS
        return now - self.since > allowed

    def cut(self) -> None:
        """Listen no more; whoever waits for it is told at once."""
        self.is_cut = True
        with contextlib.suppress(OSError):  # gone by itself
            self._sock.shutdown(socket.SHUT_RD)


class Patience:
    """Those who need more than one breath for what they say, and an end to it."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._slow: set[Ear] = set()
        self._sweeper: Any = None

    def watch(self, ear: Ear) -> None:
        """See that this one comes to an end."""
        self._slow.add(ear)
        if not self._sweeper:
            self._sweeper = gevent.spawn(self._sweep)

    def forget(self, ear: Ear) -> None:
        """Do not, as the connection is over."""
        self._slow.discard(ear)

    def _sweep(self) -> None:
        while self._slow:
            gevent.sleep(SWEEP_SECONDS)
            now = time.monotonic()
            for ear in [each for each in self._slow if each.since is None]:
                self._slow.discard(ear)
            for ear in self._slow:
                if not ear.is_cut and ear.is_too_slow(now):
                    ear.cut()
