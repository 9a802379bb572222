"""Who is here: seats whose phone has an open stream, or asked for something a moment ago.

It is noted in the process, and written together by ``still_here``, which whoever minds the streams
calls every ``WRITE_EVERY``.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from quiz.live.bus import News
from quiz.services.house import House
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import SeatRecord

AWAY = timedelta(seconds=70)
"""Whoever was not seen for so long is away."""
WRITE_EVERY = timedelta(seconds=20)
_AT_ONCE = 250
"""How many seats are written in one go: answers wait meanwhile, and a full house has thousands."""
_REST_SECONDS = 0.005


def is_online(seat: SeatRecord, now: datetime) -> bool:
    """Say whether a seat is here."""
    return seat.online_at is not None and seat.online_at > now - AWAY


def came(house: House, night_id: str, seat_id: str) -> None:
    """Note that a seat was just here: it opened a stream, or asked for a page."""
    house.seen.note(night_id, seat_id)


def went(house: House, night_id: str, seat_id: str) -> None:
    """Note that a stream was closed: unless the seat comes back, it is away after a while.

    Not at once, as phones go and come with each lock of their screens.
    """
    house.seen.note(night_id, seat_id)


def still_here(house: House) -> int:
    """Write who was seen since the last time, and who watches now; return how many that is.

    Hosts who watch are told. Raises StorageError; who watches then is written the next time.
    """
    now = house.clock()
    seen = house.seen.take()
    for room in house.hub.rooms():
        seen |= {(room, seat_id) for seat_id in house.hub.seats(room)}
    if not seen:
        return 0
    seats = sorted({seat_id for _, seat_id in seen})  # two who write do not cross
    for at in range(0, len(seats), _AT_ONCE):
        with house.store.writing() as tx:
            seat_rows.here(tx, seats[at : at + _AT_ONCE], now)
        time.sleep(_REST_SECONDS)
    with house.store.reading() as tx:
        sequences = night_rows.sequences(tx, {night_id for night_id, _ in seen})
    for night_id, sequence in sequences.items():
        house.bus.publish(News(night_id, "presence", sequence))
    return len(seen)
