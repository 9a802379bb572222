"""The lines to those who watch: a socket of our own, or a queue before somebody else's server.

A line takes bytes at once or it is cut: nobody waits for a slow reader, who comes back to a
snapshot. Only a host's line has some ``slack``: what a desk shows of a full house is more than the
buffer of a socket holds, so that the snapshot would be cut like what came before it.
"""

from __future__ import annotations

import contextlib
import socket
import struct
from collections.abc import Callable
from queue import SimpleQueue
from typing import Protocol

_MOST_BEHIND = 64
_RESET = struct.pack("ii", 1, 0)  # linger for no time: what is unsent is thrown away


class Line(Protocol):
    """A way to one watcher."""

    @property
    def chunked(self) -> bool:
        """Whether what is written must be framed as HTTP/1.1 chunks."""
        ...

    def write(self, data: bytes) -> bool:
        """Take ``data`` whole, now. Return False, and be cut, when that cannot be."""
        ...

    def close(self) -> None:
        """End it; what was written still arrives. Once is enough, twice does no harm."""
        ...


class SocketLine:
    """Writes straight to a non-blocking socket, which a server hands over by ``open``.

    The watcher is in the hub before its snapshot is made, so that no news falls between the two;
    what is written before the socket is there waits for it. ``slack`` is how many bytes may wait
    until the socket takes them.
    """

    __slots__ = ("_early", "_later", "_let_go", "_rest", "_sock", "chunked", "slack")

    def __init__(self, *, chunked: bool) -> None:
        self.chunked = chunked
        self.slack = 0
        self._early: list[bytes] | None = []
        self._rest: bytearray | None = None
        self._sock: socket.SocketType | None = None
        self._let_go: Callable[[], None] | None = None
        self._later: Callable[[], None] | None = None

    def open(
        self,
        sock: socket.SocketType,
        head: bytes,
        let_go: Callable[[], None],
        later: Callable[[], None] | None = None,
    ) -> bool:
        """Begin with ``head``, then what has come meanwhile; ``let_go`` is called once at the end.

        ``later`` is called when something waits: it sees to it that ``flush`` is called whenever
        the socket takes more. Returns False when the line was closed before, or cannot take that
        much.
        """
        early, self._early = self._early, None
        self._sock, self._let_go, self._later = sock, let_go, later
        if early is None:
            self.close()
            return False
        return self.write(b"".join([head, *early]))

    def write(self, data: bytes) -> bool:
        """Send at once and whole, or be cut."""
        if self._sock is None:
            return self._hold(data)
        sent = 0
        try:
            sent = 0 if self._rest else self._sock.send(data)
        except BlockingIOError:
            pass  # no room
        except OSError:  # nobody there
            return self._cut(self._sock)
        return sent == len(data) or self._keep(self._sock, data[sent:])

    def flush(self) -> bool:
        """Send of what waits as much as goes; return whether some still waits. Raises OSError."""
        if self._sock is not None and self._rest:
            with contextlib.suppress(BlockingIOError):
                del self._rest[: self._sock.send(self._rest)]
        return bool(self._rest)

    def close(self) -> None:
        """Give the descriptor back."""
        sock, let_go = self._sock, self._let_go
        self._early = self._rest = self._sock = self._let_go = self._later = None
        if let_go is not None:
            let_go()  # before the number of the descriptor can mean another socket
        if sock is not None:
            sock.close()

    def _keep(self, sock: socket.SocketType, data: bytes) -> bool:
        rest = self._rest or bytearray()
        if self._later is None or len(rest) + len(data) > self.slack:
            return self._cut(sock)
        if not rest:
            self._later()
        rest += data
        self._rest = rest
        return True

    def _cut(self, sock: socket.SocketType) -> bool:
        # Half a frame is of no use: reset, so that the system keeps none of it either.
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
        self.close()
        return False

    def _hold(self, data: bytes) -> bool:
        if self._early is None or len(self._early) >= _MOST_BEHIND:
            self.close()
            return False
        self._early.append(data)
        return True


TAKE_OVER = "quiz.take_over"
"""Where our server puts, in the WSGI environment, what takes its socket over.

It is called with what to do when the other side has gone, and returns the line, which opens once
the answer (of status 200) is complete: that answer becomes the head of the stream.
"""

TakeOver = Callable[[Callable[[], None]], SocketLine]


class QueueLine:
    """Keeps what was written for a generator that takes it: the way through any WSGI server."""

    __slots__ = ("_closed", "_queue")

    chunked = False  # that server sees to it

    def __init__(self) -> None:
        self._queue: SimpleQueue[bytes] = SimpleQueue()
        self._closed = False

    def write(self, data: bytes) -> bool:
        """Queue it, or be cut when too much waits already."""
        if self._closed or self._queue.qsize() >= _MOST_BEHIND:
            self.close()
            return False
        self._queue.put(data)
        return True

    def take(self) -> bytes:
        """Wait for what was written next; empty means the end."""
        return self._queue.get()

    def close(self) -> None:
        """Let the generator come to its end."""
        if not self._closed:
            self._closed = True
            self._queue.put(b"")
