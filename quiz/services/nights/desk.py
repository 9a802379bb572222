"""What a host's pages show and what its forms bring: see ``views`` for the screens of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from quiz.night.model import Phase, RoundFormat, Rules, SeatStatus
from quiz.questions.kinds import Kind
from quiz.services.nights.views import StageView


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A seat as the host sees it. ``credit`` is the lag forgiven with its last answer, seconds.

    ``answered``: its answer to the question at hand is in.
    """

    seat_id: str
    name: str
    team_id: str
    team: str
    is_captain: bool
    is_audience: bool
    status: SeatStatus
    online: bool
    answered: bool
    credit: float | None
    points: int
    extra_time: bool


@dataclass(frozen=True, slots=True)
class TypedGroup:
    """Typed answers that read alike, to be accepted with one tap. ``texts`` are all spellings."""

    text: str
    texts: tuple[str, ...]
    count: int
    mark: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class KeyView:
    """What is right of a question that was asked, for its host to change.

    ``options`` are those to choose from as (text, is_right), in the order they are shown. What is
    arranged has ``rows``: of an order (number of the option, its text, its place from 1), in their
    right order; of a match (number of the pair, left side, the right side that belongs to it).
    ``changed``: the host's word holds, not the pack's.
    """

    number: int
    kind: Kind
    options: tuple[tuple[str, bool], ...] = ()
    rows: tuple[tuple[int, str, str], ...] = ()
    changed: bool = False


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A question in the host's running order. ``state``: ahead, now, done, void, skipped.

    ``key`` is what can be changed of it, once it was asked.
    """

    number: int
    position: int
    ask: str
    answer: str
    kind: Kind
    seconds: int
    state: str
    key: KeyView | None = None


@dataclass(frozen=True, slots=True)
class PlanRound:
    """A round in the host's running order."""

    title: str
    format: RoundFormat
    note: str
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class HostView:
    """Everything a host sees beside the stage.

    ``next`` is what Next would do now, a key: start, open, lock, reveal, next_question, standings,
    next_round, podium, end, resume ("" : nothing). ``can`` names the commands that are possible
    now: back, pause, resume, add_time, skip, void, unvoid, finish. ``answer`` is the right answer
    of the question at hand (hosts only), ``options`` its options as (text, is_right), ``key`` what
    of it can be changed.
    """

    stage: StageView
    rules: Rules
    next: str
    can: frozenset[str]
    answer: str
    explain: str
    source: str
    options: tuple[tuple[str, bool], ...]
    roster: tuple[RosterRow, ...]
    teams: tuple[tuple[str, str], ...]
    groups: tuple[TypedGroup, ...]
    plan: tuple[PlanRound, ...]
    audit: tuple[tuple[datetime, str], ...]
    answered: int
    waiting: int
    online: int
    of: int
    screen_key: str = ""
    key: KeyView | None = None


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round as a host plans it. ``pack`` empty: all packs; ``level`` as in solo rounds."""

    title: str
    format: RoundFormat = "general"
    pack: str = ""
    count: int = 8
    seconds: int = 20
    level: str = "mixed"
    note: str = ""


@dataclass(frozen=True, slots=True)
class NightDraft:
    """A night as a host plans it.

    Packs that have the ``language`` are asked in it, all others as they were written.
    """

    title: str
    rounds: tuple[RoundDraft, ...]
    rules: Rules = field(default_factory=Rules)
    language: str = ""


@dataclass(frozen=True, slots=True)
class NightCard:
    """A night in a host's list."""

    id: str
    title: str
    code: str
    phase: Phase
    people: int
    created: datetime
