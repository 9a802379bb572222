"""What a player missed is remembered: each answer in a round moves the card of its question.

Also the other way in and out of the store: a card as the rules know it, and a first look at how
many are due.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import cast

from quiz.rounds.reviewing import Memory, Stage, looked
from quiz.services.views import DueView
from quiz.store import reviews as review_rows
from quiz.store.records import CardRecord, ReviewCardRecord
from quiz.store.store import Transaction


def note(tx: Transaction, player_id: str, card: CardRecord, now: datetime) -> None:
    """Remember how a card of a round, which has just come to its end, came out.

    Whatever is not right is a miss: wrong, close, skipped, late or no answer at all.
    """
    kept = review_rows.load(tx, player_id, card.pack_id, card.question_id)
    before = memory_of(kept) if kept else None
    after = looked(before, right=card.outcome == "right", now=now)
    if after is not None and after != before:
        review_rows.put(
            tx, record_of(after, player_id, (card.pack_id, card.question_id), card.digest)
        )


def due(tx: Transaction, player_id: str, now: datetime) -> DueView:
    """Return how much a player has to review."""
    found = review_rows.count(tx, player_id, now)
    return DueView(found.due, found.total, found.following - now if found.following else None)


def memory_of(record: ReviewCardRecord) -> Memory:
    """Return how well the question of a card sits."""
    return Memory(
        stage=cast("Stage", record.stage),
        step=record.step,
        stability=record.stability,
        difficulty=record.difficulty,
        due=record.due,
        seen_at=record.seen_at,
    )


def record_of(
    memory: Memory, player_id: str, ref: review_rows.Ref, digest: str
) -> ReviewCardRecord:
    """Return what is kept of it."""
    pack_id, question_id = ref
    return ReviewCardRecord(player_id, pack_id, question_id, digest, **asdict(memory))
