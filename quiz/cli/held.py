"""The sockets of streams: given away by the server, watched by the event loop, owned by a line."""

from __future__ import annotations

import contextlib
import socket
from _socket import socket as plain_socket  # gevent's class has a dictionary, events and a hub
from collections.abc import Callable
from functools import partial
from typing import Any

import gevent

from quiz.live.lines import SocketLine

STREAM_BUFFER = 128 * 1024
"""How far a watcher may fall behind, in bytes; the system counts its own overhead besides."""

_GONE_SECONDS = 30
_READ, _WRITE = 1, 2


def hold(sock: plain_socket, line: SocketLine, head: bytes, gone: Callable[[], None]) -> None:
    """Open a line over a socket, beginning with ``head``; ``gone`` is called when nobody is there.

    A page that watches says nothing until it goes: so there is nothing to wait for but that; and,
    where a line has slack, for room for what is left.
    """
    _patient_with_nobody(sock)
    loop = gevent.get_hub().loop
    event = loop.io(sock.fileno(), _READ)
    if line.slack:
        room = loop.io(sock.fileno(), _WRITE)
        later = partial(room.start, _flush, room, line, gone)
        is_open = line.open(sock, head, partial(_close, event, room), later)
    else:
        is_open = line.open(sock, head, event.close)
    if is_open:
        event.start(_hung_up, event, gone)
    else:
        gone()


def _hung_up(event: Any, gone: Callable[[], None]) -> None:
    """Leave, when a stream can be read."""
    event.stop()
    gevent.spawn(gone)  # the event loop itself must not wait for anything


def _flush(room: Any, line: SocketLine, gone: Callable[[], None]) -> None:
    """Send on, now that there is room."""
    try:
        if not line.flush():
            room.stop()
    except OSError:
        _hung_up(room, gone)


def _close(*events: Any) -> None:
    for event in events:
        event.close()


def _patient_with_nobody(sock: plain_socket) -> None:
    """Have the system find out about phones that went without a word, and bound what is unsent."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, STREAM_BUFFER)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", _GONE_SECONDS),
        ("TCP_KEEPINTVL", _GONE_SECONDS // 3),
        ("TCP_KEEPCNT", 3),
        ("TCP_USER_TIMEOUT", _GONE_SECONDS * 1000),
    ):
        if hasattr(socket, name):  # each system has some of them
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)
