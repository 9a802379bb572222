"""JSON is read with lines and columns, under limits."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.documents.json_text import read_json
from quiz.documents.nodes import Listing, Mapping, Scalar
from quiz.errors import BadInputError


def fault(text: str) -> str:
    with pytest.raises(BadInputError) as refusal:
        read_json(text, "a.json")
    return str(refusal.value.problems[0])


def plain(node):
    """Give nodes back as JSON has them; numbers and truths as they were written."""
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.value


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1:1: E100 this is not JSON: a value should stand here; the text ends too early"),
        ('{"a": }', "1:7: E100 this is not JSON: a value should stand here, not “}”"),
        ('{"a": 1,\n  b: 2}', "2:3: E100 this is not JSON: a key in quotes should stand here, not"),
        ('{"a" 1}', "1:6: E100 this is not JSON: “:” should follow the key, not “1”"),
        ('{"a": 1 "b": 2}', '1:9: E100 this is not JSON: “,” or “}” should stand here, not “"”'),
        ('{"a": [1 2]}', "1:10: E100 this is not JSON: “,” or “]” should stand here, not “2”"),
        ('{"a": "b', "1:7: E100 this is not JSON: unterminated string starting at"),
        ('{"a": "b\nc"}', "1:9: E100 this is not JSON: invalid control character"),
        ('{"a": 01}', "1:8: E100 this is not JSON: “,” or “}” should stand here"),
        ('{"a": 1} x', "1:10: E100 this is not JSON: something follows the end"),
        ('{"a": 1,\n "a": 2}', "2:2: E108 “a” stands already in line 1"),
        ('{"a": null}', "1:7: E105 null is not read; leave the key out instead"),
        ("[1]", "1:1: E103 the file should be an object"),
        ('{"a": ' + "[" * 200_000, "1:38: E102 nested deeper than 32 levels"),
        ('"' + "x" * (1 << 20) + '"', "0:0: E101 the file is 1,048,578 bytes; at most 1,048,576"),
    ],
)  # fmt: skip
def test_it_tells_a_fault_with_its_place(text, told):
    assert fault(text).startswith(f"a.json:{told}")


def test_every_node_knows_its_place():
    top = read_json('{"a": [true,\r\n  "b"]}', "a.json")
    listing = top.get("a")
    assert isinstance(listing, Listing)
    assert (listing.line, listing.column) == (1, 7)
    assert listing.items == (Scalar("true", 1, 8), Scalar("b", 2, 3, quoted=True))


def test_numbers_keep_what_was_written():
    assert plain(read_json('{"a": [1.10, -0, 1e5, false]}', "a")) == {
        "a": ["1.10", "-0", "1e5", "false"]
    }


VALUES = st.recursive(
    st.text(st.characters(codec="utf-8")),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=6,
)


@given(st.dictionaries(st.text(), VALUES), st.booleans(), st.sampled_from([None, 2]))
def test_it_reads_what_json_writes(value, ascii_only, indent):
    assert plain(read_json(json.dumps(value, ensure_ascii=ascii_only, indent=indent), "a")) == value


@given(st.text(alphabet='{}[]",:01etrufalsn \n\\', max_size=40))
def test_it_agrees_with_json_on_what_is_json(text):
    try:
        expected = json.loads(text, object_pairs_hook=_no_doubles)
    except ValueError:
        expected = None
    if isinstance(expected, dict) and "null" not in text:
        read_json(text, "a")
    else:
        with pytest.raises(BadInputError):
            read_json(text, "a")


def _no_doubles(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError
    return dict(pairs)
