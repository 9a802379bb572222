"""From news to frames: what changed in rooms is read together, rendered once, and sent to all.

Small rooms are served one after the other by one worker, some at a time, a large one by its own:
so none waits for thousands of phones. A room is in one hand at a time and is told everything in
order: newcomers their snapshot, the others what is new. News that comes meanwhile is taken
together, so a room that is behind catches up with the latest and never with each step.
"""

from __future__ import annotations

import heapq
import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from flask import Flask

from quiz.errors import QuizError
from quiz.live.bus import News
from quiz.live.hub import Watcher
from quiz.live.turns import let_others_in
from quiz.services.house import House
from quiz.services.nights import looks, pages
from quiz.web.nights.crier import DESKS, Crier
from quiz.web.nights.errands import Errands, Work

_log = logging.getLogger(__name__)

_TOGETHER = 25  # rooms that are read at once
_LARGE = 200  # watchers
_FOR_DESKS = {"progress", "presence"}


class Broadcaster:
    """Listens to the bus and to the hub of a house, and keeps its watchers up to date."""

    def __init__(self, app: Flask, house: House) -> None:
        self._house = house
        self._crier = Crier(app, house.hub)
        self._rooms: defaultdict[str, Errands] = defaultdict(Errands)
        self._desks: Counter[str] = Counter()  # hosts and screens, by room
        self._queue: list[tuple[float, str]] = []  # rooms to be told, by when; guarded, as rooms
        self._works = False
        self._wake = threading.Event()
        self._lock = threading.Lock()
        house.bus.listen(self.heard)
        house.hub.on_join.append(self.came)
        house.hub.on_leave.append(self.went)

    def heard(self, news: News) -> None:
        """Take note that something changed; those who watch are told soon."""
        concerns = self._desks.get(news.room) if news.topic in _FOR_DESKS else True
        if concerns and self._house.hub.watchers(news.room):
            self._want(news.room, topics={news.topic})

    def came(self, watcher: Watcher) -> None:
        """Take note of somebody who watches from now on and has seen nothing yet."""
        if watcher.audience in DESKS:
            with self._lock:
                self._desks[watcher.room] += 1
        self._want(watcher.room, newcomers=[watcher])

    def went(self, watcher: Watcher) -> None:
        """Forget a room that nobody watches any more."""
        with self._lock:
            if watcher.audience in DESKS:
                self._desks[watcher.room] -= 1
                self._desks += Counter()  # drops those that have none
            room = self._rooms.get(watcher.room)
            if room and not room.busy and not self._house.hub.watchers(watcher.room):
                del self._rooms[watcher.room]

    def compare(self) -> None:
        """Find rooms that have moved on without news of it: the bus may be away."""
        watched = self._house.hub.rooms()
        if not watched:
            return
        for night_id, sequence in pages.sequences(self._house, watched).items():
            room = self._rooms.get(night_id)
            if room is not None and sequence > room.told >= 0:
                self._want(night_id, topics={"state", "people", "progress"})

    def _want(
        self, room_id: str, topics: Iterable[str] = (), newcomers: Iterable[Watcher] = ()
    ) -> None:
        with self._lock:
            room = self._rooms[room_id]
            room.note(set(topics), time.monotonic())
            room.newcomers += newcomers
            if room.busy == "told":  # whoever tells it comes back to it
                return
            self._enqueue(room_id, room)

    def _enqueue(self, room_id: str, room: Errands) -> None:
        """Have a room told when there is something that may be told; with the lock."""
        due = room.due()
        if due is None:
            room.busy = ""
            if not self._house.hub.watchers(room_id):
                self._rooms.pop(room_id, None)
            return
        if room.busy == "queued" and room.at <= due:
            return
        room.busy, room.at = "queued", due
        heapq.heappush(self._queue, (due, room_id))
        self._wake.set()
        if not self._works:
            self._works = True
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        """Tell rooms until there is nothing to tell any more."""
        while (group := self._next()) is not None:
            small = []
            for work in group:
                if len(work.here) > _LARGE:
                    threading.Thread(target=self._tell, args=([work],), daemon=True).start()
                else:
                    small.append(work)
            self._tell(small)

    def _next(self) -> list[Work] | None:
        """Take what may be told now, or wait for it; None when there is nothing more."""
        with self._lock:
            self._wake.clear()
            now = time.monotonic()
            group: list[Work] = []
            while self._queue and self._queue[0][0] <= now and len(group) < _TOGETHER:
                due, room_id = heapq.heappop(self._queue)
                room = self._rooms.get(room_id)
                if room is None or room.busy != "queued" or room.at != due:
                    continue  # it has had its turn since
                room.busy = "told"
                group.append(room.take(room_id, self._house.hub.watchers(room_id), now))
            if group:
                return group
            if not self._queue:
                self._works = False
                return None
            wait = self._queue[0][0] - now
        self._wake.wait(wait)
        return []

    def _tell(self, group: Sequence[Work]) -> None:
        """Tell some rooms, whatever comes of it, and see to what came meanwhile."""
        try:
            self._tell_progress([work for work in group if work.is_progress])
            self._tell_all([work for work in group if not work.is_progress])
        finally:
            with self._lock:
                for work in group:
                    self._enqueue(work.room_id, work.room)

    def _tell_progress(self, group: Sequence[Work]) -> None:
        if not group:
            return
        try:
            found = looks.progress(self._house, [work.room_id for work in group])
            for work in group:
                if work.room_id in found:
                    self._crier.tell_progress(work.room_id, *found[work.room_id])
        except QuizError as error:
            _log.warning("%s rooms are not told of answers: %s", len(group), error)
        except Exception:  # noqa: BLE001 - logged; the next news is to find a worker
            _log.exception("%s rooms are not told of answers", len(group))
        for work in group:
            work.room.rest(work, time.monotonic())

    def _tell_all(self, group: Sequence[Work]) -> None:
        if not group:
            return
        try:
            found = looks.looks(self._house, {w.room_id: self._crier.wish(w) for w in group})
        except QuizError as error:
            _log.warning("%s rooms are not told: %s", len(group), error)
            self._try_again(group)
            return
        except Exception:  # noqa: BLE001 - likewise
            if len(group) > 1:  # it is the fault of one of them
                for work in group:
                    self._tell_all([work])
                return
            _log.exception("room %s is not told", group[0].room_id)
            group[0].room.told = 0
            return
        for work in group:
            self._tell_one(work, found.get(work.room_id))
            let_others_in()

    def _tell_one(self, work: Work, look: looks.Look | None) -> None:
        if look is None:
            self._close(work)
            return
        try:
            self._crier.tell(work, look)
        except Exception:  # noqa: BLE001 - likewise
            _log.exception("room %s is not told", work.room_id)
            work.room.told = 0
        with self._lock:
            work.room.rest(work, time.monotonic())

    def _try_again(self, group: Sequence[Work]) -> None:
        """Ask the database again soon, for those who are still here."""
        with self._lock:
            for work in group:
                if self._house.hub.watchers(work.room_id):
                    work.room.again(work, time.monotonic())

    def _close(self, work: Work) -> None:
        """The night is gone for good: nobody watches it any more."""
        with self._lock:
            work.room.topics.clear()
            work.room.newcomers.clear()
        for watcher in self._house.hub.watchers(work.room_id):
            self._house.hub.leave(watcher)
