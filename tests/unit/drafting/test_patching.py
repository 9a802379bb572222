"""Changes in the text of a moments file: what is meant is what is read, the rest stays as it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.documents.yaml_text import read_yaml
from quiz.drafting import patching
from quiz.drafting.lines import flow, plain
from quiz.drafting.writing import one_line
from quiz.errors import BadInputError, ConflictError

FILE = """\
# A night of ours
format: 1
id: night
title: A night
things:            # the cast
  ann:  {name: Ann Bell, type: person, aliases: [Annie]}   # she sings
  # those who came late
  carl:
    name: Carl Dorn     # with a C
    aliases:
    - Charly
    # nobody calls him so any more
    - Chas
    type: person

moments:
  # the first half
  - won: Best Duet      # the only one
    winner:
      - ann
      # and
      - carl
    jointly: true
  # a hug
  - {hugged: [ann, carl], note: "long, they say"}  # backstage
# the end
"""
TEXTS = st.text(min_size=1, max_size=12).map(one_line).filter(bool)
VALUES = st.one_of(TEXTS, st.lists(TEXTS, max_size=3))
KEYS = st.sampled_from(["won", "winner", "jointly", "note", "near", "a key: #1", "hugged"])
CHANGES = st.dictionaries(KEYS, st.one_of(st.none(), VALUES), max_size=3)


def tree(text):
    return plain(read_yaml(text, "the file"))


def differing(text):
    """Return the lines that a change took out, and those it put in."""
    old, new = FILE.split("\n"), text.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_one_key_changes_on_its_own_line_and_keeps_its_comment():
    text = patching.change_moment(FILE, 0, {"won": "Best Trio: live"})
    assert differing(text) == (
        ["  - won: Best Duet      # the only one"],
        ['  - won: "Best Trio: live"      # the only one'],
    )


def test_a_list_over_lines_becomes_one_line_and_loses_no_comment():
    text = patching.change_moment(FILE, 0, {"winner": ["ann", "eve"]})
    assert "    winner: [ann, eve]\n      # and\n    jointly: true" in text


def test_what_stands_in_braces_stays_on_its_line():
    text = patching.change_thing(FILE, "things", "ann", {"type": "artist", "aliases": None})
    assert "  ann: {name: Ann Bell, type: artist}   # she sings" in text
    text = patching.change_moment(FILE, 1, {"note": "short"})
    assert "  - {hugged: [ann, carl], note: short}  # backstage" in text


def test_new_entries_stand_behind_the_last_of_their_kind():
    text = patching.add_thing(FILE, "things", "eve", {"name": "Eve, Fox", "type": "person"})
    assert '    type: person\n  eve: {name: "Eve, Fox", type: person}\n\nmoments:' in text
    text = patching.add_moment(FILE, {"hugged": ["ann", "ann"], "note": "#"})
    assert '# backstage\n  - hugged: [ann, ann]\n    note: "#"\n# the end' in text


def test_entries_are_taken_out_and_the_comments_above_them_stay():
    text = patching.remove_moment(FILE, 0)
    assert "  # the first half\n  # a hug\n  - {hugged" in text
    assert tree(text)["moments"] == tree(FILE)["moments"][1:]
    text = patching.remove_thing(FILE, "things", "carl")
    assert "  # those who came late\n\nmoments:" in text


def test_the_last_that_goes_leaves_a_list_that_can_be_read():
    text = patching.remove_moment(patching.remove_moment(FILE, 0), 0)
    assert tree(text)["moments"] == []
    text = patching.add_moment(text, {"won": "x"})
    assert tree(text)["moments"] == [{"won": "x"}]
    bare = "format: 1\nid: x\ntitle: X\nmoments: []   # none yet\n"
    text = patching.add_thing(bare, "things", "a", {"type": "person"})
    assert text.split("\n")[3:5] == ["things:", "  a: {type: person}"]
    assert "moments:   # none yet\n  - won: x" in patching.add_moment(text, {"won": "x"})
    text = patching.remove_thing(text, "things", "a")
    assert tree(text) == tree(bare) | {"things": {}}


@pytest.mark.parametrize(
    "text",
    [
        "things: {a: {type: x}, b: {type: y}}\nmoments: []",
        'things:\n  "a": [1]\nmoments: []',
        "{things: {a: {type: x}}, moments: [{won: x}]}",
    ],
    ids=["on one line", "no mapping", "all in braces"],
)
def test_what_a_form_could_harm_is_left_to_the_hand(text):
    for change in (
        lambda: patching.change_thing(text, "things", "a", {"type": "z"}),
        lambda: patching.change_moment(text, 0, {"won": "z"}),
        lambda: patching.add_thing(text, "things", "c", {"type": "z"}),
    ):
        try:
            made = change()
        except (BadInputError, ConflictError):
            continue
        assert tree(made) != tree(text)


def test_what_is_gone_or_there_already_is_told():
    for change in (
        lambda: patching.change_moment(FILE, 2, {}),
        lambda: patching.remove_moment(FILE, -1),
        lambda: patching.change_thing(FILE, "things", "eve", {}),
        lambda: patching.remove_thing(FILE, "sources", "x"),
        lambda: patching.add_thing(FILE, "things", "ann", {}),
    ):
        with pytest.raises(ConflictError, match=r"[Tt]here"):
            change()


@given(st.recursive(TEXTS, lambda s: st.lists(s, max_size=3) | st.dictionaries(TEXTS, s)))
def test_every_value_on_one_line_is_read_as_that_value(value):
    assert tree(f"key: {flow(value)}") == {"key": value}


@given(st.integers(0, 1), CHANGES)
@settings(max_examples=150)
def test_a_change_of_keys_is_read_as_just_that_change(number, values):
    wanted = tree(FILE)
    for key, value in values.items():
        if value is None:
            wanted["moments"][number].pop(key, None)
        else:
            wanted["moments"][number][key] = value
    try:
        text = patching.change_moment(FILE, number, values)
    except BadInputError:
        assert not wanted["moments"][number] or "won" in values  # the first key went
        return
    assert tree(text) == wanted
    assert [line for line in FILE.split("\n") if line.lstrip().startswith("#")] == [
        line for line in text.split("\n") if line.lstrip().startswith("#")
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_a_change_to_what_is_there_changes_no_letter(number):
    moment = tree(FILE)["moments"][number]
    assert patching.change_moment(FILE, number, moment) == FILE
    for key, thing in tree(FILE)["things"].items():
        assert patching.change_thing(FILE, "things", key, thing) == FILE


def test_what_the_file_says_of_itself_changes_on_its_own_lines():
    text = patching.change_head(FILE, {"title": "A night: ours", "license": "CC0-1.0"})
    assert differing(text) == (
        ["title: A night"],
        ['title: "A night: ours"', "license: CC0-1.0"],
    )
    assert text.index("title:") < text.index("license:") < text.index("things:")
    again = patching.change_head(text, {"license": None, "title": "A night"})
    assert again == FILE


@given(
    st.dictionaries(
        st.sampled_from(["title", "license", "description", "as_of"]), st.none() | TEXTS, max_size=4
    )
)
@settings(max_examples=60)
def test_a_change_of_the_head_is_read_as_just_that_change(values):
    wanted = {k: v for k, v in (tree(FILE) | values).items() if v is not None}
    assert tree(patching.change_head(FILE, values)) == wanted
