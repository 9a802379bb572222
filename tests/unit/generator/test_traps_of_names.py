"""Traps of names: who is who, and what a name gives away."""

from __future__ import annotations

import pytest

from quiz.questions.model import Choice, MultiSelect, TrueFalse, Typed
from quiz.text import fold
from tests.tools.moments import CAST, questions
from tests.tools.traps import OTHER_PRIZES, SHARED, asks, reasons, wrong

# A band that is listed among the artists: by its type alone nothing tells it from its members.
AS_AN_ARTIST = CAST.replace("type: group, members", "type: artist, members")


def test_nobody_named_in_the_stem_is_among_the_options() -> None:
    for question in questions(SHARED):
        if isinstance(question.body, Choice | MultiSelect):
            for option in question.body.options:
                assert fold(option) not in f" {fold(question.ask)} ".split("  ")
                assert f" {fold(option)} " not in f" {fold(question.ask)} "


def test_a_member_is_never_a_wrong_answer_where_the_group_is_right() -> None:
    won = "- {won: Best Group, winner: band, at: vmas}" + OTHER_PRIZES
    for cast in (CAST, AS_AN_ARTIST):
        for question in asks(questions(won, cast), "Best Group"):
            assert not {"Rema", "Dove Cameron"} & set(wrong(question))


def test_a_group_is_never_a_wrong_answer_where_its_member_is_right() -> None:
    won = """
    - {won: Best Song, winner: rema, at: vmas}
    - {won: Best Group, winner: band, at: vmas}
    - {won: Best Show, winner: trio, at: vmas}
    """
    for cast in (CAST, AS_AN_ARTIST):
        for question in asks(questions(won, cast), "won Best Song"):
            assert "The Band" not in wrong(question)


@pytest.mark.parametrize("other_name", ["RÉMA", "rema", "Réma!"])
def test_one_name_in_two_spellings_is_one_name(other_name: str) -> None:
    cast = CAST + f'  twin: {{name: "{other_name}", type: artist}}\n'
    won = SHARED + "- {won: Best Dance, winner: twin, at: vmas}\n"
    for question in asks(questions(won, cast), "Best Afrobeats"):
        assert other_name not in wrong(question)


def test_an_alias_of_the_answer_is_no_wrong_option() -> None:
    cast = CAST + "  isis: {name: Isis Gaston, type: artist, aliases: [Ice Spice]}\n"
    won = SHARED + "- {won: Best Dance, winner: isis, at: vmas}\n"
    for question in asks(questions(won, cast), "won Best New Artist"):
        assert "Isis Gaston" not in wrong(question)


def test_every_alias_of_a_typed_answer_is_accepted() -> None:
    cast = CAST.replace(
        "{name: Ice Spice, type: artist}", "{name: Ice Spice, type: artist, aliases: [Isis]}"
    )
    typed = [
        q for q in questions(SHARED, cast) if isinstance(q.body, Typed) and "New Artist" in q.ask
    ]
    assert any(q.body.accepted == ("Ice Spice", "Isis") for q in typed if isinstance(q.body, Typed))


def test_a_name_that_two_things_share_is_not_asked_about() -> None:
    cast = """
things:
  georgia: {name: Georgia, type: country}
  georgia_us: {name: Georgia, type: state}
  france: {name: France, type: country}
  spain: {name: Spain, type: country}
  italy: {name: Italy, type: country}
"""
    capitals = """
    - {capital: georgia, city: Tbilisi}
    - {capital: georgia_us, city: Atlanta}
    - {capital: france, city: Paris}
    - {capital: spain, city: Madrid}
    - {capital: italy, city: Rome}
    """
    assert not asks(questions(capitals, cast), "What is the capital of Georgia?")
    assert "names more than one thing" in reasons(capitals, cast)


def test_a_capital_name_of_two_countries_has_no_single_answer() -> None:
    cast = """
things:
  a: {name: Alphaland, type: country}
  b: {name: Betaland, type: country}
  c: {name: Gammaland, type: country}
  d: {name: Deltaland, type: country}
"""
    capitals = """
    - {capital: a, city: Kingsport}
    - {capital: b, city: Kingsport}
    - {capital: c, city: Queensport}
    - {capital: d, city: Dukesport}
    """
    for question in questions(capitals, cast):
        if "Kingsport is the capital" in question.ask and isinstance(question.body, Choice | Typed):
            pytest.fail(question.ask)


def test_children_are_told_about_and_never_asked_about() -> None:
    brought = """
    - {brought: {who: shakira, guests: [milan], as: her son}, to: vmas, source: {round_up: 1}}
    - {brought: {who: taylor, guests: [dove], as: a friend}, to: vmas, source: {round_up: 2}}
    - {won: Best Pop, winner: taylor, at: vmas}
    - {won: Best New Artist, winner: icespice, at: vmas}
    - {won: Best Latin, winner: karolg, at: vmas}
    """
    found = questions(brought)
    for question in found:
        assert "Milan" not in question.ask
        assert "Milan" not in str(question.body)
    assert any("Milan" in q.explain for q in found)


def test_a_child_is_named_in_no_claim() -> None:
    """What else a sentence tells is told in answers, not put to players as a question."""
    kinds = """
kinds:
  baked:
    roles: {cake: {is: award, open: true}, baker: {is: person}, eggs: {is: number, open: true}}
    pinned_by: [[cake]]
    complete: [baker, eggs]
    say: "{baker} baked {cake} with {eggs} {eggs|egg|eggs}."
    ask: {eggs: {one: "how many eggs went into {cake}?"}}
"""
    bakers = ("milan", "taylor", "rema", "dove")
    cakes = "".join(
        f"- {{baked: Cake {letter}, baker: {baker}, eggs: {eggs}}}\n"
        for letter, baker, eggs in zip("BCDF", bakers, (1, 4, 9, 7), strict=True)
    )
    found = questions(cakes, extra=kinds)
    assert asks(found, "True or false")
    assert asks(found, "How many eggs went into Cake B")
    assert not asks(found, "Milan")
    assert asks(found, "with 4 eggs?")
    assert not asks(found, "with 1 eggs") + asks(found, "4 egg?")


def test_a_renamed_thing_is_no_option() -> None:
    cast = CAST + "  old: {name: Prince, type: artist, until: 1993}\n"
    won = SHARED + "- {won: Best Dance, winner: old, at: vmas}\n"
    assert all("Prince" not in wrong(q) for q in asks(questions(won, cast), "won"))


def test_a_gendered_stem_has_options_of_one_gender() -> None:
    cast = """
things:
  king: {name: King Combs, type: artist, pronouns: he}
  diddy: {name: Diddy, type: artist, pronouns: he}
  rema: {name: Rema, type: artist, pronouns: he}
  lil: {name: Lil Nas X, type: artist, pronouns: he}
  anitta: {name: Anitta, type: artist, pronouns: she}
  halle: {name: Halle, type: artist, pronouns: she}
"""
    son = """
    - {relative: {who: king, with: diddy, what: son}, source: {round_up: 18}}
    - {hugged: [rema, anitta], source: {round_up: 1}}
    - {hugged: [lil, halle], source: {round_up: 2}}
    """
    for question in asks(questions(son, cast), "son"):
        assert not {"Anitta", "Halle"} & set(wrong(question))


def test_the_answer_is_not_readable_in_the_question() -> None:
    cast = """
things:
  mx: {name: Mexico, type: country}
  gt: {name: Guatemala, type: country}
  es: {name: Spain, type: country}
  pe: {name: Peru, type: country}
"""
    capitals = """
    - {capital: mx, city: Mexico City}
    - {capital: gt, city: Guatemala City}
    - {capital: es, city: Madrid}
    - {capital: pe, city: Lima}
    """
    found = questions(capitals, cast)
    assert found
    for question in found:
        if not isinstance(question.body, TrueFalse):
            assert "capital of Mexico" not in question.ask
            assert "Mexico City is" not in question.ask


def test_a_namesake_of_someone_barred_is_barred() -> None:
    cast = CAST + "  rema2: {name: Réma, type: artist}\n"
    chats = """
    - {chatted: [rema2, quartet], source: paper}
    - {chatted: [taylor, quartet], source: {round_up: 1}}
    - {chatted: [rema, trio], source: {round_up: 2}}
    - {chatted: [shakira, band], source: {round_up: 3}}
    - {chatted: [karolg, icespice], source: {round_up: 4}}
    """
    for question in asks(questions(chats, cast), "with Quartet"):
        assert not {"Rema", "Réma"} & set(wrong(question))


def test_a_namesake_of_a_child_is_no_option() -> None:
    cast = CAST + "  milan2: {name: Milan, type: artist}\n"
    won = SHARED + "- {won: Best Dance, winner: milan2, at: vmas}\n"
    for question in asks(questions(won, cast), "won"):
        assert "Milan" not in wrong(question)
