"""A name is replaced by what is true of it alone: "Who hugged the artist who won Best Pop?"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.generator.case import FEWEST_WRONG, Telling
from quiz.generator.query import Refusal
from quiz.generator.report import Skips
from quiz.generator.sets import Built, cite_all
from quiz.generator.templates import fields, render, roles_in
from quiz.generator.wording import as_option, asking_words, role_words, tell
from quiz.questions.model import Choice
from quiz.text import fold

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.dice import Dice
    from quiz.generator.sets import Proven

# The optional parts that a text begins with.
# How many descriptions of one thing are looked at.
_LOOKED_AT = 24
_OPTIONAL = re.compile(r"(?:\[[^\[\]]*\])+")


def make(proven: Proven) -> Iterator[Built | Skips]:
    """Describe what a stem names by another fact, of which it is the one provable answer."""
    clues: dict[str, list[Case]] = defaultdict(list)
    for case in proven.cases:
        if case.query.asking.clue and len(case.ground.answers) == 1 and not case.ground.doubtful:
            clues[case.ground.answers[0]].append(case)
    dice = proven.dice("clue")
    outer = [case for case in proven.cases if case.query.asking.by_clue]
    made = 0
    for case in dice.sample(outer, len(outer)):
        if made >= proven.most:
            return
        found = _ask(case, clues)
        made += isinstance(found, Built)
        if isinstance(found, Refusal):
            yield Skips(case.query.moment.id, case.query.asking.role, (("clue", found.reason),))
        else:
            yield found


def _ask(case: Case, clues: dict[str, list[Case]]) -> Built | Refusal:
    ground, query = case.ground, case.query
    if len(ground.answers) != 1:
        return Refusal(f"there are {len(ground.answers)} right answers, not one")
    if ground.doubtful:
        return Refusal("another fact may give another answer")
    dice = case.dice("clue")
    for role in dice.sample(query.asking.by_clue, len(query.asking.by_clue)):
        keys = query.given.get(role, ())
        if len(keys) != 1:
            continue
        fitting = [
            clue
            for clue in _some(clues.get(keys[0], []), dice)
            if _is_apart(case, clue, keys[0]) and not _runs_on(case, role, clue)
        ]
        for clue in dice.sample(fitting, len(fitting)):
            said = _describe(clue)
            if said and not _names(case, role, said):
                return _build(case, clue, role, said)
    return Refusal("nothing else describes what it names, and that alone")


def _some(clues: list[Case], dice: Dice) -> list[Case]:
    return clues if len(clues) <= _LOOKED_AT else [dice.choice(clues) for _ in range(_LOOKED_AT)]


def _is_apart(case: Case, clue: Case, named: str) -> bool:
    """Tell whether a clue rests on another fact than the question, and names nothing of it."""
    index, query = case.index, case.query
    facts = {m.id for m in case.ground.moments}
    told = [
        key
        for role, keys in clue.query.given.items()
        if not clue.query.kind.roles[role].text
        for key in keys
    ]
    given = {key for keys in query.given.values() for key in keys}
    close = index.kin(case.ground.answers[0]) | index.kin(named) | given
    return (
        _is_within(case, clue)
        and not any(m.id in facts for m in clue.ground.moments)
        and not close & set(told)
        and index.thing(named).until is None
    )


def _is_within(case: Case, clue: Case) -> bool:
    """Tell whether a clue holds in the scope that the question names, or in the whole world."""
    if case.ground.rule != "scope":
        return clue.ground.rule != "scope"
    return all(m.source == case.query.moment.source for m in clue.ground.moments)


def _describe(clue: Case) -> str:
    """Return the description that a clue gives, or an empty text where its wording lacks a role."""
    template, query = clue.query.asking.clue, clue.query
    words = role_words(clue.index, query.kind, query.given)
    words |= asking_words(clue.index, clue.ground.answers)
    if any(field not in words for field in fields(template)[0]):
        return ""
    if query.given.keys() - roles_in(template):
        return ""
    return render(template, words)


def _runs_on(case: Case, role: str, clue: Case) -> bool:
    """Tell whether the place or time of a question and of a clue could be taken for each other's.

    So they could where one follows the description at once, or might: "… to the artist who won
    Best Pop at the 2023 VMAs?" leaves open what happened there.
    """
    query = case.query
    after = query.asking.one.partition(f"{{{role}}}")[2]
    follows = _OPTIONAL.match(after.removeprefix("]"))
    told = {t for r in clue.query.given for t in clue.query.kind.roles[r].types}
    for part in fields(follows[0])[1] if follows else ():
        if all(field in query.given for field in part):
            return True
        if any(told & set(query.kind.roles[f].types) for f in part if f in query.kind.roles):
            return True
    return False


def _names(case: Case, role: str, said: str) -> bool:
    """Tell whether a description says what it stands for, or the answer, by any name or in part."""
    index = case.index
    words = f" {fold(said)} "
    keys = (*case.ground.answers, *case.query.given[role])
    names = {name for key in keys for name in index.folded[key]}
    return any(f" {name} " in words for name in names)


def _build(case: Case, clue: Case, role: str, said: str) -> Built | Refusal:
    template = case.query.asking.one
    stem = case.stem(template, case.ground.answers, said={role: said})
    if isinstance(stem, Refusal):
        return stem
    wrong = case.wrong(stem, template, case.dice(f"clue/{clue.query.id}"))
    if len(wrong) < FEWEST_WRONG:
        return Refusal(f"{len(wrong)} wrong options can be proved; two are needed")
    body = Choice(as_option(case.answers()[0]), tuple(map(as_option, wrong)))
    first = tell(case.index, clue.ground.moments[0])
    meant = case.index.thing(case.query.given[role][0]).name
    own = tell(case.index, case.ground.moments[0])
    telling = Telling(
        f"{first} {own}",
        f"{meant} is meant: {first} {clue.because()} {own} {case.because()}",
        facts=tuple(dict.fromkeys(m.id for c in (case, clue) for m in c.ground.moments)),
        source=cite_all((clue, case)),
    )
    key = case.ground.answers[0]
    made = case.question("clue", stem, body, wrong, shown=key, telling=telling)
    return Built(made._replace(fame=min(case.fame(), clue.fame())), (case, clue))
