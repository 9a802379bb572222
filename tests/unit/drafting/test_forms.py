"""A moment by form says what it says written by hand; a form that nobody touched says nothing."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.documents.yaml_text import read_yaml
from quiz.drafting import forms, patching
from quiz.drafting.typed import FormError, Names, tidy
from quiz.moments.library import read_library
from quiz.moments.model import Role
from quiz.moments.reading import read_moments
from quiz.resources import resource

LIBRARY = read_library(
    (resource("questions/moments").parent / "kinds.yaml").read_text("utf-8"), "kinds.yaml"
)
HEAD = """\
format: 1
id: x
title: X
sources: {news: {title: News}, book: {title: A book}}
things:
  ann: {name: Ann Bell, type: person, aliases: [Annie]}
  bob: {name: Bob, type: artist}
  eve: {name: "Eve, Fox: she", type: person}
  trio: {name: The Trio, type: group}
  night: {name: film night, type: event, article: the}
  blue: {name: Blue, type: song}
  blue2: {name: Blue, type: song}
moments:
"""
NAMES = {"ann": "Ann Bell", "bob": "Bob", "eve": "Eve, Fox: she", "trio": "The Trio"}
WHO = st.sampled_from(sorted(NAMES))
WORDS = st.text("ab #:'\"[]{}é–,&", min_size=1, max_size=8).map(tidy).filter(bool)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "complete": st.sampled_from([["work"], []]),
        "source": st.sampled_from(["news", "book"]),
        "place": WORDS,
        "note": WORDS,
        "near": st.lists(WHO, unique=True, max_size=2),
        "status": st.sampled_from(["stated", "inferred", "disputed", "draft"]),
        "ties": st.booleans(),
    },
)


def facts(text):
    return read_moments(text, "x.yaml", LIBRARY)


def moment_nodes(text):
    return read_yaml(text, "x").get("moments").items


def apply(text, kind, form, number=None):
    """Save a form as the services do, and return the text."""
    read = facts(text)
    names = Names(read)
    node = None if number is None else moment_nodes(text)[number]
    values = forms.values(names, read.kinds[kind], node, form)
    if number is None:
        return patching.add_moment(text, {k: v for k, v in values.items() if v is not None})
    return patching.change_moment(text, number, values) if values else text


def by_hand(kind, roles, said):
    """Write a moment as a person would, key by key."""
    lines = [f"{key}: [{', '.join(keys)}]" for key, keys in roles.items()]
    quote = lambda text: "'" + text.replace("'", "''") + "'"  # noqa: E731
    place = said.get("place")
    source = said.get("source")
    if source or place:
        source = source or "news"
        lines.append(f"source: {{{source}: {quote(place)}}}" if place else f"source: {source}")
    if said.get("complete"):
        lines.append("complete: [work]")
    if said.get("note"):
        lines.append(f"note: {quote(said['note'])}")
    if said.get("near"):
        lines.append(f"near: [{', '.join(said['near'])}]")
    if said.get("status", "stated") != "stated":
        lines.append(f"status: {said['status']}")
    if said.get("ties"):
        lines.append("jointly: no")
    return "".join(f"{'    ' if at else '  - '}{line}\n" for at, line in enumerate(lines))


def said_of(roles, said):
    filled = {role: tuple(NAMES.get(key, key) for key in keys) for role, keys in roles.items()}
    near = tuple(NAMES[key] for key in said.get("near", ()))
    rest = {k: v for k, v in said.items() if k not in {"near", "complete"}}
    if rest.get("place"):
        rest.setdefault("source", "news")
    return forms.Said(filled, frozenset(said.get("complete", ())), near, **rest)


@given(st.lists(WHO, min_size=1, max_size=3, unique=True), SAID)
@settings(max_examples=120, deadline=None)
def test_a_moment_by_form_is_the_one_written_by_hand(winners, said):
    roles = {"won": ["Best Hat"], "winner": winners, "work": ["blue2"], "at": ["night"]}
    hand = HEAD + by_hand("won", roles, said)
    form = said_of({"prize": roles["won"], **{k: v for k, v in roles.items() if k != "won"}}, said)
    by_form = apply(HEAD.replace("moments:\n", "moments: []\n"), "won", form)
    assert facts(by_form).moments == facts(hand).moments


@given(st.lists(WHO, min_size=1, max_size=2, unique=True), SAID, SAID)
@settings(max_examples=120, deadline=None)
def test_a_change_by_form_is_the_one_made_by_hand(winners, before, after):
    old = {"won": ["Best Hat"], "winner": ["ann"], "work": ["blue"]}
    new = {"won": ["Best Shoe"], "winner": winners, "work": ["blue2"], "at": ["night"]}
    other = "  - hugged: [ann, bob]   # stays\n"
    text = HEAD + other + by_hand("won", old, before)
    form = said_of({"prize": new["won"], **{k: v for k, v in new.items() if k != "won"}}, after)
    changed = apply(text, "won", form, 1)
    assert facts(changed).moments == facts(HEAD + other + by_hand("won", new, after)).moments
    assert other in changed


@given(st.lists(WHO, min_size=1, max_size=2, unique=True), SAID)
@settings(max_examples=60, deadline=None)
def test_a_form_that_nobody_touched_changes_no_letter(winners, said):
    roles = {"won": ["Best Hat"], "winner": winners, "work": ["blue2"]}
    text = HEAD + by_hand("won", roles, said)
    read = facts(text)
    form = forms.said(Names(read), read.kinds["won"], moment_nodes(text)[0])
    assert apply(text, "won", form, 0) == text


def test_pairs_become_sides_where_there_are_more_and_pairs_again():
    text = apply(HEAD.replace("moments:\n", "moments: []\n"), "hugged",
                 forms.Said({"who": ("Ann Bell",), "with": ("Bob",)}))  # fmt: skip
    assert "  - hugged: [ann, bob]\n" in text
    more = forms.Said({"who": ("Ann Bell",), "with": ("Bob", "Eve, Fox: she")})
    text = apply(text, "hugged", more, 0)
    assert "  - hugged: {who: ann, with: [bob, eve]}\n" in text
    text = apply(text, "hugged", replace(more, roles={"who": ("Bob",), "with": ("Annie",)}), 0)
    assert [m.roles for m in facts(text).moments] == [{"who": ("bob",), "with": ("ann",)}]


def test_names_are_found_doubted_or_made_new():
    names = Names(facts(HEAD + "  - hugged: [ann, bob]\n"))
    people = Role("winner", ("person", "group"))
    assert names.keys(["ANNIE", "trio", "Zoe", "zoe"], (), people) == ["ann", "trio", "zoe"]
    assert names.new == {"zoe": {"key": "zoe", "name": "Zoe", "type": "person"}}
    assert names.keys(["anything"], (), Role("prize", ("award",), open=True)) == ["anything"]
    names.keys(["Blue"], (), Role("work", ("song",)))
    names.keys(["Ann Bel"], (), people)
    names.keys(["film night"], (), people)
    assert [(f.field, f.doubt) for f in names.faults] == [
        ("work", False), ("winner", True), ("winner", True),
    ]  # fmt: skip
    assert "blue, blue2" in names.faults[0].message
    assert "did you mean “Ann Bell”" in names.faults[1].message
    sure = Names(names.facts, sure=True)
    assert sure.keys(["Ann Bel"], (), people) == ["ann-bel"]


def test_a_wrong_name_says_in_which_field():
    with pytest.raises(FormError) as told:
        apply(HEAD + "  - hugged: [ann, bob]\n", "hugged", forms.Said({"who": ("Bobb",)}), 0)
    assert [fault.field for fault in told.value.faults] == ["who"]
