"""Dealing to one who plays alone: at a level, or by what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from random import Random

from quiz.errors import NotFoundError
from quiz.leaderboards.rating import Rating, misses_aim, start_of
from quiz.questions.kinds import chance_of
from quiz.questions.model import Question
from quiz.rounds.deal import deal
from quiz.rounds.model import ROUND_LEVELS, Dealt, RoundLevel
from quiz.services import learning
from quiz.services.shelf import Edition
from quiz.services.table import Table, lay
from quiz.store import learning as learning_rows
from quiz.store import rounds as round_rows
from quiz.store.records import CardRecord
from quiz.store.store import Transaction

ADAPTIVE = "adaptive"
_ANY: RoundLevel = "mixed"


def hand(
    tx: Transaction,
    editions: Iterable[Edition],
    player_id: str,
    level: str,
    length: int,
    rng: Random,
    before: Iterable[Question] = (),
) -> tuple[Dealt, ...]:
    """Deal a round, or what is left of one after the questions ``before``.

    A level is that which play has shown, where it has. An adaptive round asks what the player gets
    right in 65 of 100 cases, by their skill as it stands.
    """
    editions = tuple(editions)
    seen = round_rows.seen(tx, player_id, [edition.pack.id for edition in editions])
    met = (f"{pack}/{question}" for pack, question in seen)
    played = learning.played(tx, editions)
    pool = [learning.levelled(q, played) for edition in editions for q in edition.pool]
    among = next((known for known in ROUND_LEVELS if known == level), _ANY)
    aim = _aim(tx, editions, player_id, played) if level == ADAPTIVE else None
    return deal(pool, length, among, met, rng, before, aim)


def upcoming(table: Table, rng: Random) -> CardRecord:
    """Return the next card of a round; an adaptive one deals it anew, by the skill as it is now.

    When its pack is gone, the round goes on with what was dealt.
    """
    record = table.record
    planned = record.cards[record.position]
    if record.level != ADAPTIVE:
        return planned
    try:
        editions = table.shelf.current(table.tx, record.scope)
        editions = tuple(table.shelf.spoken(edition, _languages(table)) for edition in editions)
    except NotFoundError:
        return planned
    asked = [_asked(table, card) for card in record.cards[: record.position]]
    left = record.total - record.position
    dealt = hand(table.tx, editions, record.player_id, record.level, left, rng, asked)
    if not dealt:
        return planned
    digests = {edition.pack.id: edition.digest for edition in editions}
    pack_id = dealt[0].question.id.partition("/")[0]
    return lay(record.position + 1, dealt[0], digests[pack_id])


def _languages(table: Table) -> tuple[str, ...]:
    """Return the languages into which what a round asks was put."""
    editions = {card.digest: table.edition(card) for card in table.record.cards}
    return tuple({one.pack.language for one in editions.values() if one.is_translated})


def _asked(table: Table, card: CardRecord) -> Question:
    wanted = f"{card.pack_id}/{card.question_id}"
    return next(question for question in table.edition(card).pool if question.id == wanted)


def _aim(
    tx: Transaction,
    editions: tuple[Edition, ...],
    player_id: str,
    played: Mapping[str, Rating],
) -> Callable[[Question], float]:
    own = learning_rows.skills_of(tx, player_id)
    skills = {edition.pack.id: learning.skill_in(own, edition) for edition in editions}

    def aim(question: Question) -> float:
        skill = skills[question.id.partition("/")[0]]
        difficulty = played.get(question.id) or start_of(question.difficulty)
        return misses_aim(skill, difficulty.value, chance_of(question.body))

    return aim
