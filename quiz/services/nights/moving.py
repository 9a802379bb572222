"""Moves of nights, written together: hosts who press at one time share a transaction.

Each move is its own: what one of them is refused, the others do not notice. Nobody is told of any
of them before it is on disk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from quiz.errors import QuizError, StorageError
from quiz.live.bus import News
from quiz.live.turns import let_others_in
from quiz.night.model import Seat
from quiz.services.house import House
from quiz.services.nights import judging, scene
from quiz.services.nights.judging import Change
from quiz.services.nights.room import Room
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import AuditRecord, NightRecord

_AT_ONCE = 10  # a transaction holds up who answers meanwhile


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move makes of a night; an ``error`` is for who asked, and what was done is kept.

    ``line`` words it for the audit when the results have followed, or is None.
    """

    after: Room
    error: QuizError | None = None
    line: Callable[[dict[int, Change]], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A night to be moved at an instant, and how.

    ``move`` is given the night and those of its seats that have extra time; it may run twice, and
    writes nothing. ``missing`` is raised where there is no such night.
    """

    night_id: str
    now: datetime
    move: Callable[[Room, Sequence[Seat]], Moved]
    missing: QuizError


@dataclass(frozen=True, slots=True)
class Done:
    """How a move went: the version after it, whether anything is another, and what was refused."""

    version: int
    moved: bool
    error: QuizError | None = None


def move(house: House, wish: Wish) -> Done:
    """Move a night, together with others whose time has come.

    Raises what the move raises, ConflictError and StorageError as a transaction does.
    """
    return house.presses.submit(wish, partial(move_all, house))


def move_all(house: House, wishes: Sequence[Wish]) -> list[Done | Exception]:
    """Move many nights, some at a time; return how each went, in order."""
    outcomes: list[Done | Exception] = []
    for start in range(0, len(wishes), _AT_ONCE):
        if start:
            let_others_in()
        outcomes += _some(house, wishes[start : start + _AT_ONCE])
    return outcomes


def _some(house: House, wishes: Sequence[Wish]) -> list[Done | Exception]:
    try:
        group = _written(house, wishes)
    except StorageError as error:
        return [error] * len(wishes)
    except Exception as error:  # noqa: BLE001 - raised where the one who asked waits
        if len(wishes) == 1:
            return [error]
        return [outcome for wish in wishes for outcome in _some(house, [wish])]
    for before in group.before.values():
        after = group.rooms[before.id].record
        if after is not before:
            scene.went_on(house, before, after, earned=before.id in group.earned)
            house.bus.publish(News(before.id, "state", after.sequence))
    return group.outcomes


def _written(house: House, wishes: Sequence[Wish]) -> _Group:
    with house.store.writing() as tx:
        ids = {wish.night_id for wish in wishes}
        group = _Group(scene.held(house, tx, ids), seat_rows.slow(tx, ids))
        for wish in wishes:
            group.take(wish)
            let_others_in()  # who only reads need not wait for all of them
        moved = {night_id: group.rooms[night_id].record.state for night_id in group.at}
        night_rows.put_states(tx, moved, group.at)
        night_rows.add_audit(tx, *group.audit)
    group.settle()
    return group


class _Group:
    """Nights that are moved in one transaction."""

    def __init__(self, rooms: dict[str, Room], slow: dict[str, list[Seat]]) -> None:
        self.rooms = rooms
        self.before: dict[str, NightRecord] = {id_: room.record for id_, room in rooms.items()}
        self.slow = slow
        self.at: dict[str, datetime] = {}  # those that have moved, and when
        self.earned: set[str] = set()
        self.audit: list[AuditRecord] = []
        self.outcomes: list[Done | Exception] = []

    def take(self, wish: Wish) -> None:
        """Carry out one move; what is wrong with it is nobody else's business."""
        try:
            self.outcomes.append(self._moved(wish))
        except QuizError as refused:
            self.outcomes.append(refused)

    def _moved(self, wish: Wish) -> Done:
        room = self.rooms.get(wish.night_id)
        if room is None:
            raise wish.missing
        made = wish.move(room, self.slow.get(wish.night_id, ()))
        state = made.after.record.state
        moved = state != room.record.state
        changes = judging.sync(room.record, made.after)
        if changes:
            self.earned.add(wish.night_id)
        if moved:
            self.rooms[wish.night_id] = made.after
            self.at[wish.night_id] = wish.now
        line = made.line(changes) if made.line else None
        if line:
            self.audit.append(AuditRecord(wish.night_id, wish.now, line))
        return Done(state.version, moved, made.error)

    def settle(self) -> None:
        """Give the nights that have moved their new sequences, now that they are on disk."""
        for night_id, at in self.at.items():
            room, is_over = self.rooms[night_id], self.rooms[night_id].record.state.stage.phase
            record = replace(
                room.record,
                sequence=room.record.sequence + 1,
                touched_at=at,
                over_at=at if is_over == "over" else None,
            )
            self.rooms[night_id] = replace(room, record=record)
