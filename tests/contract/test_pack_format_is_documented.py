"""The reference of the format is made of what the reader reads, and its examples are read."""

from pathlib import Path

import jsonschema
import pytest

from quiz.packs import attached, bodies, meanings, reading
from quiz.packs.reading import read_pack
from quiz.packs.reference import reference, shape_of
from quiz.packs.schema import json_schema

DOCS = Path(__file__).parents[2] / "docs" / "pack-format.md"
SCHEMA = json_schema()
QUESTION = SCHEMA["definitions"]["question"]["properties"]
KIND = {  # what makes a whole question with a key that is no answer by itself
    "answer": "wrong: [Venus]",
    "answers": "wrong: [Mars]",
    "wrong": "answer: Mars",
    "why_wrong": "answer: Mars, wrong: [Venus]",
    "unit": "number: 3",
    "within": "number: 3",
}
ALONE = ("typed", "number", "order", "match")
EXAMPLES = [
    *(("pack", key, said.example) for key, said in meanings.PACK.items()),
    *(("question", key, said.example) for key, said in meanings.QUESTION.items()),
    *(("defaults", key, said.example) for key, said in meanings.DEFAULTS.items()),
    *(("proof", key, said.example) for key, said in meanings.PROOF.items()),
    *(("picture", key, meanings.MEDIA[key].example) for key in attached.PICTURE_KEYS),
    *(("audio", key, meanings.AUDIO[key].example) for key in attached.AUDIO_KEYS),
]
MUST = {
    "picture": {"file": "media/m1.jpg", "alt": "A cloud"},
    "audio": {"file": "media/beep.ogg", "transcript": "Beeps"},
}


def pack_with(where, key, example):
    """Return a pack in which the example stands behind its key."""
    head = {"format": "1", "id": "t", "title": "T", "questions": "[{ask: A?, typed: x}]"}
    given = f"{key}: {example}"
    if where == "pack":
        head[key] = example
    elif where == "question":
        kind = KIND.get(key, "" if key in ALONE else "typed: x")
        ask = "" if key == "ask" else "ask: A?"
        head["questions"] = f"[{{{', '.join(filter(None, (ask, given, kind)))}}}]"
    elif where == "defaults":
        head["defaults"] = f"{{{given}}}"
    else:
        inner = ", ".join(
            f"{name}: {text}" for name, text in {**MUST.get(where, {}), key: example}.items()
        )
        head["questions"] = f"[{{ask: A?, typed: x, {where}: {{{inner}}}}}]"
    return "".join(f"{name}: {text}\n" for name, text in head.items())


def test_the_document_is_made_from_the_schema():
    told = "make it anew: quiz pack schema --markdown > docs/pack-format.md"
    assert DOCS.read_text(encoding="utf-8") == reference(), told


@pytest.mark.parametrize(("where", "key", "example"), EXAMPLES)
def test_every_example_is_read_as_it_stands(where, key, example):
    read_pack(pack_with(where, key, example), "t")


def test_every_example_fits_what_editors_are_told():
    properties = SCHEMA["properties"]
    for shapes in (properties, QUESTION, QUESTION["picture"]["properties"]):
        for key, shape in shapes.items():
            whole = {**shape, "definitions": SCHEMA["definitions"]}
            for example in shape["examples"]:
                jsonschema.validate(example, whole)
            assert shape["description"], key


def test_every_kind_of_question_stands_there_with_its_keys():
    assert {key for keys in meanings.KINDS.values() for key in keys} == set(bodies.KEYS)


def test_bounds_are_told_as_the_reader_has_them():
    assert shape_of(QUESTION["order"]) == "a list of {} to {} texts".format(*bodies.ITEMS)
    assert shape_of(QUESTION["ask"]) == f"a text of up to {reading.MEDIUM} characters"
    assert shape_of(QUESTION["time"]) == "a whole number from {} to {}".format(*attached.SECONDS)
    assert shape_of(QUESTION["difficulty"]) == "`easy`, `medium` or `hard`"
