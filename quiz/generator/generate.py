"""Facts → all that can be proved → what of it is wanted → a balanced pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generator.case import Case
from quiz.generator.difficulty import grade
from quiz.generator.index import build_index
from quiz.generator.query import Plan, Query, Refusal, filled_roles, ground, plans
from quiz.generator.report import Report, Skips
from quiz.generator.selection import choose
from quiz.generator.sets import Proven
from quiz.generator.writing import Desk
from quiz.packs.model import Pack

if TYPE_CHECKING:
    from quiz.generator.query import Given, Ground
    from quiz.moments.model import Facts

VERSION = "3"  # grows when the same facts and seed would give other questions

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


def prove(facts: Facts, seed: int) -> tuple[Proven, list[Skips]]:
    """Return every query that has a ground, and why the others have none."""
    index = build_index(facts)
    proven = Proven(index, seed)
    refused: list[Skips] = []
    asked: dict[tuple[str, frozenset[str]], tuple[Plan | Refusal, ...]] = {}
    grounds: dict[tuple[object, ...], Ground | Refusal] = {}
    for moment in facts.moments:
        sort = (moment.kind, filled_roles(moment))
        if (known := asked.get(sort)) is None:
            known = asked[sort] = plans(facts.kinds[moment.kind], sort[1])
        given: dict[tuple[tuple[str, str], ...], Given] = {}
        for plan in known:
            if isinstance(plan, Refusal):
                refused.append(Skips(moment.id, "", (("", plan.reason),)))
                continue
            if plan.fields not in given:
                given[plan.fields] = {to: moment.roles[read] for to, read in plan.fields}
            query = Query(moment, plan, given[plan.fields])
            found = _ground(proven, query, grounds)
            if isinstance(found, Refusal):
                refused.append(Skips(moment.id, plan.asking.role, (("", found.reason),)))
            else:
                proven.cases.append(Case(index, query, found, seed))
    proven.most = _SOME_CLUES + len(proven.cases) // _A_CLUE_IN
    return proven, refused


def _ground(
    proven: Proven, query: Query, known: dict[tuple[object, ...], Ground | Refusal]
) -> Ground | Refusal:
    """Return the ground of a query; the moments of one list have theirs in common."""
    if query.plan.pin:
        return ground(proven.index, query)
    moment = query.moment
    same = (query.stem, query.role, moment.source, moment.status)
    if (found := known.get(same)) is None:
        found = known[same] = ground(proven.index, query)
    return found
