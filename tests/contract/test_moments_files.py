"""Every moments file that ships reads without fault, and says on whose word and by what right."""

import re

import pytest

from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.text import fold
from tests.tools.moments import QUESTIONS, library

FOLDER = QUESTIONS / "moments"
FILES = sorted(FOLDER.glob("*.yaml"))
TABLES = sorted([*FOLDER.glob("*.csv"), *FOLDER.glob("*.tsv")])
OPEN = {"CC0-1.0", "CC-BY-4.0", "MIT", "BSD-3-Clause"}


@pytest.fixture(scope="module", params=FILES, ids=lambda path: path.stem)
def facts(request):
    path = request.param
    return read_moments(
        path.read_text(encoding="utf-8"),
        path.name,
        library(),
        lambda name: (FOLDER / name).read_text(encoding="utf-8"),
    )


def test_there_are_some():
    assert {"vma-2023", "capitals", "borders", "elements", "states"} <= {
        path.stem for path in FILES
    }


def test_every_row_is_read_without_fault(facts):
    assert facts.problems == ()
    assert facts.moments


def test_its_id_is_the_name_of_its_file(facts):
    assert f"{facts.id}.yaml" == facts.file


def test_it_names_an_open_licence_a_description_and_tags(facts):
    assert facts.license in OPEN
    assert facts.description
    assert facts.tags
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", facts.as_of)


def test_every_moment_that_may_be_asked_has_its_source(facts):
    for moment in facts.moments:
        assert moment.source in facts.sources or moment.status != "stated", moment.id


def test_every_row_that_is_left_out_has_its_reason(facts):
    for table in facts.tables:
        assert table.rows == table.used + len(table.left_out) + table.faulty
        assert all(reason for _, reason in table.left_out)


def test_no_two_things_of_a_type_bear_one_name(facts):
    """Decoys aside, and cities: Portland lies in Maine and in Oregon."""
    seen = {}
    for thing in facts.things.values():
        if thing.decoy or thing.type == "city":
            continue
        for name in {fold(name) for name in thing.names}:
            other = seen.setdefault((thing.type, name), thing.key)
            assert other == thing.key, name


def test_hardly_a_fact_goes_unasked(facts):
    made = generate(facts, seed=1)
    asked = {fact for question in made.pack.questions for fact in question.proof.facts}
    stated = {moment.id for moment in facts.moments if moment.status == "stated"}
    if facts.tables:
        assert len(asked & stated) >= 0.95 * len(stated), stated - asked


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_is_small_plain_and_used(path):
    data = path.read_bytes()
    assert len(data) < 200_000
    assert b"\r" not in data
    assert data.decode("utf-8").endswith("\n")
    assert any(f"file: {path.name}" in file.read_text(encoding="utf-8") for file in FILES)


def test_a_border_is_told_by_both_sides():
    facts = next(f for f in map(_read, FILES) if f.id == "borders")
    told = {m.roles["country"][0]: set(m.roles["neighbours"]) for m in facts.moments}
    for country, neighbours in told.items():
        for neighbour in neighbours & told.keys():
            assert country in told[neighbour], (country, neighbour)


def _read(path):
    return read_moments(
        path.read_text(encoding="utf-8"), path.name, library(),
        lambda name: (FOLDER / name).read_text(encoding="utf-8"),
    )  # fmt: skip
