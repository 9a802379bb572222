"""Who may do what in a night: the host key makes one host, a seat's token lets one sit there.

Keys and tokens are 128 random bits; only their hashes are kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from quiz.errors import NotAllowedError
from quiz.night.model import Seat
from quiz.services.house import House
from quiz.services.nights import presence
from quiz.store import nights as night_rows
from quiz.store import seats as seat_rows
from quiz.store.night_records import NightRecord, SeatRecord
from quiz.store.store import Transaction

NOT_HOST = "Only who has the host link of this night may do that."
NOT_SEATED = "You have no seat in this night. Join it with its code, or with your rescue code."
NOT_LET_IN = "The host has not let you in yet."

_LIVE = frozenset({"in", "waiting"})
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # 31, none of which looks like another
_RESCUE_LENGTH = 8


def new_token() -> str:
    """Return a key or token that nobody can guess."""
    return secrets.token_urlsafe(16)


def hash_of(token: str) -> str:
    """Return what is kept of a key or token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def host(house: House, night_id: str, key: str) -> NightRecord:
    """Return the night that a host key belongs to. Raises NotAllowedError.

    That there is no such night is not told apart.
    """
    with house.store.reading() as tx:
        return host_in(tx, night_id, key)


def host_in(tx: Transaction, night_id: str, key: str, *, to_change: bool = False) -> NightRecord:
    """Do as ``host`` in a transaction at hand; ``to_change`` holds others off until its end."""
    record = night_rows.load(tx, night_id, to_change=to_change) if is_id(night_id) else None
    if record is None:
        raise NotAllowedError(NOT_HOST)
    check_host(record, key)
    return record


def check_host(record: NightRecord, key: str) -> None:
    """Raise NotAllowedError unless the key is that of the night."""
    if not hmac.compare_digest(record.host_hash, hash_of(key)):
        raise NotAllowedError(NOT_HOST)


def seat(house: House, night_id: str, token: str) -> SeatRecord | None:
    """Return the seat that a token belongs to, in the night or at its door; or None.

    Who left keeps the token, but sits nowhere until the door lets them in again.
    """
    if not is_id(night_id):
        return None
    with house.store.reading() as tx:
        found = seat_rows.by_token(tx, night_id, hash_of(token))
    return found if found is not None and found.status in _LIVE else None


@dataclass(slots=True)
class _Arrival:
    """Somebody with a token of a night, and once that was looked up, from which seat."""

    night_id: str
    token_hash: str
    seat: Seat | None = None
    online_at: datetime | None = None


def sitting(house: House, night_id: str, token: str) -> Seat | None:
    """Return the same seat, with no more than what matters to who watches, or None.

    It is noted that it is here. After a server was away all phones come back within a second or
    two: those who come together are looked up together.
    """
    if not is_id(night_id):
        return None
    arrival = _Arrival(night_id, hash_of(token))
    found: Seat | None = house.arrivals.submit(
        arrival, partial(_look_up, house), partial(_note, house)
    )
    return found


def _look_up(house: House, arrivals: Sequence[_Arrival]) -> list[Seat | None]:
    with house.store.reading() as tx:
        found = seat_rows.by_tokens(tx, {arrival.token_hash for arrival in arrivals})
    for arrival in arrivals:
        if arrival.token_hash in found:
            night_id, seat, online_at = found[arrival.token_hash]
            if night_id == arrival.night_id and seat.status in _LIVE:
                arrival.seat, arrival.online_at = seat, online_at
    return [arrival.seat for arrival in arrivals]


def _note(house: House, arrivals: Sequence[_Arrival]) -> None:
    here = [
        presence.Here(arrival.night_id, arrival.seat.id, arrival.online_at)
        for arrival in arrivals
        if arrival.seat is not None
    ]
    presence.came(house, here)


def is_id(text: str) -> bool:
    """Whether a text from an address can be an id of ours; others never reach the database."""
    return len(text) <= 32 and text.isascii() and text.isalnum()


def rescue_of(house: House, record: SeatRecord) -> str:
    """Return the rescue code of a seat, to be shown to the one who sits there.

    It is not kept but worked out from the secret key. When that was changed since the seat was
    taken, it is lost to us, and the text is empty; who wrote it down can still use it.
    """
    code = new_rescue(house, record.night_id, record.id)
    return code if rescue_hash(record.night_id, code) == record.rescue_hash else ""


def new_rescue(house: House, night_id: str, seat_id: str) -> str:
    """Return a code for a new seat: eight letters and digits, such as ``K7PM-2QXA``."""
    told = f"rescue:{night_id}:{seat_id}".encode()
    number = int.from_bytes(hmac.digest(house.secret_key.encode(), told, "sha256"), "big")
    letters = []
    for _ in range(_RESCUE_LENGTH):
        number, letter = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[letter])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def page_key(house: House, night_id: str, seat_id: str) -> str:
    """Return what opens a seat's own page after the night to whoever has it, and nothing else.

    It is worked out from the secret key, so that it is nowhere kept.
    """
    told = f"page:{night_id}:{seat_id}".encode()
    digest = hmac.digest(house.secret_key.encode(), told, "sha256")
    return base64.urlsafe_b64encode(digest[:16]).decode().rstrip("=")


def link_key(house: House, code: str) -> str:
    """Return what the link to a door says beside its code: 48 bits that nobody can guess.

    Whoever has it was shown that the code is right, on the big screen, by the host or at the door
    itself. It is worked out from the secret key, so that it is nowhere kept.
    """
    told = f"link:{code}".encode("utf-8", "surrogatepass")
    digest = hmac.digest(house.secret_key.encode(), told, "sha256")
    return base64.urlsafe_b64encode(digest[:6]).decode()


def rescue_hash(night_id: str, typed: str) -> str:
    """Return what is kept of a rescue code; case, spaces and dashes do not matter."""
    code = "".join(char for char in typed.upper() if char.isalnum())
    return hash_of(f"{night_id}:{code}")
