"""What there is to tell a room, and when: what is on at once, the rest not too often."""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Literal

from quiz.live.hub import Watcher
from quiz.services.nights.desk import RosterRow
from quiz.services.nights.views import NightHead

PAUSE = 0.25
"""Seconds between news of people or of answers; what is on is told at once."""
_SEATS_A_SECOND = 2_000  # how many phones are told of newcomers: more of them, less often
_NEWCOMERS_A_SECOND = 20_000
_NEWCOMERS = "newcomers"
_BEAT = 0.05  # answers are counted in step, so that the rooms of a beat are counted together


@dataclass(frozen=True, slots=True)
class Work:
    """What to tell a room now: topics to all who are ``here``, and everything to the newcomers.

    Whoever comes while it is read and told is a newcomer of the next time.
    """

    room_id: str
    room: Errands
    topics: frozenset[str]
    newcomers: tuple[Watcher, ...]
    here: tuple[Watcher, ...]

    @property
    def is_progress(self) -> bool:
        """Whether no more is to be told than how many have answered."""
        return self.topics == {"progress"} and not self.newcomers


@dataclass(slots=True)
class Errands:
    """What there is to tell a room: topics, and newcomers who have seen nothing yet.

    ``told`` is the sequence number that was sent last, ``shown`` the head of the stage that all
    were shown, ``roster`` the one that hosts were, ``quiet`` until when a topic rests. While it is
    ``busy`` it is being told, or waits for its turn, which comes ``at`` some instant.
    """

    topics: set[str] = field(default_factory=set)
    newcomers: list[Watcher] = field(default_factory=list)
    told: int = -1
    shown: NightHead | None = None
    roster: tuple[RosterRow, ...] | None = None
    busy: Literal["", "queued", "told"] = ""
    at: float = 0.0
    quiet: dict[str, float] = field(default_factory=dict)

    def note(self, topics: AbstractSet[str], now: float) -> None:
        """Take note of what there is to tell; of answers with the next beat, not at once."""
        if "progress" in topics - self.topics:
            at = max(now, self.quiet.get("progress", 0.0))
            self.quiet["progress"] = math.ceil(at / _BEAT) * _BEAT
        self.topics |= topics

    def take(self, room_id: str, here: tuple[Watcher, ...], now: float) -> Work:
        """Take the topics that may be told now, and the newcomers; what is on waits for nobody."""
        topics = {topic for topic in self.topics if self.quiet.get(topic, 0.0) <= now}
        self.topics -= topics
        newcomers: list[Watcher] = []
        if topics or self.quiet.get(_NEWCOMERS, 0.0) <= now:
            newcomers, self.newcomers = self.newcomers, []
        return Work(room_id, self, frozenset(topics), tuple(newcomers), here)

    def due(self) -> float | None:
        """Return when there is something that may be told; None when there is nothing."""
        waiting = [*self.topics, *([_NEWCOMERS] if self.newcomers else [])]
        return min((self.quiet.get(topic, 0.0) for topic in waiting), default=None)

    def rest(self, work: Work, now: float) -> None:
        """Let what was told rest for a while, so that a large room is not told of each one."""
        if work.is_progress:
            self.quiet["progress"] = now + PAUSE
            return
        watching = len(work.here)
        if work.newcomers:  # when thousands come back, they are served by the hundred
            self.quiet[_NEWCOMERS] = now + min(PAUSE, watching / _NEWCOMERS_A_SECOND)
        if work.topics & {"people", "presence"}:
            end = now + max(PAUSE, watching / _SEATS_A_SECOND)
            self.quiet |= {"people": end, "presence": end}
        if "progress" in work.topics:
            self.topics.add("progress")  # in its turn

    def again(self, work: Work, now: float) -> None:
        """Take back what could not be told: the database is away, and is asked again soon."""
        self.quiet = dict.fromkeys([*work.topics, "state", _NEWCOMERS], now + PAUSE)
        self.topics |= work.topics | ({"state"} if work.newcomers else set())
        self.newcomers[:0] = work.newcomers
