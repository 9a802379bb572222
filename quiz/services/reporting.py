"""What players may say of a question, and how much of it."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from quiz.errors import BadInputError, ConflictError
from quiz.services import inputs
from quiz.services.house import House
from quiz.services.table import find
from quiz.store import reports as rows
from quiz.store.records import ReportRecord
from quiz.store.store import Transaction

REASONS = ("wrong", "typo", "unclear", "stale", "offensive", "other")
LONGEST_NOTE = 500
MOST_A_DAY = 60
"""How much one player reports in a day: more is no help to anybody."""


def check(reason: str, note: str) -> str:
    """Return a note as it is kept. Raises BadInputError for an unknown reason or too long one."""
    note = inputs.line(note)
    if reason not in REASONS:
        raise BadInputError("Choose what is wrong with the question.")
    if len(note) > LONGEST_NOTE:
        raise BadInputError(f"A note has at most {LONGEST_NOTE} characters; this has {len(note)}.")
    return note


def report_in_round(
    house: House, player_id: str, round_id: str, position: int, reason: str, note: str
) -> None:
    """Take note that something is wrong with a question that was revealed. Twice counts once.

    Raises BadInputError for an unknown reason or too long a note, ConflictError before the
    reveal, NotFoundError when the round is not this player's.
    """
    note = check(reason, note)
    now = house.clock()
    with house.store.writing() as tx:
        table = find(house.shelf, tx, round_id, player_id, to_change=True).settled(now)
        shown = [c for c in table.record.cards if c.position == position and c.ending]
        if not shown:
            raise ConflictError("A question can be reported once its answer is shown.")
        card = shown[0]
        if (card.pack_id, card.question_id) in rows.in_round(tx, round_id):
            return
        _make_room(tx, player_id, now)
        kept = ReportRecord(
            id=secrets.token_hex(8),
            player_id=player_id,
            round_id=round_id,
            digest=card.digest,
            pack_id=card.pack_id,
            question_id=card.question_id,
            reason=reason,
            note=note,
            created_at=now,
        )
        rows.add(tx, kept)


def _make_room(tx: Transaction, player_id: str, now: datetime) -> None:
    """Raise ConflictError when a player reported too much of late."""
    if rows.count_since(tx, player_id, now - timedelta(days=1)) >= MOST_A_DAY:
        raise ConflictError("That is a lot of reports for one day. Thank you; go on tomorrow.")
