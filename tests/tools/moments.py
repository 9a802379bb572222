"""Facts for tests: a few lines of YAML on top of the library of kinds that ships."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

from quiz.generator import generate
from quiz.moments.library import Library, read_library
from quiz.moments.reading import read_moments

if TYPE_CHECKING:
    from quiz.generator import Generated
    from quiz.moments.model import Facts
    from quiz.questions.model import Question

QUESTIONS = Path(__file__).parents[2] / "questions"

HEAD = """
format: 1
id: test
title: Test
license: CC0-1.0
as_of: 2023-09-14
sources:
  paper: {title: The paper, date: 2023-09-14}
  round_up: {title: The round-up, date: 2023-09-14, scope: In the round-up, complete: true}
defaults: {source: paper}
"""

CAST = """
things:
  vmas: {name: 2023 VMAs, type: event, article: the}
  rema: {name: Rema, type: artist}
  selena: {name: Selena Gomez, type: artist}
  icespice: {name: Ice Spice, type: artist}
  taylor: {name: Taylor Swift, type: artist}
  dove: {name: Dove Cameron, type: artist}
  shakira: {name: Shakira, type: artist}
  karolg: {name: Karol G, type: artist}
  milan: {name: Milan, type: person, ask: false}
  band: {name: The Band, type: group, members: [rema, dove]}
  trio: {name: Trio, type: group}
  quartet: {name: Quartet, type: group}
"""


@cache
def library() -> Library:
    """Return the kinds that ship."""
    path = QUESTIONS / "kinds.yaml"
    return read_library(path.read_text(encoding="utf-8"), path.name)


def facts(moments: str, cast: str = CAST, extra: str = "") -> Facts:
    """Read moments written as a YAML list."""
    body = "moments:\n" + "\n".join(f"  {line}" for line in dedent(moments).strip().splitlines())
    return read_moments(f"{HEAD}{extra}{cast}\n{body}\n", "test.yaml", library())


def questions(moments: str, cast: str = CAST, extra: str = "", seeds: int = 12) -> list[Question]:
    """Return every question that any of a dozen seeds makes of some moments."""
    read = facts(moments, cast, extra)
    found = [q for seed in range(seeds) for q in generate(read, seed=seed).pack.questions]
    return list(dict.fromkeys(found))


def made(moments: str, cast: str = CAST, extra: str = "", seed: int = 0) -> Generated:
    """Generate once, with the report."""
    return generate(facts(moments, cast, extra), seed=seed)
