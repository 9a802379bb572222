"""What the docs show works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.packs.reading import read_pack
from quiz.questions.kinds import kind_of
from quiz.questions.marking import mark, names_of
from quiz.questions.model import Typed
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


def test_the_kind_that_is_shown_for_every_form_is_asked_so() -> None:
    small, forms = blocks("moments.md")[0], blocks("moments.md")[2]
    told = (("Pavlova", "Ann", 1926), ("Brownie", "Bo", 1893), ("Tarte", "Cy", 1880),
            ("Mousse", "Di", 1750))  # fmt: skip
    moments = "".join(f"  - {{invented: {d}, cook: {c}, year: {y}}}\n" for d, c, y in told)
    facts = read_moments(f"{forms}{small}{moments}", "moments.md", library())
    made = [q for seed in range(9) for q in generate(facts, seed=seed).pack.questions]
    asked = {question.form: question.ask for question in made}
    assert asked["order"] == "In which order were these dishes invented, from first to last?"
    assert asked["match"] == "Who invented each of these dishes?"


def test_the_table_that_is_shown_is_read() -> None:
    head = "format: 1\nid: t\ntitle: T\nsources: {s: {title: S}}\ndefaults: {source: s}\n"
    things = "things: {eu: {name: Europe, type: continent}}\n"
    table = (
        "code,name,aliases,continent,sovereign,capital\nfr,France,Gaul;L’Hexagone,eu,yes,Paris\n"
    )
    read = read_moments(f"{head}{things}{blocks('moments.md')[3]}", "t", library(), lambda _: table)
    assert read.problems == ()
    assert read.things["fr"].aliases == ("Gaul", "L’Hexagone")
    assert [m.kind for m in read.moments] == ["capital"]


def test_the_pack_that_is_shown_has_every_kind_of_question() -> None:
    pack = read_pack(blocks("packs.md")[0], "packs.md")
    assert [kind_of(question.body) for question in pack.questions] == [
        "choice", "multi", "truefalse", "typed", "number", "order", "match",
    ]  # fmt: skip
    moon = pack.questions[3]
    names = names_of(pack.questions)
    assert mark(moon.body, ("armstrong",), ask=moon.ask, names=names) == "right"
    assert mark(pack.questions[4].body, ("384 thousand",)) == "right"


def test_typed_answers_are_marked_as_the_docs_say() -> None:
    for accepted, given in [
        ("Ireland", "Iceland"),
        ("Zambia", "Gambia"),
        ("Apollo 11", "Apollo 12"),
    ]:
        assert mark(Typed((accepted,)), (given,)) != "right"


def test_the_pack_in_the_readme_is_read() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    packs = [text for text in re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL) if "ask:" in text]
    assert packs
    for text in packs:
        read_pack(text, "README.md")


def test_the_awards_table_that_is_shown_is_gathered() -> None:
    head = "format: 1\nid: t\ntitle: T\nsources: {s: {title: S}}\ndefaults: {source: s}\n"
    table = "year,category,name,film,winner\n1990,Best Actor,Ann,A,yes\n1990,Best Actor,Bob,B,\n"
    read = read_moments(f"{head}{blocks('moments.md')[4]}", "t", library(), lambda _: table)
    assert (len(read.moments), read.moments[0].near) == (1, ("Bob", "film B"))
