"""Ids are put into a pack that was written by hand; nothing else of it is touched, ever."""

import json
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.packs.mending import add_ids
from quiz.packs.reading import default_id, read_pack
from quiz.packs.writing import write_pack_json, write_pack_yaml
from tests.tools.strategies import packs

YAML_ID = re.compile(r"^- id: .*\n  ", re.MULTILINE)
ENDS = st.sampled_from(["\n", "\r\n"])


def asked_apart(pack):
    """Whether each question can do without an id."""
    ids = [default_id(q.ask, *(medium.file for medium in q.media)) for q in pack.questions]
    return len(set(ids)) == len(ids)


def mended_once(text):
    once = add_ids(text, "t")
    assert add_ids(once.text, "t") == (type(once))(once.text, ())
    before, after = read_pack(text, "t"), read_pack(once.text, "t")
    assert before == after
    assert once.added == tuple(question.id for question in after.questions)
    return once


@settings(max_examples=8)
@given(packs(), ENDS)
def test_yaml_gets_ids_once_and_keeps_every_other_letter(pack, end):
    assume(asked_apart(pack))
    text = YAML_ID.sub("- ", write_pack_yaml(pack)).replace("\n", end)
    once = mended_once(text)
    assert re.sub(r"id: \S+\n  (?=ask)", "", once.text) == text


@settings(max_examples=8)
@given(packs(), st.sampled_from([None, 2]))
def test_json_gets_ids_once(pack, indent):
    assume(asked_apart(pack))
    whole = json.loads(write_pack_json(pack))
    for question in whole["questions"]:
        del question["id"]
    mended_once(json.dumps(whole, indent=indent, ensure_ascii=False))
