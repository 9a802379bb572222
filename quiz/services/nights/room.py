"""A night as the store has it, with the questions it asks: all pages and commands start here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from quiz.errors import NotFoundError
from quiz.night import course
from quiz.night.keys import keyed, mark_keyed
from quiz.night.model import Phase, Seat, Slot
from quiz.questions.kinds import answer_text
from quiz.questions.marking import Mark
from quiz.questions.model import Question
from quiz.rounds.model import Dealt
from quiz.services.shelf import Edition, Shelf
from quiz.store import nights as night_rows
from quiz.store.night_records import NightRecord, SeatRecord
from quiz.store.store import Transaction

OPENED: frozenset[Phase] = frozenset({"question", "locked"})
ENDED: frozenset[Phase] = frozenset({"podium", "over"})


@dataclass(frozen=True, slots=True)
class Room:
    """A night and where to look up its questions; good for as long as the transaction."""

    record: NightRecord
    shelf: Shelf
    tx: Transaction

    @property
    def at_hand(self) -> Slot | None:
        """The question that is open, locked or revealed; None on any other screen."""
        stage = self.record.state.stage
        asked = stage.phase in OPENED or stage.phase == "reveal"
        return self.record.plan.slot(stage.number) if asked else None

    def edition(self, slot: Slot) -> Edition:
        """Return the version of the pack that a question was dealt from, whatever became of it."""
        return self.shelf.edition(self.tx, slot.digest)

    def question(self, slot: Slot) -> Question:
        """Return a question as the pack has it."""
        return self.edition(slot).questions[slot.question_id]

    def dealt(self, slot: Slot) -> Dealt:
        """Return a question with its options in the order they are shown."""
        return Dealt(self.question(slot), slot.order)

    def keyed(self, slot: Slot) -> tuple[Question, ...]:
        """Return a question as the host has it: see ``night.keys.keyed``."""
        state = self.record.state
        return keyed(
            self.question(slot),
            state.rekeyed.get(slot.number, ()),
            state.accepted.get(slot.number, ()),
        )

    def marker(self, slot: Slot) -> Marker:
        """Return what marks the answers to a question."""
        return Marker(self.keyed(slot), self.edition(slot))

    def answer(self, slot: Slot) -> str:
        """Return the right answer in words; several that a host lets count stand side by side."""
        texts = dict.fromkeys(answer_text(each.body) for each in self.keyed(slot))
        return " or ".join(texts)

    def note(self, slot: Slot) -> str:
        """Say what the host changed about a question, or nothing."""
        state = self.record.state
        notes = [
            *(["This question does not count."] if slot.number in state.void else []),
            *(["It was left out."] if slot.number in state.skipped else []),
            *(["The key was changed."] if slot.number in state.rekeyed else []),
        ]
        if slot.number in state.accepted:
            texts = ", ".join(f"“{text}”" for text in state.accepted[slot.number])
            notes.append(f"Also accepted: {texts}.")
        return " ".join(notes)


@dataclass(frozen=True, slots=True)
class Marker:
    """Marks the answers to a question; of a thousand that are alike it reads one."""

    questions: tuple[Question, ...]
    edition: Edition
    _known: dict[tuple[str, ...], Mark] = field(default_factory=dict)

    def mark(self, given: tuple[str, ...]) -> Mark:
        """Mark an answer that is not empty."""
        if given not in self._known:
            self._known[given] = mark_keyed(self.questions, given, self.edition.names)
        return self._known[given]


def find(shelf: Shelf, tx: Transaction, night_id: str, *, to_change: bool = False) -> Room:
    """Return a night. Raises NotFoundError."""
    record = night_rows.load(tx, night_id, to_change=to_change)
    if record is None:
        raise NotFoundError("There is no such night, or it is gone.")
    return Room(record, shelf, tx)


def seat_of(record: SeatRecord) -> Seat:
    """Return a seat as the rules know it."""
    return Seat(
        id=record.id,
        name=record.name,
        status=record.status,
        team_id=record.team_id,
        is_captain=record.is_captain,
        is_audience=record.is_audience,
        extra_time=record.extra_time,
        joker=record.joker,
    )


def fresh(room: Room) -> frozenset[int]:
    """Return the questions whose points are news on the screen that is on.

    In the reveal the question at hand; in standings all of the round, or with standings after each
    question that one; on the podium those of the last round that was played.
    """
    record = room.record
    stage, plan = record.state.stage, record.plan
    if not stage.number:
        return frozenset()
    if stage.phase == "reveal" or (stage.phase == "standings" and record.rules.standings_each):
        return frozenset({stage.number})
    slots = plan.rounds[plan.round_of(stage.number)].slots
    return frozenset(slot.number for slot in slots)


def scored_numbers(room: Room) -> frozenset[int]:
    """Return the questions whose results count."""
    return course.scored(room.record.state)


def is_counting(seat: Seat | SeatRecord) -> bool:
    """Say whether a seat plays: it is in, and not of the audience."""
    return seat.status == "in" and not seat.is_audience


def was_there(seat: SeatRecord, locked_at: datetime | None, answered: Collection[str]) -> bool:
    """Say whether a question was put to a seat: it answered, or it was in before the lock.

    Who waited at the door was not in.
    """
    if seat.id in answered:
        return seat.status in {"in", "out"}
    since = seat.let_in_at or seat.joined_at
    return seat.status == "in" and (locked_at is None or since <= locked_at)
