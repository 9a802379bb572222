"""What the questions of a night earned: worked out from the stored answers, anew when need be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from quiz.night import course, scoring, stakes
from quiz.night.model import Answer, Result, Rules, Seat, Slot, Standing, State
from quiz.night.standings import entrant_of, standings
from quiz.night.teams import rule_of, speaker
from quiz.services.nights.room import Room, fresh, seat_of, was_there
from quiz.store import night_answers as answer_rows
from quiz.store import night_results as result_rows
from quiz.store import night_tallies as tallies
from quiz.store import seats as seat_rows
from quiz.store.night_records import AnswerRecord, NightRecord, SeatRecord


@dataclass(frozen=True, slots=True)
class Change:
    """How many more (or fewer, below 0) are right after a key was changed."""

    right: int = 0


def sync(before: NightRecord, room: Room) -> dict[int, Change]:
    """Make the results those of the state of the room; ``before`` is the night as it was.

    What is revealed now is judged, what is revealed no more, void or left out loses its results,
    and what has another key is judged anew. Returns what changed, by number.
    """
    old, new = before.state, room.record.state
    was, counts = course.scored(old), course.scored(new)
    changed = {number for number in was & counts if _key(old, number) != _key(new, number)}
    changes = {}
    for number in sorted((was ^ counts) | changed):
        had = tallies.of_questions(room.tx, room.record.id, (number,)) if number in was else ()
        results = judge(room, room.record.plan.slot(number)) if number in counts else ()
        result_rows.put_results(room.tx, room.record.id, number, results)
        changes[number] = Change(_right(results) - _right(had))
    return changes


def judge(room: Room, slot: Slot) -> tuple[Result, ...]:
    """Return what each seat earned with a question that it was asked."""
    record, tx = room.record, room.tx
    plan, rules = record.plan, record.rules
    planned = plan.rounds[plan.round_of(slot.number)]
    answers = [a for a in answer_rows.of_question(tx, record.id, slot.number) if any(a.given)]
    answered = {answer.seat_id for answer in answers}
    marker = room.marker(slot)
    seats = [
        replace(seat_of(seat), status="in")
        for seat in seat_rows.all_of(tx, record.id)
        if was_there(seat, locked_at(record, slot.number), answered)
    ]
    wagers = staked(room, slot, seats) if planned.format == "wager" else {}
    terms = scoring.Terms(
        slot=slot,
        rules=rules,
        length=scoring.scored_length(plan),
        format=planned.format,
        jokers=stakes.doubled(rules, seats, plan.round_of(slot.number)),
        wagers=wagers,
    )
    marks = {answer.seat_id: marker.mark(answer.given) for answer in answers}
    body = room.keyed(slot)[0].body
    return scoring.judge(body, terms, marks, map(answer_of, answers), seats)


def staked(room: Room, slot: Slot, seats: Iterable[Seat]) -> Mapping[str, int]:
    """Return what each seat puts in on a question: with teams, what its speaker did for all."""
    own = result_rows.wagers(room.tx, room.record.id, slot.number)
    rules = room.record.rules
    if rules.teams == "solo":
        return own
    who = tuple(seats)
    lead = speakers(rules, who)
    of_team = {entrant_of(rules, seat): own.get(seat.id) for seat in who if seat.id in lead}
    found = {seat.id: of_team.get(entrant_of(rules, seat)) for seat in who}
    return {seat_id: amount for seat_id, amount in found.items() if amount is not None}


def speakers(rules: Rules, seats: Iterable[Seat]) -> frozenset[str]:
    """Return the seats that play jokers and wagers: everybody, or who speaks for a team."""
    members: dict[str, list[Seat]] = {}
    for seat in seats:
        members.setdefault(entrant_of(rules, seat), []).append(seat)
    leads = map(speaker, members.values())
    return frozenset(lead.id for lead in leads if lead is not None)


def totals(room: Room) -> dict[str, int]:
    """Return the points each seat earned by itself, so far."""
    sums = tallies.points(room.tx, room.record.id, ())
    return {seat: total for seat, (total, _) in sums.items()}


def places(
    room: Room,
    seats: Iterable[Seat | SeatRecord],
    *,
    moves: bool,
    sums: Mapping[str, int] | None = None,
) -> tuple[Standing, ...]:
    """Return the standings, best first; with ``moves`` against those before the fresh questions.

    ``sums`` are the ``totals``, where they are at hand.
    """
    record, tx = room.record, room.tx
    rules = record.rules
    who = [seat if isinstance(seat, Seat) else seat_of(seat) for seat in seats]
    teams = team_names(room)
    news = fresh(room) if moves else frozenset()
    if rules.teams == "own" and rule_of(rules) != "captain":
        results = result_rows.results(tx, record.id)
        old = tuple(result for result in results if result.number not in news)
    else:  # sums will do, and are what thousands of seats can wait for
        old, results = _summed(room, news, sums)
    before = standings(rules, who, teams, old) if moves else ()
    return standings(rules, who, teams, results, before)


def team_names(room: Room) -> dict[str, str]:
    """Return the teams of a night, id to name; none where everybody plays alone."""
    if room.record.rules.teams == "solo":
        return {}
    return {team.id: team.name for team in seat_rows.teams(room.tx, room.record.id)}


def locked_at(record: NightRecord, number: int) -> datetime | None:
    """Return when a question was locked last; None while it is open or was never asked."""
    stages = (*record.state.past, record.state.stage)
    times = [stage.locked_at for stage in stages if stage.number == number and stage.locked_at]
    return times[-1] if times else None


def answer_of(record: AnswerRecord) -> Answer:
    """Return an answer as the rules know it."""
    return Answer(record.seat_id, record.given, record.used, record.credit, record.revision)


def by_seat(results: Iterable[Result]) -> Mapping[str, Result]:
    """Return the results of one question by seat."""
    return {result.seat_id: result for result in results}


def _summed(
    room: Room, news: Collection[int], sums: Mapping[str, int] | None
) -> tuple[tuple[Result, ...], tuple[Result, ...]]:
    """Return results that stand for many: what there was before the news, and all of it."""
    tx, night_id = room.tx, room.record.id
    breaks = tallies.distances(tx, night_id)
    if sums is not None and not news:
        return (), (*(Result(0, seat, "none", total) for seat, total in sums.items()), *breaks)
    split = tallies.points(tx, night_id, news)
    old = [Result(0, seat, "none", was) for seat, (was, _) in split.items()]
    new = [Result(-1, seat, "none", earned) for seat, (_, earned) in split.items() if earned]
    before = [result for result in breaks if result.number not in news]
    return (*old, *before), (*old, *new, *breaks)


def _key(state: State, number: int) -> tuple[object, object]:
    return state.rekeyed.get(number), state.accepted.get(number)


def _right(results: Iterable[Result]) -> int:
    return sum(result.mark == "right" for result in results)
