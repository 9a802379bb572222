"""The desk that takes the answers of one group within a transaction: what counts, what is kept.

All that is looked up is looked up once, and a night as it stands is made once for each version.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from quiz.errors import ConflictError, NotAllowedError, QuizError
from quiz.night import timing
from quiz.night.model import Rules, Seat, Slot, State
from quiz.rounds.model import Dealt
from quiz.services.house import House
from quiz.services.nights import access, given
from quiz.store import night_intake
from quiz.store import nights as night_rows
from quiz.store.night_answers import Key
from quiz.store.night_records import AnswerRecord
from quiz.store.store import Transaction

Posted = tuple[int, tuple[str, ...]]
"""The number of a question, and an answer to it."""

_MOST_READINGS = 5_000
_MOST_NUMBER = 10_000  # of a question; whatever is above never reaches the database

_TOLD = {
    "early": "Answers do not count yet: read first, and answer when the clock runs.",
    "late": "Too late: time was up when your answer came.",
    "paused": "The host has stopped the clock; answer when it goes on.",
    "closed": "Too late: the question is closed.",
    "other": "That answer was for another question. Look at the screen and answer this one.",
}


@dataclass(frozen=True, slots=True)
class Saved:
    """What is on disk for a seat: the number of the save, and the places as a form posts them."""

    revision: int
    given: tuple[str, ...]


@dataclass(slots=True)
class Wish:
    """An answer as it came: ``ms`` is what the page measured, ``received`` when it reached us.

    A draft is what a page saves while somebody is still at it: it counts, and ends nothing.
    """

    night_id: str
    token_hash: str
    number: int
    given: tuple[str, ...]
    ms: float | None
    revision: int | None
    received: datetime
    is_draft: bool = False
    news: tuple[int, int] | None = None
    """Once it was written: the sequence of the night, and 1 if it may end the question."""


@dataclass(frozen=True, slots=True)
class _Open:
    """A night as it stands, made once for each of its versions."""

    rules: Rules
    state: State
    slots: dict[int, Slot]
    dealt: dict[int, Dealt] = field(default_factory=dict)
    readings: dict[Posted, tuple[tuple[str, ...], bool]] = field(default_factory=dict)
    places: dict[Posted, tuple[str, ...]] = field(default_factory=dict)


class Desk:
    """Takes the answers of one group: all that is looked up is looked up once."""

    def __init__(self, house: House, tx: Transaction, wishes: Sequence[Wish]) -> None:
        self.house = house
        self.tx = tx
        found = night_intake.look_up(
            tx,
            {wish.night_id for wish in wishes},
            {wish.token_hash for wish in wishes},
            {wish.number for wish in wishes if 0 < wish.number <= _MOST_NUMBER},
        )
        self.heads, self.seats, self.stored = found.heads, found.seats, found.given
        self.nights = {night_id: self._open(night_id) for night_id in self.heads}
        self.fresh: dict[Key, AnswerRecord] = {}

    def attempt(self, wish: Wish) -> Saved | Exception:
        """Take one answer; what is wrong with it is nobody else's business."""
        try:
            return self._take(wish)
        except QuizError as error:
            return error

    def told(
        self, wish: Wish, stored: dict[Key, AnswerRecord], was: Saved | Exception
    ) -> Saved | Exception:
        """Return what is really stored, where something else was about to be told."""
        key = self._key(wish)
        if isinstance(was, Exception) or key not in stored:
            return was
        return self._saved(stored[key])

    def _take(self, wish: Wish) -> Saved:
        seat, night = self._seat(wish), self.nights[wish.night_id]
        slot = night.slots.get(wish.number)
        if slot is None:
            raise ConflictError(_TOLD["other"])
        key = (wish.night_id, wish.number, seat.id)
        before = self.fresh.get(key) or self.stored.get(key)
        if before is not None and wish.revision is not None and wish.revision <= before.revision:
            return self._saved(before)
        extra = timing.extra_of(night.rules, slot, seat)
        verdict = timing.verdict(night.state, slot, wish.received, extra)
        if verdict != "ok":
            raise ConflictError(_TOLD[verdict])
        texts, is_whole = self._read(night, slot, wish.given)
        complete = is_whole and not wish.is_draft
        record = self._record(wish, key, before, texts, complete=complete)
        self.fresh[key] = record
        newly = complete and (before is None or not before.complete) and night.rules.end_early
        wish.news = (self.heads[wish.night_id][2], int(newly))
        return self._saved(record)

    def _record(
        self,
        wish: Wish,
        key: Key,
        before: AnswerRecord | None,
        texts: tuple[str, ...],
        *,
        complete: bool,
    ) -> AnswerRecord:
        opened_at = self.nights[wish.night_id].state.stage.opened_at or wish.received
        time = timing.credit(opened_at, wish.received, wish.ms)
        used, forgiven, raw, received = time.used, time.credit, time.raw, wish.received
        if before is not None and before.given == texts:  # said again: it was known then
            used, forgiven, raw = before.used, before.credit, before.raw
            received = before.received_at
        revision = wish.revision or (before.revision + 1 if before is not None else 1)
        return AnswerRecord(*key, texts, complete, used, forgiven, raw, revision, received)

    def _seat(self, wish: Wish) -> Seat:
        night_id, seat = self.seats.get(wish.token_hash, ("", None))
        if seat is None or night_id != wish.night_id or night_id not in self.nights:
            raise NotAllowedError(access.NOT_SEATED)
        if seat.status == "waiting":
            raise NotAllowedError("The host has not let you in yet.")
        if seat.status != "in":
            raise NotAllowedError(access.NOT_SEATED)
        return seat

    def _key(self, wish: Wish) -> Key | None:
        """Return the key of an answer, or None when it cannot be one of ours."""
        _, seat = self.seats.get(wish.token_hash, ("", None))
        night = self.nights.get(wish.night_id)
        if seat is None or night is None or wish.number not in night.slots:
            return None
        return wish.night_id, wish.number, seat.id

    def _saved(self, record: AnswerRecord) -> Saved:
        night = self.nights[record.night_id]
        slot = night.slots[record.number]
        key = (record.number, record.given)
        if key not in night.places:
            night.places[key] = given.places(self._dealt(night, slot), record.given)
        return Saved(record.revision, night.places[key])

    def _read(
        self, night: _Open, slot: Slot, posted: tuple[str, ...]
    ) -> tuple[tuple[str, ...], bool]:
        """Read an answer. There are few ways to choose, so that what was read is read no more."""
        key = (slot.number, posted)
        if key not in night.readings:
            if len(night.readings) >= _MOST_READINGS:
                night.readings.clear()  # somebody types at random
                night.places.clear()
            night.readings[key] = given.read(self._dealt(night, slot), posted)
        return night.readings[key]

    def _open(self, night_id: str) -> _Open:
        version, digest, _ = self.heads[night_id]
        made = self._opener(night_id)
        return self.house.recent.latest(("night", night_id), (version, digest), made)

    def _opener(self, night_id: str) -> Callable[[], _Open]:
        def make() -> _Open:
            plan, rules, state = night_rows.parts(self.tx, night_id)
            return _Open(rules, state, {slot.number: slot for slot in plan.slots})

        return make

    def _dealt(self, night: _Open, slot: Slot) -> Dealt:
        if slot.number not in night.dealt:
            edition = self.house.shelf.edition(self.tx, slot.digest)
            night.dealt[slot.number] = Dealt(edition.questions[slot.question_id], slot.order)
        return night.dealt[slot.number]
