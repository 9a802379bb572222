"""What was read of a room → the frames of those who watch it: rendered once, sent to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from flask import Flask

from quiz.live.hub import Hub, Watcher
from quiz.live.turns import let_others_in
from quiz.services.nights import pages
from quiz.services.nights.desk import RosterRow
from quiz.services.nights.looks import Look, Wish
from quiz.services.nights.views import StageView
from quiz.web.nights import parts
from quiz.web.nights.errands import Work

DESKS = frozenset({"screen", "host"})
_AT_ONCE = 100
_MOST_COUNTS = 5_000
_PHONES = frozenset({"player", "door"})
_MAY_WATCH = {"player": {"in"}, "door": {"waiting"}}


@dataclass(frozen=True, slots=True)
class Crier:
    """Tells rooms. Everything is sent in order: whoever tells a room is alone with it."""

    app: Flask
    hub: Hub
    counts: dict[tuple[str, int, int], bytes] = field(default_factory=dict)
    """How many have answered, as frames by language."""

    def wish(self, work: Work) -> Wish:
        """Return what has to be read to tell a room."""
        here = work.here
        seats = [watcher.seat for watcher in here if watcher.audience in _PHONES]
        new = [watcher.seat for watcher in work.newcomers if watcher.audience in _PHONES]

        def whose(stage: StageView) -> Iterable[str]:
            return seats if _tells_phones(_topics(work, stage), stage) else new

        return Wish(
            lambda stage: set(whose(stage)),
            desk=_has(here, "host"),
            counts=any(watcher.audience in DESKS for watcher in here),
        )

    def tell(self, work: Work, look: Look) -> None:
        """Tell a room what there is to tell, in each of its languages."""
        stage = look.stage
        topics = _topics(work, stage)
        # Who is here is looked after all the time, and seldom is that another than before.
        is_another = (
            "presence" in topics
            and not topics & {"state", "people"}
            and work.room.roster != _roster(look)
        )
        for language in {watcher.language for watcher in work.here}:
            here = [watcher for watcher in work.here if watcher.language == language]
            new = [watcher for watcher in work.newcomers if watcher.language == language]
            with parts.speaking(self.app, language):
                if "state" in topics:
                    self._tell_stage(look, language, here, new)
                else:
                    self._tell_new(look, new)
                if "people" in topics:
                    self._send(here, "screen", lambda: parts.people(stage))
                if is_another or ("people" in topics and "state" not in topics):
                    self._tell_desk(look, here)
                self._tell_phones(look, here if _tells_phones(topics, stage) else new)
        work.room.told = max(work.room.told, stage.head.sequence)
        work.room.shown = replace(stage.head, sequence=0)
        if is_another or topics & {"state", "people"}:
            work.room.roster = _roster(look)

    def tell_progress(self, room_id: str, answered: int, of: int) -> None:
        """Tell hosts and screens how many answers are in."""
        for watcher in self.hub.watchers(room_id):
            if watcher.audience in DESKS:
                self._write(watcher, self._progress(watcher.language, answered, of))

    def _progress(self, language: str, answered: int, of: int) -> bytes:
        """Return the frame of two numbers: many rooms are told of the same, again and again."""
        key = (language, answered, of)
        told = self.counts.get(key)
        if told is None:
            with parts.speaking(self.app, language):
                told = parts.progress(answered, of)
            if len(self.counts) >= _MOST_COUNTS:
                self.counts.clear()
            self.counts[key] = told
        return told

    def _tell_stage(
        self, look: Look, language: str, here: list[Watcher], new: list[Watcher]
    ) -> None:
        """Tell everyone what is on. Phones first: theirs are the many, and they have a clock."""
        stage, room_id = look.stage, look.stage.head.id
        if _has(here, "player"):
            self.hub.deliver(room_id, "player", {language: parts.player_stage(stage)})
        if _has(here, "screen"):
            self.hub.deliver(room_id, "screen", {language: parts.screen_stage(stage)})
        self._tell_desk(look, here)
        planned = here if stage.head.phase == "lobby" else new  # the night may be planned anew
        self._send(planned, "door", lambda: parts.player_stage(pages.outside(stage)))
        self._send(new, "screen", lambda: parts.people(stage))
        self._send(here, "screen", lambda: parts.progress(stage.answered, stage.of))

    def _tell_new(self, look: Look, new: list[Watcher]) -> None:
        """Tell newcomers everything."""
        stage = look.stage
        self._send(new, "player", lambda: parts.player_stage(stage))
        self._send(new, "door", lambda: parts.player_stage(pages.outside(stage)))
        self._send(new, "screen", lambda: parts.screen(stage))
        self._tell_desk(look, new)

    def _tell_desk(self, look: Look, to: list[Watcher]) -> None:
        view = look.desk
        if view is not None:
            self._send(to, "host", lambda: parts.desk(view))

    def _tell_phones(self, look: Look, to: list[Watcher]) -> None:
        """Tell phones what is their own.

        One whose seat was taken away is cut after that, and one who was let in: it comes back, by
        the right door.
        """
        phones = [watcher for watcher in to if watcher.audience in _PHONES]
        if not phones:
            return
        head = look.stage.head
        make, outside = parts.me_maker(), pages.outside(look.stage)
        for place, watcher in enumerate(phones, 1):
            me = look.mine.get(watcher.seat)
            news = hash((head.phase, head.round, me))
            if me is not None and news != watcher.seen:
                watcher.seen = news
                self._write(
                    watcher, make(outside if watcher.audience == "door" else look.stage, me)
                )
            if me is None or me.status not in _MAY_WATCH[watcher.audience]:
                self.hub.leave(watcher)
            if place % _AT_ONCE == 0:
                let_others_in()

    def _send(self, to: list[Watcher], audience: str, make: Callable[[], bytes]) -> None:
        chosen = [watcher for watcher in to if watcher.audience == audience]
        if chosen:
            told = make()
            for watcher in chosen:
                self._write(watcher, told)

    def _write(self, watcher: Watcher, told: bytes) -> None:
        if not watcher.send(told):
            self.hub.leave(watcher)


def _topics(work: Work, stage: StageView) -> frozenset[str]:
    """Return what to tell: what is on, too, when the news of it was lost or comes yet."""
    is_known = work.room.shown in {None, replace(stage.head, sequence=0)}
    return work.topics if is_known else work.topics | {"state"}


def _roster(look: Look) -> tuple[RosterRow, ...] | None:
    return look.desk.roster if look.desk else None


def _tells_phones(topics: frozenset[str], stage: StageView) -> bool:
    """Say whether all phones are told what is their own: not with a question, when it is so still.

    A question is the same for all.
    """
    return "people" in topics or ("state" in topics and not stage.question)


def _has(watchers: Iterable[Watcher], audience: str) -> bool:
    return any(watcher.audience == audience for watcher in watchers)
