"""What is likely a mistake in a moments file although it can be read: warnings, never errors."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

from quiz.codes import CODES
from quiz.errors import Problem
from quiz.moments.claims import contradicted
from quiz.moments.dating import dated_of, misnamed
from quiz.moments.library import lineage
from quiz.moments.model import Facts, Kind, Moment, Thing
from quiz.text import fold, join_names

MOST = 50  # of one code; the rest is counted
WARNINGS = {code: said.told for code, said in CODES.items() if code.startswith("W4")}
_SHORTEST = 5  # of shorter names a letter makes another: Iran, Iraq
_LONGEST = 60
_MOST_NAMES = 200_000
_RUN = 5  # so many years make a series


def suspicions(facts: Facts, columns: dict[int, int] | None = None) -> tuple[Problem, ...]:
    """Return the warnings about a file in file order, at most ``MOST`` of a code.

    ``columns`` says in which column of the file itself what begins in a line.
    """
    found = [
        problem
        for look in (
            _typos,
            _unused,
            _missing,
            _gaps,
            _borrowed,
            _uncited,
            _late,
            _misnamed,
            _claims,
        )
        for problem in _capped(facts, look(facts))
        if problem.code not in facts.quiet
    ]
    at = columns or {}
    return tuple(
        sorted(
            Problem(p.file, p.line, at.get(p.line, 0), p.code, p.message)
            if p.file == facts.file
            else p
            for p in found
        )
    )


def _capped(facts: Facts, problems: Iterable[Problem]) -> Iterator[Problem]:
    told = list(problems)
    yield from told[:MOST]
    if len(told) > MOST:
        message = f"and {len(told) - MOST:,} more of these: {WARNINGS[told[0].code]}"
        yield Problem(facts.file, 0, 0, told[0].code, message)


def _at(thing: Thing | Moment, code: str, message: str) -> Problem:
    return Problem(thing.file, thing.line, 0, code, message)


def _root(facts: Facts, thing: Thing) -> str:
    return (lineage(facts.types, thing.type) or (thing.type,))[-1]


def _typos(facts: Facts) -> Iterator[Problem]:
    """Find names that differ by one letter: they share a form with at most one letter left out."""
    names: dict[tuple[str, str], Thing] = {}
    for thing in facts.things.values():
        folded = fold(thing.name)
        if any(c.isdigit() for c in folded):  # a number is told apart on purpose
            continue
        if _SHORTEST <= len(folded) <= _LONGEST and len(names) < _MOST_NAMES:
            names.setdefault((_root(facts, thing), folded), thing)
    forms: dict[tuple[str, str], list[str]] = defaultdict(list)
    for root, name in names:
        for form in {name, *(name[:at] + name[at + 1 :] for at in range(1, len(name)))}:
            forms[root, form].append(name)
    pairs = {
        (root, *sorted((one, other)))
        for (root, _), alike in forms.items()
        if 1 < len(alike) <= MOST
        for at, one in enumerate(alike)
        for other in alike[at + 1 :]
    }
    for root, one, other in sorted(pairs):
        if OSA.distance(one, other) == 1 and not _told_apart(one, other):
            first, second = names[root, one], names[root, other]
            if not _comparable(facts, first, second):
                continue
            if (second.file, second.line) < (first.file, first.line):
                first, second = second, first
            message = f"“{second.name}” is a letter from “{first.name}”: are they one {root}?"
            yield _at(second, "W401", message)


def _comparable(facts: Facts, one: Thing, other: Thing) -> bool:
    """Tell whether two things could be one: types in one line, and no codes that tell them apart.

    Rows that know a thing by a code (FR, DE) do not make two of one by spelling its name anew.
    """
    lines = [lineage(facts.types, thing.type) for thing in (one, other)]
    coded = [t.file != facts.file and fold(t.name) not in fold(t.key) for t in (one, other)]
    return (one.type in lines[1] or other.type in lines[0]) and not all(coded)


def _told_apart(one: str, other: str) -> bool:
    """Tell whether two names differ on purpose: in an initial or the like."""
    return any(len(word) < 3 for word in {*one.split()} ^ {*other.split()})


def _unused(facts: Facts) -> Iterator[Problem]:
    used = {
        key
        for moment in facts.moments
        for keys in (*moment.roles.values(), moment.near)
        for key in keys
    }
    held = {o for t in facts.things.values() for o in (*t.members, *t.part_of)}
    for key, thing in facts.things.items():
        if thing.file == facts.file and not thing.decoy and key not in used and key not in held:
            yield _at(thing, "W402", f"“{key}” is never named in a moment")


def _missing(facts: Facts) -> Iterator[Problem]:
    filled: Counter[tuple[str, str]] = Counter()
    told: Counter[str] = Counter()
    for moment in facts.moments:
        told[moment.kind] += 1
        filled.update((moment.kind, role) for role in moment.roles)
    for moment in facts.moments:
        for role in sorted(moment.complete - moment.roles.keys()):
            if filled[moment.kind, role] * 2 > told[moment.kind]:
                message = f"“{role}” should be whole and is missing; other “{moment.kind}” have it"
                yield _at(moment, "W403", message)


def _gaps(facts: Facts) -> Iterator[Problem]:
    series: dict[tuple[str, tuple[str, ...]], dict[int, Moment]] = defaultdict(dict)
    for moment in facts.moments:
        for pins in facts.kinds[moment.kind].pinned_by:
            role = _year_role(facts, facts.kinds[moment.kind], pins)
            keys = moment.roles.get(role, ())
            name = facts.things[keys[0]].name if keys else ""
            if name.isascii() and name.isdigit() and pins <= moment.roles.keys():
                rest = tuple(k for r in sorted(pins - {role}) for k in moment.roles[r])
                series[moment.kind, rest].setdefault(int(name), moment)
    for (_, rest), by_year in series.items():
        years = sorted(by_year)
        steps = Counter(b - a for a, b in pairwise(years))
        if len(years) < _RUN or not steps:
            continue
        step, often = steps.most_common(1)[0]
        missing = [y for a, b in pairwise(years) if b - a > step for y in range(a + step, b, step)]
        if missing and often * 4 >= 3 * sum(steps.values()):
            name = join_names([facts.things[k].name if k in facts.things else k for k in rest])
            shown = [str(year) for year in missing[:8]]
            told = join_names([*shown, f"{len(missing) - 8} more"] if missing[8:] else shown)
            at = by_year[max(y for y in years if y < missing[0])]
            message = f"{name or at.kind} goes on from {years[0]} to {years[-1]} without {told}"
            yield _at(at, "W404", message)


def _year_role(facts: Facts, kind: Kind, pins: frozenset[str]) -> str:
    return next(
        (
            r
            for r in sorted(pins)
            if any("year" in lineage(facts.types, t) for t in kind.roles[r].types)
        ),
        "",
    )


def _borrowed(facts: Facts) -> Iterator[Problem]:
    named: dict[tuple[str, str], str] = {}
    for key, thing in facts.things.items():
        named.setdefault((_root(facts, thing), fold(thing.name)), key)
    for key, thing in facts.things.items():
        for alias in thing.aliases:
            other = named.get((_root(facts, thing), fold(alias)), key)
            if other != key and not _renamed(thing, facts.things[other]):
                message = f"the alias “{alias}” of “{key}” is the name of “{other}”"
                yield _at(thing, "W405", message)


def _renamed(one: Thing, other: Thing) -> bool:
    """Tell whether one is the other under a former name: that is what the alias says."""
    return one.until is not None or other.until is not None


def _uncited(facts: Facts) -> Iterator[Problem]:
    cited = {moment.source for moment in facts.moments}
    for key, source in facts.sources.items():
        if key not in cited:
            yield Problem(facts.file, source.line, 0, "W406", f"the source “{key}” is never cited")


def _late(facts: Facts) -> Iterator[Problem]:
    latest = facts.as_of[:4]
    if not (latest.isascii() and latest.isdigit()):
        return
    for moment in facts.moments:
        for role, keys in moment.roles.items():
            if facts.kinds[moment.kind].roles[role].text:
                continue
            for key in keys:
                thing = facts.things[key]
                is_year = "year" in lineage(facts.types, thing.type) and thing.name.isdigit()
                if is_year and len(thing.name) == 4 and int(thing.name) > int(latest):
                    message = f"{thing.name} lies after “as_of”, {facts.as_of}"
                    yield _at(moment, "W407", message)


def _misnamed(facts: Facts) -> Iterator[Problem]:
    dated = dated_of(facts.things)
    for moment in facts.moments if dated else ():
        for thing, year in misnamed(moment, facts.things, facts.kinds, facts.types, dated):
            first, last = thing.since or "the beginning", thing.until or "today"
            told = f"it was so called from {first} to {last}, and is not asked"
            yield _at(moment, "W408", f"“{thing.name}” in {year}: {told}")


def _claims(facts: Facts) -> Iterator[Problem]:
    for moment, other in contradicted(facts.moments, facts.things, facts.kinds, facts.types):
        flags = facts.kinds[moment.kind].also
        said = next(flag for flag, kind in flags.items() if kind in moment.also)
        told = f"“{said}” is not asked: the moment in line {other.line} speaks against it"
        yield _at(moment, "W409", told)
