"""``quiz pack translate``, and the other commands with translations beside a pack."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.packs.formats import registry
from quiz.packs.importing import import_pack
from quiz.resources import resource
from quiz.services import files

PACK = """\
format: 1
id: space
title: Space
license: CC0-1.0
questions:
- {id: red, ask: Which planet is red?, answer: Mars, wrong: [Venus, Earth], explain: Rust.}
- {id: cheese, ask: The Moon is made of cheese., answer: false}
"""
GERMAN = """\
format: 1
translates: space
language: de
title: Weltall
questions:
  red:
    ask: Welcher Planet ist rot?
    options: [Mars, Venus, Erde]
    explain: Rost.
  cheese: {ask: Der Mond ist aus Käse.}
"""


@pytest.fixture(autouse=True)
def nothing_ships(monkeypatch):
    monkeypatch.setattr(files, "_shipped", lambda _room: ())


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    return lambda *words: CliRunner().invoke(quiz, ("pack", *map(str, words)))


@pytest.fixture
def pack(tmp_path):
    path = tmp_path / "space.yaml"
    path.write_text(PACK)
    return path


@pytest.fixture
def german(pack):
    path = pack.with_name("space.de.yaml")
    path.write_text(GERMAN)
    return path


def test_it_writes_what_is_to_be_filled_in(run, pack):
    told = run("translate", pack, "de")
    assert told.exit_code == 0, told.output
    made = pack.with_name("space.de.yaml")
    assert "0 of 2 questions translated" in told.output
    text = made.read_text()
    assert "# Which planet is red?" in text
    assert 'ask: ""' in text
    checked = run("check", made)
    assert checked.exit_code == 0
    assert "W240" in checked.output
    assert run("check", "--strict", made).exit_code == 1


def test_it_keeps_what_was_translated_and_tells_what_changed(run, pack, german):
    assert "2 of 2" in run("translate", pack, "DE").output
    assert "Welcher Planet ist rot?" in german.read_text()
    assert run("translate", pack, "de").output
    pack.write_text(PACK.replace("is red", "is NOT red") + "- {ask: New?, typed: Yes}\n")
    told = run("translate", pack, "de")
    assert "changed since: red" in told.output
    assert "1 of 3" in told.output
    assert "W241" in run("check", german).output
    lines = german.read_text().splitlines(keepends=True)
    german.write_text("".join(line for line in lines if " of: " not in line))
    assert "2 of 3" in run("translate", pack, "de").output


def test_what_is_gone_from_the_pack_is_left_out_and_the_file_kept_as_it_was(run, pack, german):
    pack.write_text(PACK[: PACK.index("- {id: cheese")].replace("Venus", "Pluto"))
    checked = run("check", german)
    assert checked.exit_code == 1
    assert "E218" in checked.output
    assert "left out" in run("translate", pack, "de").output
    assert german.with_name("space.de.yaml.bak").read_text() == GERMAN
    assert "Käse" not in german.read_text()
    assert run("check", german).exit_code == 0


@pytest.mark.parametrize(
    ("language", "told"),
    [("german", "did you mean “de”?"), ("en", "is written in en"), ("../x", "no language")],
)
def test_it_refuses_what_is_no_other_language(run, pack, language, told):
    done = run("translate", pack, language)
    assert done.exit_code == 1
    assert told in done.output
    assert list(pack.parent.glob("space.*.yaml")) == []


def test_the_check_of_a_pack_looks_at_what_lies_beside_it(run, pack, german):
    assert run("check", pack).exit_code == 0
    german.write_text(GERMAN.replace("Welcher Planet ist rot?", "''") + "  moon: {ask: Was?}\n")
    told = run("check", pack)
    assert f"{german}:11:3: E218" in told.output
    assert told.exit_code == 1


def test_a_translation_without_its_pack_says_where_that_should_lie(run, tmp_path):
    stray = tmp_path / "moon.de.yaml"
    stray.write_text(GERMAN)
    told = run("check", stray)
    assert told.exit_code == 1
    assert "E220 there is no pack moon.yaml beside it" in told.output


def test_the_zip_carries_translations_and_other_formats_say_that_they_do_not(run, pack, german):
    target = pack.with_name("out.zip")
    assert run("convert", pack, target).exit_code == 0
    assert zipfile.ZipFile(target).namelist() == ["pack.yaml", "pack.de.yaml"]
    data = target.read_bytes()
    back = import_pack(data, "out.zip", registry.detect(data, "out.zip")).pack
    assert [one.title for one in back.translations] == ["Weltall"]
    assert "the translations" in run("convert", pack, pack.with_name("out.csv")).output
    assert "the translations" in run("convert", pack, pack.with_name("out.json")).output
    assert german.read_text() == GERMAN


def test_installing_a_pack_takes_its_translations_along_and_out_again(run, pack, german, tmp_path):
    served = tmp_path / "data" / "packs"
    assert run("install", pack).exit_code == 0
    assert sorted(path.name for path in served.iterdir()) == ["space.de.yaml", "space.yaml"]
    listed = run("list").output
    assert "Space, also in de" in listed
    assert "1 pack, 0 problems" in listed
    french = german.with_name("space.fr.yaml")
    french.write_text(GERMAN.replace("language: de", "language: fr"))
    assert run("install", french).exit_code == 0
    assert "it is there already" in run("install", french).output
    french.write_text(GERMAN.replace("language: de", "language: fr").replace("rot", "rouge"))
    assert "move it away" in run("install", french).output
    assert run("uninstall", "space.fr.yaml").exit_code == 0
    assert not (served / "space.fr.yaml").exists()
    assert run("uninstall", "space").exit_code == 0
    assert list(served.iterdir()) == []


def test_a_translation_of_no_pack_that_is_served_is_not_installed(run, german):
    told = run("install", german)
    assert told.exit_code == 1
    assert "space" in told.output


def test_editors_get_a_schema_of_translations(run):
    assert "translates" in json.loads(run("schema", "--translations").output)["required"]


def test_the_translations_that_ship_are_whole():
    for path in resource("questions/packs").glob("*.*.yaml"):
        told = CliRunner().invoke(quiz, ["pack", "check", "--strict", str(path)])
        assert told.exit_code == 0, told.output
