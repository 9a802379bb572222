"""Three share what the fourth has not: "Which of these cities lies in another country …?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from quiz.generator.query import NO_WORDING, Refusal
from quiz.generator.wording import as_option, item_role, tell
from quiz.questions.model import Choice, Question

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.index import Index
    from quiz.moments.model import Moment, Thing

SHARING = 3
_TRIES = 4

Trait = tuple[str, ...]


def make(case: Case) -> Question | Refusal:
    """Show three of a whole list and one that is provably not on it; the stem hides the list.

    Of all four it is known what else they have in this respect, and nothing else that the data
    say singles out one of the three.
    """
    template, answers = case.query.asking.odd, case.ground.answers
    if not template:
        return NO_WORDING
    shared = case.item(template)
    if len(answers) < SHARING or not shared:
        return Refusal(f"three things that share one are needed; here are {len(answers)}")
    stem = case.stem(template, answers, items=(shared,))
    if isinstance(stem, Refusal):
        return stem
    dice = case.dice("odd")
    hidden = item_role(case.query.kind, case.query.asking, template)
    known = [t for t in case.answers() if _is_known(case, hidden, t)]
    if len(known) < SHARING:
        return Refusal("of too few it is known what else they may have in common")
    for key in (t for t in case.wrong(stem, template, dice) if _is_known(case, hidden, t)):
        for _ in range(_TRIES):
            alike = dice.sample(known, SHARING)
            if not _is_singled_out(case.index, key, alike):
                return _make(case, stem, key, alike)
    return Refusal("nothing off the list leaves the others alike in all else")


def _is_known(case: Case, hidden: str, thing: Thing) -> bool:
    """Tell whether all that a thing has in the hidden role is told: by its own facts, whole."""
    index, kind, role = case.index, case.query.kind, case.query.role
    pinned = any(keys <= {role} for keys in kind.pinned_by)
    named = {
        moment.id: moment
        for name in index.folded[thing.key]
        for moment in index.holding.get((kind.name, role, name), {}).values()
    }
    return (
        thing.key in index.facts.things
        and (pinned or kind.name in index.facts.closed)
        and bool(named)
        and not index.lacking.get((kind.name, role))
        and all(
            m.status == "stated" and hidden in m.roles and hidden in m.complete
            for m in named.values()
        )
    )


def _make(case: Case, stem: str, key: Thing, alike: list[Thing]) -> Question:
    body = Choice(as_option(key), tuple(map(as_option, alike)))
    made = case.question("odd", stem, body, [key])
    reasons = tuple((as_option(t), tell(case.index, _facts_of(case, t)[0])) for t in alike)
    told = " ".join(dict.fromkeys(reason for _, reason in reasons))
    right = made.proof.wrong[0][1]
    shown = [m.id for t in (*alike, key) for m in _facts_of(case, t)]
    proof = replace(made.proof, right=right, wrong=reasons, facts=tuple(dict.fromkeys(shown)))
    return replace(made, explain=f"{told} {right}", proof=proof)


def _facts_of(case: Case, thing: Thing) -> list[Moment]:
    """Return the facts of the kind in which a thing fills the asked role."""
    kind, role = case.query.kind.name, case.query.role
    told = case.index.told[thing.key]
    return [m for m in told if m.kind == kind and thing.key in m.roles.get(role, ())]


def _is_singled_out(index: Index, odd: Thing, alike: list[Thing]) -> bool:
    """Tell whether one of those alike lacks something that the others have and the odd one, too.

    Two of one kin are no two things, and count as singled out.
    """
    kin = any(a.key != b.key and b.key in index.kin[a.key] for a in alike for b in alike)
    traits = {t.key: frozenset(_traits(index, t)) for t in (odd, *alike)}
    return kin or any(
        frozenset.intersection(*(traits[k] for k in traits if k != one.key)) - traits[one.key]
        for one in alike
    )


def _traits(index: Index, thing: Thing) -> Iterator[Trait]:
    """Yield what the data say of a thing: type, region, pronouns, and with whom it did what.

    Facts of any standing count: what might be so is enough to quarrel about.
    """
    yield ("type", thing.type)
    yield ("pronouns", thing.pronouns)
    for whole in thing.part_of:
        yield ("part of", whole)
    for kind in index.facts.kinds.values():
        if kind.name in index.by_kind:
            for role in kind.roles:
                for name in index.folded[thing.key]:
                    for moment in index.holding.get((kind.name, role, name), {}).values():
                        yield (kind.name, role)
                        for other, keys in moment.roles.items():
                            if other != role:
                                yield from ((kind.name, role, other, key) for key in keys)
