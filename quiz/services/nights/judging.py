"""What the questions of a night earned: worked out from the stored answers, anew when need be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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

_Spoken = Mapping[str, Sequence[Result]]


@dataclass(frozen=True, slots=True)
class Change:
    """How many more (or fewer, below 0) are right after a key was changed."""

    right: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that was asked: what was answered, all seats, and those it was put to."""

    slot: Slot
    answers: tuple[AnswerRecord, ...]
    seats: tuple[Seat, ...]
    there: frozenset[str]


def sync(before: NightRecord, room: Room) -> dict[int, Change]:
    """Make the results those of the state of the room; ``before`` is the night as it was.

    What is revealed now is judged, what is revealed no more, void or left out loses its results,
    and what has another key is judged anew. Who speaks for a team at a question is settled when it
    is revealed, and stays until that is taken back. Returns what changed, by number.
    """
    old, new = before.state, room.record.state
    was, counts = course.scored(old), course.scored(new)
    changed = {number for number in was & counts if _key(old, number) != _key(new, number)}
    judged = (was ^ counts) | changed
    shown = course.revealed(old) ^ course.revealed(new)
    if room.record.rules.teams == "solo":
        shown = frozenset()
    changes = {}
    for number in sorted(judged | shown):
        asked = _asked(room, number) if number in course.revealed(new) else None
        if number in shown:
            spoke = _speaking(asked) if asked else {}
            result_rows.put_voices(room.tx, room.record.id, number, spoke)
        if number in judged:
            had = tallies.of_questions(room.tx, room.record.id, (number,)) if number in was else ()
            if asked and number in was:
                asked = _as_before(asked, had)
            results = _judge(room, asked) if asked and number in counts else ()
            result_rows.put_results(room.tx, room.record.id, number, results)
            changes[number] = Change(_right(results) - _right(had))
    return changes


def _asked(room: Room, number: int) -> _Asked:
    record, tx = room.record, room.tx
    known = answer_rows.of_question(tx, record.id, number)
    answers = tuple(answer for answer in known if any(answer.given))
    answered = {answer.seat_id for answer in answers}
    locked = locked_at(record, number)
    seats = seat_rows.all_of(tx, record.id)
    there = frozenset(seat.id for seat in seats if was_there(seat, locked, answered))
    return _Asked(record.plan.slot(number), answers, tuple(map(seat_of, seats)), there)


def _as_before(asked: _Asked, had: Iterable[Result]) -> _Asked:
    """Put a question that is judged anew to those it was put to then, wherever they are by now."""
    then = {result.seat_id for result in had}
    still = {seat.id for seat in asked.seats if seat.id in then and seat.status != "banned"}
    answered = {answer.seat_id for answer in asked.answers}
    return replace(asked, there=(asked.there & answered) | still)


def _speaking(asked: _Asked) -> dict[str, str]:
    """Return who speaks for a team at a question, by team; who has left only when all have."""
    teams: dict[str, list[Seat]] = {}
    for seat in asked.seats:
        if seat.team_id and seat.id in asked.there:
            teams.setdefault(seat.team_id, []).append(seat)
    leads = {
        team_id: speaker(who) or speaker([replace(seat, status="in") for seat in who])
        for team_id, who in teams.items()
    }
    return {team_id: lead.id for team_id, lead in leads.items() if lead is not None}


def _judge(room: Room, asked: _Asked) -> tuple[Result, ...]:
    """Return what each seat earned with a question that it was asked.

    Who spoke for a team is judged wherever it is by now, as one of that team.
    """
    record, slot = room.record, asked.slot
    plan, rules = record.plan, record.rules
    planned = plan.rounds[plan.round_of(slot.number)]
    marker = room.marker(slot)
    spoke = _spoke(room, slot)
    there = asked.there.union(spoke.values())
    wagers = staked(room, slot, asked.seats) if planned.format == "wager" else {}
    terms = scoring.Terms(
        slot=slot,
        rules=rules,
        length=scoring.scored_length(plan),
        format=planned.format,
        jokers=stakes.doubled(rules, asked.seats, plan.round_of(slot.number), spoke),
        wagers=wagers,
    )
    seats = [replace(seat, status="in") for seat in asked.seats if seat.id in there]
    marks = {answer.seat_id: marker.mark(answer.given) for answer in asked.answers}
    body = room.keyed(slot)[0].body
    return scoring.judge(body, terms, marks, map(answer_of, asked.answers), seats)


def _spoke(room: Room, slot: Slot) -> Mapping[str, str]:
    if room.record.rules.teams == "solo":
        return {}
    return result_rows.voices(room.tx, room.record.id, slot.number)


def staked(room: Room, slot: Slot, seats: Iterable[Seat]) -> Mapping[str, int]:
    """Return what is put in on a question for each seat: with teams, what was for all of them.

    ``seats`` are all of the night, see ``stakes.staked``.
    """
    own = result_rows.wagers(room.tx, room.record.id, slot.number)
    return stakes.staked(room.record.rules, seats, own, _spoke(room, slot))


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
