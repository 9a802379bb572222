"""What there is to tell a room, and when: what is on at once, the rest not too often."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from quiz.live.hub import Watcher
from quiz.services.nights.views import NightHead

NEWCOMERS = "newcomers"


@dataclass(slots=True)
class Errands:
    """What there is to tell a room: topics, and newcomers who have seen nothing yet.

    ``told`` is the sequence number that was sent last, ``shown`` the head of the stage that all
    were shown, ``quiet`` until when a topic rests.
    """

    topics: set[str] = field(default_factory=set)
    newcomers: list[Watcher] = field(default_factory=list)
    told: int = -1
    shown: NightHead | None = None
    busy: bool = False
    quiet: dict[str, float] = field(default_factory=dict)
    wake: threading.Event = field(default_factory=threading.Event)

    def take(self, now: float) -> tuple[set[str], list[Watcher]]:
        """Take the topics that may be told now, and the newcomers; what is on waits for nobody."""
        topics = {topic for topic in self.topics if self.quiet.get(topic, 0.0) <= now}
        self.topics -= topics
        if topics or self.quiet.get(NEWCOMERS, 0.0) <= now:
            newcomers, self.newcomers = self.newcomers, []
            return topics, newcomers
        return topics, []

    def wait(self, now: float) -> float:
        """Return how long until there is something that may be told."""
        waiting = [*self.topics, *([NEWCOMERS] if self.newcomers else [])]
        return min(self.quiet.get(topic, 0.0) for topic in waiting) - now
