"""Answers as forms post them (places of options) and as they are kept (texts)."""

from __future__ import annotations

from quiz.errors import BadInputError
from quiz.questions.kinds import has_places
from quiz.rounds.answering import read_given
from quiz.rounds.model import Dealt


def read(dealt: Dealt, posted: tuple[str, ...]) -> tuple[tuple[str, ...], bool]:
    """Return the texts of what was posted, and whether nothing is missing.

    Raises BadInputError when it is no answer to this question.
    """
    texts = read_given(dealt, posted, lock=False)
    try:
        read_given(dealt, posted, lock=True)
    except BadInputError:
        return texts, False
    return texts, True


def places(dealt: Dealt, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a form would post for an answer that is kept: the places of its texts.

    Typed texts stay as they are; an empty place of an order or a match stays empty.
    """
    if not dealt.order:
        return texts
    found = {text.casefold(): str(place) for place, text in enumerate(dealt.options)}
    exact = {text: str(place) for place, text in enumerate(dealt.options)}
    posted = tuple(exact.get(text, found.get(text.casefold(), "")) for text in texts)
    return posted if has_places(dealt.question.body) else tuple(filter(None, posted))
