"""Judging what shows several things at once: orders, matches, the odd one out, counts and clues.

Part of the answerer, and like it without any code of the game: what is shown is looked up in the
raw rows, thing by thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from benchmarks.lookup import Found, Rows
from benchmarks.rawrows import World, plain
from benchmarks.stems import Reading, mentions

_ROLE = re.compile(r"\{(\w+)")
_ROMAN = re.compile(r"\b[MDCLXVI]{2,}\b")
_COUNTING = frozenset(
    re.findall(
        r"\w+",
        "one two three four five six seven eight nine ten eleven twelve first second third fourth "
        "fifth sixth seventh eighth ninth tenth",
    )
)

NotWrong = Callable[[str, Reading, Found, str], list[str]]


class Forms:
    """Judges the forms that show several things."""

    def __init__(self, world: World, rows: Rows, not_wrong: NotWrong) -> None:
        """Take the rows, and the judge of one wrong option."""
        self.world, self.rows, self._not_wrong = world, rows, not_wrong

    def item_role(self, reading: Reading) -> str:
        """Return the role that the wording leaves out of the stem for one answer."""
        stems = self.world.kinds[reading.kind].ask[reading.asked]
        stem = str(stems.get("one") or stems.get("many") or stems.get("of_these") or "")
        hidden = set(_ROLE.findall(stem)) - set(_ROLE.findall(str(stems[reading.wording])))
        return next(iter(hidden & set(self.world.kinds[reading.kind].roles)), "")

    def order(self, reading: Reading, items: tuple[str, ...], scope: str) -> list[str]:
        """Each item has one sure number, they rise, lie apart, and no name tells them."""
        faults = ["an order over a source alone"] if scope else []
        values: list[int] = []
        for item in items:
            found, told = self._about(reading, item, scope)
            faults += told
            names = [self.world.things[key].name for key in found.truth]
            if len(names) != 1 or not names[0].isdigit() or found.doubtful:
                faults.append(f"“{item}” has no single number")
            else:
                values.append(int(names[0]))
            telling = set(plain(item).split()) & _COUNTING or _ROMAN.search(item)
            if telling or re.search(r"\d", item):
                faults.append(f"“{item}” tells a number")
        gap = int(self.world.kinds[reading.kind].ask[reading.asked].get("gap") or 1)
        if any(after - before < max(gap, 1) for before, after in pairwise(values)):
            faults.append(f"{values} do not rise by {gap} each")
        return faults + self._told_twice(items)

    def match(
        self, reading: Reading, pairs: tuple[tuple[str, str], ...], scope: str, ask: str
    ) -> list[str]:
        """Each left side has its own right side as the one answer, and no other shown."""
        faults = [
            *self._told_twice([p[0] for p in pairs]),
            *self._told_twice([p[1] for p in pairs]),
        ]
        for left, right in pairs:
            found, told = self._about(reading, left, scope)
            faults += told
            if plain(right) not in self.rows.names(found.truth) or len(found.truth) != 1:
                faults.append(f"“{right}” is not the one answer for “{left}”")
            others = (other for _, other in pairs if other != right)
            for other in others:
                faults += self._not_wrong(other, reading, found, f"{ask} {left}")
            shared = {w for w in plain(left).split() if len(w) > 3} & set(plain(right).split())
            if shared:
                faults.append(f"“{left}” and “{right}” share a word")
        return faults

    def odd(
        self, reading: Reading, key: str, alike: tuple[str, ...], scope: str, ask: str
    ) -> list[str]:
        """All but the key share something; no other one of them is singled out by anything."""
        role, options = self.item_role(reading), (key, *alike)
        known: dict[str, set[str]] = {}
        for option in options:
            keys = self._things(reading, reading.asked, option)
            if len(keys) != 1:
                return [f"“{option}” is no single thing"]
            given = {**dict(reading.given), reading.asked: (keys[0],)}
            found = self.rows.look_up(reading.kind, role, given, scope)
            if found.why_not or found.doubtful:
                return [f"what “{option}” has is not all told: {found.why_not or 'doubts'}"]
            known[option] = self.rows.names(found.truth)
        faults = []
        shared = set.intersection(*(known[o] for o in alike)) - known[key]
        if not shared:
            faults.append("they share nothing that the odd one has not")
        for value in self._keys_of(reading, role, shared):
            given = {**dict(reading.given), role: (value,)}
            found = self.rows.look_up(reading.kind, reading.asked, given, scope)
            faults += self._not_wrong(key, reading, found, ask)
        traits = {o: set(self._traits(reading, o)) for o in options}
        for one in alike:
            rest = [traits[o] for o in options if o != one]
            if set.intersection(*rest) - traits[one]:
                faults.append(f"“{one}” could be the odd one, too")
        return faults

    def count(self, reading: Reading, told: str, found: Found, scope: str) -> list[str]:
        """The list is whole in the world, nobody doubts it, and each on it counts as one."""
        groups = [
            key
            for key in found.truth
            if self.world.things[key].members or self.world.fits(key, ["group"])
        ]
        kin = any(self.rows.kin(a) & set(found.truth) != {a} for a in found.truth)
        checks = {
            f"there are {len(found.truth)}, not {told}": str(len(found.truth)) != told,
            "a source alone does not count the world": bool(scope),
            "there may be more": bool(found.doubtful),
            "some could be counted twice or as one": bool(groups) or kin,
            "several are given at once": any(len(v) > 1 for _, v in reading.given),
        }
        return [fault for fault, holds in checks.items() if holds]

    def clues(self, reading: Reading, scope: str, ask: str) -> list[str]:
        """Each description fits one and no other, and says the name of none that it stands for."""
        faults = []
        for key, clue in reading.clues:
            found = self.rows.look_up(clue.kind, clue.asked, dict(clue.given), scope)
            who = self.world.things[key]
            person = self.world.fits(key, ["person"])
            checks = {
                found.why_not: bool(found.why_not),
                "describes several": len(found.truth) != 1 or bool(found.doubtful),
                "is not the one meant": key not in found.truth,
                "says whom it describes": any(mentions(ask, name) for name in who.names),
                f"is no {clue.noun}": clue.noun and not self.world.fits(key, [clue.noun]),
                f"takes no “{clue.that}”": clue.that and (clue.that == "who") != person,
                "is never asked about": not who.askable,
            }
            faults += [
                f"the clue to “{who.name}”: {what}" for what, holds in checks.items() if holds
            ]
        return faults

    # ---- looking up

    def _about(self, reading: Reading, item: str, scope: str) -> tuple[Found, list[str]]:
        """Look up the answer for one of the things that are shown."""
        role = self.item_role(reading)
        faults: list[str] = []
        found = Found()
        told = 0
        for key in self._things(reading, role, item):
            given = {**dict(reading.given), role: (key,)}
            looked = self.rows.look_up(reading.kind, reading.asked, given, scope)
            if looked.truth:
                told, found = told + 1, looked
            if reading.item and not self.world.fits(key, [reading.item]):
                faults.append(f"“{item}” is no {reading.item}")
            if not self.world.things[key].askable:
                faults.append(f"“{item}” is never asked about")
        if told != 1:
            faults.append(f"“{item}” is {told} things that are told of")
        return found, faults + ([found.why_not] if found.why_not else [])

    def _things(self, reading: Reading, role: str, name: str) -> list[str]:
        """Return the things of that name that can fill a role and do so in some row."""
        wanted = self.world.kinds[reading.kind].roles[role].get("is") or []
        wanted = [wanted] if isinstance(wanted, str) else wanted
        return [
            key
            for key in self.world.named.get(plain(name), ())
            if self.world.fits(key, wanted)
            and any(
                key in row.roles.get(role, ())
                for row in self.world.naming[plain(name)]
                if row.kind == reading.kind
            )
        ]

    def _keys_of(self, reading: Reading, role: str, names: set[str]) -> Iterator[str]:
        for name in sorted(names):
            yield from self._things(reading, role, name)

    def _traits(self, reading: Reading, option: str) -> Iterator[tuple[str, ...]]:
        key = self._things(reading, reading.asked, option)[0]
        thing = self.world.things[key]
        yield ("type", thing.type)
        yield from (("part", whole) for whole in thing.part_of)
        for row in self.world.naming[plain(thing.name)]:
            for role, keys in row.roles.items():
                if key in keys:
                    for other, values in row.roles.items():
                        yield from ((row.kind, role, other, v) for v in values if other != role)

    def _told_twice(self, texts: tuple[str, ...] | list[str]) -> list[str]:
        alike = [plain(text) for text in texts]
        keys = [key for text in alike for key in self.world.named.get(text, ())]
        kin = any(
            other in self.rows.kin(key) for key in keys for other in keys if other != key
        ) or len(set(alike)) < len(alike)
        return ["two things are one"] if kin else []
