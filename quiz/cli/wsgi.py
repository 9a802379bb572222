"""The server: gevent's, taught to close its doors politely.

Thousands of people may be connected at once, most of them reading or thinking. A connection that
says nothing for a minute is closed; on closing time, those who wait are let go at once and those
who are being served are served to the end.
"""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import Callable
from typing import Any

from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

BACKLOG = 4096
SILENCE_SECONDS = 60.0
CLOSING_SECONDS = 5.0
_MOST_CONNECTIONS = 20_000
_OTHER_FILES = 128  # database, log, libraries: what else wants a descriptor


class Handler(WSGIHandler):  # type: ignore[misc] # gevent has no types
    """Serves one connection, for as many requests as come over it."""

    def handle(self) -> None:
        """Answer at once what is asked, and wait for the next no longer than a minute."""
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(SILENCE_SECONDS)
        super().handle()

    def read_requestline(self) -> str:
        """Wait for a request; an empty line means that none will come."""
        if self.server.is_closing:
            return ""
        self.server.waiting.add(self)
        try:
            line: str = super().read_requestline()
            return line
        finally:
            self.server.waiting.discard(self)


class Server(WSGIServer):  # type: ignore[misc] # likewise
    """Serves an application on a socket that listens already."""

    handler_class = Handler

    def __init__(
        self, listener: socket.socket, app: Callable[..., Any], *, access_log: bool
    ) -> None:
        name, port = listener.getsockname()[:2]
        super().__init__(
            listener,
            app,
            spawn=Pool(_room_for_connections()),
            log=logging.getLogger("quiz.access") if access_log else None,
            error_log=logging.getLogger("quiz.server"),
            # Given, so that no name server is asked for it.
            environ={"SERVER_NAME": str(name), "SERVER_PORT": str(port)},
        )
        self.waiting: set[Handler] = set()
        self.is_closing = False

    def close_politely(self, seconds: float = CLOSING_SECONDS) -> None:
        """Take no more visitors, let the idle ones go, serve the others to the end."""
        self.is_closing = True
        self.close()
        for handler in list(self.waiting):
            try:
                handler.socket.shutdown(socket.SHUT_RD)
            except OSError:
                continue  # gone by itself
        self.pool.join(timeout=seconds)
        self.stop(timeout=0)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def _room_for_connections() -> int:
    """Raise the limit of open files as far as the system lets us, and leave some for the rest."""
    if sys.platform == "win32":
        return _MOST_CONNECTIONS  # has no such limit
    import resource as limits  # noqa: PLC0415 - Windows lacks it

    soft, hard = limits.getrlimit(limits.RLIMIT_NOFILE)
    wanted = _MOST_CONNECTIONS + _OTHER_FILES
    allowed = wanted if hard == limits.RLIM_INFINITY else min(wanted, hard)
    if soft != limits.RLIM_INFINITY and soft < allowed:
        limits.setrlimit(limits.RLIMIT_NOFILE, (allowed, hard))
        soft = allowed
    most = _MOST_CONNECTIONS if soft == limits.RLIM_INFINITY else soft - _OTHER_FILES
    return max(64, min(_MOST_CONNECTIONS, most))
