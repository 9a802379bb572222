"""The JSON Schema for editors takes what the reader takes, and refuses what is broken."""

import json

import jsonschema
import pytest
import yaml

from quiz.moments.schema import json_schema
from tests.tools.moments import QUESTIONS, library
from tests.unit.moments.test_reading import GOOD
from tests.unit.moments.test_tables import GOOD as WITH_TABLE

SCHEMA = json.loads(json.dumps(json_schema(library())))
JUDGE = jsonschema.Draft7Validator(SCHEMA)
FILES = sorted((QUESTIONS / "moments").glob("*.yaml"))


def valid(text: str, loader=yaml.CSafeLoader) -> bool:
    return JUDGE.is_valid(json.loads(json.dumps(yaml.load(text, loader), default=str)))  # noqa: S506 - loads no objects


def test_it_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


# What is 1 to one editor is "1" to another.
@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.CBaseLoader])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_that_ships_is_valid_however_an_editor_reads_its_values(path, loader):
    assert valid(path.read_text(encoding="utf-8"), loader)


def test_kinds_and_types_of_its_own_are_allowed():
    kinds = "kinds:\n  sang:\n    roles: {who: {is: bard}}\n    say: '{who} sang.'\n"
    own = GOOD + "  - sang: rema\n"
    assert not valid(own)
    assert valid(own + kinds + "types: {bard: {is: person}}\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", "format: 2"),
        ("title: Test\n", ""),
        ("license:", "licence:"),
        ("type: event", "type: evnt"),
        ("type: artist, pronouns: he", "pronouns: he"),
        ("pronouns: he", "pronouns: him"),
        ("pronouns: he", "since: long ago"),
        ("pronouns: he", "popularity: much"),
        ("pronouns: he", "ask: perhaps"),
        ("won: Best", "wom: Best"),
        ("winner: [", "winers: ["),
        ("[selena, rema]", "[selena, {a: b}]"),
        ("[rema, Selena Gomez]", "[rema]"),
        ("source: {paper: 3}", "source: {paper: 3, other: 4}"),
        ("where: backstage", "status: sure"),
        ("where: backstage", "inferred: maybe"),
        ("date: 2023-09-14}", "day: x}"),
        ("moments:", "moment:"),
        ("song: [Flowers]", "song: {a: b}"),
    ],
)
def test_a_broken_file_is_not_valid(old, new):
    assert valid(GOOD)
    assert old in GOOD
    assert not valid(GOOD.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("file: countries.csv", "file: ../secret.csv"),
        ("file: countries.csv", "fiel: countries.csv"),
        ("where: {sovereign: yes}", "where: yes"),
        ("split: {also: ;", "delimiter: ab\n    split: {also: ;"),
        ("- capital:", "- capitol:"),
        ('      "{iso}":\n        {name', '      "{iso}":\n        {nme'),
        ("skip:\n      iso: {ZA: three capitals}", "skip: [ZA]"),
        ("    where: {sov", "    gather: {of: [a]}\n    where: {sov"),
    ],
)
def test_a_broken_table_is_not_valid(old, new):
    assert valid(WITH_TABLE)
    assert old in WITH_TABLE
    assert not valid(WITH_TABLE.replace(old, new, 1))
