"""An independent answerer: reads a question's words and looks the answer up in the raw rows.

It shares no code with the generator and none with the reading of moments: files are read by
``rawrows``, words by ``stems``, answers looked up by ``lookup``. It knows nothing of how a question
was made, only what a player sees, and judges like a player who has all the facts and no patience:
the key must be right, each other option provably wrong, and what is not understood is a failure.

    python -m benchmarks.answerer questions/moments/vma-2023.yaml "Who won Best Pop …?"
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.forms import Forms
from benchmarks.lookup import Found, Given, Rows
from benchmarks.rawrows import Kind, World, plain, read_world
from benchmarks.stems import HIDING, Reader, Reading, mentions

CLAIM = "True or false: "


@dataclass(frozen=True)
class Asked:
    """What a player sees, and which of it is said to be right.

    A picture stands by its name at the end: "Which country has this flag ‹mediaflagiewebp›?"
    """

    ask: str
    kind: str  # choice, multi, truefalse, typed, number, order, match
    right: tuple[str, ...]  # for truefalse "true" or "false"; of an order all, of a match the right
    wrong: tuple[str, ...] = ()
    left: tuple[str, ...] = ()  # of a match


class Answerer:
    """Judges questions about one world."""

    def __init__(self, world: World) -> None:
        """Prepare to read questions about a world."""
        self.world = world
        self.rows = Rows(world)
        self.reader = Reader(world, self._who)
        self.forms = Forms(world, self.rows, self._not_wrong)

    def judge(self, asked: Asked) -> list[str]:
        """Return everything that is wrong with a question; nothing if it stands."""
        if asked.kind == "truefalse":
            return self._judge_claim(asked)
        scope, text = self.reader.scope(asked.ask)
        readings = self.reader.question(text)
        if not readings:
            return ["not understood"]
        faults: list[str] = []
        for sense in dict.fromkeys(r.sense for r in readings):
            # One text may be two wordings of one sense: it is enough that one of them holds.
            judged = [self._judge(asked, r, scope) for r in readings if r.sense == sense]
            faults += next((f for f in judged if not f), judged[0])
        return faults

    # ---- a question

    def _judge(self, asked: Asked, reading: Reading, scope: str) -> list[str]:
        if reading.wording in HIDING:
            return self._judge_shown(asked, reading, scope)
        given, kind = dict(reading.given), self.world.kinds[reading.kind]
        found = self.rows.look_up(reading.kind, reading.asked, given, scope)
        faults = [found.why_not] if found.why_not else []
        if reading.other:  # one of the answers is told, and the rest is asked for
            told = self.rows.names((reading.other,))
            if not told & self.rows.names(found.truth):
                return [*faults, "the one who is told is none of the answers"]
            rest = (k for k in found.truth if not self.world.things[k].names & told)
            found.truth = dict.fromkeys(rest)
        faults += [
            f"{self.world.things[key].name} is told about, never asked about"
            for key in (*self.rows.things_given(kind, given), *found.truth)
            if not self.world.things[key].askable
        ]
        faults += self.forms.clues(reading, scope, asked.ask)
        if reading.wording == "count" and asked.kind != "number":
            faults.append("how many is asked, and no number wanted")
        if reading.wording == "count":
            return faults + self.forms.count(reading, asked.right[0], found, scope)
        if asked.kind == "number" and (scope or found.doubtful):
            faults.append("the number is not sure")
        if reading.wording == "never":
            return faults + self._judge_never(asked, reading, found)
        return (
            faults
            + self._judge_key(asked, reading, found)
            + self._judge_wrong(asked, reading, found)
        )

    def _judge_shown(self, asked: Asked, reading: Reading, scope: str) -> list[str]:
        """Judge what shows several things: an order, a match, the odd one out."""
        shown = {"order": "order", "match": "match", "odd": "choice"}
        if asked.kind != shown[reading.wording]:
            return [f"“{reading.wording}” is asked by a question of kind {asked.kind}"]
        if reading.wording == "order":
            return self.forms.order(reading, asked.right, scope)
        if reading.wording == "match":
            pairs = tuple(zip(asked.left, asked.right, strict=True))
            return self.forms.match(reading, pairs, scope, asked.ask)
        return self.forms.odd(reading, asked.right[0], asked.wrong, scope, asked.ask)

    def _who(self, clue: Reading) -> list[str]:
        """Return whom a description may mean: everyone whom it fits in any row."""
        found = self.rows.look_up(clue.kind, clue.asked, dict(clue.given), "")
        return list(found.truth)

    def _judge_never(self, asked: Asked, reading: Reading, found: Found) -> list[str]:
        """The key is provably off the list, every other option on it."""
        faults = [] if len(asked.right) == 1 else ["one key is wanted"]
        for option in asked.right:
            faults += self._not_wrong(option, reading, found, asked.ask)
        off = [option for option in asked.wrong if not self._is_right(option, found)]
        return faults + [f"“{option}” is not on the list" for option in off]

    def _judge_key(self, asked: Asked, reading: Reading, found: Found) -> list[str]:
        """The key is right, is not given away, and is as many as there are."""
        count = len(self._told_apart(found.truth))
        faults = [f"“{o}” is not right" for o in asked.right if not self._is_right(o, found)]
        faults += [f"“{o}” is named in the question" for o in asked.right if mentions(asked.ask, o)]
        if reading.wording == "many":
            if count != len(asked.right) or reading.count not in {0, count}:
                faults.append(f"there are {count} answers")
        elif reading.wording == "of_these":
            if len(asked.right) != 1:
                faults.append("one key is wanted")
        elif count != 1:
            faults.append(f"there are {count} answers, and one is asked for")
        shown = {plain(option) for option in asked.right}
        for key in found.truth:
            thing = self.world.things[key]
            if reading.noun and thing.names & shown and not self.world.fits(key, [reading.noun]):
                faults.append(f"“{thing.name}” is no {reading.noun}")
            if asked.kind == "typed":
                missing = [s for s in thing.spellings if plain(s) not in shown]
                faults += [f"“{spelling}” is right and not accepted" for spelling in missing]
        return faults

    def _judge_wrong(self, asked: Asked, reading: Reading, found: Found) -> list[str]:
        """Each wrong option is provably wrong; a typed answer has none."""
        if asked.kind in {"typed", "number"}:
            return []
        if asked.kind not in {"choice", "multi"}:
            return [f"a question of kind {asked.kind} is not understood"]
        faults = ["fewer than two wrong options"] if len(asked.wrong) < 2 else []
        for option in asked.wrong:
            faults += self._not_wrong(option, reading, found, asked.ask)
        return faults

    def _not_wrong(self, option: str, reading: Reading, found: Found, ask: str) -> list[str]:
        """Return why an option is not provably wrong."""
        line = {key: self.world.line(self.world.things[key].type) for key in found.truth}
        roots = {types[-1] for types in line.values()}
        keys = self._taken_for(option, roots)
        if not keys:  # years and other numbers need not be told to be wrong
            if roots == {"year"} and option.isdigit():
                return [f"“{option}” is right, too"] if self._is_right(option, found) else []
            return [f"“{option}” is nothing of the answer’s type that the file names"]
        names = self.rows.names(keys) | {plain(option)}
        checks = {
            "is right, too": names & self.rows.names(found.truth),
            "might be right": names & self.rows.names(found.possible),
            "belongs to an answer": any(self.rows.kin(k) & set(found.truth) for k in keys),
            "is named in the question": any(mentions(ask, name) for name in names),
            "is told about, never asked about": not all(self.world.things[k].askable for k in keys),
            f"is no {reading.noun}": reading.noun
            and not any(self.world.fits(k, [reading.noun]) for k in keys),
        }
        return [f"“{option}” {what}" for what, holds in checks.items() if holds]

    # ---- a claim

    def _judge_claim(self, asked: Asked) -> list[str]:
        if not asked.ask.startswith(CLAIM):
            return ["not understood"]
        scope, text = self.reader.scope(asked.ask.removeprefix(CLAIM).removesuffix("?"))
        readings = self.reader.claim(text)
        faults: list[str] = [] if readings else ["not understood"]
        for reading in readings:
            given = dict(reading.given)
            told = self.rows.tells(reading.kind, given, scope)
            if asked.right == ("true",):
                faults += [] if told else ["the rows do not say so"]
            elif told:
                faults.append("the claim is true")
            else:
                faults += self._judge_false(reading, given, scope)
        return faults

    def _judge_false(self, reading: Reading, given: Given, scope: str) -> list[str]:
        """A claim is false if, the rest of it given, someone it names is provably no answer."""
        kind, faults = self.world.kinds[reading.kind], ["nothing in the claim can be proved wrong"]
        for role, fillers in given.items():
            if self.world.is_text(kind, role):
                continue
            rest = {r: v for r, v in given.items() if r != role}
            found = self.rows.look_up(reading.kind, role, rest, scope)
            named = self._spelled(kind, rest)
            for name in (self.world.things[k].name for k in fillers if found.whole):
                if not self._is_right(name, found):
                    reasons = self._not_wrong(name, reading, found, named)
                    if not reasons:
                        return []
                    faults += reasons
        return faults

    # ---- names

    def _is_right(self, option: str, found: Found) -> bool:
        return plain(option) in self.rows.names(found.truth)

    def _taken_for(self, name: str, roots: set[str]) -> list[str]:
        """Return every thing of the answer's root type that a player may take a name for."""
        keys = self.world.named.get(plain(name), [])
        return [k for k in keys if self.world.line(self.world.things[k].type)[-1] in roots]

    def _spelled(self, kind: Kind, given: Given) -> str:
        return " ".join(self.world.things[k].name for k in self.rows.things_given(kind, given))

    def _told_apart(self, keys: Iterable[str]) -> list[set[str]]:
        """Join the things that share a name: to a player they are one."""
        groups: list[set[str]] = []
        for key in keys:
            names = set(self.world.things[key].names)
            alike = [group for group in groups if group & names]
            groups = [group for group in groups if not group & names]
            groups.append(names.union(*alike))
        return groups


def main() -> int:
    """Print how a question is read and what the rows answer."""
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    answerer = Answerer(read_world(Path(sys.argv[1])))
    scope, text = answerer.reader.scope(sys.argv[2])
    for reading in answerer.reader.question(text):
        given = dict(reading.given)
        found = answerer.rows.look_up(reading.kind, reading.asked, given, scope)
        truth = ", ".join(answerer.world.things[k].name for k in found.truth)
        print(f"{reading.kind}.{reading.asked}, given {given}: {truth or 'nothing'}")
        print(f"  {found.why_not or 'this is all there is'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
