"""Files that change while the game runs are read anew; a faulty one costs nothing that is there."""

import logging
import os

import pytest

from quiz.services import catalog, play, watching
from quiz.services.views import QuestionPage, RoundChoice
from tests.services.test_catalog import GOOD, bare, theirs  # noqa: F401 - fixtures

SMALL = GOOD.format(id="small")


@pytest.fixture
def file(theirs):  # noqa: F811 - a fixture
    path = theirs / "small.yaml"
    path.write_text(SMALL)
    return path


@pytest.fixture
def watch(bare, file):  # noqa: F811 - a fixture
    catalog.load(bare)
    return watching.begin(bare)


def change(path, text):
    """Write a file as an editor does, so that its time is another, however coarse the clock is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 10**9, before + 10**9))


def titles(house):
    return [card.title for card in catalog.packs(house)]


def test_a_changed_file_is_read_once_it_is_still(watch, file):
    assert [watch.look(), watch.look()] == [False, False]
    change(file, SMALL.replace("A small", "A better"))
    assert not watch.look(), "somebody may be writing it just now"
    assert watch.look()
    assert titles(watch.house) == ["A better pack"]
    assert not watch.look()


def test_files_that_come_and_go_come_and_go(watch, file, caplog):
    with caplog.at_level(logging.INFO, "quiz"):
        other = file.with_name("other.yaml")
        change(other, GOOD.format(id="other").replace("A small", "Another"))
        watch.look()
        watch.look()
        assert titles(watch.house) == ["A small pack", "Another pack"]
        file.unlink()
        watch.look()
        watch.look()
    assert titles(watch.house) == ["Another pack"]
    assert "the pack “other” is new" in caplog.text
    assert "the pack “small” is gone" in caplog.text


def test_a_faulty_file_keeps_the_last_good_version_and_says_so(watch, file, caplog):
    change(file, SMALL.replace("answer", "anwser"))
    watch.look()
    watch.look()
    assert titles(watch.house) == ["A small pack"]
    _, problem = catalog.problems(watch.house)
    assert (problem.file, problem.line) == ("packs/small.yaml", 7)
    assert str(problem) in caplog.text
    change(file, SMALL.replace("A small", "A mended"))
    watch.look()
    watch.look()
    assert titles(watch.house) == ["A mended pack"]
    assert catalog.problems(watch.house) == ()


def test_a_table_beside_moments_is_watched_too(watch, settings):
    folder = settings.data / "moments"
    folder.mkdir(exist_ok=True)
    change(folder / "cities.csv", "city\nParis\n")
    watch.look()
    assert watch.look()


def test_a_round_in_play_keeps_its_version(watch, file, alice):
    round_id = play.start(watch.house, alice, RoundChoice("small", 5, "mixed", 0, "accuracy"))
    change(file, SMALL.replace("Which planet is red?", "Which planet has rings?"))
    watch.look()
    watch.look()
    page = play.see(watch.house, alice, round_id)
    assert isinstance(page, QuestionPage)
    assert page.ask == "Which planet is red?"
    new = play.start(watch.house, alice, RoundChoice("small", 5, "mixed", 0, "accuracy"))
    assert play.see(watch.house, alice, new).ask == "Which planet has rings?"


def test_hidden_files_are_of_no_account(watch, file):
    change(file.with_name(".small.yaml.swp"), "an editor's own")
    assert [watch.look(), watch.look()] == [False, False]


def test_a_translation_that_comes_or_changes_is_read_and_a_faulty_one_costs_only_itself(
    watch, file, caplog
):
    german = file.with_name("small.de.yaml")
    head = "format: 1\ntranslates: small\nlanguage: de\n"
    for text, title in (
        ("title: Klein\nquestions: {}\n", {"de": "Klein"}),
        ("title: Winzig\nquestions: {}\n", {"de": "Winzig"}),
        ("title: Winzig\nquestion: {}\n", {}),
        ("title: Klein\nquestions: {}\n", {"de": "Klein"}),
    ):
        change(german, head + text)
        watch.look()
        watch.look()
        assert watch.house.shelf.summary("small").titles == title
        assert bool(catalog.problems(watch.house)) == (not title)
    assert "packs/small.de.yaml:5:1: E104" in caplog.text
    german.rename(german.with_name("large.de.yaml"))
    watch.look()
    watch.look()
    assert [problem.code for problem in catalog.problems(watch.house)] == ["E220"]
