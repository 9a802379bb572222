"""Traps of lists, grounds and forms: questions that a fair-minded person would dispute."""

from __future__ import annotations

import pytest

from quiz.questions.model import Choice, MultiSelect, TrueFalse, Typed
from tests.tools.moments import CAST, questions
from tests.tools.traps import OTHER_PRIZES, SHARED, asks, reasons, right, wrong


def test_a_shared_prize_is_never_asked_as_if_one_had_won_it() -> None:
    for question in asks(questions(SHARED), "Best Afrobeats"):
        if "who won" in question.ask.lower():
            pytest.fail(question.ask)


def test_a_winner_of_a_shared_prize_is_never_a_wrong_option_for_it() -> None:
    found = [q for q in asks(questions(SHARED), "Best Afrobeats") if "which award" not in q.ask]
    assert found
    for question in found:
        assert not {"Selena Gomez", "Rema"} & set(wrong(question)), question


def test_both_winners_are_wanted_and_the_stem_says_how_many() -> None:
    multi = [q for q in asks(questions(SHARED), "Best Afrobeats") if q.form == "multi"]
    assert multi
    for question in multi:
        assert isinstance(question.body, MultiSelect)
        assert set(question.body.answers) == {"Selena Gomez", "Rema"}
        assert question.ask == "Which two artists won Best Afrobeats at the 2023 VMAs?"


def test_an_open_relation_is_not_asked_of_the_whole_world() -> None:
    hugs = "- {hugged: [shakira, karolg]}\n- {hugged: [taylor, dove]}"
    assert questions(hugs) == []
    assert "is open: there may be others" in reasons(hugs)


def test_a_whole_source_makes_an_open_relation_askable_and_the_stem_names_it() -> None:
    hugs = """
    - {hugged: [shakira, karolg], source: {round_up: 9}}
    - {hugged: [taylor, dove], source: {round_up: 4}}
    """
    found = questions(hugs)
    assert found
    assert all("in the round-up" in q.ask.lower() for q in found)


def test_two_hugs_of_one_person_are_not_asked_as_one() -> None:
    hugs = """
    - {hugged: [shakira, karolg], source: {round_up: 9}}
    - {hugged: [shakira, dove], source: {round_up: 4}}
    - {hugged: [taylor, rema], source: {round_up: 5}}
    """
    for question in questions(hugs):
        if "with Shakira" in question.ask and isinstance(question.body, Choice | Typed):
            pytest.fail(question.ask)


def test_a_prize_without_its_year_or_night_is_not_asked() -> None:
    loose = "- {won: Best New Artist, winner: icespice}\n- {won: Best Pop, winner: taylor}"
    assert questions(loose) == []


def test_a_prize_is_asked_of_one_night_when_it_was_given_on_two() -> None:
    cast = CAST + "  vmas22: {name: 2022 VMAs, type: event, article: the}\n"
    twice = """
    - {won: Best New Artist, winner: icespice, at: vmas}
    - {won: Best New Artist, winner: dove, at: vmas22}
    - {won: Best Pop, winner: taylor, at: vmas}
    """
    found = asks(questions(twice, cast), "Who won Best New Artist")
    assert found
    for question in found:
        right = "Ice Spice" if "2023" in question.ask else "Dove Cameron"
        assert isinstance(question.body, Choice | Typed)
        shown = (
            question.body.answer if isinstance(question.body, Choice) else question.body.accepted[0]
        )
        assert shown == right


@pytest.mark.parametrize("status", ["inferred: true", "disputed: true", "status: draft"])
def test_a_fact_that_is_not_stated_is_never_asked(status: str) -> None:
    doubtful = (
        f"- {{won: Best New Artist, winner: dove, at: vmas, {status}}}"
        + OTHER_PRIZES.replace("- {won: Best New Artist, winner: icespice, at: vmas}\n", "")
    )
    for question in questions(doubtful):
        assert right(question) != ("Dove Cameron",)
        assert "Best New Artist" not in question.ask


def test_what_a_doubtful_fact_says_is_no_wrong_option_either() -> None:
    doubtful = "- {won: Best New Artist, winner: dove, at: vmas, inferred: true}" + OTHER_PRIZES
    for question in asks(questions(doubtful), "won Best New Artist"):
        assert "Dove Cameron" not in wrong(question)


def test_a_list_that_is_not_declared_whole_has_no_wrong_answers() -> None:
    kinds = """
kinds:
  visited:
    roles: {place: {is: event}, who: {is: person, many: true}}
    pinned_by: [[place]]
    say: "{who} visited {place}."
    ask: {who: {one: "who visited {place}?", many: "which {n} {nouns} visited {place}?"}}
"""
    open_list = "- {visited: vmas, who: [rema, dove]}"
    assert questions(open_list, extra=kinds) == []
    assert "is not declared complete" in reasons(open_list, extra=kinds)
    assert questions("- {visited: vmas, who: [rema, dove], complete: [who]}", extra=kinds)


def test_someone_who_posed_together_is_no_proof_against_a_chat() -> None:
    together = """
    - {chatted: [taylor, dove], source: {round_up: 1}}
    - {posed: [taylor, rema], source: {round_up: 2}}
    - {posed: [shakira, karolg], source: {round_up: 3}}
    - {posed: [icespice, selena], source: {round_up: 4}}
    """
    for question in asks(questions(together), "chatted with Taylor Swift"):
        assert "Rema" not in wrong(question)


def test_a_false_statement_needs_the_proof_of_a_wrong_option() -> None:
    for question in questions(SHARED):
        if isinstance(question.body, TrueFalse) and not question.body.answer:
            assert question.proof.wrong
            assert question.proof.rule in {"pinned", "scope", "closed"}


def test_a_shared_prize_is_not_falsely_denied_to_one_of_the_two() -> None:
    for question in questions(SHARED):
        if isinstance(question.body, TrueFalse) and "Best Afrobeats" in question.ask:
            both = "Selena Gomez" in question.ask and "Rema" in question.ask
            assert question.body.answer is both


def test_with_fewer_than_two_near_misses_there_are_no_options() -> None:
    cast = """
things:
  vmas: {name: 2023 VMAs, type: event}
  a: {name: Ann Lee, type: artist}
  b: {name: Bo, type: artist}
"""
    won = "- {won: Best Pop, winner: a, at: vmas}\n- {won: Best Rock, winner: b, at: vmas}"
    for question in asks(questions(won, cast), "Who won"):
        assert isinstance(question.body, Typed)


def test_a_negative_question_stands_only_over_a_whole_list() -> None:
    cast = """
things:
  fr: {name: France, type: country}
  es: {name: Spain, type: country}
  pt: {name: Portugal, type: country}
  it: {name: Italy, type: country}
  se: {name: Sweden, type: country}
  fi: {name: Finland, type: country}
"""
    borders = """
    - {borders: fr, neighbours: [es, it]}
    - {borders: es, neighbours: [fr, pt]}
    - {borders: se, neighbours: [fi]}
    """
    for question in questions(borders, cast, seeds=40):
        if question.form == "not":
            assert isinstance(question.body, Choice)
            assert "NOT" in question.ask
            whole = {"France": {"Spain", "Italy"}, "Spain": {"France", "Portugal"}}
            country = next(name for name in whole if f"with {name}?" in question.ask)
            assert question.body.answer not in whole[country]
            assert set(question.body.wrong) <= whole[country]


def test_years_offered_are_never_in_the_future() -> None:
    cast = "\nthings:\n  ca: {name: California, type: state}\n"
    for question in questions("- {joined_union: ca, year: 2023}", cast, seeds=40):
        assert all(int(option) <= 2023 for option in wrong(question))


def test_the_other_of_a_mixed_pair_has_options_of_its_own_type() -> None:
    mixed = """
    - {won: Best Rap, winner: [selena, trio], at: vmas}
    - {won: Best Pop, winner: taylor, at: vmas}
    - {won: Best Show, winner: quartet, at: vmas}
    - {won: Best Group, winner: band, at: vmas}
    - {won: Best Latin, winner: karolg, at: vmas}
    """
    groups = {"The Band", "Trio", "Quartet"}
    for question in asks(questions(mixed, seeds=30), "Best Rap"):
        if question.form == "pair":
            assert isinstance(question.body, Choice)
            assert len({option in groups for option in question.body.options}) == 1


def test_answers_of_different_types_are_not_counted_together() -> None:
    mixed = "- {won: Best Rap, winner: [selena, trio], at: vmas}" + OTHER_PRIZES
    assert all("ones" not in q.ask for q in questions(mixed))
    assert "the answers are of different types" in reasons(mixed)


def test_whoever_was_handed_a_prize_is_no_wrong_winner_of_it() -> None:
    handed = SHARED + "- {presented: Best New Artist, presenter: trio, recipient: dove, at: vmas}\n"
    for question in asks(questions(handed), "won Best New Artist"):
        assert "Dove Cameron" not in wrong(question)


def test_what_was_accepted_is_no_wrong_prize() -> None:
    accepted = """
    - {honoured: shakira, award: Icon, at: vmas, source: {round_up: 1}}
    - {won: Best Collaboration, winner: [shakira, karolg], at: vmas, source: {round_up: 9}}
    - {won: Best Pop, winner: taylor, at: vmas, source: {round_up: 2}}
    - {won: Best New Artist, winner: icespice, at: vmas, source: {round_up: 3}}
    """
    for question in asks(questions(accepted), "did Shakira accept"):
        assert "Best Collaboration" not in wrong(question)
