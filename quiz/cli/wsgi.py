"""The server: gevent's, taught to hold streams open and to close its doors politely.

Thousands of people may be connected at once, most of them reading or thinking. A connection that
says nothing for a minute is closed, and one that drips earlier: see ``quiz.cli.patience``. Unless
it is a stream: that has left its greenlet behind and is a socket in the hub, watched by the event
loop. On closing time, those who wait are let go at
once and those who are being served are served to the end.
"""

from __future__ import annotations

import io
import logging
import re
import socket
from _socket import socket as plain_socket  # gevent's class has a dictionary, events and a hub
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from gevent.pool import Pool
from gevent.pywsgi import WSGIHandler, WSGIServer

from quiz.cli import held
from quiz.cli.headers import Headers, check_first_line
from quiz.cli.patience import TIMED_OUT, Ear, Patience
from quiz.live.lines import TAKE_OVER, SocketLine

BACKLOG = 4096
SILENCE_SECONDS = 60.0
CLOSING_SECONDS = 5.0

_LAST_SHARE = 20
"""Of so many places the last is kept free of those who say nothing."""
_KEYS = re.compile(r"(/host/|/screen/|/mine/\w+/|[?&]key=)[\w-]+")
_OF_THEIR_OWN = {"content-type", "content-length"}  # they have keys of their own in the environment


class Handler(WSGIHandler):  # type: ignore[misc] # gevent has no types
    """Serves one connection, for as many requests as come over it."""

    socket: Any  # gevent's own, None when it was given away
    result: Any  # what the application returned
    line: SocketLine | None = None
    gone: Callable[[], None] | None = None
    head: bytearray | None = None

    def __init__(self, sock: Any, address: Any, server: Server) -> None:
        """Listen to a connection, with patience."""
        self.ear = Ear(sock, server.patience)
        super().__init__(sock, address, server, rfile=io.BufferedReader(self.ear))

    def handle(self) -> None:
        """Answer at once what is asked, and wait for the next no longer than a minute."""
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.settimeout(SILENCE_SECONDS)
        try:
            super().handle()
        except OSError:
            pass  # whoever was to be told what is wrong has gone
        finally:
            self.server.patience.forget(self.ear)

    def read_requestline(self) -> str:
        """Wait for a request; an empty line means that none will come."""
        if self.server.is_closing:
            return ""
        self.server.waiting[self] = None
        self.ear.expect_head()
        try:
            line: str = super().read_requestline()
        except TimeoutError:
            if self.ear.has_begun:
                self.socket.sendall(TIMED_OUT)
            return ""
        else:
            return line
        finally:
            self.server.waiting.pop(self, None)

    def read_request(self, raw_requestline: str) -> bool:
        """Read the head of a request. Raises ValueError for what is none, which is refused."""
        check_first_line(raw_requestline)
        is_one: bool = super().read_request(raw_requestline)
        return is_one

    def _connection_upgrade_requested(self) -> bool:
        # We speak nothing else. pywsgi would leave it to the application to find the body's end.
        return False

    def MessageClass(self, stream: BinaryIO, *_: object) -> Headers:  # noqa: N802 - pywsgi's name
        """Read the headers of a request."""
        return Headers(stream)

    def _headers(self) -> Iterator[tuple[str, str]]:
        for name, value in self.headers.fields:
            if "_" not in name and name not in _OF_THEIR_OWN:
                yield "HTTP_" + name.replace("-", "_").upper(), value

    def _write_with_headers(self, data: bytes) -> None:
        """Send head and body in one piece: one call of the system, one packet."""
        if self.head is not None:
            super()._write_with_headers(data)
            return
        self.head = whole = bytearray()
        try:
            super()._write_with_headers(data)
        finally:
            self.head = None
        self._sendall(bytes(whole))

    def get_environ(self) -> dict[str, Any]:
        """Offer the socket to whoever wants to hold it open: see ``quiz.web.streams``."""
        self.ear.expect_body()
        environ: dict[str, Any] = super().get_environ()
        environ[TAKE_OVER] = self.take_over
        return environ

    def take_over(self, gone: Callable[[], None]) -> SocketLine:
        """Return the line that opens when this answer is complete. ``gone``: the page has left."""
        self.gone = gone
        self.line = SocketLine(chunked=self.request_version == "HTTP/1.1")
        return self.line

    def log_request(self) -> None:
        """Write the line only when there is a log for it."""
        if self.server.has_log:
            super().log_request()

    def format_request(self) -> str:
        """Return the line of the log, without the keys that addresses of nights hold."""
        line: str = super().format_request()
        return _KEYS.sub(r"\1…", line)

    def process_result(self) -> None:
        """Send the answer, or keep it as the head of a stream, which has no last chunk."""
        if self.line is not None and self.code == 200:
            self.head = bytearray()
            self.write(b"".join(self.result))
            return
        if self.ear.is_cut and not self.headers_sent:  # whatever was made of half a body
            headers = [("Connection", "close"), ("Content-Length", "0")]
            self.start_response("408 Request Timeout", headers)
            self.write(b"")
        else:
            super().process_result()

    def _handle_client_error(self, error: Exception) -> tuple[str, bytes]:
        if self.ear.is_cut:
            return "408", TIMED_OUT
        answer: tuple[str, bytes] = super()._handle_client_error(error)
        return answer

    def finalize_headers(self) -> None:
        """Tell no length of a stream, also when its beginning came in a list, which has one."""
        if self.line is not None and self.code == 200:
            self.result = iter(self.result)
        super().finalize_headers()

    def _sendall(self, data: bytes) -> None:
        if self.head is None:
            # Nearly every answer goes out at once; only what is left is worth a loop.
            sent = self.socket.send(data)
            if sent < len(data):
                super()._sendall(data[sent:])
        else:
            self.head += data

    def handle_one_response(self) -> None:
        """Answer; when that began a stream, let go of the socket and of everything else."""
        super().handle_one_response()
        line, gone, head = self.line, self.gone, self.head
        self.line = self.gone = self.head = None
        if line is None or gone is None:
            return
        if head is None:  # something went wrong, and another answer was given
            gone()
            return
        sock = plain_socket(self.socket.family, self.socket.type, 0, self.socket.detach())
        self.socket = None
        self.close_connection = True  # for the loop around us there is nothing more to do
        held.hold(sock, line, bytes(head), gone)


class Server(WSGIServer):  # type: ignore[misc] # likewise
    """Serves an application on a socket that listens already.

    ``connections`` is how many it serves at once. Streams are not among them: the hub counts
    those.
    """

    handler_class = Handler
    # How many are let in before those who are in go on. gevent would take a hundred: when thousands
    # come back at once, most of them would stand inside, unserved, with 16 kB of stack and more
    # each, which the process then keeps. Far fewer, and nobody is looked up in company.
    max_accept = 32

    def __init__(
        self,
        listener: socket.socket,
        app: Callable[..., Any],
        *,
        access_log: bool,
        connections: int = 1_000,
    ) -> None:
        name, port = listener.getsockname()[:2]
        super().__init__(
            listener,
            app,
            spawn=Pool(connections),
            log=logging.getLogger("quiz.access") if access_log else None,
            error_log=logging.getLogger("quiz.server"),
            # Given, so that no name server is asked for it.
            environ={"SERVER_NAME": str(name), "SERVER_PORT": str(port)},
        )
        self.has_log = access_log
        self.waiting: dict[Handler, None] = {}  # who has waited longest comes first
        self.patience = Patience()
        self.is_closing = False

    def handle(self, sock: Any, address: Any) -> None:
        """Serve a connection. When places run short, one that nobody uses is given up for it."""
        if self.pool.free_count() <= self.pool.size // _LAST_SHARE:
            self._give_one_up()
        super().handle(sock, address)

    def _give_one_up(self) -> None:
        idle = next((handler for handler in self.waiting if not handler.ear.has_begun), None)
        if idle is not None:
            del self.waiting[idle]
            idle.ear.cut()

    def close_politely(self, seconds: float = CLOSING_SECONDS) -> None:
        """Take no more visitors, let the idle ones go, serve the others to the end."""
        self.is_closing = True
        self.close()
        for handler in list(self.waiting):
            handler.ear.cut()
        self.pool.join(timeout=seconds)
        self.stop(timeout=0)


def listen(host: str, port: int, *, shared: bool = False) -> socket.socket:
    """Return a socket that listens; ``shared`` lets other processes listen too. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG, reuse_port=shared)
