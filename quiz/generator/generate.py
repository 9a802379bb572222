"""Facts → all that can be proved → what of it is wanted → a balanced pack."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quiz.generator.building import build_index
from quiz.generator.case import Case
from quiz.generator.difficulty import grade
from quiz.generator.ground import Grounds
from quiz.generator.query import Query, Refusal, plans
from quiz.generator.report import Report, Skips
from quiz.generator.selection import choose
from quiz.generator.sets import Proven
from quiz.generator.writing import Desk
from quiz.packs.model import Pack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.generator.query import Plans
    from quiz.moments.model import Facts

VERSION = "4"  # grows when the same facts and seed would give other questions

# Clues that are made: a handful, and one for so many proved answers.
_SOME_CLUES, _A_CLUE_IN = 8, 10


@dataclass(frozen=True, slots=True)
class Generated:
    """A pack and what became of each fact."""

    pack: Pack
    report: Report


def generate(facts: Facts, *, seed: int = 0, count: int | None = None) -> Generated:
    """Make a pack of proven questions, all that there are or ``count`` spread over the facts.

    Each stem is asked once, negatives are at most a tenth, true/false at most a quarter with as
    many true as false, and orders, matches, odd ones, counts and clues together at most a quarter.
    Deterministic: the same facts and seed give the same pack.
    """
    with _no_collector():
        proven, refused = prove(facts, seed)
        desk = Desk(proven)
        graded = grade([made.weighed for made in choose(desk, seed, count)])
    per_moment = dict.fromkeys([m.id for m in facts.moments], 0)
    for question in graded:
        for fact in question.proof.facts:
            per_moment[fact] += 1
    pack = Pack(
        id=facts.id,
        title=facts.title,
        questions=tuple(graded),
        language=facts.language,
        license=facts.license,
        description=facts.description,
        source="; ".join(s.cite() for s in facts.sources.values()),
        tags=facts.tags,
    )
    closed = frozenset([case.query.moment.id for case in proven.cases])
    skipped = (*refused, *desk.skipped)
    return Generated(pack, Report(tuple(per_moment.items()), skipped, closed, len(graded)))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Make questions without Python's search for reference cycles: nothing here makes one.

    Millions of lasting objects are made at once, and it would look through all of them again and
    again: a fifth of the time. What other threads leave behind is found afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():  # count all as old, unread; a server keeps its own frozen
            gc.freeze()
            gc.unfreeze()
        if running:
            gc.enable()


def prove(facts: Facts, seed: int) -> tuple[Proven, list[Skips]]:
    """Return every query that has a ground, and why the others have none."""
    index = build_index(facts)
    proven = Proven(index, seed)
    refused: list[Skips] = []
    asked: dict[tuple[str, ...], Plans] = {}
    grounds = Grounds(index)
    for moment in facts.moments:
        filled = tuple([role for role, keys in moment.roles.items() if keys])
        if (known := asked.get((moment.kind, *filled))) is None:
            known = plans(facts.kinds[moment.kind], frozenset(filled))
            asked[moment.kind, *filled] = known
        refused += [Skips(moment.id, "", _any_form(reason)) for reason in known.refused]
        for fields, same in known.groups:
            given = {to: moment.roles[read] for to, read in fields}
            for plan in same:
                query = Query(moment, plan, given)
                found = grounds.of(query)
                if isinstance(found, Refusal):
                    refused.append(Skips(moment.id, plan.asking.role, _any_form(found.reason)))
                else:
                    proven.cases.append(Case(index, query, found, seed))
    proven.most = _SOME_CLUES + len(proven.cases) // _A_CLUE_IN
    return proven, refused


@lru_cache(maxsize=1_024)
def _any_form(reason: str) -> tuple[tuple[str, str], ...]:
    return (("", reason),)
