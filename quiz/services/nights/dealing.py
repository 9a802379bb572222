"""From a draft to a plan: which questions a night asks, for how long, after how much reading.

Rounds are dealt one after the other with a look at those before (see ``rounds.deal``), so that no
question comes twice in a night and none gives another away. Those with the least to choose from are
dealt first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from types import MappingProxyType

from quiz.errors import BadInputError
from quiz.night.model import Plan, PlannedRound, RoundFormat, Slot
from quiz.questions.kinds import Kind, kind_of
from quiz.questions.model import Question
from quiz.rounds.deal import deal
from quiz.rounds.model import ROUND_LEVELS, Dealt
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.drafts import SECONDS, DraftError, label
from quiz.services.shelf import Edition
from quiz.text import number_word

LEAD_PER_CHARACTER = 1 / 15
MOST_LEAD = 8.0
_SLOWER: Mapping[Kind, float] = MappingProxyType(
    {"multi": 1.25, "typed": 1.5, "number": 1.5, "order": 2.0, "match": 2.0}
)

_ASKS: Mapping[RoundFormat, Callable[[Question], bool]] = MappingProxyType(
    {
        "picture": lambda question: question.picture is not None,
        "audio": lambda question: question.audio is not None,
        "moments": lambda question: question.proof.rule != "author",
        "tiebreak": lambda question: kind_of(question.body) == "number",
    }
)
"""What a question must be for a round of a format; for others anything will do."""
_CALLED: Mapping[RoundFormat, str] = MappingProxyType(
    {
        "picture": "questions with a picture",
        "audio": "questions with something to hear",
        "moments": "questions made from moments",
        "tiebreak": "questions for a number",
    }
)

Packs = Callable[[str], tuple[Edition, ...]]
"""Gives the pack of an id, or all packs for an empty text."""


def lay_out(
    draft: NightDraft,
    packs: Packs,
    rng: Random,
    seen: Iterable[str] = (),
    kept: Mapping[int, PlannedRound] = MappingProxyType({}),
    asked: Iterable[Question] = (),
) -> Plan:
    """Deal a night. ``seen`` are questions (``pack/question``) not to ask again, oldest first.

    The rounds ``kept``, by their place from 0, are not dealt: they ask what they did, ``asked``.
    Raises DraftError that names every round for which there are too few questions.
    """
    met = tuple(seen)
    pools = {
        place: _pool(planned, packs(planned.pack))
        for place, planned in enumerate(draft.rounds)
        if planned.format != "break" and place not in kept
    }
    hands: dict[int, tuple[Dealt, ...]] = {}
    asked = list(asked)
    for place in sorted(pools, key=lambda place: len(pools[place])):
        planned = draft.rounds[place]
        hands[place] = _deal(pools[place], planned, planned.count, met, rng, asked)
        asked += (dealt.question for dealt in hands[place])
    faults = [
        (place, f"{label(place, planned)} {_shortage(planned, hands[place - 1])}")
        for place, planned in enumerate(draft.rounds, 1)
        if place - 1 in hands and len(hands[place - 1]) < planned.count
    ]
    if faults:
        raise DraftError(faults)
    return _numbered(draft, hands, packs, kept)


def another(
    plan: Plan, number: int, planned: RoundDraft, packs: Packs, rng: Random, asked: list[Question]
) -> Plan:
    """Return the plan with another question in place of one; ``asked`` are all of the night.

    Raises BadInputError when there is no other.
    """
    hand = _deal(_pool(planned, packs(planned.pack)), planned, 1, (), rng, asked)
    if not hand:
        raise BadInputError("There is no other question for this place. Choose another pack.")
    slot = _slot(number, hand[0], planned, packs(planned.pack))
    rounds = (
        replace(r, slots=tuple(slot if old.number == number else old for old in r.slots))
        for r in plan.rounds
    )
    return Plan(tuple(rounds))


def seconds_for(kind: Kind, seconds: int, format_: RoundFormat, time: int = 0) -> int:
    """Return the seconds a question gets: more where more is to be done, but not when it is fast.

    Half as much again to type, a quarter to choose several, twice as much to arrange. The ``time``
    that its author gives stands above that.
    """
    if not seconds or format_ == "speed":
        return seconds
    if time:
        return time
    return min(SECONDS[1], round(seconds * _SLOWER.get(kind, 1.0)))


def base_seconds(slots: Sequence[Slot], format_: RoundFormat) -> int:
    """Return what a host asked for to get these: the way back from ``seconds_for``."""
    guesses = [
        slot.seconds if format_ == "speed" else round(slot.seconds / _SLOWER.get(slot.kind, 1.0))
        for slot in slots
        if not slot.time
    ]
    return max(guesses, default=20)


def lead_for(ask: str, format_: RoundFormat) -> float:
    """Return the seconds to read before answers count, by the length of the text alone."""
    return 0.0 if format_ == "speed" else round(min(MOST_LEAD, len(ask) * LEAD_PER_CHARACTER), 1)


def _anything(_: Question) -> bool:
    return True


def _pool(planned: RoundDraft, editions: Iterable[Edition]) -> list[Question]:
    return [
        question
        for edition in editions
        for question in edition.pool
        if _ASKS.get(planned.format, _anything)(question)
    ]


def _deal(
    pool: list[Question],
    planned: RoundDraft,
    count: int,
    seen: tuple[str, ...],
    rng: Random,
    asked: list[Question],
) -> tuple[Dealt, ...]:
    level = next(level for level in ROUND_LEVELS if level == planned.level)
    return deal(pool, count, level, seen, rng, asked)


def _shortage(planned: RoundDraft, hand: tuple[Dealt, ...]) -> str:
    what = _CALLED.get(planned.format, "questions")
    level = "" if planned.level == "mixed" else f"{planned.level} "
    there = number_word(len(hand)) if hand else "none"
    return (
        f"wants {number_word(planned.count)} {level}{what}, and of those that no other round asks"
        f" there {'is' if len(hand) == 1 else 'are'} {there}"
    )


def _numbered(
    draft: NightDraft,
    hands: Mapping[int, tuple[Dealt, ...]],
    packs: Packs,
    kept: Mapping[int, PlannedRound],
) -> Plan:
    number = 0
    rounds = []
    for place, planned in enumerate(draft.rounds):
        slots = []
        for dealt in hands.get(place, ()):
            number += 1
            slots.append(_slot(number, dealt, planned, packs(planned.pack)))
        for old in kept[place].slots if place in kept else ():
            number += 1
            seconds = seconds_for(old.kind, planned.seconds, planned.format, old.time)
            slots.append(replace(old, number=number, seconds=seconds))
        rounds.append(_planned(planned, tuple(slots)))
    return Plan(tuple(rounds))


def _planned(drafted: RoundDraft, slots: tuple[Slot, ...]) -> PlannedRound:
    return PlannedRound(
        drafted.title,
        drafted.format,
        drafted.note,
        slots,
        drafted.pack,
        drafted.level,
        drafted.seconds,
    )


def _slot(number: int, dealt: Dealt, planned: RoundDraft, editions: Iterable[Edition]) -> Slot:
    pack_id, _, question_id = dealt.question.id.partition("/")
    kind = kind_of(dealt.question.body)
    return Slot(
        number=number,
        digest=next(edition.digest for edition in editions if edition.pack.id == pack_id),
        pack_id=pack_id,
        question_id=question_id,
        kind=kind,
        order=dealt.order,
        seconds=seconds_for(kind, planned.seconds, planned.format, dealt.question.time),
        lead=lead_for(dealt.question.ask, planned.format),
        time=dealt.question.time,
    )
