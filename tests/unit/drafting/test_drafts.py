import re
from functools import cache
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.drafting.drafter import draft
from quiz.drafting.gazetteer import gather
from quiz.drafting.model import MAX_BYTES
from quiz.drafting.rules import read_rules
from quiz.drafting.sentences import split
from quiz.drafting.writing import Head, write_drafts
from quiz.errors import BadInputError
from quiz.moments.library import read_library
from quiz.moments.reading import read_moments
from quiz.resources import resource

KNOWN = """\
format: 1
id: known
title: Known
things:
  nsync: {name: "*NSYNC", type: group, aliases: [NSYNC, "'N Sync"]}
  beyonce: {name: Beyoncé, type: artist, pronouns: she, aliases: [Queen Bey]}
  milan: {name: Milan, type: person, ask: false}
moments: []
"""
SCRAPS = [
    *"abzÅé*&’'\"“”.,:;#{}[]|>-–—\n\t\x07\u2028\\", " won ", " Best Pop ", " hugged ", "Ann Bell ",
    " and ", " the ", "1.\n", " She ", "’s ", " 2031 ", "Carl Dorn", " at the Grammys ",
]  # fmt: skip
HEAD = Head("drafts", "Drafts", "2024-05-04")


def text_of(name):
    return (resource("questions/moments").parent / name).read_text("utf-8")


@cache
def library():
    return read_library(text_of("kinds.yaml"), "kinds.yaml")


@cache
def rules():
    return read_rules(text_of("drafting.yaml"), "drafting.yaml", library())


@cache
def known():
    return gather([read_moments(KNOWN, "known.yaml", library())], library())


def drafted(text):
    return draft(text, library(), rules(), known())


def moments(text):
    made = drafted(text)
    return [
        (one.kind, {r: [made.things[k].name if k in made.things else k for k in keys]
                    for r, keys in one.roles.items()})
        for one in made.drafts
    ]  # fmt: skip


def names(text):
    return dict(entry for found in drafted(text).names.values() for entry in found)


def test_it_reads_who_won_what_for_what_and_where():
    told = "At the 2031 Grammys, Ann Bell and Carl Dorn won Best Duet for “Blue”."
    assert moments(told) == [
        ("won", {"prize": ["Best Duet"], "winner": ["Ann Bell", "Carl Dorn"], "work": ["Blue"],
                 "at": ["2031 Grammys"]})
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "name", "kind"),
    [
        ("Then Lil Wayne hugged Megan Thee Stallion.", "Megan Thee Stallion", "person"),
        ("Then J. Cole hugged Dr. Dre.", "Dr. Dre", "person"),
        ("We saw 21 Savage hug Anna.", "21 Savage", "person"),
        ("It was 'N Sync who sang.", "'N Sync", "group"),
        ("It was BEYONCE who sang.", "BEYONCE", "artist"),
        ("They love Destiny's Child there.", "Destiny's Child", "person"),
        ("She won Actor of the Year there.", "Actor of the Year", "award"),
        ("She played “Blue Moon” there.", "Blue Moon", "song"),
        ("So she won best new artist there.", "best new artist", "award"),
        ("He won best actor in a leading role.", "best actor in a leading role", "award"),
        ("The band Paramour hugged Anna.", "Paramour", "group"),
    ],
)
def test_it_finds_stage_names_and_their_types(told, name, kind):
    assert names(told)[name] == kind


@pytest.mark.parametrize(
    "told",
    [
        "Ann Bell did not win Best Duet.",
        "Ann Bell could become the first to win Best Duet.",
        "Ann Bell was nominated, and Carl Dorn never hugged Ann Bell.",
        "Nobody hugged anybody.",
    ],
)
def test_what_may_not_have_happened_is_not_drafted(told):
    assert moments(told) == []


def test_a_prize_that_is_written_small_is_named_as_prizes_are():
    made = drafted("Accepting the trophy for best new artist, Ann Bell hugged Carl Dorn.")
    assert {thing.name for thing in made.things.values()} >= {"Best New Artist", "Ann Bell"}
    assert [one.kind for one in made.drafts] == ["won", "hugged"]


def test_when_and_where_it_was_is_told_close_by():
    far = "Ann Bell won Best Duet, as nobody who ever heard her sing with Carl would doubt in 2031."
    assert "year" not in moments(far)[0][1]


def test_a_pronoun_is_somebody_named_before_and_makes_it_less_sure():
    made = drafted("Ann Bell won Best Duet. She hugged Carl Dorn.")
    won, hugged = made.drafts
    assert hugged.roles == {"who": ("ann-bell",), "with": ("carl-dorn",)}
    assert hugged.sure < won.sure


def test_a_child_that_a_file_knows_stays_one_who_is_never_asked_about():
    made = drafted("Ann Bell hugged Milan.")
    assert made.things["milan"].ask is False
    assert "ask: false" in write_drafts(made, HEAD, library())


def test_captions_keep_their_own_numbers():
    text = "Before.\n1.\nAnn Bell hugged\nCarl Dorn:\n3.\nAnn Bell hugged Eve Fox.\n7. Nothing.\n"
    assert [s.place for s in split(text)] == ["", "1", "3", "7"]
    written = write_drafts(drafted(text), HEAD, library())
    assert "source: {article: 3}" in written


def test_every_sentence_is_drafted_or_listed_and_nothing_is_declared_whole():
    text = "Ann Bell hugged Carl Dorn. It rained. Eve Fox waited."
    made = drafted(text)
    assert len(made.sentences) == made.told + len(made.left) == 3
    written = write_drafts(made, HEAD, library())
    assert "# 3 sentences: 1 gave 1 draft, 2 were not understood" in written
    assert "complete" not in written
    facts = read_moments(written, "drafts.yaml", library())
    assert {moment.status for moment in facts.moments} == {"draft"}


def test_the_same_text_gives_the_same_file():
    text = "Ann Bell hugged Carl Dorn. She won Best Duet."
    assert write_drafts(drafted(text), HEAD, library()) == write_drafts(
        drafted(text), HEAD, library()
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
def test_whatever_the_text_the_file_can_be_read(text):
    written = write_drafts(drafted(text), HEAD, library())
    facts = read_moments(written, "drafts.yaml", library())
    assert all(moment.status == "draft" for moment in facts.moments)


@pytest.mark.parametrize(
    "scrap",
    ["A", "Ann Bell and ", "“", '"', "Ann Bell hugged ", "(", "won ", "1.\n", "Best of the ", ".",
     "best a ", "a of the year ", "He won. ", "x\n", "Mr. ", "AB CD ", "a-", "’s", "She, ", " "],
)  # fmt: skip
def test_a_hostile_text_takes_no_longer_than_its_length(scrap):
    drafted("Ann Bell hugged Carl Dorn.")  # the rules are read once

    def costs(size):
        start = process_time()
        drafted(scrap * (size // len(scrap.encode())))
        return process_time() - start

    whole = costs(MAX_BYTES // 2)
    assert whole < 1 or whole < 12 * costs(MAX_BYTES // 8)  # four times as much; squared: sixteen


def test_a_new_pattern_needs_no_python():
    own = text_of("drafting.yaml").replace(
        "  hugged:\n", '  hugged:\n    - "{who} squeezed {with} tightly"\n'
    )
    found = draft(
        "Ann Bell squeezed Carl Dorn tightly.",
        library(),
        read_rules(own, "own.yaml", library()),
        known(),
    )
    assert [one.kind for one in found.drafts] == ["hugged"]


def test_rules_with_faults_name_them():
    own = text_of("drafting.yaml") + '  huged:\n    - "{who} x {with}"\n'
    with pytest.raises(BadInputError, match="there is no kind “huged”; did you mean “hugged”"):
        read_rules(own, "own.yaml", library())
    own = re.sub(r"  hugged:\n", '  hugged:\n    - "{whom} squeezed {with}"\n', own, count=1)
    with pytest.raises(BadInputError, match=r"has no role \{whom\}"):
        read_rules(own, "own.yaml", library())
