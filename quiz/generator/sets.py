"""Forms that need several moments: all that was proved, grouped, and what their recipes share.

A recipe over sets takes ``Proven`` and yields questions with the cases that they rest on, and a
skip for what it had to leave.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from quiz.generator.case import Case, question_id
from quiz.generator.query import Refusal
from quiz.generator.report import Skip
from quiz.generator.wording import item_role, tell
from quiz.questions.model import Body, Proof, Question

if TYPE_CHECKING:
    from quiz.generator.index import Index
    from quiz.moments.model import Asking, Kind

Wording = Literal["order", "match"]


@dataclass(frozen=True, slots=True)
class Built:
    """A question and the cases that it rests on."""

    question: Question
    cases: tuple[Case, ...]


SetRecipe = Callable[["Proven"], Iterator[Built | Skip]]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one kind and role that share all that is given but the items."""

    kind: Kind
    asking: Asking
    item_role: str
    cases: tuple[Case, ...]

    def skip(self, form: str, reason: str, case: Case | None = None) -> Skip:
        """Say why a case, or the first of the group, is not in a question of a form."""
        moment = (case or self.cases[0]).query.moment
        return Skip(moment.id, self.asking.role, form, reason)


@dataclass(slots=True)
class Proven:
    """Every query of a file that has a ground. ``most`` is how many clues are wanted."""

    index: Index
    seed: int
    cases: list[Case] = field(default_factory=list)
    most: int = 0

    def dice(self, form: str) -> random.Random:
        """Return dice that depend on the seed and the form alone."""
        return random.Random(f"{self.seed}/{form}")

    def groups(self, wording: Wording) -> Iterator[Group]:
        """Yield the groups whose kind has a wording, in the order of the file."""
        found: dict[tuple[object, ...], list[Case]] = defaultdict(list)
        for case in self.cases:
            template = getattr(case.query.asking, wording)
            if template and case.item(template):
                query, ground = case.query, case.ground
                hidden = item_role(query.kind, query.asking, template)
                fixed = tuple((r, ks) for r, ks in query.given.items() if r != hidden)
                sort = (query.kind.name, query.asking.role, query.role, ground.scope, fixed)
                found[sort].append(case)
        for (name, *_), cases in found.items():
            kind, asking = self.index.facts.kinds[str(name)], cases[0].query.asking
            role = item_role(kind, asking, getattr(asking, wording))
            place = self.index.place
            first = [place.get((kind.name, role, c.query.given[role][0]), 0) for c in cases]
            in_line = sorted(range(len(cases)), key=first.__getitem__)
            yield Group(kind, asking, role, tuple(cases[at] for at in in_line))


def apart(index: Index, key: str, others: Iterable[str]) -> bool:
    """Tell whether a thing shares no name, group, member or part with others."""
    return all(
        key not in index.kin[o]
        and o not in index.kin[key]
        and not index.folded[key] & index.folded[o]
        for o in others
    )


def is_current(index: Index, key: str) -> bool:
    """Tell whether a thing still bears its name."""
    return index.thing(key).until is None


def build(
    form: str, cases: tuple[Case, ...], ask: str, body: Body, shown: tuple[str, ...]
) -> Question:
    """Put a question over several cases together; each of ``shown`` is explained by its case."""
    first = cases[0]
    index = first.index
    moments = tuple(dict.fromkeys(m.id for case in cases for m in case.ground.moments))
    told = [tell(index, case.ground.moments[0]) for case in cases]
    rules = {case.ground.rule for case in cases}
    return Question(
        id=question_id(first.query.id, form, "+".join(case.query.id for case in cases)),
        ask=ask,
        body=body,
        explain=" ".join(told),
        source=cite(cases),
        form=form,
        proof=Proof(
            rule=rules.pop() if len(rules) == 1 else "closed",
            right=" ".join([*told, first.because("each moment")]),
            wrong=tuple(zip(shown, told, strict=True)),
            facts=moments,
        ),
    )


def cite(cases: tuple[Case, ...]) -> str:
    """Cite the sources of several cases, each once, with the place in it where there is one."""
    sources = cases[0].index.facts.sources
    places: dict[str, list[str]] = {}
    for case in cases:
        for moment in case.ground.moments[:1]:
            known = places.setdefault(moment.source, [])
            if moment.place not in known:
                known.append(moment.place)
    return "; ".join(
        sources[key].cite(found[0] if len(found) == 1 else "")
        for key, found in places.items()
        if key in sources
    )


def stem_of(cases: tuple[Case, ...], wording: Wording) -> str | Refusal:
    """Put the question of a set, with the nouns of all its items and answers."""
    template = getattr(cases[0].query.asking, wording)
    items = tuple(case.item(template) for case in cases)
    answers = tuple(case.ground.answers[0] for case in cases)
    return cases[0].stem(template, answers, items=items)
