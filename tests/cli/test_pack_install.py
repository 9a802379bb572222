"""``quiz pack install``, ``uninstall`` and ``list``: nothing but what was meant is ever touched."""

import shutil

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.packs.formats import packed
from quiz.resources import resource
from quiz.services import files, sources
from quiz.services.authoring import read_any
from tests.services.test_catalog import GOOD
from tests.tools.media import picture

AIKEN = "Which planet is red?\nA. Venus\nB. Mars\nANSWER: B\n\nIs it?\nA. Yes\nANSWER: C\n"


@pytest.fixture(autouse=True)
def nothing_ships(monkeypatch):
    """So that no command waits for the generator."""
    monkeypatch.setattr(files, "_shipped", lambda _room: ())


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    monkeypatch.setenv("QUIZ_DATA", str(folder))
    return folder


@pytest.fixture
def run(data):
    return lambda *words: CliRunner().invoke(quiz, ("pack", *map(str, words)))


@pytest.fixture
def file(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    path = folder / "any name.yaml"
    path.write_text("# mine\n" + GOOD.format(id="small"))
    return path


def test_a_pack_goes_into_the_data_folder_as_it_was_written(run, data, file):
    told = run("install", file)
    assert told.exit_code == 0, told.output
    assert (data / "packs" / "small.yaml").read_bytes() == file.read_bytes()
    assert "“A small pack” (small), 1 question" in told.output
    assert "small" in run("list").output
    assert "1 pack, 0 problems" in run("list").output


def test_the_same_again_changes_nothing_and_another_never_takes_its_place(run, data, file):
    run("install", file)
    kept = data / "packs" / "small.yaml"
    before = kept.stat().st_mtime_ns
    assert "there already, just as it is" in run("install", file).output
    file.write_text(file.read_text().replace("A small", "Another"))
    told = run("install", file)
    assert told.exit_code == 1
    assert "“small” is there already: packs/small.yaml (data folder)" in told.output
    assert kept.stat().st_mtime_ns == before


def test_a_place_that_something_else_holds_stays_as_it_is(run, data, file):
    (data / "packs").mkdir(parents=True)
    (data / "packs" / "small.yaml").write_text("format: [\n")
    told = run("install", file)
    assert told.exit_code == 1
    assert "holds something else" in told.output
    assert (data / "packs" / "small.yaml").read_text() == "format: [\n"


def test_a_file_of_another_format_is_made_ours_and_reported(run, data, tmp_path):
    path = tmp_path / "planets.txt"
    path.write_text(AIKEN)
    told = run("install", path)
    assert told.exit_code == 0, told.output
    assert "Aiken: 2 found, 1 taken over, 0 of them changed, 1 skipped" in told.output
    assert "skipped, line " in told.output
    assert read_any(data / "packs" / "planets.yaml").questions[0].body.answer == "Mars"


def test_a_faulty_file_is_named_and_nothing_is_written(run, data, file):
    file.write_text(file.read_text().replace("answer", "anwser"))
    told = run("install", file)
    assert told.exit_code == 1
    assert "did you mean “answer”?" in told.output
    assert not list((data / "packs").iterdir())


def test_a_pack_with_a_picture_beside_it_travels_as_a_zip(run, data, file):
    (file.parent / "media").mkdir()
    (file.parent / "media" / "mars.png").write_bytes(picture())
    shown = "  picture: {file: media/mars.png, alt: A red ball}\n"
    file.write_text(file.read_text() + shown)
    told = run("install", file)
    assert told.exit_code == 0, told.output
    kept = (data / "packs" / "small.zip").read_bytes()
    assert packed.ZIP.read(kept, "small.zip").media.keys() == {"media/mars.png"}
    assert "1 pack, 0 problems" in run("list").output
    assert "there already" in run("install", file).output


def test_moments_go_with_their_tables(run, data, tmp_path):
    there = resource("questions/moments")
    source = there / "domains.yaml"
    text = source.read_text(encoding="utf-8")
    beside = sources.table_names(files.Source(source, "moments", "x"), text)
    for name in (source.name, *beside):
        shutil.copy(there / name, tmp_path / name)
    told = run("install", tmp_path / source.name)
    assert told.exit_code == 0, told.output
    assert beside
    assert {path.name for path in (data / "moments").iterdir()} == {source.name, *beside}


def test_it_takes_out_what_it_put_in_and_nothing_else(run, data, file):
    run("install", file)
    assert run("uninstall", "small").exit_code == 0
    assert not list((data / "packs").iterdir())
    told = run("uninstall", "small")
    assert (told.exit_code, "There is no pack “small” here" in told.output) == (1, True)


def test_a_faulty_file_can_be_taken_out_by_its_name(run, data):
    (data / "packs").mkdir(parents=True)
    (data / "packs" / "bad.yaml").write_text("format: [\n")
    assert "1 problem" in run("list").output
    assert run("uninstall", "bad.yaml").exit_code == 0
    assert run("uninstall", "../packs/bad.yaml").exit_code == 1
    assert not list((data / "packs").iterdir())


def test_what_ships_stays(run, file, monkeypatch):
    monkeypatch.setattr(files, "_shipped", lambda room: (file.parent,) if room == "packs" else ())
    told = run("uninstall", "small")
    assert told.exit_code == 1
    assert "ships with Greenroom" in told.output
    assert file.exists()
    assert "“small” is served already: packs/any name.yaml" in run("install", "small").output


def test_a_name_that_is_nowhere_is_told_with_what_to_do(run, file):
    run("install", file)
    told = run("install", "smal")
    assert told.exit_code == 1
    assert "did you mean “small”?" in told.output
    assert "pip install smal" in told.output
