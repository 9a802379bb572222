"""A night as the draft that would make it: read off its plan, to keep it or to plan it anew."""

from __future__ import annotations

from quiz.night.model import PlannedRound
from quiz.rounds.model import ROUND_LEVELS
from quiz.services.nights import dealing
from quiz.services.nights.desk import NightDraft, RoundDraft
from quiz.services.nights.drafts import packs_of
from quiz.services.nights.room import Room


def draft_of(room: Room) -> NightDraft:
    """Return the draft that makes a night such as this one."""
    record = room.record
    rounds = tuple(round_of(room, planned) for planned in record.plan.rounds)
    return NightDraft(record.title, rounds, record.rules, language_of(room))


def round_of(room: Room, planned: PlannedRound) -> RoundDraft:
    """Return a round as its host asked for it; what nobody wrote down is read off the questions."""
    if planned.format == "break":
        return RoundDraft(planned.title, "break", count=0, seconds=0, note=planned.note)
    packs = {slot.pack_id for slot in planned.slots}
    levels = {room.question(slot).difficulty for slot in planned.slots}
    level = levels.pop() if len(levels) == 1 and len(planned.slots) > 2 else "mixed"
    pack = packs.pop() if len(packs) == 1 and len(planned.slots) > 1 else ""
    seconds = dealing.base_seconds(planned.slots, planned.format)
    return RoundDraft(
        title=planned.title,
        format=planned.format,
        pack=pack if planned.pack is None else planned.pack,
        count=len(planned.slots),
        seconds=seconds if planned.seconds is None else planned.seconds,
        level=next((known for known in ROUND_LEVELS if known == planned.level), level),
        note=planned.note,
    )


def language_of(room: Room) -> str:
    """Return the language into which what a night asks was put, or an empty text."""
    editions = map(room.edition, room.record.plan.slots)
    return next((one.pack.language for one in editions if one.is_translated), "")


def packs_for(room: Room, draft: NightDraft) -> frozenset[str]:
    """Return what may be asked in a night: what its owner may play, and what it asks already."""
    planned = (drafted.pack or "" for drafted in room.record.plan.rounds)
    at_hand = room.shelf.at_hand(room.tx, room.record.owner_id, packs_of(draft))
    return at_hand | {pack for pack in planned if pack and room.shelf.has(room.tx, pack)}
