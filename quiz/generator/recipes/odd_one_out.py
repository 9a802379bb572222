"""Three share what the fourth has not: "Which of these cities lies in another country …?"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quiz.generator.case import Telling
from quiz.generator.query import NO_WORDING, Refusal
from quiz.generator.reasons import why_wrong
from quiz.generator.templates import item_role
from quiz.generator.wording import as_option, tell
from quiz.questions.model import Choice

if TYPE_CHECKING:
    from quiz.generator.case import Case
    from quiz.generator.difficulty import Weighed
    from quiz.generator.index import Index
    from quiz.generator.offers import Shape
    from quiz.moments.model import Asking, Moment, Thing

SHARING = 3
_TRIES = 4

Trait = tuple[str, ...]


def unfit(asking: Asking, shape: Shape) -> str:
    """Return why three of a shape of cases share nothing, or nothing."""
    if not asking.odd:
        return NO_WORDING
    if shape.answers < SHARING:
        return f"three things that share one are needed; here are {shape.answers}"
    return ""


def make(case: Case) -> Weighed | Refusal:
    """Show three of a whole list and one that is provably not on it; the stem hides the list.

    Of all four it is known what else they have in this respect, and nothing else that the data
    say singles out one of the three.
    """
    template, answers = case.query.asking.odd, case.ground.answers
    shared = case.item(template)
    if not shared:
        return Refusal("what they share is not one thing")
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
    if thing.key not in index.facts.things:
        return False
    named = index.moments(kind.name, role, thing.key)
    return (
        (pinned or kind.name in index.facts.closed)
        and bool(named)
        and not index.lacking.get((kind.name, role))
        and all(m.status == "stated" and hidden in m.roles and hidden in m.complete for m in named)
    )


def _make(case: Case, stem: str, key: Thing, alike: list[Thing]) -> Weighed:
    body = Choice(as_option(key), tuple(map(as_option, alike)))
    reasons = tuple((as_option(t), tell(case.index, _facts_of(case, t)[0])) for t in alike)
    told = " ".join(dict.fromkeys(reason for _, reason in reasons))
    right = why_wrong(case.index, case.query, case.ground, key)
    shown = [m.id for t in (*alike, key) for m in _facts_of(case, t)]
    telling = Telling(f"{told} {right}", right, reasons, tuple(dict.fromkeys(shown)))
    return case.question("odd", stem, body, [], telling=telling)


def _facts_of(case: Case, thing: Thing) -> list[Moment]:
    """Return the facts of the kind in which a thing fills the asked role."""
    kind, role = case.query.kind.name, case.query.role
    told = case.index.told[thing.key]
    return [m for m in told if m.kind == kind and thing.key in m.roles.get(role, ())]


def _is_singled_out(index: Index, odd: Thing, alike: list[Thing]) -> bool:
    """Tell whether one of those alike lacks something that the others have and the odd one, too.

    Two of one kin are no two things, and count as singled out.
    """
    kin = any(a.key != b.key and b.key in index.kin(a.key) for a in alike for b in alike)
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
                for moment in index.moments(kind.name, role, thing.key):
                    yield (kind.name, role)
                    for other, keys in moment.roles.items():
                        if other != role:
                            yield from ((kind.name, role, other, key) for key in keys)
