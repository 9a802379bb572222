"""What is printed and what is tabulated, as plain values with every text ready to be read.

Whoever fills them has chosen the language, shuffled the options and put the answer into words;
this room only sets and writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """One question on paper. ``number`` counts from 1 within its round.

    ``kind`` decides the box on the answer sheet: letters to circle (``choice``, ``truefalse``,
    ``multi``), numbered blanks for letters (``order``, and ``match`` with one blank for each of
    ``lefts``), lines to write on for any other. ``options`` are pairs of letter and text in the
    order in which they are printed. ``answer`` is as the key shows it, and ``letters`` what a team
    circles or writes for it: the right options, for ``order`` and ``match`` in the right order.
    ``seconds`` is the time to answer; 0 means no limit. ``picture`` is an image file, or empty, and
    ``alt`` says what is to be seen in it.
    """

    number: int
    kind: str
    ask: str
    options: tuple[tuple[str, str], ...] = ()
    lefts: tuple[str, ...] = ()
    answer: str = ""
    explain: str = ""
    source: str = ""
    seconds: int = 0
    letters: tuple[str, ...] = ()
    picture: bytes = b""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class SheetRound:
    """One round on paper. ``note`` is what is said before it: how it is played and scored.

    ``format`` is its name for people; both are left out when empty.
    """

    number: int
    title: str
    note: str
    format: str
    questions: tuple[SheetQuestion, ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """A night to print. ``when`` and ``scoring`` are texts for people; empty leaves them out."""

    title: str
    when: str
    scoring: str
    rounds: tuple[SheetRound, ...]


@dataclass(frozen=True, slots=True)
class ReportQuestion:
    """How one question went: of ``asked`` seats, how many were right, close, wrong, or silent.

    ``number`` counts from 1 over the whole night. ``hardest_wrong`` is the wrong answer given
    most often, empty when there was none. ``note`` says ``void`` or what was re-keyed.
    """

    number: int
    round: str
    ask: str
    answer: str
    asked: int
    right: int
    close: int
    wrong: int
    none: int
    hardest_wrong: str = ""
    hardest_wrong_count: int = 0
    mean_seconds: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportPlayer:
    """How one player did. ``rank`` is None for one who answered without counting.

    ``credit_seconds`` is the time that was given back for a slow connection, over all answers.
    """

    rank: int | None
    name: str
    team: str
    points: int
    right: int
    answered: int
    asked: int
    mean_seconds: float | None = None
    credit_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class ReportAnswer:
    """One answer of one player; ``question`` is the number of a ReportQuestion.

    ``seconds`` is the time that was scored, ``credit`` the part of a slow connection given back;
    None where nothing was sent.
    """

    question: int
    round: str
    player: str
    team: str
    given: str
    mark: str
    points: int
    seconds: float | None = None
    credit: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A night that is over, as tables. ``audit`` holds pairs of when and what was done.

    Files write the instants by the clock that they bring along.
    """

    title: str
    when: datetime
    questions: tuple[ReportQuestion, ...]
    players: tuple[ReportPlayer, ...]
    answers: tuple[ReportAnswer, ...]
    audit: tuple[tuple[datetime, str], ...] = ()
