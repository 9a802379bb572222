"""What the store takes and returns: plain values. Times are aware datetimes in UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

ReportState = Literal["open", "done", "dismissed"]


@dataclass(frozen=True, slots=True)
class PlayerRecord:
    """A person; ``username`` and ``password_hash`` are None for a guest."""

    id: str
    name: str
    created_at: datetime
    seen_at: datetime
    username: str | None = None
    password_hash: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class DeviceRecord:
    """A browser that acts for a player. ``token_hash`` is the SHA-256 of its token, in hex."""

    id: str
    player_id: str
    token_hash: str = field(repr=False)
    label: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class PackSummary:
    """What is shown of a pack without reading its questions. ``levels`` counts them by level.

    Of its translations ``titles``, ``abouts`` (descriptions), and ``asked``, how many questions
    each has, are told by language.
    """

    digest: str
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
    language: str = "en"
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    abouts: Mapping[str, str] = field(default_factory=dict, hash=False)
    asked: Mapping[str, int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class CardRecord:
    """One question of a round.

    ``order`` is how its options were dealt, ``given`` the texts that were chosen or typed. Once
    ``ending`` is set, so are ``ended_at`` and ``outcome``, and the card is final.
    """

    position: int
    digest: str
    pack_id: str
    question_id: str
    order: tuple[int, ...]
    opened_at: datetime | None = None
    deadline: datetime | None = None
    given: tuple[str, ...] = ()
    ending: str | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    points: int = 0
    bonus: int = 0


@dataclass(frozen=True, slots=True)
class RoundRecord:
    """A round with its cards in order.

    ``length`` is what was asked for, ``total`` how many cards were dealt; ``position`` the card
    at hand, from 1; ``seconds`` the time used. ``points``, ``right`` and ``seconds`` are those of
    the cards that are over. ``kind`` is ``free``, or ``review`` for what the player once missed.
    """

    id: str
    player_id: str
    scope: str
    title: str
    length: int
    level: str
    timer: int
    preset: str
    ranked: bool
    started_at: datetime
    cards: tuple[CardRecord, ...]
    finished_at: datetime | None = None
    position: int = 1
    points: int = 0
    right: int = 0
    seconds: float = 0.0
    kind: str = "free"

    @property
    def total(self) -> int:
        """How many cards were dealt."""
        return len(self.cards)

    @property
    def card(self) -> CardRecord:
        """The card at hand."""
        return self.cards[self.position - 1]


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A player says that something is wrong with a question, in a round or at a seat."""

    id: str
    player_id: str | None
    round_id: str | None
    digest: str
    pack_id: str
    question_id: str
    reason: str
    note: str
    created_at: datetime
    seat_id: str | None = None
    state: ReportState = "open"


@dataclass(frozen=True, slots=True)
class BestRound:
    """A player's best round on a board."""

    player_id: str
    name: str
    points: int
    right: int
    total: int
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewCardRecord:
    """A question that a player missed: the version of its pack, and how well it sits by now.

    ``stage`` to ``seen_at`` are those of ``rounds.reviewing.Memory``.
    """

    player_id: str
    pack_id: str
    question_id: str
    digest: str
    stage: str
    step: int | None
    stability: float
    difficulty: float
    due: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class DueRecord:
    """How many cards are due, how many there are, and when the next of the others is due."""

    due: int
    total: int
    following: datetime | None
