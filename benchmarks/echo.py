"""The limit for acknowledgements: a bare loop that says “saved” to everything and saves nothing.

    python -m benchmarks.echo

Prints its port. It shows what the phones' process itself can tell of a burst on this machine.
"""

from __future__ import annotations

import re
import select
import socket
import sys

_LENGTH = re.compile(rb"(?i)content-length: (\d+)")
_SAVED = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n"
    b'{"revision":1} '
)
_STAGE = b'event: stage\ndata: <section data-phase="question">\n\n'
_STREAM = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    + b"%x\r\n%b\r\n" % (len(_STAGE), _STAGE)
)


def serve() -> None:
    """Answer whoever asks until the input ends."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    print(listener.getsockname()[1], flush=True)
    epoll = select.epoll()
    epoll.register(listener, select.EPOLLIN)
    epoll.register(sys.stdin, select.EPOLLIN)
    known: dict[int, tuple[socket.socket, bytes]] = {}
    while True:
        for number, _ in epoll.poll():
            if number == listener.fileno():
                sock, _ = listener.accept()
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                known[sock.fileno()] = (sock, b"")
                epoll.register(sock, select.EPOLLIN)
                continue
            if number == sys.stdin.fileno():
                return
            sock, heard = known[number]
            data = sock.recv(65_536)
            if not data:
                epoll.unregister(number)
                del known[number]
                sock.close()
                continue
            heard += data
            head, end, body = heard.partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            if end and len(body) >= (int(length[1]) if length else 0):
                sock.send(_STREAM if head.startswith(b"GET") else _SAVED)
                heard = b""
            known[number] = (sock, heard)


if __name__ == "__main__":
    serve()
