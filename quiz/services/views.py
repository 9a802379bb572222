"""What the services hand to the pages of a round: plain values, with nothing left to look up.

Durations are seconds. Nothing in a ``QuestionPage`` depends on the right answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from quiz.questions.kinds import Kind
from quiz.services.seen import NOTHING, MediaView
from quiz.services.tongues import UNKNOWN, Tongues

Outcome = Literal["right", "close", "wrong", "skipped", "late", "none"]
RoundKind = Literal["free", "review", "trial"]


@dataclass(frozen=True, slots=True)
class RoundChoice:
    """What a player picks before a round; ``pack`` empty means a mix of all packs.

    ``languages`` are tags, the one that is liked best first: each pack is asked in the first that
    it has, else in its own.
    """

    pack: str = ""
    length: int = 10
    level: str = "mixed"
    timer: int = 20
    preset: str = "accuracy"
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundHead:
    """The top of every page of a round. ``position`` counts from 1; ``ranked``: can be listed.

    Points are of no interest in a ``review`` (``kind``); a ``trial`` is of a pack's draft.
    """

    id: str
    title: str
    pack_id: str
    length: int
    position: int
    points: int
    streak: int
    preset: str
    timer: int
    ranked: bool
    kind: RoundKind = "free"


@dataclass(frozen=True, slots=True)
class OptionView:
    """An option as it was dealt. ``index`` is its place on the page and what is posted back."""

    index: int
    letter: str
    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """An open question.

    ``choose`` is how many options a multi-select wants (1 for the others), ``chosen`` and
    ``typed`` what was saved and can still be changed, ``limit`` the seconds given (0: no timer)
    and ``remaining`` what is left of them (None: no timer). Of an order and a match ``chosen`` has
    the index of an option for each place (-1 where nothing is chosen yet), or is empty; ``lefts``
    are the given sides of a match, in the order of its places. ``fell_back``: it is the first of
    its round that is not translated.
    """

    head: RoundHead
    ask: str
    kind: Kind
    options: tuple[OptionView, ...]
    choose: int
    chosen: tuple[int, ...]
    typed: str
    unit: str
    limit: int
    remaining: float | None
    lefts: tuple[str, ...] = ()
    media: MediaView = NOTHING
    tongues: Tongues = UNKNOWN
    fell_back: bool = False


@dataclass(frozen=True, slots=True)
class RevealOption:
    """An option after the reveal; ``why`` says why a wrong one is wrong, when that is known."""

    index: int
    letter: str
    text: str
    is_right: bool
    was_chosen: bool
    why: str
    lang: str = ""
    why_lang: str = ""


@dataclass(frozen=True, slots=True)
class RevealPlace:
    """A place of an order or a match after the reveal: what belongs there, and what was given.

    ``left`` is the given side of a match, empty in an order; ``given`` None where nothing was.
    """

    left: str
    right: OptionView
    given: OptionView | None

    @property
    def is_right(self) -> bool:
        """Whether what was given belongs there."""
        return self.given == self.right


@dataclass(frozen=True, slots=True)
class Played:
    """What play has shown of a question: its level, and which share of ``answers`` was right."""

    level: str
    share: float
    answers: int


@dataclass(frozen=True, slots=True)
class RevealPage:
    """The answer to the question just played. ``bonus`` is the share of ``points`` for speed.

    ``places`` are those of an order or a match, in the right order; ``played`` is None while too
    few have answered the question.
    """

    head: RoundHead
    ask: str
    kind: Kind
    options: tuple[RevealOption, ...]
    given: str
    answer: str
    mark: Outcome
    points: int
    bonus: int
    explain: str
    source: str
    is_last: bool
    question_id: str
    reported: bool
    places: tuple[RevealPlace, ...] = ()
    played: Played | None = None
    media: MediaView = NOTHING
    tongues: Tongues = UNKNOWN


@dataclass(frozen=True, slots=True)
class DueView:
    """How many missed questions are due, how many there are, and how long until the next is due.

    ``wait`` is None when no more are to come.
    """

    due: int
    total: int
    wait: timedelta | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What a player has to review.

    ``asks`` is how many questions a review asks now at most, ``begun`` one that was begun and has
    no end yet. ``ahead`` counts those due now, within a day, a week, thirty days, and later, each
    of them once.
    """

    review: DueView
    asks: int
    ahead: tuple[int, ...]
    begun: RoundHead | None = None


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One question of a finished round."""

    position: int
    ask: str
    answer: str
    given: str
    mark: Outcome
    points: int
    explain: str
    source: str
    options: tuple[RevealOption, ...]
    media: MediaView = NOTHING
    tongues: Tongues = UNKNOWN


@dataclass(frozen=True, slots=True)
class ResultPage:
    """A finished round.

    ``best_before`` is the player's best on the same board before it, ``rank`` the place on that
    board of all time among ``rank_of`` players (None when unranked, and ``why_unranked`` says why).
    ``review`` is what the player has to review now.
    """

    head: RoundHead
    points: int
    right: int
    total: int
    best_before: int | None
    rank: int | None
    rank_of: int
    ranked: bool
    why_unranked: str
    seconds: float
    rows: tuple[ReviewRow, ...]
    choice: RoundChoice
    review: DueView = DueView(0, 0, None)
