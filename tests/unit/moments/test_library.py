"""Kinds and types are read with every fault at its place."""

import pytest

from quiz.errors import BadInputError
from quiz.moments.library import lineage, placeholders, read_library
from tests.tools.moments import library


def faults(text: str) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_library(text, "kinds.yaml")
    return [str(problem) for problem in refusal.value.problems]


GOOD = """
types:
  person: {noun: person, plural: people}
  artist: {is: person}
kinds:
  sang:
    roles: {who: {is: person}, song: {text: true}}
    say: "{who} sang {song}."
    ask: {who: {one: "who sang {song}?"}}
"""


def test_the_library_that_ships_is_without_fault():
    kinds = library().kinds
    assert {"won", "hugged", "capital", "borders", "discovered"} <= set(kinds)


def test_a_kind_has_its_first_role_as_its_head_unless_it_says_otherwise():
    kind = read_library(GOOD, "k").kinds["sang"]
    assert (kind.head, kind.family) == ("who", "sang")
    other = read_library(GOOD.replace("say:", "head: song\n    say:"), "k").kinds["sang"]
    assert other.head == "song"


def test_a_symmetric_kind_needs_no_roles():
    kind = read_library(
        "types: {person: {}, group: {}}\nkinds: {hug: {symmetric: true, say: a.}}", "k"
    )
    assert kind.kinds["hug"].symmetric == ("who", "with")
    assert {"who", "with", "what", "when", "where"} == set(kind.kinds["hug"].roles)


def test_a_type_without_a_plural_takes_an_s():
    assert read_library("types: {artist: {}}", "k").types["artist"].plural == "artists"


def test_lineage_goes_from_narrow_to_wide():
    types = read_library(GOOD, "k").types
    assert lineage(types, "artist") == ("artist", "person")
    assert read_library(GOOD, "k").widens("artist", "person")
    assert not read_library(GOOD, "k").widens("person", "artist")


def test_placeholders_are_the_names_in_braces():
    assert placeholders("{who} {who|was|were} at {place}[ in {year}]") == (
        "who",
        "who",
        "place",
        "year",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("roles:", "rolls:", "E104 a kind has no key “rolls”; did you mean “roles”?"),
        ("noun:", "nown:", "E104 a type has no key “nown”; did you mean “noun”?"),
        (
            "song: {text: true}",
            "song: {txt: true}",
            "E104 a role has no key “txt”; did you mean “text”?",
        ),
        ("one:", "ones:", "E104 stems has no key “ones”; did you mean “one”?"),
        (
            "is: person}\nkinds",
            "is: persn}\nkinds",
            "E305 there is no type “persn”; did you mean “person”?",
        ),
        ("plural: people", "is: artist", "E305 the type “person” is above itself"),
        (
            "who: {is: person}",
            "who: {is: persons}",
            "E305 there is no type “persons”; did you mean “person”?",
        ),
        (
            "who: {is: person}",
            "who: {}",
            "E306 the role “who” needs “is”: the types that may fill it",
        ),
        ("say:", "head: singer\n    say:", "E307 “singer” is no role of “sang”"),
        (
            "say:",
            "complete: [whom]\n    say:",
            "E307 “whom” is no role of “sang”; did you mean “who”?",
        ),
        (
            "say:",
            "pinned_by: [[sonk]]\n    say:",
            "E307 “sonk” is no role of “sang”; did you mean “song”?",
        ),
        ("{who} sang", "{hwo} sang", "E307 there is no role {hwo}; did you mean “who”?"),
        (
            "{who: {one",
            "{whom: {one",
            "E307 “whom” is no role that can be asked; did you mean “who”?",
        ),
        ("{who: {one", "{song: {one", "E307 “song” is no role that can be asked"),
        ("who sang {song}?", "who sang {song}", "E308 a stem ends in “?”"),
        ("who sang {song}?", "{who} sang {song}?", "E308 the stem tells what it asks: {who}"),
        ("who sang {song}?", "who sang[ {song}?", "E308 a “[” without its “]”"),
        ('    say: "{who} sang {song}."\n', "", "E306 the kind “sang” needs “say”: how it is told"),
    ],
)
def test_a_fault_is_named_with_what_may_have_been_meant(old, new, told):
    assert old in GOOD
    assert any(told in fault for fault in faults(GOOD.replace(old, new, 1)))


def test_a_kind_without_roles_is_refused():
    assert "E306 the kind “k” needs roles" in faults("kinds: {k: {say: so.}}")[0]


def test_faults_carry_line_and_column():
    told = faults(GOOD.replace("{who} sang", "{hwo} sang"))
    assert told[0].startswith("kinds.yaml:8:10: E307")


def test_all_faults_are_told_at_once():
    text = (
        GOOD.replace("noun:", "nown:").replace("one:", "ones:").replace("{who} sang", "{hwo} sang")
    )
    assert len(faults(text)) == 3
