"""`quiz difficulty` says how hard questions turn out to be, and admits what it does not know."""

import json
from random import Random

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.leaderboards.rating import expected
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Question
from quiz.services.house import open_house
from quiz.services.learning import Taken, learn
from quiz.settings import read_settings
from quiz.store import packs

TRUTH = {"low": ("easy", -1.0), "mid": ("medium", 0.0), "trap": ("easy", 2.5), "new": ("hard", 1.0)}
SUMS = Pack(
    "sums",
    "Sums",
    tuple(
        Question(name, f"How much is {name}?", Choice("1", ("2", "3", "4")), difficulty=level)
        for name, (level, _) in TRUTH.items()
    ),
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(quiz, ("difficulty", *arguments))


@pytest.fixture
def house(tmp_path):
    opened = open_house(read_settings({}, tmp_path))
    with opened.store.writing() as tx:
        opened.shelf.fill([packs.add(tx, "sums", SUMS, opened.clock())], ())
    yield opened
    opened.store.close()


@pytest.fixture
def played(house):
    """Three hundred have answered three questions, and seven the fourth."""
    rng = Random(2)
    with house.store.writing() as tx:
        edition = house.shelf.current(tx, "sums")[0]
        for name, (_, truth) in TRUTH.items():
            taken = []
            for n in range(7 if name == "new" else 300):
                right = rng.random() < expected(0.0, truth, 0.25)
                taken.append(Taken(f"{n}", "right" if right else "wrong", ("1",), is_player=False))
            learn(tx, edition, name, taken, house.clock())
    return house


def test_without_play_it_says_so_and_what_to_do(run, house):
    told = run()
    assert told.exit_code == 0
    assert "Nobody has answered a question yet" in told.output
    assert "host a night" in told.output
    assert json.loads(run("--json").output)["whole"] is None


def test_it_tells_levels_calibration_and_what_was_misjudged(run, played):
    told = run().output
    assert "907 first answers to 4 questions, of which 3 had 20 or more" in told
    assert "Brier score 0." in told
    assert "  sums, trap: easy, in play hard; " in told
    assert "How much is trap?" in told
    assert "low:" not in told


def test_a_program_reads_the_same_and_the_figures_add_up(run, played):
    found = json.loads(run("sums", "--json").output)
    assert (found["questions"], found["provisional"]) == (4, 1)
    assert sum(row["answers"] for row in found["levels"]) == found["whole"]["n"] == 907
    assert sum(row["n"] for row in found["whole"]["bins"]) == 907
    trap = next(one for one in found["misjudged"] if one["question_id"] == "trap")
    assert (trap["before"], trap["after"], trap["provisional"]) == ("easy", "hard", False)
    assert trap["by"] > 1
    assert 0 < found["whole"]["brier"] <= found["whole"]["brier_of_share"] + 0.01


def test_what_few_have_answered_is_marked_as_provisional(run, house):
    with house.store.writing() as tx:
        edition = house.shelf.current(tx, "sums")[0]
        some = [Taken(f"{n}", "wrong", ("2",), is_player=False) for n in range(8)]
        learn(tx, edition, "mid", some, house.clock())
    assert "* sums, mid: medium, in play hard; 0 % of 8 right" in run().output


def test_a_pack_that_there_is_not_is_told_with_one_that_there_is(run, played):
    told = run("sumz")
    assert told.exit_code == 1
    assert "There is no pack “sumz” here; did you mean “sums”?" in told.output
