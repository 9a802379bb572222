"""A file with kinds and types all of its own is asked as well as one that takes those that ship.

What comes of ``own/bake-off.yaml`` is in ``own/bake-off.txt``, read and found right. After a change
of wording: ``make golden``, then read the difference.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from random import Random

import pytest

from benchmarks.answerer import Answerer
from benchmarks.measures import Tally, as_asked
from benchmarks.rawrows import read_world
from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.questions.model import Question
from tests.tools.moments import library

FILE = Path(__file__).with_name("own") / "bake-off.yaml"
GOLDEN = FILE.with_suffix(".txt")
SEEDS = 12


@cache
def packs() -> tuple[tuple[Question, ...], ...]:
    facts = read_moments(FILE.read_text("utf-8"), FILE.name, library())
    return tuple(generate(facts, seed=seed).pack.questions for seed in range(SEEDS))


@cache
def tally() -> Tally:
    judge, found = Answerer(read_world(FILE)), Tally()
    facts = read_moments(FILE.read_text("utf-8"), FILE.name, library())
    for seed in range(SEEDS):
        found.add(generate(facts, seed=seed).pack, judge, Random(seed))
    return found


def lines() -> list[str]:
    """What is asked, with its answer and what is told afterwards; which claims are false varies."""
    found = set()
    for question in (q for pack in packs() for q in pack):
        asked = as_asked(question)
        if asked.right != ("false",) and asked.kind not in {"order", "match"}:
            answer = " / ".join(asked.right)
            found.add(f"{question.form}: {asked.ask}\n    {answer}: {question.explain}")
    return sorted(found)


def test_it_asks_what_was_reviewed() -> None:
    told = "\n".join(lines()) + "\n"
    if os.environ.get("GREENROOM_GOLDEN") == "write":
        GOLDEN.write_text(told, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == told, "make golden, then read what changed"


def test_every_form_is_made_of_kinds_of_ones_own() -> None:
    forms = {question.form for pack in packs() for question in pack}
    assert forms >= {"single", "multi", "pair", "typed", "number", "order", "match", "clue"}


def test_the_answerer_agrees_and_finds_no_flaw() -> None:
    assert (tally().failures, tally().flawed, tally().unexplained) == ([], [], 0)


@pytest.mark.parametrize(("share", "least"), [("same", 95), ("near", 60)])
def test_wrong_options_are_as_near_as_those_of_kinds_that_ship(share: str, least: int) -> None:
    found = tally()
    shares = {"same": found.same_type / found.wrong, "near": found.with_near / found.with_wrong}
    assert 100 * shares[share] >= least


def test_nobody_is_asked_about_who_is_not_to_be() -> None:
    for question in (q for pack in packs() for q in pack):
        assert "Nina" not in question.ask
        assert "Nina" not in as_asked(question).wrong + as_asked(question).right
