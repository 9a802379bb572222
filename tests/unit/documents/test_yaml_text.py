"""YAML is read as texts with lines and columns; what can hurt or mislead is refused."""

import string
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quiz.documents.nodes import Listing, Mapping, Scalar
from quiz.documents.yaml_text import MAX_BYTES, read_yaml
from quiz.errors import BadInputError


def faults(text: str) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_yaml(text, "a.yaml")
    return [str(problem) for problem in refusal.value.problems]


def plain(node):
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node}
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    return node.value


@pytest.mark.parametrize(
    "written",
    ["NO", "no", "yes", "22:22", "010", "1.10", "1991", "1e3", "0x1F", "null", "~", "2023-09-14"],
)
def test_values_stay_the_text_that_was_written(written):
    assert plain(read_yaml(f"a: {written}", "a.yaml")) == {"a": written}


def test_keys_stay_text_too():
    assert plain(read_yaml("NO: Norway\n010: eight?\n", "a.yaml")) == {
        "NO": "Norway",
        "010": "eight?",
    }


def test_quotes_are_told_from_plain_text():
    top = read_yaml("a: \"no\"\nb: no\nc: 'no'\n", "a.yaml")
    assert [node.quoted for _, node in top] == [True, False, True]


def test_every_node_knows_its_line_and_column():
    top = read_yaml("a:\n  - b\n  - {c: d}\n", "a.yaml")
    listing = top.get("a")
    assert isinstance(listing, Listing)
    assert (listing.line, listing.column) == (2, 3)
    assert listing.items[0] == Scalar("b", 2, 5)
    inner = listing.items[1]
    assert isinstance(inner, Mapping)
    assert inner.entries == ((Scalar("c", 3, 6), Scalar("d", 3, 9)),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: &x b", "a.yaml:1:4: E102 anchors (&name) are not read; write the value out"),
        ("a: *x", "a.yaml:1:4: E102 aliases (*name) are not read; write the value out"),
        ("a: !!int 1", "a.yaml:1:4: E102 tags (tag:yaml.org,2002:int) are not read"),
        ("a: !python/object:os.system {}", "a.yaml:1:4: E102 tags (!python/object:os.system)"),
        ("a: 1\n---\nb: 2", "a.yaml:2:1: E102 only one document a file is read"),
        ("a: 1\nb: 2\na: 3", "a.yaml:3:1: E108 “a” stands already in line 1"),
        ("? [a, b]\n: c", "a.yaml:1:3: E103 a key must be a text"),
        ("- a\n- b", "a.yaml:1:1: E103 the file should be a mapping that begins with “format: 1”"),
        ("", "a.yaml:1:1: E103 the file should be a mapping"),
        ("just words", "a.yaml:1:1: E103 the file should be a mapping"),
        ("a: [b", "E100 this is not YAML: did not find expected"),
        ("a: b: c", "a.yaml:1:5: E100 this is not YAML: mapping values are not allowed"),
        ("a:\n\t- b", "a.yaml:2:1: E100 this is not YAML:"),
        ("a: \x00", "E100 this is not YAML:"),
    ],
)
def test_what_is_refused_is_named_with_its_place(text, told):
    assert told in faults(text)[0]


def test_all_duplicates_are_told_at_once():
    assert len(faults("a: 1\na: 2\nb: {c: 1, c: 2}\nb: 3\n")) == 3


def test_200_000_brackets_are_refused_quickly():
    begun = time.perf_counter()
    assert "nested deeper than 32 levels" in faults("a: " + "[" * 200_000)[0]
    assert "nested deeper than 32 levels" in faults("a: " + "{b: " * 200_000)[0]
    assert time.perf_counter() - begun < 2


def test_thirty_levels_are_read():
    assert read_yaml("a: " + "[" * 30 + "]" * 30, "a.yaml").get("a")


def test_a_text_over_the_limit_is_refused_before_it_is_parsed():
    assert "at most 1,048,576 are read" in faults("a: " + "é" * (MAX_BYTES // 2))[0]


def test_the_limit_is_the_callers():
    long = "a: " + "b" * MAX_BYTES
    assert read_yaml(long, "a.yaml", max_bytes=2 * MAX_BYTES).get("a")


def test_a_half_of_a_surrogate_pair_is_no_crash():
    assert "E100" in faults("a: \ud800")[0]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1)
TREES = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    min_leaves=1,
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, TREES, min_size=1, max_size=4))
def test_what_another_writer_writes_is_read_as_it_was(tree):
    written = yaml.safe_dump(tree, allow_unicode=True, default_style='"')
    assert plain(read_yaml(written, "a.yaml")) == tree


@given(st.text(st.sampled_from(string.printable + "é\u2028\ufeff"), max_size=60))
def test_whatever_is_written_is_read_or_refused(text):
    refusals = []
    try:
        read_yaml(text, "a.yaml")
    except BadInputError as refusal:
        refusals.append(refusal)
    assert all(refusal.problems for refusal in refusals)
    assert all(p.code.startswith("E1") and p.message for r in refusals for p in r.problems)
