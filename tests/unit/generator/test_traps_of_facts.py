"""Traps of facts: which of them a question is about, who tells them, and what they leave open."""

from __future__ import annotations

import pytest

from quiz.questions.model import Choice, MultiSelect, Typed
from tests.tools.moments import CAST, questions
from tests.tools.traps import OTHER_PRIZES, SHARED, asks, reasons, right, wrong

HUGS = """
- {hugged: [rema, karolg], source: round_up}
- {hugged: [icespice, selena], source: round_up}
- {hugged: [quartet, trio], source: round_up}
"""
MEDLEYS = """
- {performed: {who: taylor, what: a ballad}, source: round_up}
- {performed: {who: selena, what: a duet}, source: round_up}
- {performed: {who: karolg, what: a waltz}, source: round_up}
"""


def test_a_hug_counts_for_both_whoever_is_named_first() -> None:
    twice = (
        HUGS
        + "- {hugged: [taylor, dove], source: round_up}\n"
        + ("- {hugged: [shakira, taylor], source: round_up}\n")
    )
    for question in asks(questions(twice), "a hug with Taylor Swift"):
        if isinstance(question.body, Choice | Typed):
            pytest.fail(question.ask)
        if isinstance(question.body, MultiSelect):
            assert set(question.body.answers) == {"Dove Cameron", "Shakira"}


def test_a_hug_backstage_is_not_one_in_the_hall() -> None:
    places = HUGS + (
        "- {hugged: {who: taylor, with: dove}, where: backstage, source: round_up}\n"
        "- {hugged: {who: taylor, with: shakira}, where: in the hall, source: round_up}\n"
    )
    found = [q for q in asks(questions(places), "hug with Taylor Swift backstage?") if right(q)]
    assert {right(q) for q in found} == {("Dove Cameron",)}
    assert all("Shakira" not in wrong(q) for q in found)


def test_a_prize_told_without_its_night_might_be_of_any() -> None:
    """Whom a closed record names without saying when may be right, and is no wrong option."""
    loose = SHARED + "- {won: Best Song, winner: taylor}\n"
    found = asks(questions(loose, extra="closed: [won]\n"), "award did Taylor Swift win at")
    assert all("Best Song" not in (*right(q), *wrong(q)) for q in found)


def test_a_winner_told_without_the_night_might_have_won_on_any() -> None:
    loose = SHARED + "- {won: Best New Artist, winner: dove}\n"
    found = asks(questions(loose), "won Best New Artist")
    assert found
    assert all("Dove Cameron" not in wrong(q) for q in found)


def test_what_one_of_two_won_alone_is_no_prize_of_both() -> None:
    alone = SHARED + "- {won: Best Rap, winner: rema, at: vmas, complete: [winner, prize]}\n"
    alone = alone.replace("[selena, rema], at: vmas", "[selena, rema], at: vmas, complete: [prize]")
    found = asks(questions(alone, extra="closed: [won]\n"), "did Selena Gomez and Rema win")
    for question in found:
        assert "Best Rap" not in (*right(question), *wrong(question))
    assert any(right(q) == ("Best Afrobeats",) for q in found)


def test_another_source_adds_no_answer_within_the_scope_of_one() -> None:
    told = HUGS + (
        "- {hugged: [taylor, dove], source: round_up}\n"
        "- {hugged: [taylor, shakira], source: paper}\n"
    )
    found = [q for q in asks(questions(told), "hug with Taylor Swift") if right(q)]
    assert {right(q) for q in found} == {("Dove Cameron",)}


def test_what_another_source_says_is_not_wrong_within_the_scope_of_one() -> None:
    told = MEDLEYS + (
        "- {performed: {who: rema, what: a medley}, source: round_up}\n"
        "- {performed: {who: dove, what: a medley}, source: paper}\n"
    )
    found = asks(questions(told), "who performed a medley")
    assert found
    assert all("Dove Cameron" not in wrong(q) for q in found)


def test_what_one_source_names_is_not_to_be_typed_from_memory() -> None:
    found = questions(HUGS + MEDLEYS)
    assert found
    assert not [q for q in found if isinstance(q.body, Typed)]


def test_two_in_a_tie_did_not_share_their_prize() -> None:
    tie = SHARED.replace("[selena, rema], at", "[selena, rema], jointly: false, at")
    found = asks(questions(tie), "Best Afrobeats")
    assert found
    assert not [q for q in found if q.form == "pair"]
    assert [q for q in asks(questions(SHARED), "Best Afrobeats") if q.form == "pair"]


def test_two_rows_of_one_prize_are_no_proof_that_it_was_shared() -> None:
    rows = OTHER_PRIZES + (
        "- {won: Best Afrobeats, winner: selena, at: vmas}\n"
        "- {won: Best Afrobeats, winner: rema, at: vmas}\n"
    )
    found = asks(questions(rows), "Best Afrobeats")
    assert not [q for q in found if q.form == "pair" or "who won" in q.ask.lower()]
    assert {frozenset(right(q)) for q in found if q.form == "multi"} == {
        frozenset({"Selena Gomez", "Rema"})
    }


def test_who_is_vouched_for_and_might_be_right_is_no_wrong_option() -> None:
    vouched = SHARED.replace("winner: icespice", "winner: icespice, near: [dove, rema]") + (
        "- {won: Best New Artist, winner: dove, at: vmas, disputed: true}\n"
    )
    found = asks(questions(vouched), "won Best New Artist")
    assert any("Rema" in wrong(q) for q in found)
    assert all("Dove Cameron" not in wrong(q) for q in found)


def test_a_wording_that_leaves_out_what_tells_the_moment_apart_is_not_asked() -> None:
    kinds = """
kinds:
  hosted:
    roles: {place: {is: event}, who: {is: person, many: true}, year: {is: year, open: true}}
    pinned_by: [[place, year]]
    complete: [who]
    say: "{who} hosted {place} in {year}."
    ask: {who: {one: "who hosted {place} in {year}?", many: "which {n} {nouns} hosted {place}?"}}
"""
    told = (
        "- {hosted: vmas, who: [rema, dove], year: 2001}\n- {hosted: vmas, who: taylor, year: 2002}"
    )
    assert not asks(questions(told, extra=kinds), "two artists hosted")
    assert "the wording leaves out “year”" in reasons(told, extra=kinds)


def test_two_events_of_one_name_are_not_told_apart_by_what_happened_there() -> None:
    cast = CAST + "  gala: {name: The Gala, type: event}\n  gala2: {name: The Gala, type: event}\n"
    told = PRIZES_AT_GALA + "- {presented: Icon, presenter: trio, recipient: dove, at: gala2}\n"
    assert questions(told, cast) == []
    assert "“The Gala” names more than one thing" in reasons(told, cast)
    assert questions(told.replace("gala2", "gala"), cast)


PRIZES_AT_GALA = OTHER_PRIZES.replace("vmas", "gala")


def test_a_former_name_is_never_described() -> None:
    """Of whom would be told what is true of them under another name?"""
    cast = CAST.replace(
        "{name: Taylor Swift, type: artist}", "{name: Taylor Swift, type: artist, until: 2030}"
    )
    told = HUGS + (
        "- {won: Best Pop, winner: taylor, at: vmas, source: round_up}\n"
        "- {hugged: [taylor, dove], source: round_up}\n"
    )
    assert [q for q in questions(told) if q.form == "clue"]
    assert [q for q in questions(told, cast) if q.form == "clue"] == []


def test_what_might_have_another_answer_is_not_asked_by_a_clue() -> None:
    told = HUGS + (
        "- {won: Best Pop, winner: taylor, at: vmas, source: round_up}\n"
        "- {hugged: [taylor, dove], source: round_up}\n"
        "- {hugged: [taylor, shakira], source: round_up, disputed: true}\n"
    )
    assert [q for q in questions(told) if q.form == "clue"] == []


def test_right_sides_of_a_match_are_of_one_sort() -> None:
    told = OTHER_PRIZES + (
        "- {won: Best Rock, winner: dove, at: vmas}\n- {won: Best Rap, winner: rema, at: vmas}\n"
        "- {won: Best Show, winner: trio, at: vmas}\n"
        "- {won: Best Choir, winner: quartet, at: vmas}\n"
    )
    found = [q for q in questions(told) if q.form == "match"]
    assert found
    for question in found:
        groups = {"Trio", "Quartet"} & {right for _, right in question.body.pairs}  # type: ignore[union-attr]
        assert not groups
