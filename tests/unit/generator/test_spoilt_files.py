"""A spoilt file ends in an error that says where, never in a crash."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from quiz.errors import BadInputError
from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.packs.reading import read_pack
from tests.tools.moments import QUESTIONS, library
from tests.tools.mutants import spoil

VMA = (QUESTIONS / "moments" / "vma-2023.yaml").read_text(encoding="utf-8")
PACK = (QUESTIONS / "packs" / "sound-check.yaml").read_text(encoding="utf-8")
KINDS = (QUESTIONS / "kinds.yaml").read_text(encoding="utf-8").split("\nkinds:\n", 1)[1]
# The library's kinds as a file's own, so that they are spoilt with it.
WITH_KINDS = VMA.replace("\nkinds:\n", f"\nkinds:\n{KINDS}", 1)


def read_moments_of(text: str) -> None:
    generate(read_moments(text, "spoilt.yaml", library()))


def read_pack_of(text: str) -> None:
    read_pack(text, "spoilt.yaml")


def lines_told(read: Callable[[str], None], text: str) -> list[int]:
    """Return the lines of the faults that are told; none when the file can still be read."""
    try:
        read(text)
    except BadInputError as error:
        return [problem.line for problem in error.problems] or [0]
    return []


@pytest.mark.parametrize(
    ("read", "text"),
    [(read_moments_of, VMA), (read_moments_of, WITH_KINDS), (read_pack_of, PACK)],
    ids=["moments", "kinds", "pack"],
)
@pytest.mark.parametrize("seeds", [range(1), pytest.param(range(1, 60), marks=pytest.mark.soak)])
def test_a_spoilt_file_is_refused_with_a_line_or_read(read, text, seeds) -> None:
    for rng in map(Random, seeds):
        for _ in range(150):
            assert all(line >= 1 for line in lines_told(read, spoil(text, rng)))
