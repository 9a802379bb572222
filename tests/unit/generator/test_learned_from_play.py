"""Wrong options that players chose come first, those that nobody took last; all are proved."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks.answerer import Answerer
from benchmarks.generator import SHIPPED
from benchmarks.measures import as_asked
from benchmarks.rawrows import read_world
from quiz.generator import generate
from quiz.questions.model import Choice
from quiz.services import files, sources
from quiz.text import fold


@cache
def facts():
    path = Path("questions/moments/capitals.yaml")
    return sources.facts_of(files.Source(path, "moments", "capitals"))


@cache
def before():
    return generate(facts()).pack


def single(pack):
    """The questions of one fact with options, by their ids."""
    return {
        q.id: q
        for q in pack.questions
        if isinstance(q.body, Choice) and len(q.proof.facts) == 1 and q.form == "single"
    }


def learned(share):
    """What is known when the second wrong option of every question has that share."""
    found: dict[str, dict[str, float]] = {}
    for question in single(before()).values():
        options = question.body.wrong
        shares = {fold(o): share if place == 1 else 0.0 for place, o in enumerate(options)}
        found.setdefault(question.proof.facts[0], {}).update(shares)
    return generate(replace(facts(), chosen=found)).pack


def test_without_play_the_pack_is_the_same():
    assert generate(replace(facts(), chosen={})).pack == before()


def test_an_option_that_players_chose_stays_and_its_reason_says_so():
    after = learned(0.31)
    kept, asked = 0, single(before())
    for name, question in single(after).items():
        if name in asked:
            liked = asked[name].body.wrong[1]
            kept += liked in question.body.wrong
            if liked in question.body.wrong:
                assert "Of 100 players 31 chose it." in question.proof.why_wrong(liked)
    assert kept > 0.95 * len(asked)


def test_options_that_nobody_chose_make_room_for_others():
    after, asked = single(learned(0.31)), single(before())
    common = asked.keys() & after.keys()
    dull = [(name, option) for name in common for option in asked[name].body.wrong[::2]]
    left = sum(option in after[name].body.wrong for name, option in dull)
    assert left < 0.5 * len(dull)


@pytest.mark.parametrize("share", [0.0, 0.31])
def test_whatever_was_chosen_only_what_is_proved_wrong_is_offered(share):
    answerer = Answerer(read_world(SHIPPED / "capitals.yaml"))
    judged = ((q, answerer.judge(as_asked(q))) for q in learned(share).questions)
    assert [(question.ask, faults) for question, faults in judged if faults] == []
