"""A night: its plan, its rules, and where it stands.

lobby → (intro → question → locked → reveal → standings)* → podium → over. A round of the format
``break`` has no questions: its intro is followed by the next round's. Standings follow the last
question of a round, or every question when the rules say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from quiz.questions.kinds import Kind
from quiz.scores.presets import PresetId

Phase = Literal["lobby", "intro", "question", "locked", "reveal", "standings", "podium", "over"]
RoundFormat = Literal[
    "general", "picture", "audio", "moments", "speed", "wager", "tiebreak", "break"
]
Teams = Literal["solo", "shared", "own"]
TeamScore = Literal["mean", "best", "captain"]
SeatStatus = Literal["waiting", "in", "out", "banned"]

GRACE = timedelta(seconds=0.5)
"""How much of an answer's way to the server is believed to be lag, and forgiven."""
EXTRA_TIME = 0.5
"""The share of a question's time that a seat with extra time has on top."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One question of a night.

    ``number`` counts from 1 through the whole night and is the key of its answers. The question is
    that of a pack's version (``digest``) and stays, whatever becomes of the pack; ``order`` is how
    its options stand (see ``rounds.model.Dealt``). ``seconds`` is the time to answer (0: until the
    host locks), ``lead`` the seconds to read before that. ``time`` are those that the author of
    the question gives it, 0: none.
    """

    number: int
    digest: str
    pack_id: str
    question_id: str
    kind: Kind
    order: tuple[int, ...] = ()
    seconds: int = 20
    lead: float = 0.0
    time: int = 0


@dataclass(frozen=True, slots=True)
class PlannedRound:
    """A round of a night. ``note`` is read out before it; a ``break`` has no slots.

    ``pack`` (empty: any), ``level`` and ``seconds`` are what its host asked for, to plan it anew;
    None where nobody wrote it down.
    """

    title: str
    format: RoundFormat = "general"
    note: str = ""
    slots: tuple[Slot, ...] = ()
    pack: str | None = None
    level: str | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked, in order."""

    rounds: tuple[PlannedRound, ...]

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every question of the night."""
        return tuple(slot for planned in self.rounds for slot in planned.slots)

    def slot(self, number: int) -> Slot:
        """Return a question by its number. Raises KeyError."""
        for slot in self.slots:
            if slot.number == number:
                return slot
        raise KeyError(number)

    def round_of(self, number: int) -> int:
        """Return the index of the round a question is in. Raises KeyError."""
        for index, planned in enumerate(self.rounds):
            if any(slot.number == number for slot in planned.slots):
                return index
        raise KeyError(number)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the host decided for the whole night.

    ``teams``: everyone alone, a team with one shared phone, or teams whose members have their own
    phones; then ``team_score`` says what the team earns: the mean or the best of its members'
    points, or what its captain earned. ``jokers``: each entrant may double one round.
    """

    scoring: PresetId = "accuracy"
    teams: Teams = "solo"
    team_score: TeamScore = "mean"
    jokers: bool = False
    auto_reveal: bool = True
    end_early: bool = True
    standings_each: bool = False
    own_names: bool = True
    approve: bool = False
    capacity: int = 200
    late_join: bool = True
    audience: bool = True
    extra_time: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """What is on: the part of the state that “back” brings back.

    ``round`` is an index into the plan (-1 in the lobby), ``number`` the question at hand or last
    shown (0 before the first). ``opened_at`` is when answers begin to count, ``deadline`` when time
    is up (None without a timer), ``closes_at`` when it is up for those with extra time too,
    ``locked_at`` when it was locked.
    """

    phase: Phase = "lobby"
    round: int = -1
    number: int = 0
    opened_at: datetime | None = None
    deadline: datetime | None = None
    closes_at: datetime | None = None
    locked_at: datetime | None = None


def _nothing() -> Mapping[int, tuple[str, ...]]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class State:
    """Where a night stands. ``version`` grows by one with every command that was carried out.

    ``void``: questions that count for nobody; ``skipped``: those that were left out when it was
    their turn; ``accepted``: typed answers the host takes besides those of the pack; ``rekeyed``:
    what is right instead of what the pack says (the texts as ``marking.mark`` takes them). ``past``
    are the stages before, newest last.
    """

    version: int = 1
    stage: Stage = Stage()
    paused_at: datetime | None = None
    door_locked: bool = False
    void: frozenset[int] = frozenset()
    accepted: Mapping[int, tuple[str, ...]] = field(default_factory=_nothing, hash=False)
    rekeyed: Mapping[int, tuple[str, ...]] = field(default_factory=_nothing, hash=False)
    past: tuple[Stage, ...] = ()
    skipped: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Seat:
    """A player's place. ``joker`` is the index of the round it doubles; all of a team have one.

    An ``is_audience`` seat answers without counting. With ``teams`` other than ``solo`` the
    ``team_id`` says whom it plays for.
    """

    id: str
    name: str
    status: SeatStatus = "in"
    team_id: str = ""
    is_captain: bool = False
    is_audience: bool = False
    extra_time: bool = False
    joker: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is on disk. ``used`` and ``credit`` are seconds, see ``night.timing``."""

    seat_id: str
    given: tuple[str, ...]
    used: float
    credit: float = 0.0
    revision: int = 1


@dataclass(frozen=True, slots=True)
class Result:
    """What a seat earned with one question; ``bonus`` is the share of ``points`` for speed.

    ``points`` may be below 0 after a wager. ``distance`` is how far off a tie-break answer was.
    """

    number: int
    seat_id: str
    mark: Literal["right", "close", "wrong", "none"]
    points: int = 0
    bonus: int = 0
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Roll:
    """To whom a question was put, and on what terms; settled when its answer is shown.

    All by seat: who was ``there``, for whom the round counts double (``stakes.doubled``), and what
    is at stake (``stakes.staked``). Wherever they are later, a question that is judged anew is
    judged by its roll.
    """

    there: frozenset[str]
    doubled: frozenset[str] = frozenset()
    stakes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """A place. An entrant is a seat or, with teams, a team; ties share ``rank``.

    ``gained`` are the points of the question or round last shown, ``moved`` the places won (or
    lost, below 0) since the standings before.
    """

    rank: int
    entrant_id: str
    name: str
    points: int
    gained: int = 0
    moved: int = 0
