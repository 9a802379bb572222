"""Moments written by hand: read whole, or refused with every fault at its place."""

import pytest

from quiz.errors import BadInputError
from quiz.moments.reading import read_moments
from tests.tools.moments import QUESTIONS, library

GOOD = """format: 1
id: test
title: Test
as_of: 2023-09-14
license: CC0-1.0
tags: [music]
sources:
  paper: {title: The paper, date: 2023-09-14}
defaults: {source: paper, at: vmas}
things:
  vmas:   {name: 2023 VMAs, type: event, article: the}
  rema:   {name: Rema, type: artist, pronouns: he}
  selena: {name: Selena Gomez, type: artist}
  nsync:  {name: "*NSYNC", type: group, aliases: [NSYNC], members: [rema]}
decoys:
  song: [Flowers]
moments:
  - won: Best Afrobeats
    winner: [selena, rema]
    source: {paper: 3}
  - hugged: [rema, Selena Gomez]
    where: backstage
"""


LIBRARY = library()


def read(text: str):
    return read_moments(text, "test.yaml", LIBRARY)


def faults(text: str) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read(text)
    return [str(problem) for problem in refusal.value.problems]


def test_a_moment_has_its_kind_its_roles_and_its_source():
    won, hugged = read(GOOD).moments
    assert (won.id, won.kind, won.source, won.place) == ("won-best-afrobeats", "won", "paper", "3")
    assert won.roles["winner"] == ("selena", "rema")
    assert won.roles["at"] == ("vmas",)
    assert won.complete == {"winner"}
    assert hugged.roles == {"who": ("rema",), "with": ("selena",), "where": ("backstage",)}
    assert hugged.line == 21


def test_an_open_role_makes_a_thing_of_a_new_name_once():
    twice = GOOD + "  - first_given: best AFROBEATS\n"
    things = read(twice).things
    assert [t.name for t in things.values() if t.type == "award"] == ["Best Afrobeats"]


def test_a_name_finds_its_thing_whatever_the_case_and_accents():
    text = GOOD.replace("[rema, Selena Gomez]", "[réma, selena GOMEZ]")
    assert read(text).moments[1].roles["with"] == ("selena",)


def test_decoys_are_things_that_are_only_ever_wrong():
    decoy = read(GOOD).things["song:flowers"]
    assert (decoy.name, decoy.decoy) == ("Flowers", True)


def test_the_defaults_give_way_to_what_a_moment_says():
    other = GOOD.replace("  vmas: ", "  ema: {name: EMAs, type: event}\n  vmas: ")
    text = other.replace("    source: {paper: 3}\n", "    at: ema\n")
    won = read(text).moments[0]
    assert (won.roles["at"], won.source, won.place) == (("ema",), "paper", "")


def test_moments_alike_get_ids_of_their_own():
    text = GOOD + "  - hugged: [rema, selena]\n  - hugged: [rema, nsync]\n    id: hugged-rema-2\n"
    ids = [moment.id for moment in read(text).moments]
    assert len(set(ids)) == 4
    assert ids[1] == "hugged-rema"


def test_a_status_is_kept():
    for word in ("inferred", "disputed"):
        assert read(GOOD + f"    {word}: true\n").moments[1].status == word
    assert read(GOOD + "    status: draft\n").moments[1].status == "draft"


def test_a_file_may_bring_kinds_of_its_own():
    kinds = 'kinds:\n  sang:\n    roles: {who: {is: artist}}\n    say: "{who} sang."\n'
    assert read(GOOD + "  - sang: rema\n" + kinds).moments[2].kind == "sang"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("format: 1", "format: 2", "1:9: E301 write “format: 1”, the one there is"),
        ("id: test", "id: 日本", "2:5: E303 an id has letters a–z or digits"),
        ("title: Test\n", "", "1:1: E302 “title” is missing"),
        (
            "license:",
            "licence:",
            "5:1: E104 a moments file has no key “licence”; did you mean “license”?",
        ),
        ("date: 2023-09-14}", "day: x}", "E104 a source has no key “day”"),
        ("date: 2023-09-14}", "complete: true}", "E311 a complete source needs “scope”"),
        (
            "source: paper, at",
            "source: papre, at",
            "E312 there is no source “papre”; did you mean “paper”?",
        ),
        (
            "source: {paper: 3}",
            "source: [paper]",
            "20:13: E312 a source is its key, or “{key: number}”",
        ),
        ("at: vmas}", "att: vmas}", "9:27: E104 defaults has no key “att”; did you mean “at”?"),
        ("type: artist, pronouns: he", "pronouns: he", "12:3: E320 the thing “rema” needs a type"),
        ("type: event", "type: evnt", "11:35: E305 there is no type “evnt”; did you mean “event”?"),
        ("pronouns: he", "pronouns: him", "E107 pronouns should be one of he, it, she, they"),
        ("pronouns: he", "ask: perhaps", "E107 ask should be true or false, not “perhaps”"),
        ("pronouns: he", "since: long ago", "E107 since should be a whole number, not “long ago”"),
        ("pronouns: he", "popularity: much", "E107 popularity should be a number, not “much”"),
        (
            "members: [rema]",
            "members: [rena]",
            "14:11: E321 there is no thing “rena”; did you mean “rema”?",
        ),
        (
            "song: [Flowers]",
            "son: [Flowers]",
            "16:3: E305 there is no type “son”; did you mean “song”?",
        ),
        (
            "song: [Flowers]",
            "song: [Rema]",
            "16:9: E324 “Rema” is a thing already; no need for a decoy",
        ),
        (
            "won: Best",
            "wom: Best",
            "18:5: E310 a moment begins with its kind; there is no kind “wom”",
        ),
        ("winner: [", "winers: [", "19:5: E104 “won” has no key “winers”; did you mean “winner”?"),
        (
            "[selena, rema]",
            "[selena, rena]",
            "19:22: E321 there is no thing “rena”; did you mean “rema”?",
        ),
        (
            "[selena, rema]",
            "[selena, vmas]",
            "19:22: E322 “vmas” is a event, and “winner” takes a person or group",
        ),
        ("[selena, rema]", "[rema, rema]", "19:13: E325 “winner” names the same twice"),
        ("[selena, rema]", "[selena, {a: b}]", "19:22: E105 a name should be a text"),
        ("[selena, rema]", '[selena, " "]', "19:22: E106 a name is empty"),
        ("winner: [selena, rema]", "at: [vmas, vmas2]", "E321 there is no thing “vmas2”"),
        (
            "[rema, Selena Gomez]",
            "[rema]",
            "21:13: E325 “hugged” takes two, or “who:” and “with:” for more",
        ),
        ("where: backstage", "complete: [winner]", "22:15: E307 “winner” is no role of “hugged”"),
        (
            "source: {paper: 3}",
            "complete: [work]",
            "20:15: E327 “work” is said to be complete, and is not told",
        ),
        (
            "where: backstage",
            "status: sure",
            "22:13: E107 status should be one of stated, inferred",
        ),
        ("where: backstage", "inferred: maybe", "22:15: E107 inferred should be true or false"),
        (
            "where: backstage",
            "near: [rena]",
            "22:12: E321 there is no thing “rena”; did you mean “rema”?",
        ),
        (
            "tags: [music]",
            "closed: [huged]",
            "6:9: E310 there is no kind “huged”; did you mean “hugged”?",
        ),
        (
            "tags: [music]",
            "tags: {music: 1}",
            "6:7: E105 tags should be a list, not a mapping of keys",
        ),
        ("aliases: [NSYNC]", "aliases: [Rema]", ""),
    ],
)
def test_a_fault_is_named_at_its_place_with_what_may_have_been_meant(old, new, told):
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    if told:
        assert any(told in fault for fault in faults(text)), faults(text)
    else:
        assert read(text)


def test_a_moment_without_its_head_is_refused():
    told = faults(GOOD + "  - relative: {with: rema, what: son}\n")
    assert told == ["test.yaml:23:5: E326 “relative” needs “who”"]


def test_a_moment_that_lacks_what_its_sentence_says_is_refused():
    told = faults(GOOD + "  - passed_baton: Best Pop\n    giver: rema\n")
    assert told == ["test.yaml:23:5: E326 “passed_baton” needs “taker”"]


def test_a_kind_of_the_file_with_a_wrong_head_is_one_fault_and_no_crash():
    kinds = "kinds: {sat: {roles: {who: {is: person}}, head: hwo, say: '{who} sat.'}}\n"
    told = faults(kinds + GOOD + "  - sat: rema\n")
    assert told == ["test.yaml:1:9: E307 “hwo” is no role of “sat”; did you mean “who”?"]


def test_a_name_of_two_things_asks_for_a_key():
    text = GOOD.replace("aliases: [NSYNC]", "aliases: [Réma]") + "  - hugged: [REMA, selena]\n"
    assert "E323 “REMA” names 2 things; write one of the keys: nsync, rema" in faults(text)[0]


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    text = (
        GOOD.replace("format: 1", "format: 9")
        .replace("type: group", "type: grup")
        .replace("[selena, rema]", "[selena, rena]")
        .replace("where: backstage", "were: backstage")
    )
    told = faults(text)
    assert [fault.split(" ")[1] for fault in told] == ["E301", "E305", "E321", "E104"]
    lines = [int(fault.split(":")[1]) for fault in told]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    "key", ["sources", "defaults", "things", "decoys", "types", "kinds", "closed", "tables"]
)
def test_every_part_may_be_of_the_wrong_shape(key):
    refusals = []
    for shape in ("word", "[a, [b]]", "{a: b}", "{a: {b: c}}", "7"):
        try:
            read(f"format: 1\nid: t\ntitle: T\n{key}: {shape}\nmoments: []\n")
        except BadInputError as refusal:
            refusals.append(refusal)
    assert refusals
    assert all(refusal.problems for refusal in refusals)


def test_a_table_is_wanted_where_there_is_no_folder():
    text = GOOD + "tables:\n  - file: a.csv\n    things: {a: {type: city}}\n"
    assert "24:11: E331 the table a.csv cannot be read: there is no folder" in faults(text)[0]


def test_the_seed_is_read_whole():
    path = QUESTIONS / "moments" / "vma-2023.yaml"
    facts = read_moments(path.read_text(encoding="utf-8"), path.name, library())
    assert len(facts.moments) > 30
    assert facts.problems == ()
