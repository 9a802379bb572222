"""What players may say of a question, and how much of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from quiz.errors import BadInputError, ConflictError
from quiz.services import inputs
from quiz.store import reports as rows
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


def make_room(tx: Transaction, player_id: str, now: datetime) -> None:
    """Raise ConflictError when a player reported too much of late."""
    if rows.count_since(tx, player_id, now - timedelta(days=1)) >= MOST_A_DAY:
        raise ConflictError("That is a lot of reports for one day. Thank you; go on tomorrow.")
