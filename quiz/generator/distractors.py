"""Wrong options that are proved wrong, near misses first.

An option may stand as wrong only if it is outside the answers by name, alias, group, member and
part, is not named in the stem, and no fact of any standing says that it might be right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quiz.generator.wording import spoken, tell
from quiz.moments.model import Thing
from quiz.text import fold, join_names, number_word

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from quiz.generator.index import Index
    from quiz.generator.query import Ground, Query

# How many candidates are weighed: enough to choose from, few enough to be quick.
WEIGHED = 12
_WINDOW = 16
_NAMED = 3
_PEOPLE = {"person", "group"}
_GENDERED = re.compile(
    r"\b(he|she|him|her|hers|his|son|daughter|brother|sister|father|mother|husband|wife|king|"
    r"queen|actor|actress|boyfriend|girlfriend|man|woman|sisterly|brotherly|boy|girl)\b",
    re.IGNORECASE,
)


def wrong_options(
    index: Index,
    query: Query,
    ground: Ground,
    answer: str,
    stem: str,
    within: str,
    rng: random.Random,
) -> list[Thing]:
    """Return provably wrong things, the nearest misses to ``answer`` first, at most ``WEIGHED``.

    ``within`` is the type that the stem names ("which group…"), or empty. Names that fold alike
    come once.
    """
    root, pronouns = index.root(answer), index.thing(answer).pronouns
    gendered = bool(_GENDERED.search(stem))
    close, names = too_close(index, query, ground)
    words = f" {fold(stem)} "
    found: dict[str, Thing] = {}
    for key in _nearby(index, query, answer, rng):
        thing = index.thing(key)
        folded = index.folded[key]
        if (
            key in close
            or fold(thing.name) in found
            or folded & names
            or thing.until is not None
            or index.root(key) != root
            or any((root, name) in index.hidden for name in folded)
            or (within and not index.is_a(key, within))
            or (gendered and thing.pronouns != pronouns)
            or any(f" {name} " in words for name in folded)
        ):
            continue
        found[fold(thing.name)] = thing
        if len(found) >= WEIGHED:
            break
    return _nearest_first(index, query, answer, list(found.values()))


def too_close(index: Index, query: Query, ground: Ground) -> tuple[set[str], set[str]]:
    """Return the things that may not stand as wrong for a query, and all their folded names."""
    told = (*ground.answers, *_named_in(query))
    close = {k for key in told for k in index.kin[key]} | ground.barred
    return close, {name for key in (*told, *ground.barred) for name in index.folded[key]}


def is_near_miss(index: Index, query: Query, key: str) -> bool:
    """Tell whether a wrong option is near: same award, same night, same region, or so named."""
    if key in query.moment.near:
        return True
    if key not in index.facts.things:
        return True  # a number made to lie close by
    thing, answers = index.thing(key), query.moment.roles[query.role]
    if any(set(thing.part_of) & set(index.thing(a).part_of) for a in answers):
        return True
    if (query.kind.name, query.role, key) in index.place:
        return True
    shared = {k for r, ks in query.given.items() if not query.kind.roles[r].text for k in ks}
    return any(shared & {k for ks in m.roles.values() for k in ks} for m in index.told.get(key, ()))


def _nearest_first(index: Index, query: Query, answer: str, things: list[Thing]) -> list[Thing]:
    kind, fame = query.kind.name, index.fame(answer)
    regions, exact = set(index.thing(answer).part_of), index.thing(answer).type
    pronouns = index.thing(answer).pronouns

    def distance(thing: Thing) -> tuple[object, ...]:
        return (
            thing.key not in query.moment.near,
            thing.type != exact,
            bool(regions) and not regions & set(thing.part_of),
            (kind, query.role, thing.key) not in index.place,
            thing.decoy,
            thing.pronouns != pronouns,
            abs(fame - index.fame(thing.key)) > 0.5 * max(fame, 1.0),
        )

    return sorted(things, key=distance)


def _named_in(query: Query) -> Iterator[str]:
    for role, keys in query.given.items():
        if not query.kind.roles[role].text:
            yield from keys


def _nearby(index: Index, query: Query, answer: str, rng: random.Random) -> Iterator[str]:
    """Yield candidates: those named near, same role nearby and at random, then any of the type."""
    yield from query.moment.near
    same_role = index.fillers.get((query.kind.name, query.role), ())
    at = index.place.get((query.kind.name, query.role, answer), 0)
    yield from _window(same_role, at, rng)
    root = index.root(answer)
    yield from _window(index.of_type[root], index.place.get(("", root, answer), 0), rng)


def _window(keys: tuple[str, ...], at: int, rng: random.Random) -> Iterable[str]:
    """Return the neighbours of a place in any order, then some from anywhere."""
    low = max(0, min(at - _WINDOW // 2, len(keys) - _WINDOW))
    near = rng.sample(keys[low : low + _WINDOW], min(_WINDOW, len(keys)))
    return [*near, *(rng.choice(keys) for _ in range(_WINDOW if len(keys) > _WINDOW else 0))]


def near_years(year: int, wanted: int, span: tuple[int, int], rng: random.Random) -> list[str]:
    """Return years close to the right one, so placed that the right one may stand anywhere.

    Steps are 3 to 9 years, so that a date which sources give a year apart is no trap, and smaller
    only where ``span`` has no room.
    """
    first, last = span
    room = [n for n in range(wanted + 1) if year - n >= first and year + wanted - n <= last]
    before = rng.choice(room or [wanted])
    after = wanted - before
    step = rng.randint(3, 9)
    below = min(step, (year - first) // before) if before else step
    above = min(step, (last - year) // after) if after else step
    years = [year - max(1, below) * n for n in range(before, 0, -1)]
    return [str(y) for y in (*years, *(year + max(1, above) * n for n in range(1, after + 1)))]


def why_wrong(index: Index, query: Query, ground: Ground, thing: Thing) -> str:
    """Say why one option is wrong: what is true of it instead, and that the record is whole."""
    told = index.told.get(thing.key, ())
    # Its own row of the same kind says most: whom Slovenia borders, what Madrid is the capital of.
    for role in (query.kind.head, query.role):
        for moment in told:
            if moment.kind == query.kind.name and thing.key in moment.roles.get(role, ()):
                return tell(index, moment)
    instead = tell(index, told[0]) if told else ""
    named = join_names([spoken(index.thing(k)) for k in ground.answers[:_NAMED]])
    if len(ground.answers) > _NAMED:
        named = f"{number_word(len(ground.answers))} others"
    more = "no one else" if index.root(ground.answers[0]) in _PEOPLE else "nothing else"
    return f"The record names {named} and {more}. {instead}".strip()
