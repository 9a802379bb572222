"""The independent answerer agrees with every question, and catches every one that is spoilt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from benchmarks import answerer as judging
from benchmarks.answerer import Answerer, Asked
from benchmarks.flaws import flaws
from benchmarks.generator import SHIPPED, read
from benchmarks.invented import judged
from benchmarks.measures import as_asked
from benchmarks.rawrows import read_world
from quiz.generator import generate

# What the answerer is made of, and nothing of the game.
INDEPENDENT = ("answerer", "flaws", "forms", "lookup", "rawrows", "rawtables", "stems")
FILES = sorted(path.name for path in SHIPPED.glob("*.yaml"))


@cache
def answerer(name: str) -> Answerer:
    return Answerer(read_world(SHIPPED / name))


@cache
def asked(name: str, seed: int) -> tuple[Asked, ...]:
    return tuple(as_asked(q) for q in generate(read(SHIPPED / name), seed=seed).pack.questions)


@pytest.mark.parametrize("module", INDEPENDENT)
def test_it_shares_no_code_with_the_game(module: str) -> None:
    source = Path(judging.__file__).with_name(f"{module}.py").read_text(encoding="utf-8")
    imported = set(re.findall(r"^\s*(?:from|import) (benchmarks\.\w+|\w+)", source, re.MULTILINE))
    assert "quiz" not in imported
    ours = {name for name in imported if name.startswith("benchmarks")}
    assert ours <= {f"benchmarks.{name}" for name in INDEPENDENT}


@pytest.mark.parametrize("seeds", [range(25), pytest.param(range(25, 500), marks=pytest.mark.soak)])
def test_no_key_is_wrong_in_invented_files(seeds: range) -> None:
    bad = ("is right, too", "is not right", "belongs to an answer", "the claim is true", "pins")
    found = [(file, asked, faults) for file, asked, faults in judged(seeds) if faults]
    assert [one for one in found if any(word in fault for fault in one[2] for word in bad)] == []


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=pytest.mark.soak)])
@pytest.mark.parametrize("name", FILES)
def test_it_finds_every_key_right_and_every_other_option_wrong(name: str, seed: int) -> None:
    judged = ((question, answerer(name).judge(question)) for question in asked(name, seed))
    assert [(question, faults) for question, faults in judged if faults] == []


@pytest.mark.parametrize("name", FILES)
def test_no_question_has_a_flaw_by_a_second_reading(name: str) -> None:
    found = ((question, flaws(question)) for question in asked(name, 0))
    assert [(question, faults) for question, faults in found if faults] == []


def _key_swapped(question: Asked) -> Iterator[Asked]:
    for index, option in enumerate(question.wrong):
        wrong = (*question.wrong[:index], question.right[0], *question.wrong[index + 1 :])
        yield replace(question, right=(option, *question.right[1:]), wrong=wrong)


def _second_key(question: Asked) -> Iterator[Asked]:
    if question.wrong:
        yield replace(question, wrong=(*question.wrong[:-1], question.right[0]))


def _claim_turned(question: Asked) -> Iterator[Asked]:
    if question.kind == "truefalse":
        yield replace(question, right=("false" if question.right == ("true",) else "true",))


def _key_left_out(question: Asked) -> Iterator[Asked]:
    if question.kind == "multi":
        for option in question.right:
            rest = tuple(o for o in question.right if o != option)
            yield replace(question, right=rest)
            yield replace(question, right=rest, wrong=(*question.wrong[:-1], option))


def _stranger(question: Asked) -> Iterator[Asked]:
    if question.kind != "truefalse":
        yield replace(question, right=("Nobody Of That Name", *question.right[1:]))
    if question.wrong:
        yield replace(question, wrong=("Nobody Of That Name", *question.wrong[1:]))


def _words_changed(question: Asked) -> Iterator[Asked]:
    yield replace(question, ask=question.ask.replace("?", " again?"))


def _places_changed(question: Asked) -> Iterator[Asked]:
    if question.kind in {"order", "match"}:
        first, second, *rest = question.right
        yield replace(question, right=(second, first, *rest))
        yield replace(question, right=(*question.right[:-1], first))


def _number_off(question: Asked) -> Iterator[Asked]:
    if question.kind == "number":
        for off in (-1, 1):
            yield replace(question, right=(str(int(question.right[0]) + off),))


SPOILERS = [
    _key_swapped,
    _second_key,
    _claim_turned,
    _key_left_out,
    _stranger,
    _words_changed,
    _places_changed,
    _number_off,
]
SPOILT = ["vma-2023.yaml", "borders.yaml", "states.yaml", "stars.yaml"]


@pytest.mark.parametrize("name", SPOILT)
@pytest.mark.parametrize("spoil", SPOILERS)
def test_it_catches(spoil: Callable[[Asked], Iterator[Asked]], name: str) -> None:
    spoilt = [bad for question in asked(name, 0) for bad in spoil(question)]
    assert [bad for bad in spoilt if not answerer(name).judge(bad)] == []
    if name == ("states.yaml" if spoil in {_places_changed, _number_off} else "vma-2023.yaml"):
        assert spoilt


def test_it_catches_a_scope_that_is_dropped() -> None:
    name, found = "vma-2023.yaml", 0
    judge = answerer(name)
    for question in asked(name, 0):
        scope, text = judge.reader.scope(question.ask)
        if scope:
            found += 1
            bare = f"{text[:1].upper()}{text[1:]}"
            assert judge.judge(replace(question, ask=bare)), bare
    assert found > 10


# ---- by hand: what the answerer must see in the rows

FACTS = """
format: 1
id: hand
title: By hand
sources:
  paper: {title: The paper}
  round_up: {title: The round-up, scope: In the round-up, complete: true}
defaults: {source: paper}
things:
  night: {name: 2023 Night, type: event, article: the}
  rema: {name: Rema, type: artist}
  selena: {name: Selena Gomez, type: artist, aliases: [Selena]}
  icespice: {name: Ice Spice, type: artist}
  dove: {name: Dove Cameron, type: artist}
  shakira: {name: Shakira, type: artist}
  milan: {name: Milan, type: person, ask: false}
  band: {name: The Band, type: group, members: [rema]}
  trio: {name: Trio, type: group}
  choir: {name: Choir, type: group, members: [trio]}
moments:
  - {won: Best Afrobeats, at: night, winner: [selena, rema]}
  - {won: Best Newcomer, at: night, winner: icespice}
  - {won: Best Newcomer, winner: dove, inferred: true}
  - {honoured: shakira, award: Icon Award, at: night}
  - {won: Best Band, at: night, winner: trio}
  - {won: Best Duet, at: night, winner: shakira}
  - {hugged: [shakira, dove], source: round_up}
  - {chatted: [shakira, rema], source: paper}
"""


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    path: Path = tmp_path_factory.mktemp("hand") / "hand.yaml"
    path.write_text(dedent(FACTS), encoding="utf-8")
    return Answerer(read_world(path))


NEWCOMER = "Who won Best Newcomer at the 2023 Night?"
BAND = "Who won Best Band at the 2023 Night?"
DUET = "Who won Best Duet at the 2023 Night?"


@pytest.mark.parametrize(
    ("question", "fault"),
    [
        (Asked(NEWCOMER, "choice", ("Ice Spice",), ("Shakira", "Rema")), ""),
        (
            Asked(NEWCOMER, "choice", ("Ice Spice",), ("Trio", "Rema")),
            "“Trio” is nothing of the answer’s type",
        ),
        (Asked(BAND, "choice", ("Trio",), ("The Band", "Choir")), "“Choir” belongs to an answer"),
        (Asked(DUET, "choice", ("Shakira",), ("Ice Spice", "Rema")), ""),
        (Asked(DUET, "choice", ("Shakira",), ("Milan", "Rema")), "told about, never asked"),
        (Asked(NEWCOMER, "choice", ("Ice Spice",), ("Dove Cameron", "Rema")), "might be right"),
        (
            Asked("Who won Best Newcomer?", "choice", ("Ice Spice",), ("Shakira", "Rema")),
            "nothing pins",
        ),
        (
            Asked("Who won Best Afrobeats at the 2023 Night?", "choice", ("Rema",), ("Shakira",)),
            "there are 2 answers",
        ),
        (
            Asked(
                "Which two artists won Best Afrobeats at the 2023 Night?",
                "multi",
                ("Selena Gomez", "Rema"),
                ("Selena", "Ice Spice"),
            ),
            "“Selena” is right, too",
        ),
        (
            Asked(
                "With whom did Rema share Best Afrobeats at the 2023 Night?",
                "typed",
                ("Selena Gomez",),
            ),
            "“Selena” is right and not accepted",
        ),
        (
            Asked(
                "In the round-up, who shared a hug with Shakira?",
                "choice",
                ("Dove Cameron",),
                ("Rema", "Ice Spice"),
            ),
            "“Rema” might be right",
        ),
        (
            Asked(
                "Who shared a hug with Shakira?", "choice", ("Dove Cameron",), ("Trio", "Ice Spice")
            ),
            "no scope is named",
        ),
        (Asked("Why did Shakira win?", "typed", ("Talent",)), "not understood"),
        (
            Asked("True or false: Rema won Best Duet at the 2023 Night?", "truefalse", ("false",)),
            "",
        ),
        (
            Asked(
                "True or false: Shakira won Best Duet at the 2023 Night?", "truefalse", ("false",)
            ),
            "the claim is true",
        ),
        (
            Asked("True or false: Rema shared a hug with Shakira?", "truefalse", ("false",)),
            "nothing in the claim can be proved wrong",
        ),
    ],
)
def test_it_sees_in_the_rows(by_hand: Answerer, question: Asked, fault: str) -> None:
    faults = "; ".join(by_hand.judge(question))
    assert fault in faults
    assert bool(fault) == bool(faults)
