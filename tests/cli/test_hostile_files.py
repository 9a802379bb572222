"""Whatever is wrong with a file, the commands say so and write nothing."""

import time

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.services import files as places
from tests.tools.hostile import files

HOSTILE = files()
OWN = [one for one in HOSTILE if one.name.endswith(".yaml")]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a file with these bytes; returns what was told, and what lies there then."""
    monkeypatch.setattr(places, "_shipped", lambda _room: ())
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    folder = tmp_path / "elsewhere"
    folder.mkdir()

    def ran(command, one, *more):
        (folder / one.name).write_bytes(one.data)
        begun = time.process_time()
        told = CliRunner().invoke(quiz, ("pack", command, str(folder / one.name), *more))
        assert time.process_time() - begun < 2
        (folder / one.name).unlink()
        packs = tmp_path / "data" / "packs"
        return told, [*folder.iterdir(), *(packs.iterdir() if packs.exists() else ())]

    return ran


@pytest.mark.parametrize("one", HOSTILE, ids=lambda one: one.name)
def test_a_hostile_file_is_neither_installed_nor_converted(run, one):
    told, left = run("install", one)
    assert (told.exit_code, left) == (1, [])
    assert one.code in told.output
    assert one.told in told.output
    told, left = run("convert", one, "--to", "gift")
    if one.code == "E217":
        return  # GIFT has no pictures: what is wrong with them does not matter
    assert (told.exit_code, left) == (1, [])
    assert one.code in told.output


@pytest.mark.parametrize("one", OWN, ids=lambda one: one.name)
def test_a_hostile_file_of_ours_is_told_its_faults(run, one):
    told, _ = run("check", one)
    assert told.exit_code == 1
    assert f"{one.code} " in told.output
    assert one.told in told.output
