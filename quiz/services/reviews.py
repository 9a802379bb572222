"""The review: what a player missed and is due, asked in a round of its own.

A question is asked as its pack has it now, so that a mended one is mended here, too. Who takes a
question out of a pack takes it out of all reviews. Of a pack that is not on the shelf (its file may
be away or broken for a day) questions are asked as they were when they were missed.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from quiz.errors import NotFoundError
from quiz.questions.model import Question
from quiz.rounds.deal import order_of
from quiz.rounds.model import Dealt
from quiz.rounds.reviewing import MOST, pick
from quiz.services import remembering, showing
from quiz.services.house import House
from quiz.services.table import Table, lay, opened
from quiz.services.views import DueView, ReviewPage
from quiz.store import people as people_rows
from quiz.store import reviews as review_rows
from quiz.store import rounds as round_rows
from quiz.store.records import ReviewCardRecord, RoundRecord
from quiz.store.store import Transaction

TITLE = "Your review"
_AHEAD = (timedelta(0), timedelta(days=1), timedelta(days=7), timedelta(days=30))


@dataclass(frozen=True, slots=True)
class Begun:
    """A review that was begun, if anything was due; ``gone`` were taken out of their packs."""

    round_id: str | None
    gone: int = 0


def overview(house: House, player_id: str | None) -> ReviewPage:
    """Return what a player has to review now and later; nobody's is empty."""
    if player_id is None:
        return ReviewPage(DueView(0, 0, None), asks=0, ahead=(0,) * (len(_AHEAD) + 1))
    now = house.clock()
    with house.store.reading() as tx:
        found = remembering.due(tx, player_id, now)
        by = review_rows.due_by(tx, player_id, [now + ahead for ahead in _AHEAD])
        record = round_rows.unfinished(tx, player_id, kind="review")
        begun = showing.head(Table(record, house.shelf, tx).record) if record else None
    sums = (0, *by, found.total)
    ahead = tuple(upto - before for before, upto in pairwise(sums))
    return ReviewPage(found, min(found.due, MOST), ahead, begun)


def due(house: House, player_id: str) -> DueView:
    """Return how much a player has to review."""
    with house.store.reading() as tx:
        return remembering.due(tx, player_id, house.clock())


def start(house: House, player_id: str, languages: Iterable[str] = ()) -> Begun:
    """Deal what is due, at most ``MOST``, without a timer; or go on with a review begun before.

    Packs that have one of the ``languages`` are asked in it, see ``RoundChoice``. Raises
    NotFoundError for a player who is not known any more.
    """
    now = house.clock()
    with house.store.reading() as tx:
        due_cards = review_rows.due(tx, player_id, now)
        due_now, gone = _look_up(house, tx, due_cards, tuple(languages))
    digests = {question.id: digest for question, digest in due_now}
    picked = pick(question for question, _ in due_now)
    rng = house.dice()
    cards = [
        lay(place, Dealt(question, order_of(question, rng)), digests[question.id])
        for place, question in enumerate(rng.sample(picked, len(picked)), 1)
    ]
    with house.store.writing() as tx:
        if people_rows.player(tx, player_id, to_change=True) is None:
            raise NotFoundError("You are not known here any more. Start again.")
        if gone:
            review_rows.remove(tx, player_id, gone)
        begun = round_rows.unfinished(tx, player_id, kind="review")
        if begun is not None or not cards:
            return Begun(begun.id if begun else None, len(gone))
        record = RoundRecord(
            id=secrets.token_hex(8),
            player_id=player_id,
            scope="",
            title=TITLE,
            length=len(cards),
            level="mixed",
            timer=0,
            preset="pub",
            ranked=False,
            started_at=now,
            cards=(opened(cards[0], 0, now), *cards[1:]),
            kind="review",
        )
        house.shelf.keep(tx, digests.values(), now)
        round_rows.add(tx, record)
    return Begun(record.id, len(gone))


def _look_up(
    house: House, tx: Transaction, cards: Iterable[ReviewCardRecord], languages: tuple[str, ...]
) -> tuple[list[tuple[Question, str]], list[review_rows.Ref]]:
    """Return the questions of cards, in their order, with the digests of their packs.

    And those that were taken out of their packs.
    """
    pools: dict[str, tuple[str, dict[str, Question]]] = {}
    found, gone = [], []
    for card in cards:
        summary = house.shelf.summaries.get(card.pack_id)
        digest = summary.digest if summary else card.digest
        if digest not in pools:
            edition = house.shelf.spoken(house.shelf.edition(tx, digest), languages)
            pools[digest] = edition.digest, {question.id: question for question in edition.pool}
        asked_from, pool = pools[digest]
        question = pool.get(f"{card.pack_id}/{card.question_id}")
        if question is None:
            gone.append((card.pack_id, card.question_id))
        else:
            found.append((question, asked_from))
    return found, gone
