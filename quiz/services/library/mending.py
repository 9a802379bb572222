"""What players say is wrong with questions: taken in, put before who can mend it, settled."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.questions.kinds import answer_text
from quiz.services import reporting
from quiz.services.house import House
from quiz.services.nights import access
from quiz.services.nights.report import mine
from quiz.services.nights.room import find
from quiz.store import own_packs as pack_rows
from quiz.store import reports as rows
from quiz.store.records import ReportRecord, ReportState
from quiz.store.store import Transaction

SETTLED: tuple[ReportState, ...] = ("done", "dismissed")


@dataclass(frozen=True, slots=True)
class Said:
    """What one player says of a question, and when."""

    reason: str
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reported:
    """A question that was reported, with all that is said of it; ``id`` is that of one report.

    ``is_gone``: the pack asks it otherwise by now, or no more (``is_removed``). Who reported it is
    not told.
    """

    id: str
    pack_id: str
    pack: str
    question_id: str
    ask: str
    answer: str
    is_gone: bool
    is_removed: bool
    file: str
    said: tuple[Said, ...]


def report_at_seat(
    house: House, night_id: str, token: str, number: int, reason: str, note: str
) -> None:
    """Take note that something is wrong with a question of a night that was revealed.

    Twice counts once. Raises NotAllowedError without a seat, ConflictError before the reveal,
    BadInputError as ``reporting.check``.
    """
    note = reporting.check(reason, note)
    if not any(row.number == number for row in mine(house, night_id, token).rows):
        raise ConflictError("A question can be reported once its answer is shown.")
    seat = access.seat(house, night_id, token)
    if seat is None:
        raise NotFoundError("There is no such seat.")
    with house.store.writing() as tx:
        slot = find(house.shelf, tx, night_id).record.plan.slot(number)
        if (slot.pack_id, slot.question_id) in rows.at_seat(tx, seat.id):
            return
        kept = ReportRecord(
            id=secrets.token_hex(8),
            player_id=seat.player_id,
            round_id=None,
            digest=slot.digest,
            pack_id=slot.pack_id,
            question_id=slot.question_id,
            reason=reason,
            note=note,
            created_at=house.clock(),
            seat_id=seat.id,
        )
        rows.add(tx, kept)


def queue(house: House, owner_id: str) -> tuple[Reported, ...]:
    """Return what is reported of a person's packs and waits, a question once."""
    with house.store.reading() as tx:
        by_question: dict[tuple[str, str], list[ReportRecord]] = {}
        for report in rows.open_of(tx, owner_id):
            by_question.setdefault((report.pack_id, report.question_id), []).append(report)
        return tuple(_told(house, tx, reports) for reports in by_question.values())


def settle(house: House, owner_id: str, report_id: str, state: str) -> None:
    """Say that a reported question of one's own was mended, or that nothing is wrong with it.

    All that was said of it by then is settled. Raises NotFoundError, BadInputError.
    """
    chosen = next((one for one in SETTLED if one == state), None)
    if chosen is None:
        raise BadInputError("Say whether it is done or dismissed.")
    with house.store.writing() as tx:
        if not rows.settle(tx, owner_id, report_id, chosen):
            raise NotFoundError("There is no such report on a pack of yours.")


def settle_all(house: House, report_ids: Sequence[str], state: ReportState) -> int:
    """Settle these reports, whosever packs they are about: the operator may. Return how many."""
    with house.store.writing() as tx:
        return rows.set_state(tx, report_ids, state)


def _told(house: House, tx: Transaction, reports: Sequence[ReportRecord]) -> Reported:
    last = reports[0]
    then = house.shelf.edition(tx, last.digest).questions[last.question_id]
    own = pack_rows.pack(tx, last.pack_id)
    now = house.shelf.edition(tx, own[1].digest).questions.get(last.question_id) if own else None
    return Reported(
        id=last.id,
        pack_id=last.pack_id,
        pack=own[1].title if own else last.pack_id,
        question_id=last.question_id,
        ask=then.ask,
        answer=answer_text(then.body),
        is_gone=now != then,
        is_removed=now is None,
        file=own[0].draft_id or "" if own else "",
        said=tuple(Said(one.reason, one.note, one.created_at) for one in reports),
    )
