"""Who is here: seats whose phone has an open stream, or asked for something a moment ago.

That is noted in the process, which costs next to nothing, and written together by ``still_here``,
which whoever minds the streams calls every ``WRITE_EVERY``. Somebody who was away is written at
once: a question that is open waits for them from then on, whichever process the answers of the
others come to.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from quiz.errors import StorageError
from quiz.live.bus import News
from quiz.services.house import House
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import SeatRecord

AWAY = timedelta(seconds=70)
"""Whoever was not seen for so long is away."""
WRITE_EVERY = timedelta(seconds=20)
_STALE = AWAY / 2
"""Written no longer ago than that, a seat is written again before it would be away."""
_AT_ONCE = 250
"""How many seats are written in one go: answers wait meanwhile, and a full house has thousands."""
_REST_SECONDS = 0.005
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Here:
    """A seat whose phone has just asked for something, and when it was last written as seen."""

    night_id: str
    seat_id: str
    online_at: datetime | None


def is_online(seat: SeatRecord, now: datetime) -> bool:
    """Say whether a seat is here."""
    return seat.online_at is not None and seat.online_at > now - AWAY


def came(house: House, some: Collection[Here]) -> None:
    """Note who opened a stream or asked for a page; write who was away, or soon would have been.

    What cannot be written now is written by ``still_here``.
    """
    now = house.clock()
    woken = {
        (one.night_id, one.seat_id)
        for one in some
        if one.online_at is None or one.online_at < now - _STALE
    }
    house.seen.note((one.night_id, one.seat_id) for one in some)
    if woken:
        try:
            _write(house, woken, now)
        except StorageError as error:
            _log.warning("%s who came back are written later: %s", len(woken), error)


def still_here(house: House) -> int:
    """Write who was seen since the last time, and who watches now; return how many that is.

    Hosts who watch are told. Raises StorageError; they are written the next time then.
    """
    now = house.clock()
    noted = house.seen.take()
    here = noted.copy()
    for room in house.hub.rooms():
        here |= {(room, seat_id) for seat_id in house.hub.seats(room)}
    try:
        _write(house, here, now)
    except StorageError:
        house.seen.note(noted)
        raise
    house.seen.written_at = now
    return len(here)


def keep_up(house: House) -> None:
    """Do so now if it is overdue: the machine slept, or the database was away.

    Everybody would be away otherwise until it is done. Raises StorageError.
    """
    at = house.seen.written_at
    if at is not None and house.clock() - at > _STALE:
        still_here(house)


def _write(house: House, some: Collection[tuple[str, str]], now: datetime) -> None:
    if not some:
        return
    seats = sorted({seat_id for _, seat_id in some})  # two who write do not cross
    for at in range(0, len(seats), _AT_ONCE):
        if at:
            time.sleep(_REST_SECONDS)
        with house.store.writing() as tx:
            seat_rows.here(tx, seats[at : at + _AT_ONCE], now)
    with house.store.reading() as tx:
        sequences = night_rows.sequences(tx, {night_id for night_id, _ in some})
    for night_id, sequence in sequences.items():
        house.bus.publish(News(night_id, "presence", sequence))
