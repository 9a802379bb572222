"""Every sentence that the library of kinds can make was read once, and stays as it was read.

After a change of wording: ``make golden``, then read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.tools.golden import expand
from tests.tools.moments import library

FOLDER = Path(__file__).with_name("golden")
KINDS = sorted(library().kinds)


def made(name: str) -> str:
    return "\n".join(expand(library().kinds[name])) + "\n"


@pytest.mark.parametrize("name", KINDS)
def test_it_says_what_was_reviewed(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    if os.environ.get("GREENROOM_GOLDEN") == "write":
        path.write_text(made(name), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == made(name), "make golden, then read what changed"


def test_no_file_is_left_of_a_kind_that_is_gone() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == KINDS


@pytest.mark.parametrize("name", KINDS)
def test_no_sentence_is_filled_by_halves(name: str) -> None:
    sentences = [line.strip() for line in made(name).splitlines() if line.startswith("    ")]
    assert sentences
    for text in sentences:
        assert not re.search(r"[{}\[\]|]|  | [,.?](?:\s|$)|\b(\w+) \1\b", text), text
