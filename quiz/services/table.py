"""A round on the table: what the store keeps of it, with the questions it asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import cast

from quiz.errors import NotFoundError
from quiz.questions.model import Question
from quiz.rounds import answering
from quiz.rounds.model import Card, Dealt, Ending
from quiz.scores.presets import bonus, points
from quiz.services.shelf import Edition, Shelf
from quiz.store import rounds as round_rows
from quiz.store.records import CardRecord, RoundRecord
from quiz.store.store import Transaction


@dataclass(frozen=True, slots=True)
class Table:
    """A round and where to look up its questions; good for as long as the transaction."""

    record: RoundRecord
    shelf: Shelf
    tx: Transaction

    def edition(self, card: CardRecord) -> Edition:
        """Return the version of the pack that a card was dealt from."""
        return self.shelf.edition(self.tx, card.digest)

    def question(self, card: CardRecord) -> Question:
        """Return the question of a card."""
        return self.edition(card).questions[card.question_id]

    def dealt(self, card: CardRecord) -> Dealt:
        """Return the question with its options as they were dealt."""
        return Dealt(self.question(card), card.order)

    def settled(self, now: datetime) -> Table:
        """Return the table as it stands at ``now``: time may have run out for the card at hand."""
        card = self.record.card
        if card.opened_at is None or card.ending:
            return self
        after = answering.settle(card_of(card), now)
        return self.with_card(self.scored(after)) if after.is_over else self

    def scored(self, card: Card) -> CardRecord:
        """Return the card at hand as ``card`` says, with outcome and points once it is over."""
        before = self.record.card
        after = replace(before, given=card.given, ending=card.ending, ended_at=card.ended_at)
        if not card.is_over:
            return after
        record = self.record
        edition = self.edition(before)
        question = edition.questions[before.question_id]
        outcome = answering.outcome(card, question, edition.names)
        used = answering.seconds_used(card)
        terms = (record.preset, outcome, used, seconds_of(before) or None, record.total)
        return replace(after, outcome=outcome, points=points(*terms), bonus=bonus(*terms))

    def with_card(self, card: CardRecord) -> Table:
        """Return the table with a card in place of the one of its position, and new sums."""
        at = card.position - 1
        cards = (*self.record.cards[:at], card, *self.record.cards[at + 1 :])
        over = [one for one in cards if one.ending]
        record = replace(
            self.record,
            cards=cards,
            points=sum(one.points for one in over),
            right=sum(one.outcome == "right" for one in over),
            seconds=sum(answering.seconds_used(card_of(one)) for one in over),
        )
        return replace(self, record=record)


def find(
    shelf: Shelf, tx: Transaction, round_id: str, player_id: str, *, to_change: bool = False
) -> Table:
    """Return a player's round. Raises NotFoundError when there is none, or it is someone else's."""
    record = round_rows.load(tx, round_id, player_id, to_change=to_change)
    if record is None:
        raise NotFoundError("There is no such round, or it is not yours.")
    return Table(record, shelf, tx)


def lay(position: int, dealt: Dealt, digest: str) -> CardRecord:
    """Return a card for a question whose id is ``pack/question``, of that version of the pack."""
    pack_id, _, question_id = dealt.question.id.partition("/")
    return CardRecord(position, digest, pack_id, question_id, dealt.order)


def time_for(question: Question, timer: int) -> int:
    """Return the seconds of a question in a round: with a timer, those that its author gives it."""
    return question.time or timer if timer else 0


def opened(card: CardRecord, timer: int, now: datetime) -> CardRecord:
    """Return a card as it is opened; ``timer`` in seconds, 0 for none."""
    after = answering.open_card(card.position, timer, now)
    return replace(card, opened_at=after.opened_at, deadline=after.deadline)


def seconds_of(card: CardRecord) -> int:
    """Return how many seconds an opened card has; 0 for no timer."""
    if card.opened_at is None or card.deadline is None:
        return 0
    return round((card.deadline - card.opened_at).total_seconds())


def card_of(card: CardRecord) -> Card:
    """Return an opened card as the rules know it."""
    if card.opened_at is None:
        raise ValueError(f"card {card.position} was not opened")
    return Card(
        position=card.position,
        opened_at=card.opened_at,
        deadline=card.deadline,
        given=card.given,
        ending=cast("Ending | None", card.ending),
        ended_at=card.ended_at,
    )
