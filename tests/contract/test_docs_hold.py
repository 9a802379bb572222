"""What the docs show works as it stands there."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.packs.reading import read_pack
from quiz.packs.translations.applying import put_in
from quiz.packs.translations.reading import is_translation, read_translation
from quiz.packs.translations.standing import asked_in
from quiz.questions.kinds import kind_of
from quiz.questions.marking import mark, names_of
from quiz.questions.model import Typed
from tests.tools.moments import library

DOCS = Path(__file__).parents[2] / "docs"


def blocks(name: str) -> list[str]:
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)


def moments_with(words: str) -> str:
    """Return the one example of ``docs/moments.md`` in which these words stand."""
    (block,) = (block for block in blocks("moments.md") if words in block)
    return block


def test_the_small_file_of_moments_makes_the_questions_it_speaks_of() -> None:
    small = moments_with("id: my-night")
    made = generate(read_moments(small, "moments.md", library()))
    asked = [q.ask for q in made.pack.questions]
    assert "Which two people won Best Popcorn at the film night of 2024?" in asked
    assert any("who posed with Carla?" in ask for ask in asked)


def test_the_kind_that_is_shown_can_be_added_to_a_file() -> None:
    small, kinds = moments_with("id: my-night"), moments_with("baked:")
    moments = "  - baked: Cheesecake\n    baker: [alice, bob]\n    at: night\n"
    made = generate(read_moments(f"{kinds}{small}{moments}", "moments.md", library()))
    asked = [q.ask for q in made.pack.questions]
    assert "Which two people baked Cheesecake for the film night of 2024?" in asked


def test_the_kind_that_is_shown_for_every_form_is_asked_so() -> None:
    small, forms = moments_with("id: my-night"), moments_with("invented:")
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
    read = read_moments(
        f"{head}{things}{moments_with('countries.csv')}", "t", library(), lambda _: table
    )
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


def test_the_translation_that_is_shown_is_one_of_the_pack_that_is_shown() -> None:
    pack = read_pack(blocks("packs.md")[0], "packs.md")
    (shown,) = filter(is_translation, blocks("packs.md"))
    made = put_in(pack, read_translation(shown, "packs.md", pack).translation)
    assert asked_in(made) == {"de": 1}


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
    read = read_moments(f"{head}{moments_with('awards.csv')}", "t", library(), lambda _: table)
    assert (len(read.moments), read.moments[0].near) == (1, ("Bob", "film B"))


def anchors(page: str) -> set[str]:
    """Return what a link may point to in a page: its headings, as they are made into ids."""
    outside = re.sub(r"^```.*?^```", "", page, flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.*)", outside, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def test_every_link_of_the_docs_leads_somewhere() -> None:
    root = DOCS.parent
    lost = []
    for page in (*root.glob("*.md"), *DOCS.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        links = re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", text)
        for link in map("".join, links):
            if link.startswith(("http:", "https:")):
                continue
            path, _, anchor = link.partition("#")
            target = page.parent / path if path else page
            if not target.exists() or (
                anchor and anchor not in anchors(target.read_text(encoding="utf-8"))
            ):
                lost.append(f"{page.name}: {link}")
    assert not lost


def test_every_page_of_the_docs_can_be_found_from_the_readme() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    assert not [page.name for page in DOCS.glob("*.md") if f"docs/{page.name}" not in readme]


def commands() -> list[tuple[str, str]]:
    """Return every command that the docs name, each with the page that names it."""
    pages = [
        *DOCS.glob("*.md"),
        *(DOCS.parent / f"{name}.md" for name in ("README", "CONTRIBUTING")),
    ]
    told = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(r"(?ms)^```sh\n(.*?)^```|^    (quiz [^\n]*)$", text)
        lines = "\n".join("".join(block) for block in blocks).splitlines()
        named = [*lines, *re.findall(r"`(quiz [^`]+)`", text.replace("\n", " "))]
        told += [(line.split("#")[0].strip(), page.name) for line in named if "quiz " in line]
    return [(line[line.index("quiz ") :], page) for line, page in told if "make " not in line]


def test_every_command_that_the_docs_name_is_there_with_its_options() -> None:
    told = commands()
    assert len(told) > 40
    unknown = []
    for line, page in told:
        command: click.Command | None = quiz
        words = re.split(r"[\s>]+", line)[1:]
        context = click.Context(quiz)
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            command = command.get_command(context, words.pop(0))
        options = {name for one in command.params for name in one.opts} if command else set()
        asked = {word.rstrip(".,") for word in words if re.match(r"--[a-z]", word)} - {"--help"}
        if command is None or not asked <= options:
            unknown.append((line, page))
    assert not unknown


def test_the_proof_in_the_readme_is_the_one_that_is_printed() -> None:
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```\n(Who won .*?)^```", readme, re.DOTALL | re.MULTILINE)
    (asked,) = re.findall(r"^quiz (explain .*)$", readme, re.MULTILINE)
    words = [str(DOCS.parent / word) if "/" in word else word for word in asked.split()]
    printed = CliRunner().invoke(quiz, words).output
    for line in shown.splitlines():
        assert line.rstrip("… ") in printed
