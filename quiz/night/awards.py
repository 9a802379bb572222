"""Small prizes for the podium, as data: whoever shows them finds the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from quiz.night.model import Result, Seat
from quiz.night.teams import plays

AwardKey = Literal["fastest", "streak", "alone", "nearly"]

_MOST_SHARING = 3
_LEAST = {"fastest": 0.0, "streak": 3, "alone": 1, "nearly": 2}


@dataclass(frozen=True, slots=True)
class Honour:
    """A prize, and what it was given for.

    ``value`` goes with the key. ``fastest``: seconds of the fastest right answer; ``streak``: right
    answers in a row, at least three; ``alone``: questions that only this one knew, of two players
    or more; ``nearly``: answers that were close, at least two.
    """

    key: AwardKey
    seat_ids: tuple[str, ...]
    value: float


def awards(
    seats: Iterable[Seat], results: Iterable[Result], used: Mapping[tuple[int, str], float]
) -> tuple[Honour, ...]:
    """Return the prizes of a night; one that more than three would share is not given.

    ``results`` are those that count; ``used`` has the seconds of each answer by question number
    and seat id. The audience wins nothing.
    """
    names = dict.fromkeys(seat.id for seat in seats if plays(seat))
    by_number: defaultdict[int, dict[str, Result]] = defaultdict(dict)
    for result in results:
        if result.seat_id in names:
            by_number[result.number][result.seat_id] = result
    rows = [by_number[number] for number in sorted(by_number)]
    best: dict[AwardKey, dict[str, float]] = {
        "fastest": _fastest(rows, used),
        "streak": {seat: _longest_run(seat, rows) for seat in names},
        "alone": _alone(rows),
        "nearly": {seat: _count(seat, rows, "close") for seat in names},
    }
    given = (_honour(key, values) for key, values in best.items())
    return tuple(honour for honour in given if honour is not None)


def _honour(key: AwardKey, values: Mapping[str, float]) -> Honour | None:
    if not values:
        return None
    value = min(values.values()) if key == "fastest" else max(values.values())
    seat_ids = tuple(seat for seat, each in values.items() if each == value)
    if value < _LEAST[key] or len(seat_ids) > _MOST_SHARING:
        return None
    return Honour(key, seat_ids, value)


def _fastest(
    rows: list[dict[str, Result]], used: Mapping[tuple[int, str], float]
) -> dict[str, float]:
    """Return each one's fastest right answer, in tenths of a second as they are shown."""
    times: dict[str, float] = {}
    for row in rows:
        for seat, result in row.items():
            seconds = used.get((result.number, seat))
            if result.mark == "right" and seconds is not None:
                times[seat] = min(times.get(seat, seconds), round(seconds, 1))
    return times


def _longest_run(seat: str, rows: list[dict[str, Result]]) -> float:
    longest = run = 0
    for row in rows:
        run = run + 1 if seat in row and row[seat].mark == "right" else 0
        longest = max(longest, run)
    return longest


def _alone(rows: list[dict[str, Result]]) -> dict[str, float]:
    counts: defaultdict[str, float] = defaultdict(float)
    for row in rows:
        right = [seat for seat, result in row.items() if result.mark == "right"]
        if len(right) == 1 and len(row) > 1:
            counts[right[0]] += 1
    return dict(counts)


def _count(seat: str, rows: list[dict[str, Result]], mark: str) -> float:
    return sum(seat in row and row[seat].mark == mark for row in rows)
