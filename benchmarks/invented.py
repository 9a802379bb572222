"""Invented facts, as tangled as an author can make them, held against the answerer.

    python -m benchmarks.invented 400

makes that many small moments files (shared prizes, hidden people, groups with members, facts that
are inferred, disputed or told elsewhere, names of punctuation), generates from each, and prints the
faults that the answerer finds, by sort, with an example of each.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.answerer import Answerer, Asked
from benchmarks.common import ROOT, note
from benchmarks.flaws import flaws
from benchmarks.measures import as_asked
from benchmarks.rawrows import read_world
from quiz.generator import generate
from quiz.moments.library import read_library
from quiz.moments.reading import read_moments

_PEOPLE = (
    "Rema", "Selena", "Selena Gomez", "Ice Spice", "Dove", "Shakira", "Karol G", "Anitta", "Halle",
    "Chloë", "NO", "22:22", "The Weeknd", "Weeknd", "Earth, Wind", "Simon and Gar", "Ana",
    "Ana Maria", "Nelly", "Bebe",
)  # fmt: skip
_GROUPS = ("Trio", "Quartet", "The Band", "Choir", "K and JoJo", "TXT", "*NSYNC")
_LANDS = (
    "Virginia",
    "West Virginia",
    "Georgia",
    "Ohio",
    "Idaho",
    "Utah",
    "Maine",
    "State II",
    "Land 51",
)
_CITIES = (
    "Georgia", "Utah City", "Maine", "Paris", "Columbus", "Salem", "Dover", "Ohio", "Lima", "Rome",
    "Troy", "Nice", "Bath", "Reading", "Paris I",
)  # fmt: skip
CLOSED = ("located", "capital")
_PRIZES = ("Best Pop", "Best New", "Best Song", "Icon Award", "Best Rap")
_NIGHTS = ("at: n22", "at: n23", "at: n23", "")
_HEAD = """
format: 1
id: invented
title: Invented
as_of: 2023-12-31
sources:
  paper: {title: The paper}
  round_up: {title: The round-up, scope: According to the round-up, complete: true}
"""


def invent(seed: int) -> str:
    """Return a moments file; the same seed gives the same one."""
    dice = Random(seed)
    people = dice.sample(_PEOPLE, dice.randint(5, 14))
    groups = dice.sample(_GROUPS, dice.randint(3, 6))
    cast = [f"p{at}" for at in range(len(people))] + [f"g{at}" for at in range(len(groups))]
    lines = [_HEAD, f"defaults: {{source: {dice.choice(('paper', 'round_up'))}}}", "things:"]
    lines += [
        f"  n{year}: {{name: 20{year} Night, type: event, article: the}}" for year in (22, 23)
    ]
    for at, name in enumerate(people):
        kind = dice.choice(("artist", "artist", "person"))
        extra = [f"pronouns: {dice.choice(('he', 'she'))}"] * (dice.random() < 0.5)
        extra += [f"aliases: [{json.dumps('MC ' + name)}]"] * (dice.random() < 0.2)
        extra += [dice.choice(("ask: false", "sensitive: true"))] * (dice.random() < 0.15)
        lines.append(_thing(f"p{at}", name, kind, extra))
    for at, name in enumerate(groups):
        members = dice.sample(cast[: len(people) + at], 2)
        extra = [f"members: [{', '.join(members)}]"] * (dice.random() < 0.4)
        lines.append(_thing(f"g{at}", name, dice.choice(("group", "duo", "group")), extra))
    places, told = _world(Random(f"world {seed}"))
    lines += [*places, "moments:", *told]
    lines += [f"  - {{{_moment(dice, cast)}}}" for _ in range(dice.randint(4, 16))]
    closed = [*CLOSED, dice.choice(("won", "hugged", "honoured", "won"))][: dice.choice((2, 2, 3))]
    lines.append(f"closed: [{', '.join(closed)}]")
    return "\n".join(lines) + "\n"


def _world(dice: Random) -> tuple[list[str], list[str]]:
    """Return states with capitals, years and cities, as doubtful and as much alike as can be."""
    lands = [f"l{at}" for at in range(dice.randint(4, len(_LANDS)))]
    things, told = [], []
    for key, name in zip(lands, dice.sample(_LANDS, len(lands)), strict=True):
        extra = [f"aliases: [{json.dumps('Old ' + name)}]"] * (dice.random() < 0.1)
        extra += ["until: 1990"] * (dice.random() < 0.1) + ["ask: false"] * (dice.random() < 0.1)
        extra += [f"part_of: [{lands[0]}]"] * (key != lands[0] and dice.random() < 0.1)
        things.append(_thing(key, name, "state", extra))
    cities = [f"c{at}" for at in range(dice.randint(6, len(_CITIES)))]
    for key, name in zip(cities, dice.sample(_CITIES, len(cities)), strict=True):
        extra = ["sensitive: true"] * (dice.random() < 0.1) + ["until: 1990"] * (
            dice.random() < 0.1
        )
        things.append(_thing(key, name, "city", extra))
    for land in lands:
        told.append(f"capital: {land}, city: {dice.choice(cities)}")
        told.append(
            f"joined_union: {land}, year: {dice.choice((1787, 1788, 1800, 1820, 1850, 1900))}"
        )
        rest = dice.sample(lands, dice.randint(1, 3))
        told.append(f"borders: {land}, neighbours: [{', '.join(r for r in rest if r != land)}]")
    told += [f"located: {city}, country: {dice.choice(lands[:4])}" for city in cities]
    told += [f"located: {city}, country: {dice.choice(lands[:4])}" for city in cities[:2]]
    doubts = ("inferred: true", "disputed: true", "status: draft", "source: paper")
    told = [f"{one}, {dice.choice(doubts)}" if dice.random() < 0.1 else one for one in told]
    return things, [f"  - {{{one}}}" for one in told if "[]" not in one]


def _thing(key: str, name: str, kind: str, extra: list[str]) -> str:
    parts = [f"name: {json.dumps(name, ensure_ascii=False)}", f"type: {kind}", *extra]
    return f"  {key}: {{{', '.join(parts)}}}"


def _moment(dice: Random, cast: list[str]) -> str:
    """Return one moment, in a third of the cases with something that makes it less than sure."""
    first, second, third = dice.sample(cast, 3)
    prize, at, where = dice.choice(_PRIZES), dice.choice(_NIGHTS), dice.choice(("backstage", ""))
    winners = ", ".join((first, second, third)[: dice.choice((1, 1, 2, 3))])
    company = ", ".join((second, third)[: dice.choice((1, 1, 2))])
    together = dice.choice(("hugged", "posed", "chatted", "laughed"))
    song = f"Song {dice.choice('ABC')}"
    parts = dice.choice(
        (
            (f"won: {prize}", f"winner: [{winners}]", at, dice.choice(("", "year: 2023"))),
            (f"won: {prize}", f"winner: [{winners}]", at, dice.choice(("", f"work: {song}"))),
            (f"honoured: {first}", f"award: {prize}", at),
            (f"presented: {prize}", f"presenter: {first}", f"recipient: {second}", at),
            (f"{together}: {{who: {first}, with: [{company}]}}", f"where: {where}" * bool(where)),
            (f"{together}: {{who: {first}, with: [{company}]}}", f"where: {where}" * bool(where)),
            (f"debuted: {song}", f"who: {first}", f"with: {second}", at),
        )
    )
    unsure = dice.choice(("inferred: true", "disputed: true", "status: draft"))
    source = f"source: {dice.choice(('paper', 'round_up'))}"
    doubts = (unsure * (dice.random() < 0.15), source * (dice.random() < 0.25))
    return ", ".join(part for part in (*parts, *doubts) if part)


def judged(seeds: range) -> Iterator[tuple[int, Asked, list[str]]]:
    """Yield every question of every invented file, with what the answerer and the lint say."""
    kinds = ROOT / "questions" / "kinds.yaml"
    library = read_library(kinds.read_text("utf-8"), kinds.name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invented.yaml"
        for seed in seeds:
            path.write_text(invent(seed), "utf-8")
            answerer = Answerer(read_world(path))
            facts = read_moments(path.read_text("utf-8"), path.name, library)
            for question in generate(facts, seed=seed).pack.questions:
                asked = as_asked(question)
                yield seed, asked, [*answerer.judge(asked), *flaws(asked)]


def main() -> int:
    """Print the faults by sort."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    questions, sorts = 0, dict[str, list[str]]()
    for seed, asked, faults in judged(range(count)):
        questions += 1
        for fault in faults[:1]:
            told = f"file {seed}: {asked.ask} → {asked.right} | {asked.wrong}: {'; '.join(faults)}"
            sorts.setdefault(re.sub("“[^”]*”", "…", fault), []).append(told)
    found = sum(map(len, sorts.values()))
    print(f"{questions:,} questions from {count:,} invented files, {found:,} with a fault")
    for sort, shown in sorted(sorts.items(), key=lambda item: -len(item[1])):
        print(f"{len(shown):6,}  {sort}\n        {shown[0]}")
    note("python -c 'from benchmarks.invented import invent; print(invent(3))' shows file 3")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
