"""Taking an answer: saving, locking, running out of time. The caller's clock decides."""

from __future__ import annotations

from datetime import datetime, timedelta

from quiz.questions.marking import NO_NAMES, Names
from quiz.questions.model import Question
from quiz.rounds.model import Card, Dealt, Outcome

GRACE = timedelta(seconds=0.5)


def open_card(position: int, timer: int, now: datetime) -> Card:
    """Open a question; ``timer`` in seconds, 0 for none."""
    raise NotImplementedError


def read_given(dealt: Dealt, given: tuple[str, ...], *, lock: bool) -> tuple[str, ...]:
    """Turn what a form posts (places of options as text, or the typed text) into an answer.

    Raises BadInputError when a place is none of the options, when too many are chosen, and, to
    ``lock``, when too few are or nothing is typed.
    """
    raise NotImplementedError


def answer(
    card: Card, position: int, given: tuple[str, ...], now: datetime, *, lock: bool
) -> Card:
    """Save an answer that can still be changed, or lock it.

    Until the deadline and half a second of grace it counts; later the card ends ``late``, the
    answer is kept to be shown and scores nothing. Raises ConflictError when the card is over (an
    answer saved before the deadline counts: a later one does not replace it) or when ``position``
    is not that of the card.
    """
    raise NotImplementedError


def settle(card: Card, now: datetime) -> Card:
    """Return the card as it stands at ``now``: ended by ``timeout`` once time and grace are over.

    What was saved by then is final. A card that is over, or has time left, comes back unchanged.
    """
    raise NotImplementedError


def seconds_used(card: Card) -> float:
    """Return the seconds from opening to locking; the whole limit when it was never locked."""
    raise NotImplementedError


def seconds_left(card: Card, now: datetime) -> float | None:
    """Return the seconds to the deadline, never below 0; None without a timer."""
    raise NotImplementedError


def outcome(card: Card, question: Question, names: Names = NO_NAMES) -> Outcome:
    """Say how a card that is over came out: the mark, ``late``, or ``none`` for no answer."""
    raise NotImplementedError
