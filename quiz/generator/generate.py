"""Facts → every question that can be proved → a balanced pack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quiz.generator.case import Case
from quiz.generator.difficulty import Weighed, grade
from quiz.generator.distractors import is_near_miss
from quiz.generator.index import build_index
from quiz.generator.lint import flaws
from quiz.generator.query import Refusal, ground, queries
from quiz.generator.recipes import RECIPES, SETS
from quiz.generator.report import Report, Skip
from quiz.generator.selection import Made, choose
from quiz.generator.sets import Proven
from quiz.packs.model import Pack
from quiz.questions.kinds import options_of, right_options
from quiz.questions.model import Choice, MultiSelect
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.generator.query import Ground, Query
    from quiz.generator.sets import Built
    from quiz.moments.model import Facts, Moment
    from quiz.questions.model import Question

VERSION = "2"  # grows when the same facts and seed would give other questions

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
    index = build_index(facts)
    proven = Proven(index, seed)
    found = [one for moment in facts.moments for one in _about(proven, moment)]
    proven.most = _SOME_CLUES + len(proven.cases) // _A_CLUE_IN
    found += [one for form, recipe in SETS.items() for one in _over(recipe(proven), form)]
    made = [one for one in found if isinstance(one, Made)]
    skips = tuple(one for one in found if isinstance(one, Skip))
    graded = grade([m.weighed for m in choose(made, seed, count)])
    per_moment = dict.fromkeys((m.id for m in facts.moments), 0)
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
    closed = frozenset(case.query.moment.id for case in proven.cases)
    return Generated(pack, Report(tuple(per_moment.items()), skips, closed, len(graded)))


def _about(proven: Proven, moment: Moment) -> Iterator[Made | Skip]:
    """Yield every question about one moment, and a skip for everything else."""
    index = proven.index
    for query in queries(index, moment):
        if isinstance(query, Refusal):
            yield Skip(moment.id, "", "", query.reason)
            continue
        found = ground(index, query)
        if isinstance(found, Refusal):
            yield Skip(moment.id, query.asking.role, "", found.reason)
            continue
        case = Case(index, query, found, proven.seed)
        proven.cases.append(case)
        for form, recipe in RECIPES.items():
            question = recipe(case)
            if isinstance(question, Refusal):
                yield Skip(moment.id, query.asking.role, form, question.reason)
            elif faults := flaws(question):
                yield Skip(moment.id, query.asking.role, form, "; ".join(faults))
            else:
                yield Made(moment.id, _stem(query, found, question), _weigh(case, question))


def _over(built: Iterator[Built | Skip], form: str) -> Iterator[Made | Skip]:
    """Yield every question over several moments that has no flaw."""
    for one in built:
        if isinstance(one, Skip):
            yield one
            continue
        question, cases = one.question, one.cases
        moment = cases[0].query.moment.id
        if faults := flaws(question):
            yield Skip(moment, cases[0].query.asking.role, form, "; ".join(faults))
            continue
        stem = fold(question.ask) if form == "clue" else _of_options(form, question)
        fame = min(_fame(case) for case in cases)
        near = _weigh(cases[0], question).closeness if form == "clue" else 0.5
        yield Made(moment, stem, Weighed(question, fame, near))


def _of_options(form: str, question: Question) -> str:
    """Return what makes a question its own whose stem many share: what it shows."""
    return f"{form} {' / '.join(sorted(map(fold, options_of(question.body))))}"


def _stem(query: Query, found: Ground, question: Question) -> str:
    """Return what may be asked once: the stem without its scope; of a list, one way of asking."""
    if question.form == "odd":
        return f"odd {fold(right_options(question.body)[0])}"
    if question.form in {"multi", "of-these"}:
        given = sorted(key for keys in query.given.values() for key in keys)
        return f"several {query.kind.name}/{query.asking.role}/{'+'.join(given)}"
    return (
        fold(question.ask).replace(f"{fold(found.scope)} ", "")
        if found.scope
        else fold(question.ask)
    )


def _fame(case: Case) -> float:
    """Return how well known the least known thing in question and answer is."""
    roles, given = case.query.kind.roles, case.query.given
    named = [k for r, ks in given.items() if not roles[r].text for k in ks]
    return min(case.index.fame(key) for key in (case.ground.answers[0], *named))


def _weigh(case: Case, question: Question) -> Weighed:
    index, body = case.index, question.body
    if not isinstance(body, Choice | MultiSelect) or question.form in {"not", "odd"}:
        return Weighed(question, _fame(case), 0.5)
    root = index.root(case.ground.answers[0])
    keys = [index.called.get((root, fold(name)), name) for name in body.wrong]
    near = sum(is_near_miss(index, case.query, key) for key in keys)
    return Weighed(question, _fame(case), near / len(body.wrong))
