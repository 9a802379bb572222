"""What players took for the answer: a term in the ranking of wrong options, and a reason to keep.

A wrong option is worth its place when it draws 5 in 100 at least (Haladyna and Downing, "How many
options is enough for a multiple-choice test item?", 1993). What is proved wrong is decided before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quiz.text import fold

if TYPE_CHECKING:
    from quiz.generator.index import Index
    from quiz.generator.query import Query
    from quiz.moments.model import Thing

_WORTH = 0.05


def known(index: Index, query: Query) -> Mapping[str, float] | None:
    """Return the shares that wrong options took for the fact of a query, by folded name, if any."""
    return index.facts.chosen.get(query.moment.id)


def chosen_first(index: Index, query: Query, things: list[Thing]) -> list[Thing]:
    """Put what players chose first, after what the author names near, and last what nobody took.

    Among equals, and where nothing is known, the order stays.
    """
    shares = known(index, query)
    if not shares:
        return things

    def rank(thing: Thing) -> tuple[bool, int, float]:
        share = shares.get(index.folded[thing.key][0])
        if share is None:
            return thing.key not in query.moment.near, 1, 0.0
        return thing.key not in query.moment.near, 0 if share >= _WORTH else 2, -share

    return sorted(things, key=rank)


def said(index: Index, query: Query, thing: Thing) -> str:
    """Return how many chose an option that is worth its place, as a sentence, or an empty text."""
    shares = known(index, query)
    share = shares.get(fold(thing.name), 0.0) if shares else 0.0
    return f"Of 100 players {share * 100:.0f} chose it." if share >= _WORTH else ""
