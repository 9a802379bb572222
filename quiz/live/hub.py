"""The hub of one process: who watches which room, and the writing to all of them.

A frame is made ready once and written straight to every socket. Chance draws anew each time with
whom to begin and which way round to go: so everyone is as often first, and of any two each is as
often before the other, while the sockets are still written in the order they were opened, which
spares the processor's cache (a full shuffle makes the last wait a tenth longer).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from random import Random
from threading import Lock
from typing import Literal

from quiz.live.frames import LAST_CHUNK, PING, chunk, retry
from quiz.live.lines import Line

Audience = Literal["player", "door", "screen", "host"]

FIRST_RETRY_MS = 200
SPREAD_MS = 2_000
MOST_TABS = 8
MOST_DESKS = 50
_BEATS_AT_ONCE = 200


class Watcher:
    """One open stream: a phone's (``seat`` says whose), a screen's or a host's.

    A phone whose owner waits to be let in watches the door: it sees nothing of the room.

    ``seen`` is for whoever sends: what tells whether something new would be told.
    """

    __slots__ = ("audience", "language", "line", "room", "seat", "seen")

    def __init__(self, room: str, audience: Audience, seat: str, language: str, line: Line) -> None:
        self.room = room
        self.audience = audience
        self.seat = seat
        self.language = language
        self.line = line
        self.seen = 0

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
        self._rooms: dict[str, dict[Watcher, None]] = {}  # an ordered set
        self._tabs: dict[tuple[str, str], list[Watcher]] = {}  # by room and seat, or audience
        self._count = 0
        self._lock = Lock()

    def __len__(self) -> int:
        """How many watch."""
        return self._count

    @property
    def is_full(self) -> bool:
        """Whether the next watcher is one too many."""
        return 0 < self.limit <= self._count

    @property
    def is_open(self) -> bool:
        """Whether there is room for one more, and no closing time yet."""
        return not self.is_closed and not self.is_full

    def join(self, watcher: Watcher) -> None:
        """Let somebody watch. Once the hub is closed nobody stays.

        A seat has at most ``MOST_TABS`` streams, and a room ``MOST_DESKS`` of hosts and as many of
        screens; the oldest is cut for one more. So nobody takes up the whole hub, and a phone that
        changes networks all the time is never locked out.
        """
        oldest = None
        with self._lock:
            self._rooms.setdefault(watcher.room, {})[watcher] = None
            self._count += 1
            tabs = self._tabs.setdefault(_owner(watcher), [])
            tabs.append(watcher)
            oldest = tabs[0] if len(tabs) > _most(watcher) else None
        if oldest is not None:
            self.leave(oldest)
        for callback in self.on_join:
            callback(watcher)
        if self.is_closed:
            self.leave(watcher)

    def leave(self, watcher: Watcher) -> None:
        """Forget a watcher and close the line; whoever has left already is left alone."""
        with self._lock:
            room = self._rooms.get(watcher.room, {})
            was_here = watcher in room
            if was_here:
                del room[watcher]
                self._count -= 1
                if not room:
                    del self._rooms[watcher.room]
                self._close_tab(watcher)
        watcher.line.close()
        if was_here:
            for callback in self.on_leave:
                callback(watcher)

    def rooms(self) -> tuple[str, ...]:
        """Return the rooms that somebody watches."""
        return tuple(self._rooms)

    def watchers(self, room: str, audience: Audience | None = None) -> tuple[Watcher, ...]:
        """Return who watches a room, first comers first."""
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
        watchers = self._drawn(room, audience)
        if isinstance(frame, bytes):
            plain: dict[str, bytes] = dict.fromkeys({w.language for w in watchers}, frame)
        else:
            plain = dict(frame)
        framed = {language: chunk(data) for language, data in plain.items()}
        lost = []
        count = 0
        for watcher in watchers:
            line = watcher.line
            data = (framed if line.chunked else plain).get(watcher.language)
            if data is None:
                continue
            if line.write(data):
                count += 1
            else:
                lost.append(watcher)
        for watcher in lost:
            self.leave(watcher)
        return count

    def send_each(
        self, room: str, audience: Audience, make: Callable[[Watcher], bytes | None]
    ) -> int:
        """Write everyone a frame of their own; ``None`` leaves somebody out. See ``deliver``."""
        count = 0
        for watcher in self._drawn(room, audience):
            data = make(watcher)
            if data is None:
                continue
            if watcher.send(data):
                count += 1
            else:
                self.leave(watcher)
        return count

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

    def _close_tab(self, watcher: Watcher) -> None:
        owner = _owner(watcher)
        self._tabs[owner].remove(watcher)
        if not self._tabs[owner]:
            del self._tabs[owner]

    def _drawn(self, room: str, audience: Audience) -> Sequence[Watcher]:
        """Return an audience in the order of this time."""
        watchers = self.watchers(room, audience)
        if not watchers:
            return ()
        first = self._dice.randrange(len(watchers))
        order = watchers[first:] + watchers[:first]
        return order if self._dice.random() < 0.5 else order[::-1]


def _owner(watcher: Watcher) -> tuple[str, str]:
    return watcher.room, watcher.seat or watcher.audience


def _most(watcher: Watcher) -> float:
    if watcher.seat:
        return MOST_TABS
    return math.inf if watcher.audience == "player" else MOST_DESKS
