"""``quiz pack``: packs begun, checked, mended and converted from the command line."""

import json

import jsonschema
import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.packs.formats import zips
from tests.tools.media import photo

PACK = """format: 1
id: t
title: T
license: CC0-1.0
questions:
- ask: Which planet is red?   # an easy one
  answer: Mars
  wrong: [Venus]
- ask: How far is the Moon?
  number: 384400
"""
SEEN = PACK + "- {ask: Which?, typed: x, picture: {file: media/m.jpg, alt: A, license: PD}}\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run(*arguments, status=0):
        told = CliRunner().invoke(quiz, ["pack", *arguments])
        assert told.exit_code == status, told.output
        return told.output

    return run


def test_a_new_pack_is_sound_and_is_not_written_twice(run, tmp_path):
    run("new", "my-pack.yaml", "--title", "Space: basics")
    assert "“Space basics”, 7 questions, no fault" in run("check", "my-pack.yaml")
    before = (tmp_path / "my-pack.yaml").read_bytes()
    assert "there already" in run("new", "my-pack.yaml", status=1)
    assert (tmp_path / "my-pack.yaml").read_bytes() == before


def test_ids_are_added_once_and_comments_stay(run, tmp_path):
    (tmp_path / "t.yaml").write_text(PACK)
    assert run("fix", "t.yaml") == "t.yaml: 2 ids added\n"
    text = (tmp_path / "t.yaml").read_text()
    assert "  ask: Which planet is red?   # an easy one\n" in text
    assert run("fix", "t.yaml") == "t.yaml: 0 ids added\n"
    assert (tmp_path / "t.yaml").read_text() == text


def test_a_check_looks_at_every_picture_and_tells_what_is_missing(run, tmp_path):
    (tmp_path / "t.yaml").write_text(SEEN)
    assert "t.yaml:11:43: E216 there is no file “media/m.jpg”" in run("check", "t.yaml", status=1)
    (tmp_path / "media").mkdir()
    (tmp_path / "media/m.jpg").write_bytes(b"<svg/>")
    assert "media/m.jpg:0:0: E217" in run("check", "t.yaml", status=1)
    (tmp_path / "media/m.jpg").write_bytes(photo())
    assert run("check", "t.yaml") == "t.yaml: “T”, 3 questions, no fault\n"


def test_a_pack_that_cannot_be_shared_is_warned_of(run, tmp_path):
    (tmp_path / "t.yaml").write_text(PACK.replace("license: CC0-1.0\n", ""))
    assert "W201 the pack has no licence, so it stays private" in run("check", "t.yaml")
    run("check", "--strict", "t.yaml", status=1)


GIVEN_AWAY = """- ask: Which moon is the red moon?
  answer: The red moon
  wrong: [Io, None of the above]
- ask: Mars is a planet.
  answer: true
"""


def test_a_check_gives_the_advice_of_the_editor_and_leaves_it_to_the_author(run, tmp_path):
    (tmp_path / "t.yaml").write_text(PACK + GIVEN_AWAY)
    told = run("check", "t.yaml")
    assert "t.yaml:11:3: W216 an option speaks of the other options" in told
    assert "t.yaml:11:3: W219 the answer's “red” stands in the question" in told
    assert "W212" not in told  # a statement needs no question mark
    assert "“T”, 4 questions, no fault; 4 warnings" in told
    run("check", "--strict", "t.yaml", status=1)
    heard = run("check", "--strict", "--ignore", "W216", "--ignore", "W219", "t.yaml")
    assert heard == "t.yaml: “T”, 4 questions, no fault\n"
    assert "There is no warning “E104”" in run("check", "--ignore", "E104", "t.yaml", status=1)


def test_advice_names_the_question_where_no_line_can_and_does_not_flood(run, tmp_path):
    many = "".join(f"- {{ask: Name moon {n}, typed: Io}}\n" for n in range(60))
    (tmp_path / "t.yaml").write_text(PACK + many)
    run("convert", "t.yaml", "t.zip")
    told = run("check", "t.zip").splitlines()
    assert "t.zip:0:0: W212 “Name moon 0”: the question does not end in “?”" in told
    assert told[-2].startswith("t.zip:0:0: W212 and 10 more of these: ")
    assert len(told) == 52


def test_a_file_of_another_tool_is_checked_as_it_would_come_in(run, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Red?\nA) Mars\nB) Venus\nANSWER: A\n\nNo answer?\nA) x\nB) y\n"
    )
    told = run("check", "a.txt")
    assert "a.txt:6:0: W501 “No answer?”: it has no line “ANSWER:”" in told
    assert "a.txt: “a”, 1 question, no fault; 2 warnings" in told
    assert "a (a), 1 question\n\nRed?" in run("show", "a.txt")
    (tmp_path / "b.csv").write_text("ask,answer,wrong 1\nRed?,Mars,Venus\nBlue?,,Io\n")
    assert "b.csv:0:0: W501 row 3, “Blue?”: it has no right answer" in run("check", "b.csv")
    (tmp_path / "c.gift").write_text("Write about Mars. {}\n")
    assert "c.gift:0:0: E198 no question of it can be taken over" in run(
        "check", "c.gift", status=1
    )
    assert "E198" in run("show", "c.gift", status=1)
    (tmp_path / "d.json").write_text('{"format": 1, "questions": [}')
    assert "d.json:1:29: E100" in run("check", "d.json", status=1)
    (tmp_path / "e.bin").write_bytes(bytes(99))
    assert "E503" in run("check", "e.bin", status=1)


def test_a_pack_with_its_pictures_becomes_a_zip_and_comes_back(run, tmp_path):
    (tmp_path / "t.yaml").write_text(SEEN)
    (tmp_path / "media").mkdir()
    (tmp_path / "media/m.jpg").write_bytes(photo())
    assert "3 found, 3 taken over" in run("convert", "t.yaml", "t.zip")
    assert zips.Zip((tmp_path / "t.zip").read_bytes(), "t").read("media/m.jpg") == photo()
    assert "“T”, 3 questions, no fault" in run("check", "t.zip")
    assert "there already" in run("convert", "t.zip", "t.yaml", status=1)
    run("convert", "t.zip", "t.json")
    assert json.loads((tmp_path / "t.json").read_text())["questions"][2]["ask"] == "Which?"


def test_what_another_tool_wrote_is_converted_with_a_report(run, tmp_path):
    (tmp_path / "a.txt").write_text(
        "Red?\nA) Mars\nB) Venus\nANSWER: A\n\nNo answer?\nA) x\nB) y\n"
    )
    told = run("convert", "a.txt", "--to", "yaml")
    assert "2 found, 1 taken over (0 changed), 1 left out" in told
    assert "line 6, left out: “No answer?”" in told
    assert "“a.yaml” is" not in told
    assert "a.yaml is written." in told
    assert "1 question, no fault" in run("check", "a.yaml")
    assert "cannot hold" in run("convert", "a.yaml", "--to", "aiken", "b.txt")


def test_a_format_there_is_not_is_told(run, tmp_path):
    (tmp_path / "t.yaml").write_text(PACK)
    assert "did you mean “yaml”" in run("convert", "t.yaml", "--to", "yam", status=1)
    assert "tells no format" in run("convert", "t.yaml", "t.doc", status=1)
    run("convert", "missing.yaml", status=2)


def test_formats_and_schema_are_told(run):
    told = run("formats")
    assert "zip" in told
    assert "aiken" in told
    jsonschema.Draft7Validator.check_schema(json.loads(run("schema")))
