"""In packs that ship, no question of a round answers another: judged by facts, not by texts."""

from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.generator import generate
from quiz.rounds.deal import deal
from quiz.rounds.model import LENGTHS
from quiz.services import files, sources
from tests.tools.echoes import Echoes

FILES = ("awards", "borders", "capitals", "history", "music", "stars")


@cache
def shipped(name):
    path = Path("questions/moments") / f"{name}.yaml"
    facts = sources.facts_of(files.Source(path, "moments", name))
    return generate(facts).pack.questions, Echoes(facts)


def asked(cards):
    return [card.question for card in cards]


@settings(max_examples=60)
@given(st.sampled_from(FILES), st.sampled_from(LENGTHS), st.integers(0, 1_000))
def test_nothing_that_a_round_tells_answers_another_of_its_questions(name, length, seed):
    pool, echoes = shipped(name)
    cards = deal(pool, length, "mixed", (), Random(seed))
    assert len(cards) == length
    assert list(echoes.of(asked(cards))) == []


@settings(max_examples=20)
@given(st.sampled_from(FILES), st.integers(0, 1_000))
def test_nor_does_a_later_round_of_one_who_has_played_before(name, seed):
    pool, echoes = shipped(name)
    seen = []
    for again in range(3):
        cards = deal(pool, 10, "mixed", seen, Random(seed + again))
        assert list(echoes.of(asked(cards))) == []
        seen += [card.question.id for card in cards]


@settings(max_examples=15)
@given(st.sampled_from(("capitals", "history", "music")), st.integers(0, 1_000))
def test_nor_does_a_round_of_a_night_answer_another_round(name, seed):
    pool, echoes = shipped(name)
    night = []
    for rounds in range(3):
        night += asked(deal(pool, 8, "mixed", (), Random(seed + rounds), night))
    assert list(echoes.of(night)) == []


@pytest.mark.parametrize("name", FILES)
def test_who_draws_blindly_does_hear_echoes(name):
    pool, echoes = shipped(name)
    rng = Random(1)
    assert any(list(echoes.of(rng.sample(pool, 20))) for _ in range(20))
