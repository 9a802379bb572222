"""Planning a night: dealt when it is made, so that the host can read it through and change it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from quiz.errors import BadInputError, ConflictError
from quiz.live.bus import News
from quiz.night import course
from quiz.night.model import Plan, State
from quiz.night.names import new_code
from quiz.questions.model import Question
from quiz.rounds.deal import deal
from quiz.services import catalog
from quiz.services.house import House
from quiz.services.learning import at_level
from quiz.services.nights import access, dealing, drafted, drafts, keeping
from quiz.services.nights.desk import NightDraft
from quiz.services.nights.drafts import checked, packs_of
from quiz.services.nights.room import Room
from quiz.services.shelf import Edition
from quiz.store import night_answers as answer_rows
from quiz.store import nights as night_rows
from quiz.store.night_records import AuditRecord, NightRecord
from quiz.store.store import Transaction

_REMEMBERED_NIGHTS = 20
_MOST_OF_A_PACK = 30
_SURE = 0.85  # of the questions that were dealt once: another deal may find a few less
_CODES_TRIED = 20
_ELSEWHERE = "The night was changed elsewhere meanwhile. Look again."


@dataclass(frozen=True, slots=True)
class Hosted:
    """A night that was made. ``host_key`` opens it to its host and is told only this once."""

    night_id: str
    host_key: str


def create(house: House, draft: NightDraft, owner_id: str | None) -> Hosted:
    """Deal a night and open its door.

    What was asked in the last nights of its owner does not come again while there is anything
    else. Raises BadInputError that names every round with a fault.
    """
    draft = checked(draft, catalog.at_hand(house, owner_id, packs_of(draft)))
    hosted = Hosted(secrets.token_hex(8), secrets.token_urlsafe(16))
    now = house.clock()
    with house.store.reading() as tx:
        seen = _asked_before(tx, owner_id) if owner_id else ()
        plan = dealing.lay_out(draft, _packs(house, tx, draft.language), house.dice(), seen)
    with house.store.writing() as tx:
        _keep(house, tx, plan)
        record = NightRecord(
            id=hosted.night_id,
            code=_free_code(tx),
            host_hash=access.hash_of(hosted.host_key),
            screen_key=secrets.token_urlsafe(16),
            owner_id=owner_id,
            title=draft.title,
            plan=plan,
            rules=draft.rules,
            state=State(),
            created_at=now,
            touched_at=now,
        )
        night_rows.add(tx, record)
    return hosted


def of_pack(
    house: House, player_id: str | None, pack_id: str, languages: Iterable[str] = ()
) -> NightDraft:
    """Return a night of one pack, with about as many questions as can stand beside each other.

    It is in the first of the ``languages`` that the pack has. Raises NotFoundError when there is no
    such pack, or it is not for this player.
    """
    catalog.pack(house, pack_id, player_id)  # or there is none for this player
    with house.store.reading() as tx:
        edition = house.shelf.spoken(house.shelf.current(tx, pack_id)[0], languages)
    most = len(deal(edition.pool, _MOST_OF_A_PACK, "mixed", (), house.dice()))
    draft = drafts.of_pack(edition.pack.title, pack_id, max(1, round(most * _SURE)))
    return replace(draft, language=edition.pack.language if edition.is_translated else "")


def replan(house: House, night_id: str, key: str, version: int, draft: NightDraft) -> int:
    """Deal a night anew, with other rounds or rules, while everybody is in the lobby.

    Rounds that were left as they are keep their questions (see ``keeping``), if the others find
    enough beside them. Returns the new version. Raises ConflictError when the night has begun or
    has moved on from ``version``, NotAllowedError for a wrong key, BadInputError as ``create``.
    """
    now = house.clock()
    with house.store.writing() as tx:
        room = Room(access.host_in(tx, night_id, key, to_change=True), house.shelf, tx)
        draft = checked(draft, drafted.packs_for(room, draft))
        _check_lobby(room)
        if room.record.state.version != version:
            raise ConflictError(_ELSEWHERE)
        stays = keeping.kept(drafted.draft_of(room), draft)
        try:
            plan = _anew(house, room, draft, stays)
        except BadInputError:  # what stays may be what the others lack
            stays = {}
            plan = _anew(house, room, draft, stays)
        _keep(house, tx, plan)
        keeping.move_stakes(room, plan, draft.rules, stays)
        keeping.set_apart(room, draft.rules)
        night_rows.put_plan(tx, night_id, draft.title, plan, draft.rules)
        state = keeping.begun_anew(room.record.state)
        sequence = night_rows.put_state(tx, night_id, state, now)
        told = f"Planned the night anew, as “{draft.title}”."
        night_rows.add_audit(tx, AuditRecord(night_id, now, told))
    house.bus.publish(News(night_id, "state", sequence))
    return state.version


def swap(house: House, night_id: str, key: str, version: int, number: int) -> int:
    """Put another question of the same pack and level in the place of one that was not asked yet.

    Returns the new version. Raises ConflictError when it was asked, or when the night has moved on
    from ``version``, BadInputError when there is no such number or no other question,
    NotAllowedError for a wrong key.
    """
    now = house.clock()
    with house.store.writing() as tx:
        record = _to_change(tx, night_id, key, version)
        if number not in {slot.number for slot in record.plan.slots}:
            raise BadInputError(f"The night has no question {number}.")
        if number in course.asked(record.state):
            raise ConflictError("That question was asked already: it can be voided, not swapped.")
        if answer_rows.of_question(tx, night_id, number):
            raise ConflictError("Players have answered that question: skip it, or void it later.")
        room = Room(record, house.shelf, tx)
        planned = record.plan.rounds[record.plan.round_of(number)]
        wanted = drafted.round_of(room, planned)
        if not house.shelf.has(tx, wanted.pack):  # the pack is gone; any other will do
            wanted = replace(wanted, pack="")
        asked = [_among_all(room.edition(s), s.question_id) for s in record.plan.slots]
        packs = _packs(house, tx, drafted.language_of(room))
        plan = dealing.another(record.plan, number, wanted, packs, house.dice(), asked)
        _keep(house, tx, plan)
        told = f"Swapped question {number} for another."
        after, sequence = _write(tx, replace(record, plan=plan), now, told)
    house.bus.publish(News(night_id, "state", sequence))
    return after


def to_replan(house: House, night_id: str, key: str) -> tuple[NightDraft, int]:
    """Return a night as it is planned, to plan it anew, and its version.

    Raises ConflictError when it is too late for that, NotAllowedError for a wrong key.
    """
    with house.store.reading() as tx:
        room = Room(access.host_in(tx, night_id, key), house.shelf, tx)
        _check_lobby(room)
        draft = drafted.draft_of(room)
        return drafts.fitted(draft, drafted.packs_for(room, draft)), room.record.state.version


def _anew(house: House, room: Room, draft: NightDraft, stays: Mapping[int, int]) -> Plan:
    tx, owner_id = room.tx, room.record.owner_id
    packs = _packs(house, tx, draft.language)
    rounds = keeping.rounds_of(room, stays)
    if draft.language != drafted.language_of(room):
        rounds = keeping.spoken(room, rounds, packs)
    return dealing.lay_out(
        draft,
        packs,
        house.dice(),
        _asked_before(tx, owner_id) if owner_id else (),
        rounds,
        keeping.questions_of(room, rounds),
    )


def _packs(house: House, tx: Transaction, language: str) -> dealing.Packs:
    """Return what gives the packs to deal from, with the levels that play has shown.

    Each is in the language, if it has it, else as it was written.
    """
    wishes = (language,) if language else ()

    def packs(pack: str) -> tuple[Edition, ...]:
        return at_level(tx, (house.shelf.spoken(e, wishes) for e in house.shelf.current(tx, pack)))

    return cache(packs)


def _keep(house: House, tx: Transaction, plan: Plan) -> None:
    house.shelf.keep(tx, {slot.digest for slot in plan.slots}, house.clock())


def _check_lobby(room: Room) -> None:
    """Raise ConflictError when it is too late to plan a night anew."""
    if room.record.state.stage.phase != "lobby":
        raise ConflictError("The night has begun: what it asks can be swapped, not planned anew.")
    if answer_rows.of_night(room.tx, room.record.id):
        raise ConflictError(
            "Players have answered in this night already. Begin a new one for another plan."
        )


def _to_change(tx: Transaction, night_id: str, key: str, version: int) -> NightRecord:
    record = access.host_in(tx, night_id, key, to_change=True)
    if record.state.version != version:
        raise ConflictError(_ELSEWHERE)
    return record


def _write(tx: Transaction, record: NightRecord, now: datetime, told: str) -> tuple[int, int]:
    night_rows.put_plan(tx, record.id, record.title, record.plan, record.rules)
    state = replace(record.state, version=record.state.version + 1)
    sequence = night_rows.put_state(tx, record.id, state, now)
    night_rows.add_audit(tx, AuditRecord(record.id, now, told))
    return state.version, sequence


def _among_all(edition: Edition, question_id: str) -> Question:
    wanted = f"{edition.pack.id}/{question_id}"
    return next(question for question in edition.pool if question.id == wanted)


def _asked_before(tx: Transaction, owner_id: str) -> tuple[str, ...]:
    """Return what the last nights of a host asked, oldest first, as ``pack/question``."""
    records = [record for record, _ in night_rows.owned_by(tx, owner_id)[:_REMEMBERED_NIGHTS]]
    ids = (
        f"{slot.pack_id}/{slot.question_id}"
        for record in reversed(records)
        for slot in record.plan.slots
        if slot.number in course.asked(record.state)
    )
    return tuple(dict.fromkeys(ids))


def _free_code(tx: Transaction) -> str:
    dice = secrets.SystemRandom()  # a code is a key: nobody may work out the next one
    for _ in range(_CODES_TRIED):
        code = new_code(dice)
        if night_rows.by_code(tx, code) is None:
            return code
    raise ConflictError("No free code was found. Try again.")
