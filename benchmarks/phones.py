"""Phones of a night by the thousand: each watches its stream and answers over a second connection.

    python -m benchmarks.phones

A process of its own and one loop without libraries. It is told what to do, a line of JSON at a
time, and answers each with a line. When something came is told by the system (SO_TIMESTAMPNS), not
by when this process got round to reading it; so a busy client makes no server look slow.

- ``{"do": "come", "ports": [...], "phones": [[path, cookie], ...]}``: open a stream for each; tells
  when all have their first stage.
- ``{"do": "await", "phase": "question"}``: wait until all have a stage of that phase; tells when
  the first, half, 99 of 100 and the last had it (CLOCK_REALTIME seconds).
- ``{"do": "answer", "path": ..., "number": 3, "within": 1.0, "options": 4}``: answer, evenly spread
  over so many seconds; tells how long the acknowledgements took (ms) and what was acknowledged.
- ``{"do": "back"}``: come back as phones do when their streams break, until all have a stage.
"""

from __future__ import annotations

import json
import re
import select
import socket
import struct
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from benchmarks.watchers import SO_TIMESTAMPNS

_TIME = struct.Struct("ll")
_STAGE = re.compile(rb'event: stage\n.*?data-phase="(\w+)"', re.DOTALL)
_STATUS = re.compile(rb"HTTP/1\.1 (\d{3})")
_LONGEST = 30.0


@dataclass(slots=True)
class Phone:
    """One seat: its two connections, and what it saw last."""

    place: int
    path: str
    cookie: str
    port: int
    stream: socket.socket | None = None
    line: socket.socket | None = None
    heard: bytes = b""
    phase: str = ""
    at: float = 0.0
    sent: float = 0.0
    got: bytes = b""


@dataclass(slots=True)
class Crowd:
    """All of them, in one loop."""

    phones: list[Phone] = field(default_factory=list)
    epoll: select.epoll = field(default_factory=select.epoll)
    streams: dict[int, Phone] = field(default_factory=dict)
    lines: dict[int, Phone] = field(default_factory=dict)
    acks: list[tuple[int, float, int, bytes]] = field(default_factory=list)

    def come(self, ports: list[int], phones: list[list[str]]) -> dict[str, Any]:
        """Open every stream."""
        began = time.clock_gettime(time.CLOCK_REALTIME)
        for place, (path, cookie) in enumerate(phones):
            self.phones.append(Phone(place, path, cookie, ports[place % len(ports)]))
        return self._open_all(self.phones, began)

    def back(self, seconds: float = 20.0) -> dict[str, Any]:
        """Open again what has broken, as often as it is refused, and tell when all are back."""
        began = time.clock_gettime(time.CLOCK_REALTIME)
        end = time.monotonic() + seconds
        for phone in self.phones:
            phone.phase = ""
            if phone.stream:
                self._drop(phone)
        while missing := [phone for phone in self.phones if not phone.phase]:
            if time.monotonic() > end:
                break
            self._open_all([p for p in missing if p.stream is None], began, wait=0.05)
        return self._times(began)

    def _open_all(self, phones: list[Phone], began: float, wait: float = 20.0) -> dict[str, Any]:
        for phone in phones:
            self._open(phone)
            self._read(0)
        end = time.monotonic() + wait
        while time.monotonic() < end and any(not phone.phase for phone in self.phones):
            self._read(0.05)
        return self._times(began)

    def _open(self, phone: Phone) -> None:
        sock = socket.socket()
        sock.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        try:
            sock.connect(("127.0.0.1", phone.port))
            sock.sendall(
                f"GET {phone.path} HTTP/1.1\r\nHost: localhost\r\nCookie: {phone.cookie}\r\n"
                "Sec-Fetch-Site: same-origin\r\n\r\n".encode()
            )
        except OSError:
            sock.close()
            return
        sock.setblocking(False)
        phone.stream, phone.heard = sock, b""
        self.streams[sock.fileno()] = phone
        self.epoll.register(sock, select.EPOLLIN)

    def forget_stage(self) -> None:
        """Wait for a new one from now on."""
        for phone in self.phones:
            phone.phase = ""

    def wait(self, phase: str, seconds: float = _LONGEST) -> dict[str, Any]:
        """Read until everyone is shown ``phase``."""
        end = time.monotonic() + seconds
        while any(phone.phase != phase for phone in self.phones) and time.monotonic() < end:
            self._read(0.05)
        return self._times(0.0, phase)

    def _times(self, began: float, phase: str = "") -> dict[str, Any]:
        seen = sorted(p.at for p in self.phones if p.phase and phase in {"", p.phase})
        if not seen:
            return {"count": 0}
        return {
            "count": len(seen),
            "first": seen[0] - began,
            "p50": seen[len(seen) // 2] - began,
            "p99": seen[int(len(seen) * 0.99)] - began,
            "last": seen[-1] - began,
        }

    def answer(
        self, path: str | list[str], number: int, within: float, options: int
    ) -> dict[str, Any]:
        """Answer evenly over ``within`` seconds, each over a connection that is open already."""
        self._connect()
        paths = [path] * len(self.phones) if isinstance(path, str) else path
        self.acks = []
        began, cpu = time.monotonic(), time.process_time()
        for place, phone in enumerate(self.phones):
            due = began + within * place / len(self.phones)
            while (left := due - time.monotonic()) > 0:
                self._read(min(left, 0.002))
            self._send(phone, place, paths[place], number, options)
            self._read(0)
        end = time.monotonic() + _LONGEST
        while len(self.acks) < len(self.phones) and time.monotonic() < end:
            self._read(0.01)
        busy = (time.process_time() - cpu) / (time.monotonic() - began)
        late = sorted(took for _, took, status, _ in self.acks if status == 200)
        return {
            "sent": len(self.phones),
            "acknowledged": [place for place, _, status, _ in self.acks if status == 200],
            "refused": [body.decode()[:200] for _, _, status, body in self.acks if status != 200][
                :3
            ],
            "p50": late[len(late) // 2] * 1000 if late else None,
            "p99": late[int(len(late) * 0.99)] * 1000 if late else None,
            "last": late[-1] * 1000 if late else None,
            "busy": busy,
        }

    def _connect(self) -> None:
        for phone in self.phones:
            if phone.line is None:
                line = socket.create_connection(("127.0.0.1", phone.port))
                line.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                line.setblocking(False)
                phone.line = line
                self.lines[line.fileno()] = phone
                self.epoll.register(line, select.EPOLLIN)

    def _send(self, phone: Phone, place: int, path: str, number: int, options: int) -> None:
        now = time.clock_gettime(time.CLOCK_REALTIME)
        thought = max(0.0, (now - phone.at) * 1000) if phone.at else 0.0
        body = f"number={number}&choice={place % options}&ms={thought:.1f}&revision=1"
        phone.sent, phone.got = now, b""
        assert phone.line
        phone.line.send(
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {phone.cookie}\r\n"
            f"Sec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode()
        )

    def _read(self, wait: float) -> None:
        for number, _ in self.epoll.poll(wait):
            phone = self.streams.get(number)
            if phone is not None:
                self._hear(phone)
            elif number in self.lines:
                self._acknowledged(self.lines[number])

    def _hear(self, phone: Phone) -> None:
        assert phone.stream
        try:
            data, notes, _, _ = phone.stream.recvmsg(262_144, 64)
        except OSError:
            data, notes = b"", []
        if not data:
            self._drop(phone)
            return
        phone.heard = (phone.heard + data)[-65_536:]
        stages = list(_STAGE.finditer(phone.heard))
        if stages:
            found = stages[-1]
            phone.phase, phone.at = found[1].decode(), _told(notes)
            phone.heard = phone.heard[found.end() :]

    def _drop(self, phone: Phone) -> None:
        if phone.stream:
            self.epoll.unregister(phone.stream)
            del self.streams[phone.stream.fileno()]
            phone.stream.close()
            phone.stream = None
        if phone.line:
            self._hang_up(phone)

    def _hang_up(self, phone: Phone) -> None:
        if phone.line:
            self.epoll.unregister(phone.line)
            del self.lines[phone.line.fileno()]
            phone.line.close()
            phone.line = None

    def _acknowledged(self, phone: Phone) -> None:
        assert phone.line
        try:
            data, notes, _, _ = phone.line.recvmsg(65_536, 64)
        except OSError:
            data, notes = b"", []
        if not data:
            self._hang_up(phone)
            return
        phone.got += data
        head, end, body = phone.got.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if not end or (length and len(body) < int(length[1])):
            return
        status = _STATUS.match(head)
        took = _told(notes) - phone.sent
        self.acks.append((phone.place, took, int(status[1]) if status else 0, body))


def _told(notes: list[tuple[int, int, bytes]]) -> float:
    for level, kind, data in notes:
        if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = _TIME.unpack(data[: _TIME.size])
            return int(seconds) + int(nanoseconds) / 1e9
    return time.clock_gettime(time.CLOCK_REALTIME)


def main() -> None:
    """Do as told until the input ends."""
    crowd = Crowd()
    for line in sys.stdin:
        order = json.loads(line)
        match order.pop("do"):
            case "come":
                told = crowd.come(**order)
            case "await":
                told = crowd.wait(**order)
            case "forget":
                crowd.forget_stage()
                told = {}
            case "answer":
                told = crowd.answer(**order)
            case "back":
                told = crowd.back(**order)
            case _:
                return
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
