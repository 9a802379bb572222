"""What the store takes and returns of nights: plain values. Times are aware datetimes in UTC.

Tokens and keys are kept as the SHA-256 of what a browser has, in hex.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from quiz.night.model import Plan, Rules, SeatStatus, State


@dataclass(frozen=True, slots=True)
class NightRecord:
    """A night. ``code`` opens the door and is None once the night is over.

    ``screen_key`` is the address of the big screen, ``host_hash`` the hash of the host's key.
    ``sequence`` grows with everything that changes what somebody sees, also with people who come
    and go; ``state.version`` only with the host's commands. ``touched_at`` is when somebody last
    did something.
    """

    id: str
    code: str | None
    host_hash: str = field(repr=False)
    screen_key: str = field(repr=False)
    owner_id: str | None
    title: str
    plan: Plan
    rules: Rules
    state: State
    created_at: datetime
    touched_at: datetime
    over_at: datetime | None = None
    sequence: int = 1


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A player's place in a night.

    ``token_hash`` is None once the seat was taken away, ``name_key`` is the folded name that no
    other seat that is in or waiting may have. ``device_hash`` tells the browser that came, so that
    a second tap makes no second seat and a ban holds. ``approved``: the host let it in by name.
    ``let_in_at``: when it came in, if it waited at the door. ``joker``: see ``night.model.Seat``.
    """

    id: str
    night_id: str
    token_hash: str | None = field(repr=False)
    rescue_hash: str = field(repr=False)
    device_hash: str = field(repr=False)
    name: str
    name_key: str
    status: SeatStatus
    joined_at: datetime
    team_id: str = ""
    is_captain: bool = False
    is_audience: bool = False
    extra_time: bool = False
    joker: int | None = None
    player_id: str | None = None
    approved: bool = False
    online_at: datetime | None = None
    let_in_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TeamRecord:
    """A team of a night; ``by_player`` says that a player founded it, and not the host.

    ``joker``: as that of its seats; it stays when nobody is left in it.
    """

    id: str
    night_id: str
    name: str
    name_key: str
    by_player: bool = False
    joker: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer that was acknowledged.

    ``given`` are the texts as ``marking.mark`` takes them, so that a later re-key marks them anew;
    the places a form posts are found with ``nights.given.places``. An answer that was cleared is
    empty. ``complete``: nothing of it is missing and it was handed in, so that nobody waits for it.
    ``revision`` grows with each change, ``raw``, ``used`` and ``credit`` are seconds
    (``night.timing``).
    """

    night_id: str
    number: int
    seat_id: str
    given: tuple[str, ...]
    complete: bool
    used: float
    credit: float
    raw: float
    revision: int
    received_at: datetime


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """What a host did, in a sentence."""

    night_id: str
    at: datetime
    what: str


@dataclass(frozen=True, slots=True)
class TemplateRecord:
    """A night that a player planned and may plan again. ``draft`` is JSON of the planning."""

    id: str
    owner_id: str
    title: str
    draft: dict[str, Any] = field(hash=False)
    created_at: datetime
