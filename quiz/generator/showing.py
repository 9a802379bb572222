"""What a question shows: the picture of a thing that its stem points to instead of naming it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.query import NO_WORDING, Refusal
from quiz.questions.model import Picture
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quiz.generator.index import Index
    from quiz.generator.query import Query


def picture_of(index: Index, query: Query) -> Picture | None:
    """Return the picture that the stems of a query show, or None."""
    if not query.plan.asking.shown:
        return None
    keys = query.given.get(query.asking.shown, ())
    found = index.thing(keys[0]).picture if len(keys) == 1 else None
    return Picture(found.file, found.alt, found.credit, found.license) if found else None


def unaskable(index: Index, query: Query, template: str, answers: Iterable[str]) -> Refusal | None:
    """Return why a stem cannot be put: it is none, or what it should show cannot be shown."""
    if not template:
        return Refusal(NO_WORDING)
    if not query.asking.shown:
        return None
    picture = picture_of(index, query)
    if picture is None:
        return Refusal(f"“{query.asking.shown}” has no picture to show")
    told = f" {fold(picture.alt)} "
    if any(f" {name} " in told for key in answers for name in index.folded[key]):
        return Refusal("what is read out of the picture tells the answer")
    return None
