"""Taking an answer: saving, locking, running out of time. The caller's clock decides.

A card opens, an answer may be saved and changed as often as one likes, and the card is over when
the answer is locked or when time runs out. What was saved by then counts. An answer counts until
the deadline and half a second of grace (the way from the tap to the server is not the player's
fault); a later one is told and kept, never dropped in silence, and scores nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from quiz.errors import BadInputError, ConflictError
from quiz.questions.kinds import choose_count, has_places, kind_of, lefts_of
from quiz.questions.marking import NO_NAMES, Names, mark_question
from quiz.questions.model import Question
from quiz.rounds.model import Card, Dealt, Outcome
from quiz.text import join_names, number_word

GRACE = timedelta(seconds=0.5)
MAX_TYPED = 200


def open_card(position: int, timer: int, now: datetime) -> Card:
    """Open a question; ``timer`` in seconds, 0 for none."""
    deadline = now + timedelta(seconds=timer) if timer else None
    return Card(position=position, opened_at=now, deadline=deadline)


def read_given(dealt: Dealt, given: tuple[str, ...], *, lock: bool) -> tuple[str, ...]:
    """Turn what a form posts (places of options as text, or the typed text) into an answer.

    Of an order and a match the form posts one place for each item or left side, an empty text
    where nothing is chosen yet; an answer with nothing in it is empty.

    Raises BadInputError when a place is none of the options, when too many are chosen or one of
    them twice, and, to ``lock``, when too few are or nothing is typed.
    """
    body = dealt.question.body
    if not dealt.order:
        return _read_typed(given, lock=lock)
    if has_places(body):
        return _read_arranged(dealt, given, lock=lock)
    places = _read_places(given, len(dealt.order))
    wanted = choose_count(body)
    if len(places) > wanted or (lock and len(places) < wanted):
        what = "answer" if wanted == 1 else "answers"
        raise BadInputError(f"Choose {number_word(wanted)} {what}; you chose {len(places)}.")
    texts = tuple(dealt.options[place] for place in places)
    if kind_of(body) == "truefalse":
        return tuple(text.lower() for text in texts)
    return texts


def read_draft(dealt: Dealt, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is sound of an answer that was refused: of an order or a match, else nothing.

    A place that is none of the options is left empty, and so is an option's second place.
    """
    if not has_places(dealt.question.body):
        return ()
    count = len(dealt.order)
    known = {str(place) for place in range(count)}
    draft = []
    for place in (*given, *[""] * count)[:count]:
        draft.append(place if place in known else "")
        known.discard(place)
    return _read_arranged(dealt, tuple(draft), lock=False)


def answer(card: Card, position: int, given: tuple[str, ...], now: datetime, *, lock: bool) -> Card:
    """Save an answer that can still be changed, or lock it.

    Until the deadline and half a second of grace it counts; later the card ends ``late``, the
    answer is kept to be shown and scores nothing. Raises ConflictError when the card is over (an
    answer saved before the deadline counts: a later one does not replace it) or when ``position``
    is not that of the card.
    """
    if position != card.position:
        raise ConflictError(
            f"That answer was for question {position}; the round is at question {card.position}."
        )
    if card.is_over:
        raise ConflictError("This question is answered already; the first answer counts.")
    settled = settle(card, now)
    if settled.is_over:
        if settled.given:
            raise ConflictError("Time was up; the answer you had chosen before counts.")
        return replace(settled, given=given, ending="late", ended_at=now) if given else settled
    if lock:
        return replace(card, given=given, ending="locked", ended_at=max(now, card.opened_at))
    return replace(card, given=given)


def skip(card: Card, position: int, now: datetime) -> Card:
    """End a card without an answer; one that was saved is dropped.

    Raises ConflictError when the card is over, or when ``position`` is not that of the card.
    """
    if position != card.position:
        raise ConflictError(
            f"That was question {position}; the round is at question {card.position}."
        )
    if settle(card, now).is_over:
        raise ConflictError("This question is over already.")
    return replace(card, given=(), ending="skipped", ended_at=max(now, card.opened_at))


def settle(card: Card, now: datetime) -> Card:
    """Return the card as it stands at ``now``: ended by ``timeout`` once time and grace are over.

    What was saved by then is final. A card that is over, or has time left, comes back unchanged.
    """
    if card.is_over or card.deadline is None or now <= card.deadline + GRACE:
        return card
    return replace(card, ending="timeout", ended_at=card.deadline)


def seconds_used(card: Card) -> float:
    """Return the seconds from opening to locking, at most the limit.

    A card that was never locked used all of its time. Raises ValueError while the card is open.
    """
    if card.ended_at is None:
        raise ValueError("the card is still open")
    end = card.ended_at if card.deadline is None else min(card.ended_at, card.deadline)
    return (end - card.opened_at).total_seconds()


def seconds_left(card: Card, now: datetime) -> float | None:
    """Return the seconds to the deadline, never below 0; None without a timer."""
    if card.deadline is None:
        return None
    return max(0.0, (card.deadline - now).total_seconds())


def outcome(card: Card, question: Question, names: Names = NO_NAMES) -> Outcome:
    """Say how a card that is over came out: the mark, ``skipped``, ``late``, or ``none``.

    Raises ValueError while the card is open.
    """
    if not card.is_over:
        raise ValueError("the card is still open")
    if card.ending in {"late", "skipped"}:
        return card.ending
    if not card.given:
        return "none"
    return mark_question(question, card.given, names)


def _read_typed(given: tuple[str, ...], *, lock: bool) -> tuple[str, ...]:
    if len(given) > 1:
        raise BadInputError("Type one answer.")
    text = given[0].strip() if given else ""
    if len(text) > MAX_TYPED:
        raise BadInputError(f"An answer has at most {MAX_TYPED} characters; this has {len(text)}.")
    if lock and not text:
        raise BadInputError("Type an answer first.")
    return (text,) if text else ()


def _read_places(given: tuple[str, ...], count: int) -> tuple[int, ...]:
    return tuple(sorted({_read_place(text, count) for text in given}))


def _read_place(text: str, count: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 4 and int(text) < count):
        raise BadInputError("That is none of the options of this question.")
    return int(text)


def _read_arranged(dealt: Dealt, given: tuple[str, ...], *, lock: bool) -> tuple[str, ...]:
    """Read an answer of several places: each option goes to one of them at most."""
    count = len(dealt.order)
    if len(given) > count:
        raise BadInputError(f"There are {number_word(count)} places to fill, not {len(given)}.")
    padded = (*given, *[""] * (count - len(given)))
    texts = tuple(dealt.options[_read_place(text, count)] if text else "" for text in padded)
    lefts = lefts_of(dealt.question.body) or tuple(map(_place_word, range(count)))
    for text in filter(None, texts):
        first, *others = (left for left, right in zip(lefts, texts, strict=True) if right == text)
        if others:
            twice = f"for {first} and for {others[0]}"
            raise BadInputError(f"“{text}” is chosen {twice}; it belongs to one of them.")
    missing = [left for left, text in zip(lefts, texts, strict=True) if not text]
    if lock and missing:
        raise BadInputError(f"Nothing is chosen for {join_names(missing)} yet.")
    return texts if len(missing) < count else ()


def _place_word(place: int) -> str:
    return f"place {place + 1}"
