"""The screens of a night, each read in one transaction. Looking changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from quiz.errors import NotFoundError
from quiz.night import awards as prizes
from quiz.night.awards import Honour
from quiz.night.model import Standing
from quiz.services.house import House
from quiz.services.nights import access, judging, overview, personal, showing
from quiz.services.nights import scene as scenes
from quiz.services.nights.desk import HostView, NightCard
from quiz.services.nights.phone_views import MeView
from quiz.services.nights.presence import AWAY
from quiz.services.nights.room import ENDED, OPENED, Room, is_counting, seat_of
from quiz.services.nights.scene import Scene, all_seats, scene
from quiz.services.nights.views import (
    Award,
    NightReveal,
    PlaceView,
    StageView,
)
from quiz.store import night_answers as answer_rows
from quiz.store import night_results as result_rows
from quiz.store import night_tallies as tallies
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.store import Transaction
from quiz.text import join_names

_MOST_PLACES = 10
_PODIUM = 3
_MOST_NAMES = 60


def stage(house: House, night_id: str, *, count: bool = True) -> StageView:
    """Return what is on for everybody. Raises NotFoundError.

    Without ``count`` it is not counted who has answered, which phones do not show.
    """
    now = house.clock()
    with house.store.reading() as tx:
        at, room = scene(house, tx, night_id)
        return stage_of(at, room, now, count=count)


def outside(stage: StageView) -> StageView:
    """Return what those see of a stage who wait at the door: that there is a night."""
    head = replace(stage.head, phase="lobby", round=0, round_title="", position=0, of=0)
    return StageView(head, people=stage.people, door_locked=stage.door_locked)


def phone(house: House, night_id: str, seat_id: str) -> tuple[StageView, MeView]:
    """Return what is on, and what is personal on the phone of a seat.

    Of what is on, one who waits to be let in sees the ``outside``. Raises
    NotFoundError when the night or the seat is gone.
    """
    stage, found = phones(house, night_id, (seat_id,))
    if seat_id not in found:
        raise NotFoundError(access.NOT_SEATED)
    me = found[seat_id]
    return outside(stage) if me.status == "waiting" else stage, me


def phones(
    house: House, night_id: str, seat_ids: Collection[str]
) -> tuple[StageView, dict[str, MeView]]:
    """Return the same for many seats, by seat; those that are gone are left out.

    Both are of one moment: what is personal goes with the question that is on.
    Raises NotFoundError when there is no such night.
    """
    now = house.clock()
    with house.store.reading() as tx:
        at, room = scene(house, tx, night_id)
        wanted = frozenset(seat_ids)
        if len(wanted) > personal.FEW:
            seats = [seat for seat in all_seats(at, room) if seat.id in wanted]
            hashes = _hashes(at, room)
        else:
            found = seat_rows.all_of(tx, night_id, only=wanted)
            seats = list(map(seat_of, found))
            hashes = {seat.id: seat.rescue_hash for seat in found}
        stage = stage_of(at, room, now, count=False)
        return stage, personal.views(house, at, room, seats, hashes)


def _hashes(at: Scene, room: Room) -> Mapping[str, str]:
    """Return the hashes of the rescue codes while phones show them."""
    if at.hashes is None and personal.is_quiet(room):
        at.hashes = tallies.rescue_hashes_of(room.tx, (room.record.id,))[room.record.id]
    return at.hashes or {}


def host(house: House, night_id: str, key: str) -> HostView:
    """Return the host's desk. Raises NotAllowedError for a wrong key."""
    access.host(house, night_id, key)
    return desk(house, night_id)


def desk(house: House, night_id: str) -> HostView:
    """Return the desk for someone who is known to be a host. Raises NotFoundError."""
    now = house.clock()
    with house.store.reading() as tx:
        at, room = scene(house, tx, night_id)
        return overview.desk(at, room, stage_of(at, room, now, count=True), now)


def sequence(house: House, night_id: str) -> int:
    """Return the sequence of a night. Raises NotFoundError."""
    found = sequences(house, (night_id,))
    if night_id not in found:
        raise NotFoundError("There is no such night, or it is gone.")
    return found[night_id]


def sequences(house: House, night_ids: Collection[str]) -> dict[str, int]:
    """Return the sequences of those nights that exist."""
    with house.store.reading() as tx:
        return night_rows.sequences(tx, night_ids)


def by_screen_key(house: House, key: str) -> str:
    """Return the night whose big screen has this address. Raises NotFoundError."""
    with house.store.reading() as tx:
        found = night_rows.by_screen_key(tx, key)
    if found is None:
        raise NotFoundError("There is no big screen at this address.")
    return found


def screen_key(house: House, night_id: str, key: str) -> str:
    """Return the address of the big screen to a host. Raises NotAllowedError."""
    return access.host(house, night_id, key).screen_key


def hosted_by(house: House, player_id: str) -> tuple[NightCard, ...]:
    """Return the nights of a host, the latest first."""
    with house.store.reading() as tx:
        return tuple(
            NightCard(
                id=record.id,
                title=record.title,
                code=record.code or "",
                phase=record.state.stage.phase,
                people=people,
                created=record.created_at,
            )
            for record, people in night_rows.owned_by(tx, player_id)
        )


def stage_of(at: Scene, room: Room, now: datetime, *, count: bool) -> StageView:
    """Return what is on, of a night that is read already; see ``stage``."""
    record = room.record
    state, plan = record.state, record.plan
    on = state.stage
    slot = room.at_hand
    is_open = slot is not None and on.phase in OPENED
    answered, of = _progress(room, now) if is_open and count else (0, 0)
    seats = [seat for seat in all_seats(at, room) if seat.status == "in"]
    shows_places = on.phase == "standings" or on.phase in ENDED
    return StageView(
        head=showing.head(record),
        question=showing.question(room, slot, now) if slot and is_open else None,
        reveal=_reveal(at, room) if on.phase == "reveal" else None,
        places=tuple(_shown(_places(at, room))) if shows_places else (),
        awards=_awards(at, room) if on.phase in ENDED else (),
        names=tuple(seat.name for seat in seats[::-1][:_MOST_NAMES]) if on.phase == "lobby" else (),
        people=len(seats),
        answered=answered,
        of=of,
        round_note=plan.rounds[on.round].note if on.phase == "intro" else "",
        door_locked=state.door_locked,
    )


def _progress(room: Room, now: datetime) -> tuple[int, int]:
    on = room.record.state.stage
    if on.phase not in OPENED:
        return 0, 0
    return answer_rows.progress(room.tx, room.record.id, on.number, now - AWAY)


def _reveal(at: Scene, room: Room) -> NightReveal | None:
    slot = room.at_hand
    if at.reveal is None and slot is not None:
        playing = {seat.id for seat in all_seats(at, room) if is_counting(seat)}
        saved = scenes.given(at, room, slot)
        texts = [given for seat, (given, _, _) in saved.items() if seat in playing and any(given)]
        found = scenes.results(at, room, slot)
        results = {seat: result for seat, result in found.items() if seat in playing}
        at.reveal = showing.reveal(room, slot, texts, results, len(playing))
    return at.reveal


def _places(at: Scene, room: Room) -> tuple[Standing, ...]:
    if at.places is None:
        at.places = judging.places(room, all_seats(at, room), moves=True)
    return at.places


def _shown(places: tuple[Standing, ...]) -> Iterable[PlaceView]:
    """Give the first ten, and nobody who is last, unless that is a place on the podium."""
    last = places[-1].rank if places else 0
    for row in places[:_MOST_PLACES]:
        if row.rank < last or row.rank <= _PODIUM:
            yield PlaceView(row.rank, row.name, row.points, row.gained, row.moved, row.entrant_id)


def _awards(at: Scene, room: Room) -> tuple[Award, ...]:
    if at.awards is None:
        at.awards = _won(room.tx, at, room)
    return at.awards


def prizes_of(house: House, tx: Transaction, night_id: str, seat_id: str) -> tuple[Award, ...]:
    """Return what a seat won, once the night has come to the podium."""
    at, room = scene(house, tx, night_id)
    if room.record.state.stage.phase not in ENDED:
        return ()
    return tuple(award for award in _awards(at, room) if seat_id in award.seat_ids)


def _won(tx: Transaction, at: Scene, room: Room) -> tuple[Award, ...]:
    seats = all_seats(at, room)
    names = {seat.id: seat.name for seat in seats}
    results = result_rows.results(tx, room.record.id)
    used = tallies.used_for_right(tx, room.record.id)
    return tuple(_award(honour, names) for honour in prizes.awards(seats, results, used))


def _award(honour: Honour, names: dict[str, str]) -> Award:
    ids, value = honour.seat_ids, honour.value
    who = join_names([names[seat] for seat in ids])
    match honour.key:
        case "fastest":
            return Award("Fastest right answer", who, f"{value:.1f} seconds", ids)
        case "streak":
            return Award("Longest streak", who, f"{value:.0f} right in a row", ids)
        case "alone":
            questions = "question" if value == 1 else "questions"
            return Award("The only one who knew", who, f"{value:.0f} {questions}", ids)
        case "nearly":
            return Award("So close", who, f"{value:.0f} answers that were nearly right", ids)
