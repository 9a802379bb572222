"""The reference of files of moments is made of what the reader reads, and its examples are YAML."""

from pathlib import Path

import pytest
import yaml

from quiz.documents.nodes import Faults
from quiz.documents.yaml_text import read_yaml
from quiz.moments import meanings
from quiz.moments.library import extend
from quiz.moments.reading import SOURCE_KEYS, TOP_KEYS, read_moments
from quiz.moments.reference import reference
from quiz.moments.schema import json_schema
from quiz.moments.sheets import TABLE_KEYS
from quiz.moments.telling import MOMENT_KEYS
from quiz.moments.things import THING_KEYS
from tests.tools.moments import library

DOCS = Path(__file__).parents[2] / "docs" / "moments-format.md"
PARTS = (
    meanings.FILE, meanings.SOURCE, meanings.THING, meanings.MOMENT, meanings.TYPE, meanings.KIND,
    meanings.ROLE, meanings.TABLE,
)  # fmt: skip
FILE = """\
format: 1
id: t
title: T
sources:
  minutes: {{title: Minutes, scope: Within them, {source}}}
things:
  night: {{name: night, type: event}}
  alice: {{name: Alice, type: person}}
  bob: {{name: Bob, type: person}}
  dieter: {{name: Dieter, type: person}}
  europe: {{name: Europe, type: continent}}
  some: {{type: group, {thing}}}
moments:
- {{won: Best Pop, winner: [alice, bob], at: night, {moment}}}
"""
THERE = {"type", "title", "scope"}  # keys that stand in the file already


def test_the_document_is_made_from_the_schema():
    told = "make it anew: quiz moments schema --markdown > docs/moments-format.md"
    assert DOCS.read_text(encoding="utf-8") == reference(library()), told


def test_every_key_that_is_read_is_explained():
    assert set(meanings.FILE) == set(TOP_KEYS)
    assert set(meanings.SOURCE) == set(SOURCE_KEYS)
    assert set(meanings.THING) == set(THING_KEYS)
    assert set(meanings.MOMENT) == set(MOMENT_KEYS)
    assert set(meanings.TABLE) == set(TABLE_KEYS)
    kinds = json_schema(library())["properties"]["kinds"]["additionalProperties"]
    assert set(meanings.KIND) == set(kinds["properties"])


def test_every_example_is_yaml():
    for part in PARTS:
        for key, said in part.items():
            assert yaml.safe_load(f"{key}: {said.example}")[key] is not None


def examples(part):
    return [f"{key}: {said.example}" for key, said in part.items() if key not in THERE]


@pytest.mark.parametrize("source", examples(meanings.SOURCE))
def test_every_example_of_a_source_is_read(source):
    read_moments(FILE.format(source=source, thing="ask: true", moment="id: a"), "t", library())


@pytest.mark.parametrize("thing", examples(meanings.THING))
def test_every_example_of_a_thing_is_read(thing):
    read_moments(FILE.format(source="unit: no", thing=thing, moment="id: a"), "t", library())


@pytest.mark.parametrize("moment", examples(meanings.MOMENT))
def test_every_example_of_a_moment_is_read(moment):
    text = FILE.format(source="unit: no", thing="ask: true", moment=moment)
    read_moments(text.replace("at: night, during", "during"), "t", library())


def test_the_examples_of_kinds_and_types_are_read():
    text = "".join(f"{key}: {meanings.FILE[key].example}\n" for key in ("kinds", "types"))
    faults = Faults("t")
    own = extend(library(), read_yaml(text, "t"), faults)
    assert faults.problems == []
    assert {"baked"} <= own.kinds.keys()
    assert {"dish"} <= own.types.keys()
