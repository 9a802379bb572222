"""Forms that need several moments: all that was proved, grouped, and what their recipes share.

A recipe over sets takes ``Proven`` and yields questions with the cases that they rest on, and a
skip for what it had to leave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from quiz.generator.case import Case, question_id
from quiz.generator.dice import Dice
from quiz.generator.difficulty import Weighed
from quiz.generator.query import Refusal
from quiz.generator.report import Skips
from quiz.generator.templates import item_role
from quiz.generator.wording import tell
from quiz.questions.model import Body, Proof, Question

if TYPE_CHECKING:
    from quiz.generator.index import Index
    from quiz.moments.model import Asking, Kind

Wording = Literal["order", "match"]


@dataclass(frozen=True, slots=True)
class Built:
    """A question and the cases that it rests on."""

    weighed: Weighed
    cases: tuple[Case, ...]


SetRecipe = Callable[["Proven"], Iterator[Built | Skips]]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one kind and role that share all that is given but the items."""

    kind: Kind
    asking: Asking
    template: str
    item_role: str
    cases: tuple[Case, ...]

    def item(self, case: Case) -> str:
        """Return the item of a case: what its stem gives and that of the set leaves out."""
        return case.query.given[self.item_role][0]

    def stem(self, cases: tuple[Case, ...]) -> str | Refusal:
        """Put the question of a set, with the nouns of all its items and answers."""
        items = tuple([self.item(case) for case in cases])
        answers = tuple([case.ground.answers[0] for case in cases])
        return cases[0].stem(self.template, answers, items=items)

    def skip(self, form: str, reason: str, case: Case | None = None) -> Skips:
        """Say why a case, or the first of the group, is not in a question of a form."""
        moment = (case or self.cases[0]).query.moment
        return Skips(moment.id, self.asking.role, ((form, reason),))


@dataclass(slots=True)
class Proven:
    """Every query of a file that has a ground. ``most`` is how many clues are wanted."""

    index: Index
    seed: int
    cases: list[Case] = field(default_factory=list)
    most: int = 0

    def dice(self, form: str) -> Dice:
        """Return dice that depend on the seed and the form alone."""
        return Dice(f"{self.seed}/{form}")

    def groups(self, wording: Wording) -> Iterator[Group]:
        """Yield the groups whose kind has a wording, in any order."""
        found: dict[tuple[object, ...], list[Case]] = defaultdict(list)
        hidden: dict[tuple[str, str], str] = {}
        for case in self.cases:
            kind, asking = case.query.plan.kind, case.query.plan.asking
            sort = (kind.name, asking.role)
            if (role := hidden.get(sort)) is None:
                template = getattr(asking, wording)
                role = hidden[sort] = item_role(kind, asking, template) if template else ""
            if role and len(case.query.given.get(role, ())) == 1:
                fixed = tuple([given for given in case.query.given.items() if given[0] != role])
                found[*sort, case.query.plan.role, case.ground.scope, fixed].append(case)
        groups = list(found.values())
        for cases in self.dice(wording).sample(groups, len(groups)):
            plan = cases[0].query.plan
            role = hidden[plan.kind.name, plan.asking.role]
            at = self.index.lines[plan.kind.name, role].at
            in_line = sorted(cases, key=lambda case: at.get(case.query.given[role][0], 0))
            template = getattr(plan.asking, wording)
            yield Group(plan.kind, plan.asking, template, role, tuple(in_line))


def apart(index: Index, key: str, others: Iterable[str]) -> bool:
    """Tell whether a thing shares no name, group, member or part with others."""
    alike, relatives = index.alike.get(key, ()), index.relatives.get(key, ())
    return not any(other == key or other in alike or other in relatives for other in others)


def is_current(index: Index, key: str) -> bool:
    """Tell whether a thing still bears its name."""
    return index.thing(key).until is None


def build(
    form: str, cases: tuple[Case, ...], ask: str, body: Body, shown: tuple[str, ...]
) -> Built:
    """Put a question over several cases together; each of ``shown`` is explained by its case."""
    first = cases[0]
    told = [tell(first.index, case.ground.moments[0]) for case in cases]
    rules = {case.ground.rule for case in cases}
    question = Question(
        id=question_id(first.query.id, form, "+".join([case.query.id for case in cases])),
        ask=ask,
        body=body,
        explain=" ".join(told),
        source=cite_all(cases),
        form=form,
        proof=Proof(
            rule=rules.pop() if len(rules) == 1 else "closed",
            right=" ".join([*told, first.because("each moment")]),
            wrong=tuple(zip(shown, told, strict=True)),
            facts=tuple(dict.fromkeys([m.id for case in cases for m in case.ground.moments])),
        ),
    )
    return Built(Weighed(question, min([case.fame() for case in cases]), 0.5), cases)


def cite_all(cases: tuple[Case, ...]) -> str:
    """Cite the sources of several cases, each once, with the place in it where there is one."""
    sources = cases[0].index.facts.sources
    places: dict[str, list[str]] = {}
    for case in cases:
        moment = case.ground.moments[0]
        known = places.setdefault(moment.source, [])
        if moment.place not in known:
            known.append(moment.place)
    return "; ".join(
        sources[key].cite(found[0] if len(found) == 1 else "")
        for key, found in places.items()
        if key in sources
    )
