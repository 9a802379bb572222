"""What there is to tell of many nights, read in one transaction: shared screens, phones, desks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from quiz.live.turns import let_others_in
from quiz.services.house import House
from quiz.services.nights import judging, overview, pages, personal
from quiz.services.nights.desk import HostView
from quiz.services.nights.phone_views import MeView
from quiz.services.nights.presence import AWAY
from quiz.services.nights.room import OPENED, Room
from quiz.services.nights.scene import Scene, all_seats, scenes
from quiz.services.nights.views import StageView
from quiz.store import night_answers as answer_rows
from quiz.store import night_tallies as tallies
from quiz.store.store import Transaction


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see of a night.

    ``whose`` says, of what is on, the seats whose own part is wanted; ``desk`` whether the host's
    is. Unless it ``counts``, it is not counted who has answered, which phones do not show.
    """

    whose: Callable[[StageView], Collection[str]]
    desk: bool = False
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Look:
    """A night at one moment: what is personal goes with the question that is on.

    Seats that are gone are missing from ``mine``.
    """

    stage: StageView
    mine: Mapping[str, MeView]
    desk: HostView | None = None


def looks(house: House, wishes: Mapping[str, Wish]) -> dict[str, Look]:
    """Return what is to be seen of those nights that exist."""
    now = house.clock()
    with house.store.reading() as tx:
        found = scenes(house, tx, wishes)
        _fill(tx, found)
        looked = {}
        for night_id, at in found.items():
            room, wish = Room(at.record, house.shelf, tx), wishes[night_id]
            stage = pages.stage_of(at, room, now, count=wish.counts)
            mine = _mine(house, at, room, frozenset(wish.whose(stage)))
            desk = overview.desk(at, room, stage, now) if wish.desk else None
            looked[night_id] = Look(stage, mine, desk)
            let_others_in()  # what is read here stays of one moment
        return looked


def progress(house: House, night_ids: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return how many have answered the questions at hand, of how many that are here.

    Nights that are gone are left out, and so are those where nothing is asked.
    """
    now = house.clock()
    with house.store.reading() as tx:
        found = scenes(house, tx, night_ids)
        asked = {
            night_id: at.record.state.stage.number
            for night_id, at in found.items()
            if at.record.state.stage.phase in OPENED
        }
        return answer_rows.progress_of(tx, asked, now - AWAY)


def _fill(tx: Transaction, found: Mapping[str, Scene]) -> None:
    """Read at once what nearly all of these nights are going to want."""
    bare = [night_id for night_id, at in found.items() if at.seats is None]
    for night_id, seats in tallies.seats_of(tx, bare).items():
        found[night_id].seats = seats
    quiet = [
        night_id
        for night_id, at in found.items()
        if at.hashes is None and at.record.state.stage.phase in personal.QUIET
    ]
    for night_id, hashes in tallies.rescue_hashes_of(tx, quiet).items():
        found[night_id].hashes = hashes
    shown = {
        night_id: at.record.state.stage.number
        for night_id, at in found.items()
        if at.results is None and at.record.state.stage.phase == "reveal"
    }
    for night_id, results in tallies.results_of(tx, shown).items():
        found[night_id].results = judging.by_seat(results)
    for night_id, given in tallies.given_of(tx, shown).items():
        found[night_id].given = given


def _mine(house: House, at: Scene, room: Room, wanted: frozenset[str]) -> dict[str, MeView]:
    if not wanted:
        return {}
    seats = [seat for seat in all_seats(at, room) if seat.id in wanted]
    return personal.views(house, at, room, seats, at.hashes or {})
