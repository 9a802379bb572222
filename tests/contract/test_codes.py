"""Every code of a fault has one meaning, which the documents tell, and none is made up."""

import re
from collections import defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli.codes import codes_markdown
from quiz.cli.group import quiz
from quiz.codes import CODES, PARTS, of_part

ROOT = Path(__file__).parents[2]
# Whoever else tells a code of a part; the editor reads moments, services read packs for people.
ROOMS = {
    "Packs": ("packs", "services"),
    "Moments": ("moments", "drafting", "services/editor"),
    "Files of other tools": ("packs/formats",),
    "Packs: warnings": ("questions/lint", "packs/translations", "services"),
    "Moments: warnings": ("moments",),
    "Files of other tools: warnings": ("services",),
}


def told():
    """Return each code that is told somewhere, with the files that tell it."""
    found = defaultdict(set)
    for path in (ROOT / "quiz").rglob("*.py"):
        name = path.relative_to(ROOT / "quiz").as_posix()
        if name != "codes.py":
            for code in re.findall(r'"([EW]\d{3})"', path.read_text(encoding="utf-8")):
                found[code].add(name)
    return found


def test_every_code_is_explained_and_every_explanation_has_a_code():
    assert told().keys() == CODES.keys()


def test_every_code_stands_in_one_part_of_the_document():
    parts = [code for part in PARTS for code in of_part(part)]
    assert sorted(parts) == sorted(CODES)


@pytest.mark.parametrize("part", PARTS[1:], ids=lambda part: part.title)
def test_a_code_is_told_by_its_own_room_so_that_it_means_one_thing(part):
    strangers = {
        (code, file)
        for code, files in told().items()
        if code in of_part(part)
        for file in files
        if not file.startswith(ROOMS[part.title])
    }
    assert not strangers


def test_no_two_codes_are_told_in_the_same_words():
    words = [said.told for said in CODES.values()]
    assert len(set(words)) == len(words)


def test_the_document_is_made_from_the_table():
    told = "make it anew: quiz codes --markdown > docs/errors.md"
    assert (ROOT / "docs/errors.md").read_text(encoding="utf-8") == codes_markdown(), told


def test_a_code_is_looked_up_by_name():
    run = CliRunner().invoke
    assert "E205  two options" in run(quiz, ["codes", "e205"]).output
    assert run(quiz, ["codes"]).output.count("\n") == len(CODES)
    missed = run(quiz, ["codes", "E20S"])
    assert missed.exit_code == 1
    assert "did you mean “E20" in missed.output
