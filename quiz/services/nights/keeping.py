"""What stays of a night that is planned anew: its people, its code, rounds left as they were.

A round stays when what is asked in it was not touched: kind, pack, level and how many. Its title,
its note, its time and its place in the night may change; its questions are the same, those too that
the host chose by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from quiz.night.model import Plan, PlannedRound, RoundFormat, Rules, Slot, State
from quiz.night.names import name_key
from quiz.questions.model import Question
from quiz.services.nights import sitting
from quiz.services.nights.dealing import Packs, lead_for
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.room import Room
from quiz.store import night_results as result_rows
from quiz.store import night_teams as team_rows
from quiz.store import seats as seat_rows


def kept(before: NightDraft, after: NightDraft) -> dict[int, int]:
    """Return which rounds stay: their place in the new draft to that in the old, from 0.

    Of several that could be meant, the one of the same title is, then the first.
    """
    found: dict[int, int] = {}
    for by_title in (True, False):
        for place, planned in enumerate(after.rounds):
            for old, was in enumerate(before.rounds):
                is_free = place not in found and old not in found.values()
                is_same = not by_title or planned.title == was.title
                if is_free and is_same and _asked_for(planned) == _asked_for(was):
                    found[place] = old
    return found


def rounds_of(room: Room, stays: Mapping[int, int]) -> dict[int, PlannedRound]:
    """Return the rounds that stay, by their new place."""
    return {place: room.record.plan.rounds[old] for place, old in stays.items()}


def questions_of(room: Room, rounds: Mapping[int, PlannedRound]) -> list[Question]:
    """Return what those rounds ask, each under its id among all packs (``pack/question``)."""
    slots = [slot for planned in rounds.values() for slot in planned.slots]
    return [replace(room.question(slot), id=f"{slot.pack_id}/{slot.question_id}") for slot in slots]


def spoken(room: Room, rounds: Mapping[int, PlannedRound], packs: Packs) -> dict[int, PlannedRound]:
    """Return rounds that stay as they are asked in another language, by the packs as they are now.

    A question that is gone from its pack, or another by now, stays as it is.
    """

    def one(slot: Slot, format_: RoundFormat) -> Slot:
        if not room.shelf.has(room.tx, slot.pack_id):
            return slot
        (now,), before = packs(slot.pack_id), room.edition(slot)
        if now.content(slot.question_id) != before.content(slot.question_id):
            return slot
        lead = lead_for(now.questions[slot.question_id].ask, format_)
        return replace(slot, digest=now.digest, lead=lead)

    return {
        place: replace(planned, slots=tuple(one(slot, planned.format) for slot in planned.slots))
        for place, planned in rounds.items()
    }


def begun_anew(state: State) -> State:
    """Return the state with nothing said of questions that may be others now, one version on."""
    return State(
        version=state.version + 1, paused_at=state.paused_at, door_locked=state.door_locked
    )


def move_stakes(room: Room, plan: Plan, rules: Rules, stays: Mapping[int, int]) -> None:
    """Let jokers go with the rounds that stay, and give the others back; so with all wagers."""
    tx, night_id = room.tx, room.record.id
    moved = {old: place for place, old in stays.items() if plan.rounds[place].slots}
    for seat in seat_rows.all_of(tx, night_id):
        if seat.joker is not None:
            joker = moved.get(seat.joker) if rules.jokers else None
            seat_rows.put(tx, replace(seat, joker=joker))
    for team in team_rows.of_night(tx, night_id):
        if team.joker is not None:
            joker = moved.get(team.joker) if rules.jokers else None
            team_rows.put_joker(tx, team.id, joker)
    result_rows.drop_wagers(tx, night_id)


def set_apart(room: Room, rules: Rules) -> None:
    """Give each phone a team where from now on one phone is a team; the captain keeps the old one.

    Otherwise the others would answer in vain.
    """
    tx, night = room.tx, replace(room.record, rules=rules)
    if rules.teams != "shared" or room.record.rules.teams == "shared":
        return
    taken = {team.name_key for team in team_rows.of_night(tx, night.id)}
    kept: set[str] = set()
    for seat in sorted(seat_rows.all_of(tx, night.id), key=lambda seat: not seat.is_captain):
        if not seat.team_id or seat.is_audience or seat.status not in {"in", "waiting"}:
            continue
        if seat.team_id not in kept:
            kept.add(seat.team_id)
            continue
        name, count = seat.name, 1
        while name_key(name) in taken:
            count += 1
            name = f"{seat.name[:18].rstrip()} {count}"
        taken.add(name_key(name))
        sitting.into_team(tx, night, seat, sitting.new_team(tx, night, name).id)


def _asked_for(planned: RoundDraft) -> tuple[object, ...]:
    return planned.format, planned.pack, planned.level, planned.count
