"""What the services hand to pages that list: packs, places on a leaderboard, devices, who plays.

Plain values, with nothing left to look up. Times are aware datetimes in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Window = Literal["day", "week", "all"]


@dataclass(frozen=True, slots=True)
class PackCard:
    """A pack on the call sheet. ``levels`` counts its questions by level.

    ``is_own``: an author saved it of moments; ``file`` is theirs, and told to nobody else. Of
    translations ``titles``, ``abouts`` and ``asked``, how many questions they ask, are told by
    language.
    """

    id: str
    title: str
    description: str
    count: int
    levels: Mapping[str, int] = field(hash=False)
    tags: tuple[str, ...]
    license: str
    source: str
    version: str
    authors: tuple[str, ...]
    is_own: bool = False
    is_shared: bool = False
    file: str = ""
    language: str = "en"
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    abouts: Mapping[str, str] = field(default_factory=dict, hash=False)
    asked: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A place on a leaderboard; ties share ``rank``."""

    rank: int
    name: str
    points: int
    right: int
    total: int
    finished_at: datetime
    is_me: bool


@dataclass(frozen=True, slots=True)
class BoardPage:
    """A leaderboard. ``me`` is my own place when it is not among ``rows``."""

    scope_id: str
    scope_title: str
    window: Window
    length: int
    rows: tuple[BoardRow, ...]
    me: BoardRow | None
    players: int


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A signed-in device. ``id`` is what ``revoke`` takes; it is no secret and no token."""

    id: str
    label: str
    created_at: datetime
    last_seen: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class PlayerView:
    """Who is playing. ``username`` None is a guest; ``device`` is the id of the device in use."""

    id: str
    name: str
    username: str | None
    device: str = ""
