"""What each seat earns with a question.

A right answer earns what the preset of the night says (``scores.presets``), also in a speed round,
so that rounds weigh alike. A seat with extra time has its bonus measured by everybody's clock: it
has more time to answer, not more points. Two formats have rules of their own:

- *wager*: right wins what was put in; anything else, no answer too, loses it; what the speaker of
  a team puts in stands for each of its members (``stakes.staked``);
- *tie-break*: no points; how far off a number is decides between those who are level.

A joker doubles all points of its round, but not those of a wager, where one says oneself how much
is at stake.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from quiz.night.model import Answer, Plan, Result, RoundFormat, Rules, Seat, Slot
from quiz.questions.marking import Mark
from quiz.questions.model import Body, Number
from quiz.questions.numbers import read_number
from quiz.scores.presets import bonus, points

_UNSCORED = frozenset({"wager", "tiebreak"})


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a question is scored.

    ``length`` is how many questions of the night are scored by the preset (``scored_length``), for
    the bonus that all of them share. ``jokers`` are the ids of the seats for whom the round counts
    double, ``wagers`` what is at stake for each seat: see ``model.Roll``.
    """

    slot: Slot
    rules: Rules
    length: int
    format: RoundFormat = "general"
    jokers: Collection[str] = frozenset()
    wagers: Mapping[str, int] = field(default_factory=dict)


def judge(
    body: Body,
    terms: Terms,
    marks: Mapping[str, Mark],
    answers: Iterable[Answer],
    seats: Iterable[Seat],
) -> tuple[Result, ...]:
    """Return a result for each seat that is in, the audience too; ``none`` without an answer.

    ``marks`` go by seat id, one for each answer; ``body`` is the question as the host has it now,
    for how far off a tie-break is. A question that is void or was left out has no results: there
    is nothing to judge.
    """
    given = {answer.seat_id: answer for answer in answers if answer.given}
    results = []
    for seat in seats:
        if seat.status == "in":
            answer = given.get(seat.id)
            mark = marks.get(seat.id) if answer else None
            results.append(_result(body, terms, seat.id, mark, answer))
    return tuple(results)


def scored_length(plan: Plan) -> int:
    """Return how many questions of a night are scored by the preset."""
    return sum(len(each.slots) for each in plan.rounds if each.format not in _UNSCORED)


def distance(body: Body, given: tuple[str, ...]) -> float | None:
    """Return how far a typed number is off; None for what is no number."""
    if not isinstance(body, Number):
        return None
    reading = read_number(" ".join(given), body.unit)
    if reading is None or not reading.values:
        return None
    return min(abs(value - body.value) for value in reading.values)


def _result(
    body: Body, terms: Terms, seat_id: str, mark: Mark | None, answer: Answer | None
) -> Result:
    number = terms.slot.number
    if terms.format == "tiebreak":
        off = distance(body, answer.given) if answer else None
        return Result(number, seat_id, mark or "none", distance=off)
    if terms.format == "wager":
        staked = terms.wagers.get(seat_id, 0)
        earned = staked if mark == "right" else -staked
        return Result(number, seat_id, mark or "none", points=earned)
    if mark is None or answer is None:
        return Result(number, seat_id, "none")
    scored = (terms.rules.scoring, mark, answer.used, terms.slot.seconds, terms.length)
    times = 2 if seat_id in terms.jokers else 1
    return Result(number, seat_id, mark, times * points(*scored), times * bonus(*scored))
