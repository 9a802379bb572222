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
from dataclasses import replace

from flask import Flask

from quiz.errors import NotFoundError, QuizError
from quiz.live.bus import News
from quiz.live.hub import Watcher
from quiz.services.house import House
from quiz.services.nights import pages
from quiz.services.nights.views import MeView, StageView
from quiz.web.nights import parts
from quiz.web.nights.errands import NEWCOMERS, Errands

_log = logging.getLogger(__name__)

_PAUSE = 0.25  # between news of people or of answers; what is on is told at once
_SEATS_A_SECOND = 2_000  # how many phones are told of newcomers: more of them, less often
_NEWCOMERS_A_SECOND = 20_000
_AT_ONCE = 100
_DESKS = {"screen", "host"}
_MAY_WATCH = {"player": {"in"}, "door": {"waiting"}}


class Broadcaster:
    """Listens to the bus and to the hub of a house, and keeps its watchers up to date."""

    def __init__(self, app: Flask, house: House) -> None:
        self._app = app
        self._house = house
        self._rooms: defaultdict[str, Errands] = defaultdict(Errands)
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
            room.wake.set()
            if room.busy:
                return
            room.busy = True
        threading.Thread(target=self._serve, args=(room_id, room), daemon=True).start()

    def _serve(self, room_id: str, room: Errands) -> None:
        """Tell a room everything there is to tell, and be done."""
        while (work := self._next(room_id, room)) is not None:
            topics, newcomers = work
            try:
                if topics or newcomers:
                    self._tell(room_id, room, topics, newcomers)
            except NotFoundError:
                self._close(room_id, room)
            except QuizError as error:
                _log.warning("room %s is not told: %s", room_id, error)
                if self._house.hub.watchers(room_id):
                    self._try_again(room, topics, newcomers)
            except Exception:  # noqa: BLE001 - logged; the next news is to find a worker
                _log.exception("room %s is not told", room_id)
                room.told = 0

    def _next(self, room_id: str, room: Errands) -> tuple[set[str], list[Watcher]] | None:
        """Take what may be told now, or wait for it; None when there is nothing more."""
        with self._lock:
            room.wake.clear()
            now = time.monotonic()
            topics, newcomers = room.take(now)
            if not topics and not newcomers:
                if not room.topics and not room.newcomers:
                    room.busy = False
                    if not self._house.hub.watchers(room_id):
                        self._rooms.pop(room_id, None)
                    return None
                wait = room.wait(now)
            else:
                wait = 0.0
        if wait > 0:
            room.wake.wait(wait)
        return topics, newcomers

    def _try_again(self, room: Errands, topics: set[str], newcomers: list[Watcher]) -> None:
        """The database is away: ask it again soon, for those who are still here."""
        room.quiet = dict.fromkeys([*topics, "state"], time.monotonic() + _PAUSE)
        with self._lock:
            room.topics |= topics | ({"state"} if newcomers else set())

    def _close(self, room_id: str, room: Errands) -> None:
        """The night is gone for good: nobody watches it any more."""
        with self._lock:
            room.topics.clear()
            room.newcomers.clear()
        for watcher in self._house.hub.watchers(room_id):
            self._house.hub.leave(watcher)

    def _tell(
        self, room_id: str, room: Errands, topics: set[str], newcomers: list[Watcher]
    ) -> None:
        watchers = self._house.hub.watchers(room_id)
        if topics == {"progress"} and not newcomers:
            room.quiet["progress"] = time.monotonic() + _PAUSE
            if any(watcher.audience in _DESKS for watcher in watchers):
                self._send_progress(room_id, *pages.progress(self._house, room_id))
            return
        stage = pages.stage(self._house, room_id)
        head = replace(stage.head, sequence=0)
        if room.shown not in {None, head}:
            topics = topics | {"state"}  # the news of it was lost, or comes yet
        for language in {watcher.language for watcher in watchers}:
            new = [watcher for watcher in newcomers if watcher.language == language]
            with parts.speaking(self._app, language):
                if "state" in topics:
                    self._send_stage(stage, language, new)
                else:
                    self._send_new(stage, new)
                if "people" in topics:
                    self._send_people(stage, language, by_state="state" in topics)
                elif "presence" in topics:
                    self._send_desk(stage, self._here(stage, language))
        self._rest(room, topics, newcomers, len(watchers))
        room.told, room.shown = max(room.told, stage.head.sequence), head

    def _rest(
        self, room: Errands, topics: set[str], newcomers: list[Watcher], watching: int
    ) -> None:
        """Let what was told rest for a while, so that a large room is not told of each one."""
        now = time.monotonic()
        if newcomers:  # when thousands come back, they are served by the hundred
            room.quiet[NEWCOMERS] = now + min(_PAUSE, watching / _NEWCOMERS_A_SECOND)
        if topics & {"people", "presence"}:
            rest = now + max(_PAUSE, watching / _SEATS_A_SECOND)
            room.quiet |= {"people": rest, "presence": rest}
        if "progress" in topics:
            room.topics.add("progress")  # in its turn

    def _send_stage(self, stage: StageView, language: str, new: list[Watcher]) -> None:
        """Tell everyone what is on. Phones first: theirs are the many, and they have a clock."""
        room_id, hub = stage.head.id, self._house.hub
        here = self._here(stage, language)
        hub.deliver(room_id, "player", {language: parts.player_stage(stage)})
        if _has(here, "screen"):
            hub.deliver(room_id, "screen", {language: parts.screen_stage(stage)})
        # A question is the same for all; what a phone knows of itself is still so.
        self._send_mes(stage, new if stage.question else here)
        self._send_desk(stage, here)
        planned = here if stage.head.phase == "lobby" else new  # the night may be planned anew
        self._send(planned, "door", lambda: parts.player_stage(pages.outside(stage)))
        self._send(new, "screen", lambda: parts.people(stage))
        self._send(here, "screen", lambda: parts.progress(stage.answered, stage.of))

    def _send_new(self, stage: StageView, new: list[Watcher]) -> None:
        """Tell newcomers everything."""
        self._send(new, "player", lambda: parts.player_stage(stage))
        self._send(new, "door", lambda: parts.player_stage(pages.outside(stage)))
        self._send_mes(stage, new)
        self._send(new, "screen", lambda: parts.screen(stage))
        self._send_desk(stage, new)

    def _send_people(self, stage: StageView, language: str, *, by_state: bool) -> None:
        """Tell who is here; hosts and phones know it already when the stage was told as well."""
        here = self._here(stage, language)
        self._send(here, "screen", lambda: parts.people(stage))
        if not by_state:
            self._send_desk(stage, here)
        if not by_state or stage.question:
            self._send_mes(stage, here)

    def _send_progress(self, room_id: str, answered: int, of: int) -> None:
        """Tell hosts and screens how many answers are in."""
        watchers = [w for w in self._house.hub.watchers(room_id) if w.audience in _DESKS]
        for language in {watcher.language for watcher in watchers}:
            with parts.speaking(self._app, language):
                told = parts.progress(answered, of)
            for watcher in watchers:
                if watcher.language == language:
                    self._write(watcher, told)

    def _here(self, stage: StageView, language: str) -> list[Watcher]:
        return [w for w in self._house.hub.watchers(stage.head.id) if w.language == language]

    def _send_desk(self, stage: StageView, to: list[Watcher]) -> None:
        if _has(to, "host"):
            view = pages.desk(self._house, stage.head.id)
            self._send(to, "host", lambda: parts.desk(view))

    def _send_mes(self, stage: StageView, to: list[Watcher]) -> None:
        """Tell phones what is their own.

        One whose seat was taken away is cut after that, and one who was let in: it comes back, by
        the right door.
        """
        phones = [watcher for watcher in to if watcher.audience in {"player", "door"}]
        if not phones:
            return
        # The night may have moved on since the stage was read: then the next news tells that one,
        # and what is personal goes with it already.
        seats = [watcher.seat for watcher in phones]
        stage, mine = pages.phones(self._house, stage.head.id, seats)
        make = parts.me_maker()
        for place, watcher in enumerate(phones, 1):
            me: MeView | None = mine.get(watcher.seat)
            news = hash((stage.head.phase, stage.head.round, me))
            if me is not None and news != watcher.seen:
                watcher.seen = news
                outside = watcher.audience == "door"
                self._write(watcher, make(pages.outside(stage) if outside else stage, me))
            if me is None or me.status not in _MAY_WATCH[watcher.audience]:
                self._house.hub.leave(watcher)
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
