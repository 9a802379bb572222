"""Facts → every question that can be proved → a balanced pack."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from quiz.generator.case import Case
from quiz.generator.difficulty import Weighed, grade
from quiz.generator.distractors import is_near_miss
from quiz.generator.index import build_index
from quiz.generator.lint import flaws
from quiz.generator.query import Refusal, ground, queries
from quiz.generator.recipes import RECIPES
from quiz.generator.report import Report, Skip
from quiz.packs.model import Pack
from quiz.questions.model import Choice, MultiSelect
from quiz.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quiz.generator.index import Index
    from quiz.generator.query import Ground, Query
    from quiz.moments.model import Facts, Moment
    from quiz.questions.model import Question

VERSION = "1"  # grows when the same facts and seed would give other questions

# Shares of a pack at the most: negatives tire, and true or false is half won by guessing.
MOST_NEGATIVE = 0.10
MOST_TRUE_FALSE = 0.25


@dataclass(frozen=True, slots=True)
class Generated:
    """A pack and what became of each fact."""

    pack: Pack
    report: Report


@dataclass(frozen=True, slots=True)
class _Made:
    """A question with its moment, and its stem folded and without scope: one stem, asked once."""

    moment: str
    stem: str
    weighed: Weighed


def generate(facts: Facts, *, seed: int = 0, count: int | None = None) -> Generated:
    """Make a pack of proven questions, all that there are or ``count`` spread over the facts.

    Each stem is asked once, negatives are at most a tenth, true/false at most a quarter with as
    many true as false. Deterministic: the same facts and seed give the same pack.
    """
    index = build_index(facts)
    made: list[_Made] = []
    skips: list[Skip] = []
    proven: set[str] = set()
    for moment in facts.moments:
        for found in _about(index, moment, seed, proven):
            if isinstance(found, Skip):
                skips.append(found)
            else:
                made.append(found)
    chosen = _choose(made, seed, count)
    graded = grade([m.weighed for m in chosen])
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
    report = Report(tuple(per_moment.items()), tuple(skips), frozenset(proven))
    return Generated(pack, report)


def _about(index: Index, moment: Moment, seed: int, proven: set[str]) -> Iterator[_Made | Skip]:
    """Yield every question about one moment, and a skip for everything else."""
    for query in queries(index, moment):
        if isinstance(query, Refusal):
            yield Skip(moment.id, "", "", query.reason)
            continue
        found = ground(index, query)
        if isinstance(found, Refusal):
            yield Skip(moment.id, query.asking.role, "", found.reason)
            continue
        proven.add(moment.id)
        case = Case(index, query, found, seed)
        for form, recipe in RECIPES.items():
            question = recipe(case)
            if isinstance(question, Refusal):
                yield Skip(moment.id, query.asking.role, form, question.reason)
            elif faults := flaws(question):
                yield Skip(moment.id, query.asking.role, form, "; ".join(faults))
            else:
                weighed = _weigh(index, query, found, question)
                yield _Made(moment.id, _stem(query, found, question), weighed)


def _stem(query: Query, found: Ground, question: Question) -> str:
    """Return what may be asked once: the stem without its scope; of a list, one way of asking."""
    if question.form in {"multi", "of-these"}:
        given = sorted(key for keys in query.given.values() for key in keys)
        return f"several {query.kind.name}/{query.asking.role}/{'+'.join(given)}"
    return (
        fold(question.ask).replace(f"{fold(found.scope)} ", "")
        if found.scope
        else fold(question.ask)
    )


def _weigh(index: Index, query: Query, found: Ground, question: Question) -> Weighed:
    roles = query.kind.roles
    named = [k for r, ks in query.given.items() if not roles[r].text for k in ks]
    fame = min(index.fame(key) for key in (found.answers[0], *named))
    body = question.body
    if not isinstance(body, Choice | MultiSelect) or question.form == "not":
        return Weighed(question, fame, 0.5)
    root = index.root(found.answers[0])
    keys = [index.called.get((root, fold(name)), name) for name in body.wrong]
    near = sum(is_near_miss(index, query, key) for key in keys)
    return Weighed(question, fame, near / len(body.wrong))


def _choose(made: list[_Made], seed: int, count: int | None) -> list[_Made]:
    """Pick so that every stem stands once and no form outgrows its share."""
    dice = random.Random(f"{seed}/choose")
    by_stem: dict[str, list[_Made]] = defaultdict(list)
    for one in made:
        by_stem[one.stem].append(one)
    once = [_one_form(same, dice) for same in by_stem.values()]
    shares = [one for one in once if one.weighed.question.form not in {"not", "true-false"}]
    room = max(len(shares), 1)
    negative = [one for one in once if one.weighed.question.form == "not"]
    claims = [one for one in once if one.weighed.question.form == "true-false"]
    kept = [*shares, *_some(negative, int(room * MOST_NEGATIVE), dice)]
    kept += _even(claims, int(room * MOST_TRUE_FALSE / (1 - MOST_TRUE_FALSE)), dice)
    if count is not None and count < len(kept):
        kept = _spread(kept, count, dice)
    order = {id(one): at for at, one in enumerate(made)}
    return sorted(kept, key=lambda one: order[id(one)])


def _one_form(same: list[_Made], dice: random.Random) -> _Made:
    """Of one stem, ask with options three times in four and typed else."""
    typed = [one for one in same if one.weighed.question.form == "typed"]
    other = [one for one in same if one.weighed.question.form != "typed"]
    if typed and (not other or dice.random() < 0.25):
        return typed[0]
    return dice.choice(other)


def _some(ones: list[_Made], most: int, dice: random.Random) -> list[_Made]:
    return ones if len(ones) <= most else dice.sample(ones, most)


def _even(claims: list[_Made], most: int, dice: random.Random) -> list[_Made]:
    true = [c for c in claims if not c.weighed.question.proof.wrong]
    false = [c for c in claims if c.weighed.question.proof.wrong]
    each = min(len(true), len(false), (most + 1) // 2)
    return [*_some(true, each, dice), *_some(false, each, dice)]


def _spread(ones: list[_Made], count: int, dice: random.Random) -> list[_Made]:
    """Take one question a moment, then a second of each, until there are enough."""
    shuffled = dice.sample(ones, len(ones))
    by_moment: dict[str, list[_Made]] = defaultdict(list)
    for one in shuffled:
        by_moment[one.moment].append(one)
    in_turn = [one for turn in zip_longest(*by_moment.values()) for one in turn if one]
    return in_turn[:count]
