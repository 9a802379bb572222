"""A night on the drawing board: the presets, what a draft may say, how long it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import get_args

from quiz.errors import BadInputError
from quiz.night.model import PlannedRound, RoundFormat, Rules, Teams, TeamScore
from quiz.rounds.model import ROUND_LEVELS
from quiz.scores.presets import PRESETS as SCORING
from quiz.services import inputs
from quiz.services.nights.desk import NightDraft, RoundDraft

LONGEST_TITLE = 80
LONGEST_NOTE = 300
COUNTS = (1, 30)
SECONDS = (5, 120)
MOST_ROUNDS = 20
CAPACITIES = (1, 5000)
BREAK_MINUTES = 15
SINGLE: tuple[RoundFormat, ...] = ("wager", "tiebreak")
"""The formats of one question."""

_READING, _TALKING = 6.0, 20.0  # seconds a question takes beside its time to answer
_WITHOUT_TIMER = 45.0
_BETWEEN_ROUNDS = 90.0
_A_ROUND = 10  # questions of a round, where nobody says how many


@dataclass(frozen=True, slots=True)
class Preset:
    """A night to begin with, that a host may change at will."""

    id: str
    title: str
    about: str
    draft: NightDraft

    @property
    def minutes(self) -> int:
        """About how long it takes, counted as on the drawing board."""
        return minutes(self.draft)


_BREAK = RoundDraft("Half-time", "break", count=0, note="A quarter of an hour for a drink.")
_WAGER = RoundDraft(
    "The wager",
    "wager",
    count=1,
    seconds=40,
    note="Put in as many of your points as you dare: right wins them, anything else loses them.",
)
_TIEBREAK = RoundDraft(
    "Tie-break",
    "tiebreak",
    count=1,
    seconds=30,
    note="It earns no points; where points are equal, the nearest number is placed higher.",
)
_SPEED_NOTE = "Little time, nothing to read first."

_ALL = (
    Preset(
        "quick",
        "Quick",
        "Two rounds of five questions and a fast one. No preparation, no break.",
        NightDraft(
            "A quick quiz",
            (
                RoundDraft("Warm-up", count=5, level="easy"),
                RoundDraft("A bit of everything", count=5),
                RoundDraft("Quick off the mark", "speed", count=6, seconds=10, note=_SPEED_NOTE),
            ),
        ),
    ),
    Preset(
        "pub",
        "Pub night",
        "Nine rounds for teams with a half-time, a wager at the end and a tie-break.",
        NightDraft(
            "Pub quiz",
            (
                RoundDraft("Warm-up", count=10, seconds=35, level="easy"),
                RoundDraft("Around the world", count=10, seconds=35, pack="cities"),
                RoundDraft("What you see", count=10, seconds=35, pack="flags"),
                RoundDraft("In the night sky", count=10, seconds=35, pack="stars"),
                _BREAK,
                RoundDraft("Capitals", count=10, seconds=35, pack="capitals"),
                RoundDraft("The right chemistry", count=10, seconds=35, pack="elements"),
                RoundDraft("In the charts", count=10, seconds=35, pack="music"),
                RoundDraft("Against the clock", "speed", count=10, seconds=10, note=_SPEED_NOTE),
                RoundDraft("A bit of everything", count=10, seconds=35),
                _WAGER,
                _TIEBREAK,
            ),
            Rules(scoring="pub", teams="shared", jokers=True),
        ),
    ),
    Preset(
        "office",
        "Office",
        "Three rounds of ten in half an hour, everybody with their own phone.",
        NightDraft(
            "Office quiz",
            (
                RoundDraft("Warm-up", count=10, seconds=25, level="easy"),
                RoundDraft("A bit of everything", count=10, seconds=25),
                RoundDraft("For those who know", count=10, seconds=25, level="hard"),
            ),
        ),
    ),
)
PRESETS: Mapping[str, Preset] = MappingProxyType({preset.id: preset for preset in _ALL})


def fitted(draft: NightDraft, packs: Collection[str]) -> NightDraft:
    """Return a draft with all packs to draw from where the pack of a round is not at hand."""
    rounds = (r if r.pack in packs else replace(r, pack="") for r in draft.rounds)
    return replace(draft, rounds=tuple(rounds))


def packs_of(draft: NightDraft) -> tuple[str, ...]:
    """Return the ids of the packs that a draft names."""
    return tuple({planned.pack for planned in draft.rounds if planned.pack})


def of_pack(title: str, pack_id: str, count: int) -> NightDraft:
    """Return a night that asks ``count`` questions of one pack, in rounds of at most ten."""
    parts = max(1, -(-count // _A_ROUND))
    sizes = [count // parts + (place < count % parts) for place in range(parts)]
    names = [f"Round {place}" for place in range(1, parts + 1)] if parts > 1 else [title]
    rounds = (
        RoundDraft(name[:LONGEST_TITLE], count=max(1, size), pack=pack_id)
        for name, size in zip(names, sizes, strict=True)
    )
    return NightDraft(title[:LONGEST_TITLE], tuple(rounds))


def checked(draft: NightDraft, packs: Collection[str]) -> NightDraft:
    """Return a draft with its texts tidied, the counts of single questions and breaks set.

    Raises DraftError that names every fault, and the round that has it.
    """
    tidied = replace(
        draft, title=inputs.line(draft.title), rounds=tuple(map(_tidied, draft.rounds))
    )
    faults = [(0, fault) for fault in _faults_of_night(tidied)]
    for place, planned in enumerate(tidied.rounds, 1):
        faults += ((place, f"{label(place, planned)} {said}") for said in _faults(planned, packs))
    if faults:
        raise DraftError(faults)
    return tidied


class DraftError(BadInputError):
    """A draft that cannot be planned; ``places`` are those of its rounds with a fault, from 1."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        """Name the faults in one sentence; each has its place, 0 for the night as a whole."""
        told = "; ".join(said for _place, said in faults)
        super().__init__(f"This night cannot be planned so: {told}.")
        self.places = frozenset(place for place, _said in faults if place)


def label(place: int, planned: RoundDraft | PlannedRound) -> str:
    """Name a round for a sentence; ``place`` counts from 1."""
    return f"round {place} (“{planned.title}”)" if planned.title else f"round {place}"


def minutes(draft: NightDraft) -> int:
    """Return about how long a night takes: reading, answering, a word about each answer."""
    seconds = 0.0
    for planned in draft.rounds:
        if planned.format == "break":
            seconds += BREAK_MINUTES * 60
            continue
        count = 1 if planned.format in SINGLE else max(0, planned.count)
        each = (max(0, planned.seconds) or _WITHOUT_TIMER) + _TALKING
        each += 0 if planned.format == "speed" else _READING
        seconds += count * each + _BETWEEN_ROUNDS
    return max(1, round(seconds / 60))


def _tidied(planned: RoundDraft) -> RoundDraft:
    title, note = inputs.line(planned.title), inputs.line(planned.note)
    if planned.format == "break":
        return RoundDraft(title, "break", count=0, seconds=0, note=note)
    count = 1 if planned.format in SINGLE else planned.count
    return replace(planned, title=title, note=note, count=count)


def _faults_of_night(draft: NightDraft) -> Iterator[str]:
    rules = draft.rules
    if not draft.title:
        yield "it has no title"
    elif len(draft.title) > LONGEST_TITLE:
        yield f"its title has {len(draft.title)} characters, and at most {LONGEST_TITLE} are shown"
    if not any(planned.format != "break" for planned in draft.rounds):
        yield "it has no round with a question"
    if len(draft.rounds) > MOST_ROUNDS:
        yield f"it has {len(draft.rounds)} rounds, and at most {MOST_ROUNDS} are possible"
    if rules.capacity < 0:
        yield f"it does not say how many players fit in; {CAPACITIES[0]} to {CAPACITIES[1]:,} can"
    elif not CAPACITIES[0] <= rules.capacity <= CAPACITIES[1]:
        yield f"it can have {CAPACITIES[0]} to {CAPACITIES[1]:,} players, not {rules.capacity:,}"
    for what, wish, known in (
        ("way of scoring", rules.scoring, SCORING),
        ("way of playing in teams", rules.teams, get_args(Teams)),
        ("way of scoring teams", rules.team_score, get_args(TeamScore)),
    ):
        if wish not in known:
            yield f"there is no {what} “{wish}”"


def _faults(planned: RoundDraft, packs: Collection[str]) -> Iterator[str]:
    if not planned.title:
        yield "has no title"
    elif len(planned.title) > LONGEST_TITLE:
        yield f"has a title of {len(planned.title)} characters; {LONGEST_TITLE} are possible"
    if len(planned.note) > LONGEST_NOTE:
        yield f"has a note of {len(planned.note)} characters; {LONGEST_NOTE} are possible"
    if planned.format not in get_args(RoundFormat):
        yield f"is of a kind there is not, “{planned.format}”"
    if planned.format == "break":
        return
    if planned.pack and planned.pack not in packs:
        yield f"draws from a pack that is not here, “{planned.pack}”"
    if planned.level not in ROUND_LEVELS:
        yield f"has a level there is not, “{planned.level}”"
    yield from _faults_of_numbers(planned)


def _faults_of_numbers(planned: RoundDraft) -> Iterator[str]:
    if planned.count < 0:
        yield f"does not say how many questions; {COUNTS[0]} to {COUNTS[1]} are possible"
    elif not COUNTS[0] <= planned.count <= COUNTS[1]:
        yield f"wants {planned.count} questions; {COUNTS[0]} to {COUNTS[1]} are possible"
    if planned.seconds and not SECONDS[0] <= planned.seconds <= SECONDS[1]:
        said = f"gives {planned.seconds} seconds"
        yield (
            f"{said if planned.seconds > 0 else 'does not say the seconds as a number'};"
            f" {SECONDS[0]} to {SECONDS[1]} are possible, and 0 for no limit"
        )
