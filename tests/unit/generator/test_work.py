"""What a file costs: the looks that are taken at its facts, counted, not timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quiz.generator import answering
from quiz.generator.generate import prove
from quiz.moments.model import Facts, Moment, Thing
from tests.tools.moments import library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.generator.index import Index
    from quiz.generator.query import Query


def one_prize(winners: int, *, years: int = 1) -> Facts:
    """Return facts of a prize that so many won at one event, each alone, in so many years."""
    kinds = library()
    things = [Thing("prize", "Best Pop", "award"), Thing("show", "The Show", "event")]
    things += [Thing(f"{1000 + at}", f"{1000 + at}", "year") for at in range(years)]
    things += [Thing(f"act-{at}", f"Act {at}", "artist") for at in range(winners)]
    moments = tuple(
        Moment(
            f"won-{at}",
            "won",
            {
                "prize": ("prize",),
                "winner": (f"act-{at}",),
                "at": ("show",),
                "year": (f"{1000 + at % years}",),
            },
            frozenset({"winner"}),
        )
        for at in range(winners)
    )
    cast = {thing.key: thing for thing in things}
    return Facts("test", "Test", cast, kinds.kinds, kinds.types, moments, {})


def looks(monkeypatch: pytest.MonkeyPatch, facts: Facts) -> int:
    """Return how many moments are looked at closely while everything is proved."""
    taken: list[str] = []
    look = answering.look_at

    def counted(index: Index, query: Query, moment: Moment) -> Iterator[tuple[bool, str]]:
        taken.append(moment.id)
        return look(index, query, moment)

    with monkeypatch.context() as patched:
        patched.setattr(answering, "look_at", counted)
        proven, _ = prove(facts, 1)
    assert len(proven.cases) == len(facts.moments)
    return len(taken)


@pytest.mark.parametrize("years", [1, 10])
def test_a_list_that_thousands_of_moments_lead_to_is_looked_through_once(
    monkeypatch: pytest.MonkeyPatch, years: int
) -> None:
    assert looks(monkeypatch, one_prize(2_000, years=years)) <= 2_000


def test_moments_of_one_pin_that_are_told_apart_by_what_else_is_given_are_not_all_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert looks(monkeypatch, one_prize(1_000, years=1_000)) <= 1_000
