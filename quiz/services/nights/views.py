"""What the pages of a night show: plain values, ready to be shown, with nothing left to look up.

Durations are seconds. A ``StageView`` is the same for everybody and is rendered once; until the
reveal nothing in it, nor in a ``MeView`` (``phone_views``), depends on the right answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from quiz.night.model import Phase, RoundFormat, Teams
from quiz.questions.kinds import Kind
from quiz.services.seen import NOTHING, MediaView
from quiz.services.tongues import UNKNOWN, Tongues
from quiz.services.views import OptionView


@dataclass(frozen=True, slots=True)
class NightHead:
    """The top of every screen. Round and question count from 1 (0: none yet).

    ``sequence`` grows with everything that changes what is shown (also people coming and going),
    ``version`` only with the host's commands.
    """

    id: str
    title: str
    code: str
    phase: Phase
    version: int
    sequence: int
    paused: bool
    round: int
    rounds: int
    round_title: str
    round_format: RoundFormat
    position: int
    of: int
    scoring: str
    teams: Teams


@dataclass(frozen=True, slots=True)
class NightQuestion:
    """An open or locked question. ``number`` is its key in the night.

    ``lead`` is what is left to read before answers count, ``remaining`` what is left to answer
    (None: no timer), ``limit`` the whole time (0: no timer). ``lefts`` are those of a match.
    ``longer``: some seats have more time than that.
    """

    number: int
    ask: str
    kind: Kind
    options: tuple[OptionView, ...]
    lefts: tuple[str, ...]
    choose: int
    unit: str
    limit: int
    lead: float
    remaining: float | None
    is_open: bool
    media: MediaView = NOTHING
    tongues: Tongues = UNKNOWN
    longer: bool = False


@dataclass(frozen=True, slots=True)
class RevealBar:
    """An option, or a text that was typed, and how many gave it.

    ``place`` is where a right item stands in the right order (order: from 1; else 0), ``pair`` the
    left side it goes with (match). ``why`` says why a wrong option is wrong.
    """

    index: int
    letter: str
    text: str
    is_right: bool
    count: int
    share: float
    why: str = ""
    place: int = 0
    pair: str = ""


@dataclass(frozen=True, slots=True)
class NightReveal:
    """The answer, why, and what the room gave. ``bars`` of typed kinds: the most frequent texts.

    ``note`` says what the host changed (“does not count”, “key changed”), or is empty.
    """

    number: int
    ask: str
    kind: Kind
    bars: tuple[RevealBar, ...]
    answer: str
    explain: str
    source: str
    right: int
    answered: int
    of: int
    note: str
    media: MediaView = NOTHING
    tongues: Tongues = UNKNOWN


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place in the standings. ``moved``: places won since the standings before, lost below 0."""

    rank: int
    name: str
    points: int
    gained: int = 0
    moved: int = 0
    entrant_id: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """A small prize at the podium, such as “Fastest right answer”: its title, who, and for what."""

    title: str
    name: str
    why: str
    seat_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageView:
    """What is on, for phones and the big screen alike.

    ``question`` in the phases question and locked, ``reveal`` in reveal, ``places`` in standings,
    podium and over: the first ten and never the last. ``names`` are those in the lobby (at most
    60, newest first), ``people`` counts all who are in, ``answered`` those whose answer is in, out
    ``of`` the players who are here.
    ``round_note`` is what the host reads out before a round.
    """

    head: NightHead
    question: NightQuestion | None = None
    reveal: NightReveal | None = None
    places: tuple[PlaceView, ...] = ()
    awards: tuple[Award, ...] = ()
    names: tuple[str, ...] = ()
    people: int = 0
    answered: int = 0
    of: int = 0
    round_note: str = ""
    door_locked: bool = False


@dataclass(frozen=True, slots=True)
class DoorView:
    """What someone with a code sees before they are in.

    ``teams`` are those to choose from (id, name). ``closed`` says why nobody gets in, or is empty.
    ``drawn`` is a stage name to begin with; with ``own_names`` it may be changed.
    """

    night_id: str
    code: str
    title: str
    own_names: bool
    drawn: str
    team_mode: Teams
    teams: tuple[tuple[str, str], ...]
    audience: bool
    approve: bool
    closed: str
    people: int


@dataclass(frozen=True, slots=True)
class MyReviewRow:
    """A question in it; ``reported``: this seat said that something is wrong with it.

    ``mark`` is ``void`` of what counts for nobody, ``away`` of what was not put to this seat.
    """

    number: int
    round: str
    ask: str
    answer: str
    given: str
    mark: str
    points: int
    explain: str
    source: str
    media: MediaView = NOTHING
    reported: bool = False
    tongues: Tongues = UNKNOWN


@dataclass(frozen=True, slots=True)
class MyReview:
    """A player's own page after the night: every question with what was given and what is right.

    ``asked`` are those that count, ``right`` out of them.
    ``link`` are the seat and the key of its private address. Of the ``missed`` questions that
    count, so many are ``to_keep``: not in the review of who looks at the page. With a ``team`` the
    points and the place are the team's; the audience has neither. Places are for sharing, but for
    the last (``is_last``), unless it is on the podium. ``prizes`` are there when the night is over.
    """

    title: str
    name: str
    rank: int | None
    of: int
    points: int
    right: int
    asked: int
    rows: tuple[MyReviewRow, ...]
    link: tuple[str, str] = ("", "")
    missed: int = 0
    to_keep: int = 0
    team: str = ""
    is_audience: bool = False
    is_last: bool = False
    prizes: tuple[Award, ...] = ()
    when: datetime | None = None
