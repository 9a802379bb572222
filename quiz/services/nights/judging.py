"""What the questions of a night earned: worked out from the stored answers, anew when need be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from quiz.live.turns import let_others_in
from quiz.night import course, scoring
from quiz.night.model import Answer, Result, Roll, Rules, Seat, Standing, State
from quiz.night.standings import entrant_of, standings
from quiz.night.teams import rule_of, speaker
from quiz.services.nights import rolls
from quiz.services.nights.rolls import Asked
from quiz.services.nights.room import Room, fresh, seat_of
from quiz.store import night_results as result_rows
from quiz.store import night_tallies as tallies
from quiz.store import night_teams as team_rows
from quiz.store.night_records import AnswerRecord, NightRecord, SeatRecord

_Spoken = Mapping[str, Sequence[Result]]


@dataclass(frozen=True, slots=True)
class Change:
    """How many more (or fewer, below 0) are right after a key was changed."""

    right: int = 0


def sync(before: NightRecord, room: Room) -> dict[int, Change]:
    """Make the results those of the state of the room; ``before`` is the night as it was.

    What is revealed now is judged, what is revealed no more, void or left out loses its results,
    and what has another key is judged anew. To whom a question was put, on what terms, and who
    speaks for a team there, is settled when it is revealed, and stays until that is taken back.
    Returns what changed, by number.
    """
    old, new = before.state, room.record.state
    was, counts = course.scored(old), course.scored(new)
    changed = {number for number in was & counts if _key(old, number) != _key(new, number)}
    judged = (was ^ counts) | changed
    shown = course.revealed(new) - course.revealed(old)
    hidden = course.revealed(old) - course.revealed(new)
    changes = {}
    for number in sorted(judged | shown | hidden):
        if number in hidden:
            rolls.forget(room, number)
        had = tallies.of_questions(room.tx, room.record.id, (number,)) if number in was else ()
        results: tuple[Result, ...] = ()
        if number in shown or number in counts:
            asked = rolls.asked(room, number)
            let_others_in()  # of thousands of seats each step takes its time
            roll = rolls.settle(room, asked) if number in shown else rolls.settled(room, asked, had)
            if number in counts:
                results = _judge(room, asked, roll)
        let_others_in()
        if number in judged:
            result_rows.put_results(room.tx, room.record.id, number, results)
            changes[number] = Change(_right(results) - _right(had))
    return changes


def _judge(room: Room, asked: Asked, roll: Roll) -> tuple[Result, ...]:
    """Return what each seat earned with a question that it was asked, wherever it is by now."""
    record, slot = room.record, asked.slot
    marker = room.marker(slot)
    terms = scoring.Terms(
        slot=slot,
        rules=record.rules,
        length=scoring.scored_length(record.plan),
        format=record.plan.rounds[record.plan.round_of(slot.number)].format,
        jokers=roll.doubled,
        wagers=roll.stakes,
    )
    seats = [replace(seat, status="in") for seat in asked.seats if seat.id in roll.there]
    marks = {answer.seat_id: marker.mark(answer.given) for answer in asked.answers}
    let_others_in()
    body = room.keyed(slot)[0].body
    return scoring.judge(body, terms, marks, map(answer_of, asked.answers), seats)


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
    spoken_before, spoken = _spoken(room, news)
    before = standings(rules, who, teams, old, spoken=spoken_before) if moves else ()
    return standings(rules, who, teams, results, before, spoken)


def team_names(room: Room) -> dict[str, str]:
    """Return the teams of a night, id to name; none where everybody plays alone."""
    if room.record.rules.teams == "solo":
        return {}
    return {team.id: team.name for team in team_rows.of_night(room.tx, room.record.id)}


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


def _spoken(room: Room, news: Collection[int]) -> tuple[_Spoken, _Spoken]:
    """Return the same of those who spoke for teams, by team, where their captains count."""
    tx, night_id, rules = room.tx, room.record.id, room.record.rules
    if rules.teams == "solo" or rule_of(rules) != "captain":
        return {}, {}
    breaks = tallies.spoken_distances(tx, night_id)
    old: dict[str, Sequence[Result]] = {}
    new: dict[str, Sequence[Result]] = {}
    for team, (was, earned) in tallies.spoken(tx, night_id, news).items():
        near = breaks.get(team, [])
        told = Result(0, team, "none", was)
        old[team] = [told, *(result for result in near if result.number not in news)]
        new[team] = [told, Result(-1, team, "none", earned), *near]
    return old, new


def _key(state: State, number: int) -> tuple[object, object]:
    return state.rekeyed.get(number), state.accepted.get(number)


def _right(results: Iterable[Result]) -> int:
    return sum(result.mark == "right" for result in results)
