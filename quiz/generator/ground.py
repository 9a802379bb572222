"""On what ground the answer to a query is whole.

The proof rule. The answers to "role R of the moments that match what the stem gives" are known
to be all of them only if (1) what is given *pins* one moment of the world, or the kind is
declared *closed*, and R is complete in every matching moment; or (2) the stem names the *scope*
of a source that is declared whole. No inferred, disputed, draft or expired fact is ever used;
what such a fact says might be right, so it bars a wrong option all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from quiz.generator.answering import candidates, matching
from quiz.generator.query import Refusal

if TYPE_CHECKING:
    from quiz.generator.answering import Filled
    from quiz.generator.index import Index
    from quiz.generator.query import Query
    from quiz.moments.model import Moment

Rule = Literal["pinned", "closed", "scope"]
_NONE: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)  # as a query is
class Ground:
    """Why the answers are all the answers there are.

    ``answers`` in the order of the file; ``moments`` are the facts used; ``named`` are the things
    that the stem names. ``doubtful`` are things that a fact of less standing names as an answer:
    they may not stand as wrong, and how many answers there are, nobody can then say. ``company``
    holds those who met somebody named in the stem, and may not stand as wrong either.
    """

    rule: Rule
    answers: tuple[str, ...]
    moments: tuple[Moment, ...]
    named: tuple[str, ...]
    doubtful: frozenset[str] = frozenset()
    company: tuple[frozenset[str], ...] = ()
    scope: str = ""


class Grounds:
    """Finds the grounds of queries.

    Where several moments may answer, those that lead to one list have their ground in common: it is
    found for the first of them, so that a list of thousands costs one look at each.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._known: dict[tuple[object, ...], Ground | Refusal] = {}

    def of(self, query: Query) -> Ground | Refusal:
        """Find the ground on which the answers to a query are whole, or say why there is none."""
        index, moment, plan, given = self._index, query.moment, query.plan, query.given
        if moment.status != "stated":
            return Refusal(f"the fact is {moment.status}, and is never asked")
        named = tuple([key for role in plan.naming for key in given[role]])
        if refusal := _unaskable(index, query, named):
            return refusal
        rule = _rule(index, query, whole=plan.role in moment.complete)
        if isinstance(rule, Refusal):  # its own list is not whole: no other can mend that
            return rule
        among = candidates(index, query)
        if len(among) == 1 and among[0] is moment and not plan.kind.symmetric:
            return _grounded(index, query, rule, named, [(moment, plan.role)], [])
        same = (query.stem, plan.role, moment.source)
        if (found := self._known.get(same)) is None:
            found = self._known[same] = _grounded(
                index, query, rule, named, *matching(index, query, among)
            )
        return found


def _grounded(
    index: Index,
    query: Query,
    rule: Rule,
    named: tuple[str, ...],
    stated: list[Filled],
    doubtful: list[Filled],
) -> Ground | Refusal:
    """Put a ground together of the moments that match; ``rule`` is that of the query's own."""
    moment, scope = query.moment, ""
    if len(stated) > 1:
        of_all = _rule(index, query, whole=all(side in m.complete for m, side in stated))
        if isinstance(of_all, Refusal):
            return of_all
        rule = of_all
    if rule == "scope":  # what other sources say is no answer within this one, nor wrong
        doubtful = doubtful + [(m, side) for m, side in stated if m.source != moment.source]
        stated = [(m, side) for m, side in stated if m.source == moment.source]
        scope = index.facts.sources[moment.source].scope
    answers = _fillers(stated)
    if hidden := never_asked(index, answers):
        return hidden
    return Ground(
        rule,
        answers,
        tuple([m for m, _ in stated]),
        named,
        frozenset(_fillers(doubtful)).difference(answers) if doubtful else _NONE,
        index.met(named, query.plan.kind),
        scope,
    )


def _fillers(found: list[Filled]) -> tuple[str, ...]:
    if len(found) == 1:
        moment, side = found[0]
        if len(moment.roles[side]) == 1:
            return moment.roles[side]
    return tuple(dict.fromkeys(k for m, side in found for k in m.roles[side]))


def _unaskable(index: Index, query: Query, named: tuple[str, ...]) -> Refusal | None:
    if hidden := never_asked(index, named):
        return hidden
    for key in named if index.homonyms else ():
        if (query.plan.kind.name, key) in index.homonyms:
            return Refusal(f"“{index.thing(key).name}” names more than one thing")
    return None


def never_asked(index: Index, keys: tuple[str, ...]) -> Refusal | None:
    """Return why one of some things is in no question, or nothing: children, and what hurts."""
    things = index.facts.things
    for key in keys if index.unasked else ():
        thing = things[key]
        if not thing.ask or thing.sensitive:
            return Refusal(f"{thing.name} is told about, never asked about")
    return None


def _rule(index: Index, query: Query, *, whole: bool) -> Rule | Refusal:
    """Return the ground: pinned or closed where the role is whole, else a whole source."""
    plan = query.plan
    closed = plan.kind.name in index.facts.closed
    if whole and (plan.pin or closed):
        return "pinned" if plan.pin else "closed"
    source = index.facts.sources.get(query.moment.source)
    if source and source.complete:
        return "scope"
    return _not_whole(plan.asking.role, found=bool(plan.pin or closed))


@lru_cache(maxsize=1_024)
def _not_whole(role: str, *, found: bool) -> Refusal:
    """Refuse a list that is not whole; one text for the many moments that it is said of."""
    lacks = "is not declared complete" if found else "is open: there may be others"
    return Refusal(f"“{role}” {lacks}")
