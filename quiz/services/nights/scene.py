"""What a screen of a night needs that is costly to work out, kept while nothing changes.

The sequence of a night grows with all that changes what is shown. So what was worked out at a
sequence holds until the next: when a thousand phones come back at once, one of them pays.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from quiz.errors import NotFoundError
from quiz.night.model import Result, Seat, Slot, Standing
from quiz.services.house import House
from quiz.services.nights import judging
from quiz.services.nights.room import OPENED, Room
from quiz.services.nights.views import Award, NightReveal
from quiz.store import night_tallies as tallies
from quiz.store import nights as night_rows
from quiz.store.night_records import NightRecord
from quiz.store.store import Store, Transaction

_MOST_NIGHTS = 512

Given = Mapping[str, tallies.Given]
"""What seats gave, by seat."""


@dataclass(frozen=True, slots=True)
class Board:
    """The standings; ``at`` says where in them an entrant stands.

    ``above`` and ``below`` are the nearest that have more, or fewer, by the same index.
    """

    rows: tuple[Standing, ...]
    at: Mapping[str, int]
    above: tuple[Standing | None, ...]
    below: tuple[Standing | None, ...]


@dataclass(slots=True)
class Scene:
    """A night at one sequence; the rest is worked out when it is first wanted."""

    record: NightRecord
    board: Board | None = None
    seats: tuple[Seat, ...] | None = None
    given: Given | None = None
    results: Mapping[str, Result] | None = None
    places: tuple[Standing, ...] | None = None
    reveal: NightReveal | None = None
    awards: tuple[Award, ...] | None = None
    teams: Mapping[str, str] | None = None
    totals: Mapping[str, int] | None = None
    hashes: Mapping[str, str] | None = None
    """Those of the rescue codes, by seat."""


@dataclass(slots=True)
class _Scenes:
    kept: OrderedDict[str, Scene] = field(default_factory=OrderedDict)


_BY_STORE: WeakKeyDictionary[Store, _Scenes] = WeakKeyDictionary()


def scene(house: House, tx: Transaction, night_id: str) -> tuple[Scene, Room]:
    """Return a night as it stands in this transaction. Raises NotFoundError."""
    known = scenes(house, tx, (night_id,)).get(night_id)
    if known is None:
        raise NotFoundError("There is no such night, or it is gone.")
    return known, Room(known.record, house.shelf, tx)


def scenes(house: House, tx: Transaction, night_ids: Collection[str]) -> dict[str, Scene]:
    """Return those nights that exist, as they stand in this transaction."""
    kept = _BY_STORE.setdefault(house.store, _Scenes()).kept
    sequences = night_rows.sequences(tx, night_ids)
    found = _known(kept, sequences)
    for night_id, record in night_rows.load_many(tx, sequences.keys() - found.keys()).items():
        found[night_id] = kept[night_id] = Scene(record)
    while len(kept) > _MOST_NIGHTS:
        kept.popitem(last=False)
    return found


def _known(kept: Mapping[str, Scene], sequences: Mapping[str, int]) -> dict[str, Scene]:
    """Return those that have not changed since they were kept."""
    found = {night_id: kept.get(night_id) for night_id in sequences}
    return {
        night_id: at
        for night_id, at in found.items()
        if at is not None and at.record.sequence == sequences[night_id]
    }


def held(house: House, tx: Transaction, night_ids: Collection[str]) -> dict[str, Room]:
    """Return those nights that exist, and hold others off them until the transaction ends.

    One that was shown as it stands is not read again. When it was touched last is not said.
    """
    kept = _BY_STORE.setdefault(house.store, _Scenes()).kept
    sequences = night_rows.hold(tx, night_ids)
    records = {night_id: at.record for night_id, at in _known(kept, sequences).items()}
    records |= night_rows.load_many(tx, sequences.keys() - records.keys())
    return {night_id: Room(record, house.shelf, tx) for night_id, record in records.items()}


def went_on(house: House, before: NightRecord, after: NightRecord, *, earned: bool) -> None:
    """Keep a night as it stands after a move that is on disk by now.

    Who sits in it is as before; unless it ``earned`` somebody something, the points are, too.
    """
    kept = _BY_STORE.setdefault(house.store, _Scenes()).kept
    known = kept.pop(before.id, None)
    if known is None or known.record.sequence != before.sequence or after.over_at:
        return
    now = Scene(after, seats=known.seats, teams=known.teams, hashes=known.hashes)
    if not earned:
        now.totals, now.board = known.totals, known.board
    kept[before.id] = now


def all_seats(scene: Scene, room: Room) -> tuple[Seat, ...]:
    """Return the seats of a night, those that are out too, in the order they came."""
    if scene.seats is None:
        scene.seats = tallies.seats(room.tx, room.record.id)
    return scene.seats


def given(scene: Scene, room: Room, slot: Slot) -> Given:
    """Return what was given to the question at hand; kept only when no more can come."""
    if scene.given is not None:
        return scene.given
    found = tallies.given(room.tx, room.record.id, slot.number)
    if room.record.state.stage.phase not in OPENED:
        scene.given = found
    return found


def results(scene: Scene, room: Room, slot: Slot) -> Mapping[str, Result]:
    """Return what the question at hand earned, by seat."""
    if scene.results is None:
        found = tallies.of_questions(room.tx, room.record.id, (slot.number,))
        scene.results = judging.by_seat(found)
    return scene.results


def team_names(scene: Scene, room: Room) -> Mapping[str, str]:
    """Return the teams, id to name."""
    if scene.teams is None:
        scene.teams = judging.team_names(room)
    return scene.teams


def board(scene: Scene, room: Room) -> Board:
    """Return who stands where."""
    if scene.board is None:
        sums = totals(scene, room)
        rows = judging.places(room, all_seats(scene, room), moves=False, sums=sums)
        scene.board = _board(rows)
    return scene.board


def totals(scene: Scene, room: Room) -> Mapping[str, int]:
    """Return the points each seat earned by itself."""
    if scene.totals is None:
        scene.totals = judging.totals(room)
    return scene.totals


def _board(rows: tuple[Standing, ...]) -> Board:
    above: list[Standing | None] = []
    for index, row in enumerate(rows):
        higher = rows[index - 1] if index else None
        is_tie = higher is not None and higher.rank == row.rank
        above.append(above[-1] if is_tie else higher)
    below: list[Standing | None] = []
    for index in range(len(rows) - 1, -1, -1):
        lower = rows[index + 1] if index + 1 < len(rows) else None
        is_tie = lower is not None and lower.rank == rows[index].rank
        below.append(below[-1] if is_tie else lower)
    at = {row.entrant_id: index for index, row in enumerate(rows)}
    return Board(rows, at, tuple(above), tuple(reversed(below)))
