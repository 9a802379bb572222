"""What the docs show works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from quiz.generator import generate
from quiz.moments.reading import read_moments
from tests.tools.moments import library

DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


def test_the_small_file_of_moments_makes_the_questions_it_speaks_of() -> None:
    small = blocks("moments.md")[0]
    made = generate(read_moments(small, "moments.md", library()))
    asked = [q.ask for q in made.pack.questions]
    assert "Which two people won Best Popcorn at the film night of 2024?" in asked
    assert any("who posed with Carla?" in ask for ask in asked)


def test_the_kind_that_is_shown_can_be_added_to_a_file() -> None:
    small, kinds = blocks("moments.md")[:2]
    moments = "  - baked: Cheesecake\n    baker: [alice, bob]\n    at: night\n"
    made = generate(read_moments(f"{kinds}{small}{moments}", "moments.md", library()))
    asked = [q.ask for q in made.pack.questions]
    assert "Which two people baked Cheesecake for the film night of 2024?" in asked


def test_the_table_that_is_shown_is_read() -> None:
    head = "format: 1\nid: t\ntitle: T\nsources: {s: {title: S}}\ndefaults: {source: s}\n"
    things = "things: {eu: {name: Europe, type: continent}}\n"
    table = (
        "code,name,aliases,continent,sovereign,capital\nfr,France,Gaul;L’Hexagone,eu,yes,Paris\n"
    )
    read = read_moments(f"{head}{things}{blocks('moments.md')[2]}", "t", library(), lambda _: table)
    assert read.problems == ()
    assert read.things["fr"].aliases == ("Gaul", "L’Hexagone")
    assert [m.kind for m in read.moments] == ["capital"]
