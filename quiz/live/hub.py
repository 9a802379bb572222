"""The hub of one process: who watches which room, and the writing to all of them.

A frame is made ready once and written straight to every socket, in an order that chance draws
anew each time, so that nobody is always first to see a question.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from threading import Lock
from typing import Literal

from quiz.live.frames import LAST_CHUNK, PING, chunk, retry
from quiz.live.lines import Line

Audience = Literal["player", "screen", "host"]

FIRST_RETRY_MS = 200
SPREAD_MS = 2_000
_BEATS_AT_ONCE = 200


class Watcher:
    """One open stream: a phone's (``seat`` says whose), a screen's or a host's."""

    __slots__ = ("audience", "language", "line", "room", "seat")

    def __init__(self, room: str, audience: Audience, seat: str, language: str, line: Line) -> None:
        self.room = room
        self.audience = audience
        self.seat = seat
        self.language = language
        self.line = line

    def send(self, frame: bytes) -> bool:
        """Write a frame at once, framed as this line wants it; return False when it was cut.

        Who cuts tells the hub: ``deliver`` and ``send_each`` do, others call ``leave``.
        """
        return self.line.write(chunk(frame) if self.line.chunked else frame)


class Hub:
    """The watchers of one process.

    ``limit`` is how many it takes; 0 takes any number. ``on_join`` and ``on_leave`` are called
    with each watcher after it came or went; they must not raise.
    """

    def __init__(self, dice: Random | None = None) -> None:
        self.limit = 0
        self.is_closed = False
        self.on_join: list[Callable[[Watcher], None]] = []
        self.on_leave: list[Callable[[Watcher], None]] = []
        self._dice = dice or Random()
        self._rooms: dict[str, set[Watcher]] = {}
        self._count = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """How many watch."""
        return self._count

    @property
    def is_full(self) -> bool:
        """Whether the next watcher is one too many."""
        return 0 < self.limit <= self._count

    def join(self, watcher: Watcher) -> None:
        """Let somebody watch. Once the hub is closed nobody stays."""
        with self._lock:
            self._rooms.setdefault(watcher.room, set()).add(watcher)
            self._count += 1
        for callback in self.on_join:
            callback(watcher)
        if self.is_closed:
            self.leave(watcher)

    def leave(self, watcher: Watcher) -> None:
        """Forget a watcher and close the line; whoever has left already is left alone."""
        with self._lock:
            room = self._rooms.get(watcher.room, set())
            was_here = watcher in room
            if was_here:
                room.remove(watcher)
                self._count -= 1
                if not room:
                    del self._rooms[watcher.room]
        watcher.line.close()
        if was_here:
            for callback in self.on_leave:
                callback(watcher)

    def rooms(self) -> tuple[str, ...]:
        """Return the rooms that somebody watches."""
        return tuple(self._rooms)

    def watchers(self, room: str, audience: Audience | None = None) -> tuple[Watcher, ...]:
        """Return who watches a room, in no order."""
        everyone = tuple(self._rooms.get(room, ()))
        if audience is None:
            return everyone
        return tuple(watcher for watcher in everyone if watcher.audience == audience)

    def seats(self, room: str) -> frozenset[str]:
        """Return the seats with at least one open stream."""
        return frozenset(watcher.seat for watcher in self.watchers(room) if watcher.seat)

    def deliver(self, room: str, audience: Audience, frame: bytes | Mapping[str, bytes]) -> int:
        """Write one frame to all of an audience; return how many took it.

        ``frame`` is what ``frames.frame`` made, or such a frame for each language; who speaks a
        language that is missing gets none. One system call per socket; who cannot take it at
        once is cut.
        """
        if isinstance(frame, bytes):
            chunked = chunk(frame)
            return self._write(
                room, audience, lambda watcher: chunked if watcher.line.chunked else frame
            )
        plain, framed = frame, {language: chunk(data) for language, data in frame.items()}
        return self._write(
            room,
            audience,
            lambda watcher: (framed if watcher.line.chunked else plain).get(watcher.language),
        )

    def send_each(
        self, room: str, audience: Audience, make: Callable[[Watcher], bytes | None]
    ) -> int:
        """Write everyone a frame of their own; ``None`` leaves somebody out. See ``deliver``."""

        def ready(watcher: Watcher) -> bytes | None:
            data = make(watcher)
            return chunk(data) if data is not None and watcher.line.chunked else data

        return self._write(room, audience, ready)

    def beat(self, rest: Callable[[], None] = lambda: None) -> None:
        """Tell everyone that the stream lives, and find out who is gone without a word.

        ``rest`` is called now and then, so that thousands of beats hold nobody else up.
        """
        chunked = chunk(PING)
        for room in self.rooms():
            for place, watcher in enumerate(self.watchers(room), 1):
                if not watcher.line.write(chunked if watcher.line.chunked else PING):
                    self.leave(watcher)
                if place % _BEATS_AT_ONCE == 0:
                    rest()

    def close(self) -> None:
        """Tell everyone to come back, each after another while, and end every stream."""
        self.is_closed = True
        for room in self.rooms():
            for watcher in self.watchers(room):
                self._send_back(watcher)

    def _send_back(self, watcher: Watcher) -> None:
        told = retry(FIRST_RETRY_MS + self._dice.randrange(SPREAD_MS))
        watcher.line.write(chunk(told) + LAST_CHUNK if watcher.line.chunked else told)
        self.leave(watcher)

    def _write(
        self, room: str, audience: Audience, ready: Callable[[Watcher], bytes | None]
    ) -> int:
        throw = self._dice.random
        lost: list[Watcher] = []
        count = 0
        for watcher in sorted(self.watchers(room, audience), key=lambda _: throw()):
            data = ready(watcher)
            if data is None:
                continue
            if watcher.line.write(data):
                count += 1
            else:
                lost.append(watcher)
        for watcher in lost:
            self.leave(watcher)
        return count
