"""The schema that editors are given says what the reader says, wherever the shape decides."""

import json

import jsonschema
import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.mending import add_ids
from quiz.packs.reading import PACK_KEYS, QUESTION_KEYS, read_pack
from quiz.packs.schema import json_schema
from quiz.packs.template import template
from quiz.packs.writing import write_pack_json
from quiz.resources import resource
from tests.tools.examples import few
from tests.tools.strategies import packs

SCHEMA = json.loads(json.dumps(json_schema()))
JUDGE = jsonschema.Draft7Validator(SCHEMA)
# What is wrong with the shape of a file; the others are about what it says.
SHAPE = {
    *("E103", "E104", "E105", "E106", "E198", "E201", "E202", "E203", "E204", "E211", "E213"),
    "E214",
}
VALUES = st.sampled_from([1, -1, 7.5, "", " ", "x", "yes", "5%", True, [], ["x"], {}, {"x": "y"}])
TEMPLATE = template("space", "Space", "space.yaml")


def codes(text):
    try:
        read_pack(text, "pack.json")
    except BadInputError as error:
        return {problem.code for problem in error.problems}
    return set()


def test_it_is_a_schema():
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@few(15)
@given(packs())
def test_every_pack_that_is_written_is_valid(pack):
    JUDGE.validate(json.loads(write_pack_json(pack)))


KINDS = json.loads(write_pack_json(read_pack(TEMPLATE, "space.yaml")))["questions"]
SEEN = {
    "ask": "Which?",
    "typed": "x",
    "picture": {"file": "media/m.png", "alt": "A"},
    "audio": {"file": "media/m.ogg", "transcript": "A"},
}


@few(100)
@given(st.sampled_from([None, *KINDS, SEEN]), st.data())
def test_schema_and_reader_agree_on_packs_that_were_spoilt(question, data):
    asked = dict(question or SEEN)
    plain = {"format": 1, "id": "a", "title": "A", "questions": [asked]}
    target, keys = (asked, QUESTION_KEYS) if question else (plain, PACK_KEYS)
    key = data.draw(st.sampled_from([*target, *keys, "anwser"]))
    if data.draw(st.booleans()):
        target.pop(key, None)
    else:
        target[key] = data.draw(VALUES)
    told = codes(json.dumps(plain))
    if JUDGE.is_valid(plain):
        assert not told & SHAPE, (key, target.get(key), told)
    else:
        assert told, (key, target.get(key))


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.CBaseLoader])
def test_what_ships_is_valid_however_an_editor_reads_its_values(loader):
    paths = sorted(resource("questions/packs").glob("*.yaml"))
    texts = [path.read_text() for path in paths if "." not in path.stem]
    for text in [TEMPLATE, *texts]:
        plain = json.loads(json.dumps(yaml.load(text, loader), default=str))  # noqa: S506 - no objects
        JUDGE.validate(plain)


def test_the_template_is_a_pack_with_every_kind():
    made = read_pack(TEMPLATE, "space.yaml")
    assert (made.id, made.title) == ("space", "Space")
    assert len({type(question.body) for question in made.questions}) == 7


def test_ids_are_added_and_nothing_else_is_touched():
    mended = add_ids(TEMPLATE, "space.yaml")
    made = read_pack(TEMPLATE, "space.yaml")
    assert mended.added == tuple(question.id for question in made.questions)
    assert read_pack(mended.text, "space.yaml") == made
    kept = [line for line in mended.text.splitlines() if not line.startswith("- id: ")]
    assert [line.lstrip(" -") for line in kept] == [
        line.lstrip(" -") for line in TEMPLATE.splitlines()
    ]
    assert add_ids(mended.text, "space.yaml").text == mended.text


@pytest.mark.parametrize(
    "questions",
    [
        "questions:\n  - ask: A?   # why\n    typed: x\n  - {ask: B?, typed: y}\n",
        "questions: [{ask: A?, typed: x}, {ask: B?, typed: y}]\n",
        "questions:\n-   ask: A?\r\n    typed: x\r\n- {typed: y, ask: B?, id: b}\n",
        "questions:\n-\n  ask: A?\n  typed: x\n- 'ask': \"1?\"\n  typed: y\n",
    ],
)
def test_ids_are_added_however_questions_are_laid_out(questions):
    text = f"format: 1\nid: a\ntitle: A\n{questions}"
    mended = add_ids(text, "a.yaml")
    assert mended.added
    assert read_pack(mended.text, "a.yaml") == read_pack(text, "a.yaml")
    assert not add_ids(mended.text, "a.yaml").added


@few(12)
@given(packs(), st.sampled_from([None, 1]))
def test_ids_are_added_to_json(pack, indent):
    plain = json.loads(write_pack_json(pack))
    for question in plain["questions"]:
        del question["id"]
    text = json.dumps(plain, indent=indent, ensure_ascii=False)
    assume(not codes(text))
    mended = add_ids(text, "a.json")
    assert len(mended.added) == len(pack.questions)
    assert read_pack(mended.text, "a.json") == read_pack(text, "a.json")
