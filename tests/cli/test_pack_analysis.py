"""``quiz pack analysis`` says what play says, and admits what it does not know."""

import json

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.services import catalog, files, people, play
from quiz.services.house import open_house
from quiz.services.views import RoundChoice
from quiz.settings import read_settings
from tests.services.test_catalog import GOOD


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_shipped", lambda _room: ())
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path))
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "small.yaml").write_text(GOOD.format(id="small"))
    return lambda *words: CliRunner().invoke(quiz, ("pack", "analysis", *words))


def let_play(folder, count, pick):
    house = open_house(read_settings({}, folder))
    catalog.load(house)
    for n in range(count):
        player = people.by_token(house, people.guest(house, f"Guest {n}")).id
        round_id = play.start(house, player, RoundChoice("small", 5, "mixed", 0, "accuracy"))
        page = play.see(house, player, round_id)
        index = next(option.index for option in page.options if option.text == pick(n))
        play.answer(house, player, round_id, 1, (str(index),), lock=True)
    house.store.close()


def test_without_play_it_says_so(run):
    told = run("small")
    assert told.exit_code == 0
    assert "No question has 5 first answers yet" in told.output
    assert json.loads(run("small", "--json").output)["items"][0]["figures"] is None


def test_a_key_in_doubt_is_told_with_what_was_chosen(run, tmp_path):
    let_play(tmp_path, 20, lambda n: "Venus" if n % 4 else "Mars")
    told = run("small").output
    assert "20 first answers of 20 people" in told
    assert "is the key right?" in told
    assert "    · Venus: 15 (75 %)" in told
    assert "    ✓ Mars: 5 (25 %)" in told
    assert "Guest" not in told
    (item,) = json.loads(run("small", "--json").output)["items"]
    assert item["flags"] == ["key", "hard", "idle"]
    assert item["figures"]["right"] == 5


def test_a_pack_that_is_nowhere_is_told(run):
    assert run("nothing").exit_code == 1
