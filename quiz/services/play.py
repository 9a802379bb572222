"""Playing a round: dealt, answered, revealed, ended. The server decides time and points.

Looking changes nothing: that time has run out is worked out from the deadline whenever someone
looks, and written down when the round moves on.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime

from quiz.errors import BadInputError, ConflictError, NotFoundError
from quiz.leaderboards.ranking import why_unranked
from quiz.questions.model import LEVELS
from quiz.rounds import answering
from quiz.rounds.model import LENGTHS, SOLO_LEVELS, TIMERS
from quiz.scores.presets import PRESETS
from quiz.services import inputs, remembering, showing
from quiz.services.dealing import hand, upcoming
from quiz.services.house import House
from quiz.services.learning import Taken, learn
from quiz.services.shelf import OWN
from quiz.services.table import Table, card_of, find, lay, opened, time_for
from quiz.services.views import QuestionPage, ResultPage, RevealPage, RoundChoice, RoundHead
from quiz.store import people as people_rows
from quiz.store import reports as report_rows
from quiz.store import rounds as round_rows
from quiz.store.records import RoundRecord

MIX_TITLE = "A mix of everything"


def start(house: House, player_id: str, choice: RoundChoice) -> str:
    """Deal a round, open its first question, and return its id.

    Raises NotFoundError for an unknown pack, BadInputError for a choice there is not.
    """
    _check(choice)
    now = house.clock()
    with house.store.reading() as tx:
        if choice.pack.startswith(OWN) and choice.pack not in house.shelf.at_hand(
            tx, player_id, (choice.pack,)
        ):
            raise NotFoundError(f"There is no pack “{choice.pack}” here.")
        shelf = house.shelf
        languages = choice.languages if choice.pack else ()  # a mix does not change its language
        editions = tuple(shelf.spoken(e, languages) for e in shelf.current(tx, choice.pack))
        dealt = hand(tx, editions, player_id, choice.level, choice.length, house.dice())
    if not dealt:
        what = f"{choice.level} questions" if choice.level in LEVELS else "questions"
        raise BadInputError(f"There are no {what} here. Choose another level or pack.")
    digests = {edition.pack.id: edition.digest for edition in editions}
    cards = [
        lay(place, card, digests[card.question.id.partition("/")[0]])
        for place, card in enumerate(dealt, 1)
    ]
    cards[0] = opened(cards[0], time_for(dealt[0].question, choice.timer), now)
    record = RoundRecord(
        id=secrets.token_hex(8),
        player_id=player_id,
        scope=choice.pack,
        title=editions[0].pack.title if choice.pack else MIX_TITLE,
        length=choice.length,
        level=choice.level,
        timer=choice.timer,
        preset=choice.preset,
        ranked=len(cards) == choice.length
        and not why_unranked(choice.preset, choice.level)
        and not choice.pack.startswith(OWN),  # its author knows the answers
        started_at=now,
        cards=tuple(cards),
    )
    with house.store.writing() as tx:
        if people_rows.player(tx, player_id) is None:
            raise NotFoundError("You are not known here any more. Start again.")
        house.shelf.keep(tx, {card.digest for card in cards}, now)
        round_rows.add(tx, record)
    return record.id


def see(house: House, player_id: str, round_id: str) -> QuestionPage | RevealPage | ResultPage:
    """Return the page a round is at. Raises NotFoundError when it is not this player's."""
    now = house.clock()
    with house.store.reading() as tx:
        table = find(house.shelf, tx, round_id, player_id).settled(now)
        if table.record.finished_at is not None:
            return showing.result(house, table)
        if not table.record.card.ending:
            return showing.question(table, now)
        return showing.reveal(table, report_rows.in_round(tx, round_id))


def answer(
    house: House,
    player_id: str,
    round_id: str,
    position: int,
    given: tuple[str, ...],
    *,
    lock: bool,
) -> None:
    """Save an answer that can still be changed, or lock it: marked and paid on the spot.

    ``given`` are the places of the chosen options, or the typed text. On return it is on disk.
    Raises ConflictError when the question is over or not the one at hand, BadInputError when it is
    no answer to it (what is sound of an order or a match is saved all the same), NotFoundError when
    the round is not this player's.
    """
    now = house.clock()  # when it arrived, not when its turn to be written came
    with house.store.writing() as tx:
        table = find(house.shelf, tx, round_id, player_id, to_change=True)
        _expect(table, position)
        card, dealt = table.record.card, table.dealt(table.record.card)
        lines = tuple(map(inputs.line, given))
        refusal = None
        try:
            texts = answering.read_given(dealt, lines, lock=lock)
        except BadInputError as error:
            # Nobody has to arrange it all again for one item that is used twice.
            refusal, texts = error, answering.read_draft(dealt, lines)
            if not texts:
                raise
        after = answering.answer(card_of(card), position, texts, now, lock=lock and not refusal)
        _write(table.with_card(table.scored(after)), position, now)
    if refusal:
        raise refusal


def skip(house: House, player_id: str, round_id: str, position: int) -> None:
    """End the question without an answer: nobody has to guess.

    Raises ConflictError when the question is over or not the one at hand, NotFoundError when the
    round is not this player's.
    """
    now = house.clock()
    with house.store.writing() as tx:
        table = find(house.shelf, tx, round_id, player_id, to_change=True)
        _expect(table, position)
        after = answering.skip(card_of(table.record.card), position, now)
        _write(table.with_card(table.scored(after)), position, now)


def advance(house: House, player_id: str, round_id: str, position: int) -> None:
    """Go on from the question at ``position``: open the next, or end the round.

    Asking twice moves once. Raises ConflictError while the question is open, NotFoundError when
    the round is not this player's.
    """
    now = house.clock()
    with house.store.writing() as tx:
        table = find(house.shelf, tx, round_id, player_id, to_change=True)
        record = table.record
        if 1 <= position < record.position or (
            position == record.position and record.finished_at is not None
        ):
            return
        _expect(table, position)
        was_over = bool(record.card.ending)
        table = table.settled(now)
        record = table.record
        if not record.card.ending:
            raise ConflictError("This question is still open: answer it, or let its time run out.")
        if not was_over:  # its time has run out without anyone writing so
            _write(table, position, now)
        if position == record.total:
            round_rows.put_round(tx, replace(record, finished_at=now))
            return
        card = upcoming(table, house.dice())
        house.shelf.keep(tx, (card.digest,), now)
        card = opened(card, time_for(table.question(card), record.timer), now)
        round_rows.put_card(tx, round_id, card)
        round_rows.put_round(tx, replace(record, position=card.position))


def unfinished(house: House, player_id: str) -> RoundHead | None:
    """Return the round begun last that has no end yet, or None."""
    now = house.clock()
    with house.store.reading() as tx:
        record = round_rows.unfinished(tx, player_id)
        if record is None:
            return None
        return showing.head(Table(record, house.shelf, tx).settled(now).record)


def _check(choice: RoundChoice) -> None:
    faults = [
        f"there is no {what} “{wish}”"
        for what, wish, known in (
            ("length", choice.length, LENGTHS),
            ("level", choice.level, SOLO_LEVELS),
            ("timer", choice.timer, TIMERS),
            ("way of scoring", choice.preset, PRESETS),
        )
        if wish not in known
    ]
    if faults:
        raise BadInputError(f"This round cannot be played: {', '.join(faults)}.")


def _expect(table: Table, position: int) -> None:
    record = table.record
    if record.finished_at is not None:
        raise ConflictError("This round is over.")
    if position != record.position:
        told = f"That was for question {position}; the round is at question {record.position}."
        raise ConflictError(told)


def _write(table: Table, position: int, now: datetime) -> None:
    card = table.record.cards[position - 1]
    round_rows.put_card(table.tx, table.record.id, card)
    if card.ending:  # only then have the sums changed
        round_rows.put_round(table.tx, table.record)
        if table.record.kind == "trial":
            return  # who tries out what they wrote neither learns it nor shows how hard it is
        remembering.note(table.tx, table.record.player_id, card, now)
        if table.record.kind != "review":  # there one has seen the answer before, if in a night
            taken = Taken(table.record.player_id, card.outcome or "none", card.given)
            learn(table.tx, table.edition(card), card.question_id, (taken,), now)
