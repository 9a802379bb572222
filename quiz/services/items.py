"""What first answers say of one question: how hard it is, whether it tells people apart, and flags.

The figures are shown from ``SHOWN_FROM`` answers on, and a question is flagged from ``SURE_FROM``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from quiz.leaderboards.items import is_surely_negative, point_biserial, upper_lower, wilson
from quiz.leaderboards.rating import PROVISIONAL_BELOW
from quiz.questions.kinds import (
    Kind,
    answer_text,
    chance_of,
    has_places,
    kind_of,
    options_of,
    right_options,
)
from quiz.questions.model import Question
from quiz.store.encounters import Encounter

Flag = Literal["key", "backwards", "hard", "easy", "idle"]
FLAGS: tuple[Flag, ...] = ("key", "backwards", "hard", "easy", "idle")
"""Another option is chosen more often than the key; those who are right elsewhere are wrong here;
no better than a guess; nearly everybody is right; an option that nobody takes."""
SHOWN_FROM = 5
SURE_FROM = PROVISIONAL_BELOW
TOO_EASY = 0.95
TOO_HARD = 0.1
_ANSWERED = frozenset({"right", "close", "wrong"})


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose an option, and which share of those who answered."""

    text: str
    is_right: bool
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What ``answered`` first answers say. ``low`` and ``high`` are the 95 % interval of ``share``.

    ``correlation`` (point-biserial) and ``upper_lower`` say how a right answer goes with the rest
    of the score, None where that cannot be told; ``seconds`` is the median to the answer.
    """

    right: int
    share: float
    low: float
    high: float
    correlation: float | None
    upper_lower: float | None
    seconds: float | None
    options: tuple[OptionCount, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question: how often it was met and answered at first sight; figures None while too seldom.

    ``number`` is its place in the pack, from 1; ``chance`` how likely a guess is right.
    """

    number: int
    question_id: str
    ask: str
    answer: str
    kind: Kind
    level: str
    chance: float
    asked: int
    answered: int
    figures: Figures | None
    flags: tuple[Flag, ...]


def item_of(number: int, question: Question, met: Sequence[Encounter]) -> Item:
    """Return what those say of a question who met it, each of them once."""
    answered = [one for one in met if one.outcome in _ANSWERED]
    figures = _figures(question, answered) if len(answered) >= SHOWN_FROM else None
    return Item(
        number=number,
        question_id=question.id,
        ask=question.ask,
        answer=answer_text(question.body),
        kind=kind_of(question.body),
        level=question.difficulty,
        chance=chance_of(question.body),
        asked=len(met),
        answered=len(answered),
        figures=figures,
        flags=tuple(_flags(question, figures, answered)) if figures else (),
    )


def _figures(question: Question, answered: Sequence[Encounter]) -> Figures:
    n, right = len(answered), sum(one.outcome == "right" for one in answered)
    scores = _scores(answered)
    low, high = wilson(right, n)
    seconds = [one.seconds for one in answered if one.seconds is not None]
    return Figures(
        right=right,
        share=right / n,
        low=low,
        high=high,
        correlation=point_biserial(scores),
        upper_lower=upper_lower(scores),
        seconds=median(seconds) if seconds else None,
        options=tuple(_options(question, answered)),
    )


def _scores(answered: Iterable[Encounter]) -> list[tuple[bool, float]]:
    """Return right or not, and the rest score, of those who were asked anything else."""
    return [(o.outcome == "right", o.others_right / o.others) for o in answered if o.others > 0]


def _options(question: Question, answered: Sequence[Encounter]) -> Iterable[OptionCount]:
    """Yield how often each option was chosen, none where one types, orders or matches."""
    if has_places(question.body):
        return
    chosen = Counter(
        text for one in answered for text in dict.fromkeys(map(str.casefold, one.given))
    )
    right = right_options(question.body)
    for option in options_of(question.body):
        count = chosen[option.casefold()]
        yield OptionCount(option, option in right, count, count / len(answered))


def _flags(question: Question, told: Figures, answered: Sequence[Encounter]) -> Iterable[Flag]:
    if len(answered) < SURE_FROM:
        return
    keys = [option.count for option in told.options if option.is_right]
    others = [option.count for option in told.options if not option.is_right]
    if keys and others and max(others) > min(keys):
        yield "key"
    pairs = len(_scores(answered))
    if told.correlation is not None and is_surely_negative(told.correlation, pairs):
        yield "backwards"
    if told.share <= max(TOO_HARD, chance_of(question.body)):
        yield "hard"
    if told.share >= TOO_EASY:
        yield "easy"
    elif others and not min(others) and kind_of(question.body) != "truefalse":
        yield "idle"
