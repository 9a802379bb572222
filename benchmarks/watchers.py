"""Phones by the thousand: opens streams and tells when each frame reached each of them.

    python -m benchmarks.watchers PORT PATH COUNT

A process of its own, so that the server has its core; one loop, no libraries. When a frame came is
told by the system (SO_TIMESTAMPNS), not by when this process got round to reading it; when it was
made is told by the frame, whose id is CLOCK_REALTIME in nanoseconds. Both are of this machine.

Prints "open" when all have their snapshot, then a line of JSON for each stamped frame that reached
everyone (or that nobody was sent for five seconds).
"""

from __future__ import annotations

import json
import re
import select
import socket
import struct
import subprocess
import sys
import time
from dataclasses import dataclass, field

from benchmarks.common import ROOT

SO_TIMESTAMPNS = 35
_TIME = struct.Struct("ll")
_STAMP = re.compile(rb"id: (\d{19})\n")
_END = b"\n\n"
_PATIENCE = 5.0


@dataclass
class Frames:
    """When each stamped frame reached how many."""

    count: int
    late: dict[bytes, list[int]] = field(default_factory=dict)

    def came(self, stamp: bytes, at: int) -> None:
        """Note that one watcher has a frame; tell of it when all have it."""
        late = self.late.setdefault(stamp, [])
        late.append(at - int(stamp))
        if len(late) == self.count:
            self.tell(stamp)

    def tell(self, stamp: bytes) -> None:
        """Print how late a frame was, in milliseconds: for half, for 99 of 100, for the last."""
        late = sorted(self.late.pop(stamp))
        shown = {
            "p50": late[len(late) // 2] / 1e6,
            "p99": late[int(len(late) * 0.99)] / 1e6,
            "last": late[-1] / 1e6,
            "count": len(late),
        }
        print(json.dumps(shown), flush=True)


def watch(port: int, path: str, count: int) -> None:
    """Open the streams and read them until the server closes one."""
    epoll = select.epoll()
    socks = _come_in(port, path, count)
    for sock in socks.values():
        epoll.register(sock, select.EPOLLIN)
    print("open", flush=True)
    frames, parts = Frames(count), dict.fromkeys(socks, b"")
    while True:
        ready = epoll.poll(_PATIENCE)
        if not ready:
            for stamp in list(frames.late):
                frames.tell(stamp)
        for number, _ in ready:
            data, notes, _, _ = socks[number].recvmsg(65_536, 64)
            if not data:
                return
            data = parts[number] + data
            if _END not in data[-4:]:
                parts[number] = data  # the rest is to come
                continue
            parts[number] = b""
            if found := _STAMP.search(data):
                frames.came(found[1], _told(notes))


def _come_in(port: int, path: str, count: int) -> dict[int, socket.socket]:
    """Open the streams and read their snapshots; return the sockets by their numbers."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    socks: dict[int, socket.socket] = {}
    for _ in range(count):
        sock = socket.create_connection(("127.0.0.1", port))
        sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        sock.sendall(request)
        socks[sock.fileno()] = sock
    for sock in socks.values():
        head = b""
        while _END not in head.partition(b"\r\n\r\n")[2]:
            head += sock.recv(65_536)
        sock.setblocking(False)
    return socks


def _told(notes: list[tuple[int, int, bytes]]) -> int:
    for level, kind, data in notes:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = _TIME.unpack(data[: _TIME.size])
            return int(seconds) * 1_000_000_000 + int(nanoseconds)
    return time.clock_gettime_ns(time.CLOCK_REALTIME)


class Crowd:
    """The watchers as a child process."""

    def __init__(self, port: int, path: str, count: int) -> None:
        words = ["benchmarks.watchers", str(port), path, str(count)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        if self._line() != "open":
            raise RuntimeError("the watchers could not all come in")

    def frame(self) -> dict[str, float]:
        """Wait for the next frame to reach everyone; return how late it was."""
        read: dict[str, float] = json.loads(self._line())
        return read

    def leave(self) -> None:
        """Go home."""
        self.process.terminate()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()

    def _line(self) -> str:
        return self.process.stdout.readline().strip() if self.process.stdout else ""


if __name__ == "__main__":
    watch(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
