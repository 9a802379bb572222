import json
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from quiz.cli.group import COMMANDS, quiz
from quiz.cli.settings import settings_markdown
from quiz.services import people, play, reporting
from quiz.services.house import open_house
from quiz.services.views import RoundChoice
from quiz.settings import read_settings

PACK = """\
format: 1
id: sums
title: Sums
license: CC0-1.0
questions:
- id: one
  ask: How much is one and one?
  answer: 2
  wrong: [3, 11]
- id: word
  ask: Who counts?
  typed: [Alice]
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a data folder of its own."""
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))

    def call(*arguments):
        return CliRunner().invoke(quiz, arguments)

    return call


@pytest.fixture
def sums(tmp_path):
    path = tmp_path / "sums.yaml"
    path.write_text(PACK)
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(run, name):
    told = run(name, "--help")
    assert told.exit_code == 0
    assert len(told.output) > 60


def test_help_lists_every_command(run):
    told = run("--help").output
    assert all(name in told for name in COMMANDS)


def test_an_unknown_command_is_refused(run):
    assert run("dance").exit_code == 2


def test_it_tells_its_version(run):
    assert run("--version").output.startswith("Greenroom, version ")


def test_settings_are_shown_without_their_secrets(run, monkeypatch):
    monkeypatch.setenv("QUIZ_SECRET_KEY", "a key that nobody sees")
    monkeypatch.setenv("QUIZ_DATABASE_URL", "postgresql://quiz:hunter2@db/quiz")
    told = run("settings").output
    assert "QUIZ_PORT=8000" in told
    assert "QUIZ_DEBUG=no" in told
    assert "QUIZ_SECRET_KEY=(set)" in told
    assert "quiz:***@db/quiz" in told
    assert "hunter2" not in told


def test_the_document_of_settings_is_printed(run):
    assert run("settings", "--markdown").output == settings_markdown()


def test_wrong_settings_are_told_in_words(run, monkeypatch):
    monkeypatch.setenv("QUIZ_PORT", "many")
    told = run("settings")
    assert told.exit_code == 1
    assert "QUIZ_PORT should be a whole number" in told.output


def test_the_database_is_made_and_checked(run):
    missing = run("db", "check")
    assert missing.exit_code == 1
    assert "quiz db upgrade" in missing.output
    assert "is up to date now" in run("db", "upgrade").output
    assert "was up to date" in run("db", "upgrade").output
    assert run("db", "check").output == "The database is whole and up to date.\n"


def test_the_database_is_tidied(run):
    told = run("db", "tidy").output
    assert told == (
        "Guests whose names are forgotten: 0.\nPictures and sounds that nothing called: 0.\n"
    )


def test_a_pack_without_fault_is_told_so(run, sums):
    told = run("pack", "check", str(sums))
    assert (told.exit_code, told.output) == (0, f"{sums}: “Sums”, 2 questions, no fault\n")


def test_every_fault_of_every_file_is_told_with_its_place(run, sums, tmp_path):
    bad, worse = tmp_path / "bad.yaml", tmp_path / "worse.json"
    bad.write_text(PACK.replace("answer:", "anwser:").replace("license:", "licence:"))
    worse.write_text(json.dumps({"format": 1})[:-1])
    told = run("pack", "check", str(sums), str(bad), str(worse))
    assert told.exit_code == 1
    assert f"{sums}: “Sums”" in told.output
    assert f"{bad}:4:1: E104" in told.output
    assert f"{bad}:8:3: E104" in told.output
    assert f"{worse}:1:" in told.output


def test_a_pack_is_shown_with_its_answers(run, sums):
    told = run("pack", "show", str(sums)).output
    assert "How much is one and one?  [one, medium]" in told
    assert "✓ 2" in told
    assert "· 11" in told
    assert "✓ Alice" in told


def test_reports_of_players_are_listed_without_their_names(run, sums, tmp_path):
    assert run("reports").output == "Nothing was reported.\n"
    (tmp_path / "data/packs/sums.yaml").write_text(PACK)
    house = open_house(read_settings({}, tmp_path / "data"))
    from quiz.services import catalog

    catalog.load(house)
    alice = people.by_token(house, people.guest(house, "Alice")).id
    round_id = play.start(house, alice, RoundChoice("sums", 5))
    page = play.see(house, alice, round_id)
    play.answer(house, alice, round_id, 1, ("0",), lock=True)
    reporting.report_in_round(house, alice, round_id, 1, "wrong", "It is ten.")
    house.store.close()
    told = run("reports").output
    assert f"wrong: {page.ask}" in told
    assert "“It is ten.”" in told
    assert f"{datetime.now(UTC):%Y-}" in told  # noqa: TID251 - the command has the real clock
    assert "Alice\n" not in told
    report = told.split("\n")[1].split(":")[0].strip()
    assert run("reports", "--done", report, "--dismiss", "nothing").output == "1 of 2 settled.\n"
    assert run("pack", "reports").output == "Nothing was reported.\n"
    assert report in run("reports", "--all").output
