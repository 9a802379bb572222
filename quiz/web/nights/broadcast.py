"""From news to frames: what changed in a room is read once, rendered once, and sent to all.

One worker at a time serves a room and sends everything in order: newcomers their snapshot, the
others what is new. News that comes meanwhile is taken together, so a room that is behind catches
up with the latest and never with each step.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from quiz.errors import QuizError
from quiz.live.bus import News
from quiz.live.hub import Watcher
from quiz.services.house import House
from quiz.services.nights import pages
from quiz.services.nights.views import MeView, StageView
from quiz.web.nights import parts

_log = logging.getLogger(__name__)

SECOND = 1.0
_PEOPLE_PAUSE = 0.25
_SEATS_A_SECOND = 2_000  # how many phones are told of newcomers: more of them, less often
_AT_ONCE = 100


@dataclass(slots=True)
class _Room:
    """What there is to do for a room. ``told`` is the sequence number that was sent last."""

    topics: set[str] = field(default_factory=set)
    newcomers: list[Watcher] = field(default_factory=list)
    told: int = -1
    busy: bool = False
    people_from: float = 0.0


class Broadcaster:
    """Listens to the bus and to the hub of a house, and keeps its watchers up to date."""

    def __init__(self, app: Flask, house: House) -> None:
        self._app = app
        self._house = house
        self._rooms: defaultdict[str, _Room] = defaultdict(_Room)
        self._lock = threading.Lock()
        house.bus.listen(self.heard)
        house.hub.on_join.append(self.came)
        house.hub.on_leave.append(self.went)

    def heard(self, news: News) -> None:
        """Take note that something changed; those who watch are told soon."""
        if self._house.hub.watchers(news.room):
            self._want(news.room, topics={news.topic})

    def came(self, watcher: Watcher) -> None:
        """Take note of somebody who watches from now on and has seen nothing yet."""
        self._want(watcher.room, newcomers=[watcher])

    def went(self, watcher: Watcher) -> None:
        """Forget a room that nobody watches any more."""
        with self._lock:
            room = self._rooms.get(watcher.room)
            if room and not room.busy and not self._house.hub.watchers(watcher.room):
                del self._rooms[watcher.room]

    def compare(self) -> None:
        """Find rooms that have moved on without news of it: the bus may be away."""
        watched = self._house.hub.rooms()
        if not watched:
            return
        for night_id, sequence in pages.sequences(self._house, watched).items():
            if sequence > self._rooms[night_id].told >= 0:
                self._want(night_id, topics={"state", "people", "progress"})

    def _want(
        self, room_id: str, topics: Iterable[str] = (), newcomers: Iterable[Watcher] = ()
    ) -> None:
        with self._lock:
            room = self._rooms[room_id]
            room.topics |= set(topics)
            room.newcomers += newcomers
            if room.busy:
                return
            room.busy = True
        threading.Thread(target=self._serve, args=(room_id, room), daemon=True).start()

    def _serve(self, room_id: str, room: _Room) -> None:
        while True:
            with self._lock:
                topics, room.topics = room.topics, set()
                newcomers, room.newcomers = room.newcomers, []
                if not topics and not newcomers:
                    room.busy = False
                    return
            try:
                self._tell(room_id, room, topics, newcomers)
            except QuizError as error:
                _log.warning("room %s is not told: %s", room_id, error)
                room.told = 0  # whoever compares next tells it
                time.sleep(_PEOPLE_PAUSE)
            except Exception:  # noqa: BLE001 - logged; the next news is to find a worker
                _log.exception("room %s is not told", room_id)
                room.told = 0
                time.sleep(SECOND)

    def _tell(self, room_id: str, room: _Room, topics: set[str], newcomers: list[Watcher]) -> None:
        hub = self._house.hub
        stage = pages.stage(self._house, room_id)
        for language in {watcher.language for watcher in hub.watchers(room_id)}:
            new = [watcher for watcher in newcomers if watcher.language == language]
            with parts.speaking(self._app, language):
                if "state" in topics:
                    self._send_stage(stage, language, new)
                else:
                    self._send_news(room, stage, topics, language, new)
        room.told = max(room.told, stage.head.sequence)

    def _send_stage(self, stage: StageView, language: str, new: list[Watcher]) -> None:
        """Tell everyone what is on. Phones first: theirs are the many, and they have a clock."""
        room_id, hub = stage.head.id, self._house.hub
        here = [w for w in hub.watchers(room_id) if w.language == language]
        hub.deliver(room_id, "player", {language: parts.player_stage(stage)})
        if _has(here, "screen"):
            hub.deliver(room_id, "screen", {language: parts.screen_stage(stage)})
        self._send_mes(stage, here)
        self._send_desk(stage, here)
        self._send(new, "screen", lambda: parts.people(stage))
        self._send(here, "screen", lambda: parts.progress(stage.answered, stage.people))

    def _send_news(
        self, room: _Room, stage: StageView, topics: set[str], language: str, new: list[Watcher]
    ) -> None:
        self._send(new, "player", lambda: parts.player_stage(stage))
        self._send_mes(stage, new)
        self._send(new, "screen", lambda: parts.screen(stage))
        self._send_desk(stage, new)
        here = [w for w in self._house.hub.watchers(stage.head.id) if w.language == language]
        if "people" in topics:
            self._pause(room, here)
            self._send(here, "screen", lambda: parts.people(stage))
            self._send_desk(stage, here)
            self._send_mes(stage, here)
        if "progress" in topics:
            for audience in ("screen", "host"):
                self._send(here, audience, lambda: parts.progress(stage.answered, stage.people))

    def _pause(self, room: _Room, here: list[Watcher]) -> None:
        """Wait until the room can bear to be told of people again."""
        time.sleep(max(0.0, room.people_from - time.monotonic()))
        players = sum(watcher.audience == "player" for watcher in here)
        room.people_from = time.monotonic() + max(_PEOPLE_PAUSE, players / _SEATS_A_SECOND)

    def _send_desk(self, stage: StageView, to: list[Watcher]) -> None:
        if _has(to, "host"):
            view = pages.desk(self._house, stage.head.id)
            self._send(to, "host", lambda: parts.desk(view))

    def _send_mes(self, stage: StageView, to: list[Watcher]) -> None:
        phones = [watcher for watcher in to if watcher.audience == "player"]
        if not phones:
            return
        mine = pages.mes(self._house, stage.head.id, [watcher.seat for watcher in phones])
        make = parts.me_maker()
        for place, watcher in enumerate(phones, 1):
            me: MeView | None = mine.get(watcher.seat)
            if me is not None:
                self._write(watcher, make(stage, me))
            if place % _AT_ONCE == 0:
                time.sleep(0)  # let others in

    def _send(self, to: list[Watcher], audience: str, make: Callable[[], bytes]) -> None:
        chosen = [watcher for watcher in to if watcher.audience == audience]
        if chosen:
            told = make()
            for watcher in chosen:
                self._write(watcher, told)

    def _write(self, watcher: Watcher, told: bytes) -> None:
        if not watcher.send(told):
            self._house.hub.leave(watcher)


def _has(watchers: list[Watcher], audience: str) -> bool:
    return any(watcher.audience == audience for watcher in watchers)


def start(app: Flask, house: House) -> None:
    """Begin to listen, and leave the work of the background where the server finds it."""
    broadcaster = Broadcaster(app, house)
    background: list[Callable[[], Any]] = app.extensions.setdefault("background", [])

    def compare_for_ever() -> None:
        while True:
            time.sleep(SECOND)
            try:
                broadcaster.compare()
            except QuizError as error:
                _log.warning("the rooms could not be compared: %s", error)

    background.append(compare_for_ever)
