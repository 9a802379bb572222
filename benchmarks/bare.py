"""The limit: a bare loop that writes one frame to every socket, and can do nothing else.

    python -m benchmarks.bare

Prints its port. Each line on its standard input is a frame: stamped, and sent to all at once.
"""

from __future__ import annotations

import select
import socket
import sys
import time

FRAME_BYTES = 1_360
_HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"10\r\ndata: snapshot\n\n\r\n"
)


def now() -> int:
    """Return the time by which frames are stamped, in nanoseconds."""
    return time.clock_gettime_ns(time.CLOCK_REALTIME)


def stamped(stamp: int = 0) -> bytes:
    """Return a frame of the size of a question, whose id is the time it was made."""
    head = b"event: stage\nid: %d\ndata: " % (stamp or now())
    return head + b"x" * (FRAME_BYTES - len(head) - 2) + b"\n\n"


def serve() -> None:
    """Take whoever comes; write to all of them when told."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    listener.setblocking(False)
    print(listener.getsockname()[1], flush=True)
    epoll = select.epoll()
    epoll.register(listener, select.EPOLLIN)
    epoll.register(sys.stdin, select.EPOLLIN)
    known: dict[int, socket.socket] = {}
    watching: list[socket.socket] = []
    while True:
        for number, _ in epoll.poll():
            if number == listener.fileno():
                sock, _ = listener.accept()
                sock.setblocking(False)
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                known[sock.fileno()] = sock
                epoll.register(sock, select.EPOLLIN)
            elif number == sys.stdin.fileno():
                if not sys.stdin.buffer.readline():
                    return
                frame = stamped()
                data = b"%x\r\n%b\r\n" % (len(frame), frame)
                for sock in watching:
                    sock.send(data)
            elif known[number].recv(65_536):
                known[number].send(_HEAD)
                watching.append(known[number])
            else:
                epoll.unregister(number)
                known.pop(number).close()


if __name__ == "__main__":
    serve()
