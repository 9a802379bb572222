"""A round on the table → the page it is at. Nothing here decides or changes anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from quiz.leaderboards.ranking import why_unranked
from quiz.questions.kinds import (
    answer_text,
    choose_count,
    given_text,
    has_places,
    kind_of,
    lefts_of,
    right_options,
)
from quiz.questions.model import Number
from quiz.rounds.answering import seconds_left
from quiz.rounds.model import Dealt, Outcome
from quiz.scores.streaks import streak
from quiz.services import boards, remembering
from quiz.services.house import House
from quiz.services.learning import shown_by_play
from quiz.services.seen import media_of
from quiz.services.shelf import OWN
from quiz.services.table import Table, card_of, seconds_of
from quiz.services.tongues import tongues_of
from quiz.services.views import (
    OptionView,
    QuestionPage,
    ResultPage,
    RevealOption,
    RevealPage,
    RevealPlace,
    ReviewRow,
    RoundChoice,
    RoundHead,
    RoundKind,
)
from quiz.store import rounds as round_rows
from quiz.store.records import CardRecord, RoundRecord
from quiz.text import join_names

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def head(record: RoundRecord) -> RoundHead:
    """Return the top of the page."""
    outcomes = [cast("Outcome", card.outcome) for card in record.cards if card.ending]
    return RoundHead(
        id=record.id,
        title=record.title,
        pack_id=record.scope,
        length=record.total,
        position=record.position,
        points=record.points,
        streak=streak(outcomes),
        preset=record.preset,
        timer=record.timer,
        ranked=record.ranked,
        kind=cast("RoundKind", record.kind),
    )


def question(table: Table, now: datetime) -> QuestionPage:
    """Return the open question; nothing in it depends on the right answer."""
    card = table.record.card
    dealt = table.dealt(card)
    body = dealt.question.body
    tongues = tongues_of(table.edition(card), dealt.question)
    return QuestionPage(
        head=head(table.record),
        ask=dealt.question.ask,
        kind=kind_of(body),
        options=_options(dealt, tongues.options),
        choose=choose_count(body),
        chosen=_arranged(dealt, card) if has_places(body) else _places(dealt.options, card),
        typed="" if dealt.order else "".join(card.given),
        unit=body.unit if isinstance(body, Number) else "",
        limit=seconds_of(card),
        remaining=seconds_left(card_of(card), now),
        lefts=lefts_of(body),
        media=media_of(dealt.question),
        tongues=tongues,
        fell_back=tongues.fell_back and not any(map(_fell_back(table), _before(table))),
    )


def reveal(table: Table, reported: frozenset[tuple[str, str]]) -> RevealPage:
    """Return the question at hand with its answer, why, and why the others are wrong."""
    record, card = table.record, table.record.card
    row = _review(table, card)
    return RevealPage(
        head=head(record),
        ask=row.ask,
        kind=kind_of(table.question(card).body),
        options=row.options,
        given=row.given,
        answer=row.answer,
        mark=row.mark,
        points=card.points,
        bonus=card.bonus,
        explain=row.explain,
        source=row.source,
        is_last=card.position == record.total,
        question_id=card.question_id,
        reported=(card.pack_id, card.question_id) in reported,
        places=_reveal_places(table.dealt(card), card, row.tongues.options),
        played=shown_by_play(table.tx, table.edition(card), card.question_id),
        media=media_of(table.question(card), told=True),
        tongues=row.tongues,
    )


def _before(table: Table) -> tuple[CardRecord, ...]:
    return table.record.cards[: table.record.position - 1]


def _fell_back(table: Table) -> Callable[[CardRecord], bool]:
    return lambda card: tongues_of(table.edition(card), table.question(card)).fell_back


def result(house: House, table: Table) -> ResultPage:
    """Return how a finished round came out, and where it stands."""
    record = table.record
    place = boards.standing(house, table.tx, record.scope, record.length, record.player_id)
    why = why_unranked(record.preset, record.level)
    if record.kind == "review":
        why = ""
    elif record.kind == "trial":
        why = "You tried out your draft: nothing of it counts."
    elif record.scope.startswith(OWN):
        why = "Leaderboards list rounds of the packs of the house: who wrote one knows its answers."
    elif not record.ranked and not why:
        why = f"Leaderboards list whole rounds; here were only {record.total} questions to ask."
    return ResultPage(
        head=head(record),
        points=record.points,
        right=record.right,
        total=record.total,
        best_before=round_rows.best_before(table.tx, record) if record.ranked else None,
        rank=place.me.rank if record.ranked and place.me else None,
        rank_of=place.players,
        ranked=record.ranked,
        why_unranked=why,
        seconds=record.seconds,
        rows=tuple(_review(table, card) for card in record.cards),
        choice=RoundChoice(record.scope, record.length, record.level, record.timer, record.preset),
        review=remembering.due(table.tx, record.player_id, house.clock()),
    )


def _review(table: Table, card: CardRecord) -> ReviewRow:
    dealt = table.dealt(card)
    asked = dealt.question
    right = right_options(asked.body)
    chosen = _places(dealt.options, card)
    tongues = tongues_of(table.edition(card), asked)
    return ReviewRow(
        position=card.position,
        ask=asked.ask,
        answer=answer_text(asked.body),
        given=_given_words(dealt, card, chosen),
        mark=cast("Outcome", card.outcome),
        points=card.points,
        explain=asked.explain or asked.proof.right,
        source=asked.source,
        media=media_of(asked, told=True),
        tongues=tongues,
        options=tuple(
            RevealOption(
                index=place,
                letter=_LETTERS[place],
                text=text,
                is_right=text in right,
                was_chosen=place in chosen,
                why="" if text in right else asked.proof.why_wrong(text),
                lang=tongues.options,
                why_lang=tongues.why,
            )
            for place, text in enumerate(dealt.options)
        ),
    )


def _given_words(dealt: Dealt, card: CardRecord, chosen: tuple[int, ...]) -> str:
    """Word what was given; options that are chosen, in the order in which they stood."""
    body = dealt.question.body
    if has_places(body) or not chosen:
        return given_text(body, card.given)
    return join_names([dealt.options[place] for place in chosen])


def _options(dealt: Dealt, lang: str = "") -> tuple[OptionView, ...]:
    return tuple(
        OptionView(place, _LETTERS[place], text, lang) for place, text in enumerate(dealt.options)
    )


def _arranged(dealt: Dealt, card: CardRecord) -> tuple[int, ...]:
    """Return the index of the option in each place of an order or a match, -1 where none is."""
    return tuple(dealt.options.index(text) if text else -1 for text in card.given)


def _reveal_places(dealt: Dealt, card: CardRecord, lang: str) -> tuple[RevealPlace, ...]:
    body = dealt.question.body
    if not has_places(body):
        return ()
    shown = {option.text: option for option in _options(dealt, lang)}
    rights = right_options(body)
    lefts = lefts_of(body) or ("",) * len(rights)
    given = card.given or ("",) * len(rights)
    return tuple(
        RevealPlace(left, shown[right], shown.get(text))
        for left, right, text in zip(lefts, rights, given, strict=True)
    )


def _places(options: tuple[str, ...], card: CardRecord) -> tuple[int, ...]:
    """Return where the chosen options stand; true and false are kept in small letters."""
    given = {text.casefold() for text in card.given}
    return tuple(place for place, text in enumerate(options) if text.casefold() in given)
