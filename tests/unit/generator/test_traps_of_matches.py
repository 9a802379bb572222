"""Traps of matches and of the odd one out: what a fair mind disputes."""

from __future__ import annotations

from quiz.questions.model import Choice
from tests.tools.moments import CAST, questions
from tests.tools.several import (
    CAPITALS,
    CAPITALS_CAST,
    CITIES,
    CITY_CAST,
    LOCATED,
    PRIZES,
    of_form,
    pairs,
)
from tests.tools.traps import reasons

# ---- match


def test_every_left_side_fits_one_right_side_alone() -> None:
    found = of_form(questions(CAPITALS, CAPITALS_CAST), "match")
    assert found
    right = {"France": "Paris", "Italy": "Rome", "Sweden": "Stockholm", "Peru": "Lima"}
    for question in found:
        assert question.ask == "What is the capital of each of these countries?"
        assert pairs(question).items() <= right.items()
        for left, capital in pairs(question).items():
            assert question.proof.why_wrong(capital) == f"{capital} is the capital of {left}."


def test_two_who_would_fit_one_prize_are_not_matched() -> None:
    doubtful = PRIZES + "- {won: Best Pop, winner: dove, at: vmas, disputed: true}\n"
    found = of_form(questions(doubtful), "match")
    for question in found:
        assert not {"Best Pop", "Best Rock"} <= pairs(question).keys()


def test_a_winner_of_two_prizes_is_not_matched_to_one_of_them() -> None:
    twice = PRIZES + "- {won: Best Song, winner: taylor, at: vmas}\n"
    for question in of_form(questions(twice), "match"):
        assert list(pairs(question).values()).count("Taylor Swift") <= 1
        assert not {"Best Pop", "Best Song"} <= pairs(question).keys()


def test_a_shared_prize_is_not_matched() -> None:
    shared = PRIZES + "- {won: Best Afrobeats, winner: [selena, rema], at: vmas}\n"
    found = of_form(questions(shared), "match")
    assert found
    assert all("Best Afrobeats" not in pairs(q) for q in found)


def test_prizes_of_different_nights_are_not_matched_together() -> None:
    cast = CAST + "  vmas22: {name: 2022 VMAs, type: event, article: the}\n"
    nights = PRIZES.replace("winner: dove, at: vmas", "winner: dove, at: vmas22")
    for question in of_form(questions(nights, cast), "match"):
        assert "Best Rock" not in pairs(question)


def test_a_group_and_its_member_are_not_matched_together() -> None:
    band = PRIZES + "- {won: Best Group, winner: band, at: vmas}\n"
    for question in of_form(questions(band), "match"):
        assert len({"The Band", "Rema", "Dove Cameron"} & set(pairs(question).values())) <= (
            1 if "The Band" in pairs(question).values() else 2
        )


def test_a_right_side_that_stands_in_its_left_side_is_not_matched() -> None:
    named = CAPITALS + "- {capital: mx, city: Mexico City}\n"
    assert all("Mexico" not in pairs(q) for q in of_form(questions(named, CAPITALS_CAST), "match"))


def test_a_symbol_is_matched_only_where_its_letters_fit_another_or_none() -> None:
    names = ("helium", "oxygen", "nitrogen", "carbon", "neon")
    cast = "\nthings:\n" + "".join(f"  {n}: {{name: {n}, type: element}}\n" for n in names)
    symbols = "".join(
        f"- {{chemical_symbol: {n}, symbol: {s}}}\n"
        for n, s in zip(names, ("He", "O", "N", "C", "Ne"), strict=True)
    )
    assert of_form(questions(symbols, cast), "match") == []


def test_a_name_that_two_countries_share_is_not_matched() -> None:
    twice = CAPITALS + "- {capital: mx, city: Paris}\n"
    for question in of_form(questions(twice, CAPITALS_CAST), "match"):
        assert not {"France", "Mexico"} <= pairs(question).keys()


def test_who_might_have_won_it_as_well_is_no_right_side_of_another() -> None:
    told = PRIZES + "- {presented: Best Pop, presenter: trio, recipient: dove, at: vmas}\n"
    found = of_form(questions(told), "match")
    assert found
    for question in found:  # Dove was handed Best Pop, so she is no wrong answer for it
        assert not {"Best Pop", "Best Rock"} <= pairs(question).keys()


# ---- the odd one out


def test_three_share_a_country_and_the_odd_one_does_not() -> None:
    found = of_form(questions(CITIES, CITY_CAST, LOCATED), "odd")
    assert found
    french, italian = {"Lyon", "Nice", "Lille"}, {"Turin", "Bari", "Genoa"}
    for question in found:
        assert isinstance(question.body, Choice)
        assert set(question.body.wrong) in (french, italian)
        assert all(question.proof.why_wrong(option) for option in question.body.wrong)
        assert question.proof.right.startswith(question.body.answer)


def test_an_odd_one_that_shares_it_by_a_doubtful_fact_is_not_odd() -> None:
    doubtful = CITIES + "- {located: Turin, country: fr, disputed: true}\n"
    for question in of_form(questions(doubtful, CITY_CAST, LOCATED), "odd"):
        assert isinstance(question.body, Choice)
        assert "Turin" not in question.body.options


def test_an_odd_one_that_shares_it_by_an_alias_or_a_part_is_not_odd() -> None:
    for same in ("aliases: [Lyon]", "part_of: [Lyon]"):
        cast = CITY_CAST.replace("  Turin: {type: city}", f"  Turin: {{type: city, {same}}}")
        for question in of_form(questions(CITIES, cast, LOCATED), "odd"):
            assert isinstance(question.body, Choice)
            assert question.body.answer != "Turin"


def test_nothing_else_singles_out_one_of_those_alike() -> None:
    cast = CITY_CAST + "  coast: {name: The Coast, type: region}\n"
    for city in ("Lyon", "Lille", "Turin", "Bari", "Genoa"):
        cast = cast.replace(
            f"  {city}: {{type: city}}", f"  {city}: {{type: city, part_of: coast}}"
        )
    for question in of_form(questions(CITIES, cast, LOCATED), "odd"):
        assert isinstance(question.body, Choice)
        assert "Nice" not in question.body.wrong  # all but Nice lie on the coast


def test_neighbours_of_one_country_may_share_another_and_none_is_odd() -> None:
    kinds = """
kinds:
  touches:
    roles: {land: {is: country}, others: {is: country, many: true}}
    pinned_by: [[land]]
    complete: [land, others]
    say: "{land} touches {others}."
    ask:
      others:
        of_these: "which of these {nouns} touches {land}?"
        odd: "which of these {nouns} does not touch the same {item}?"
"""
    lands = "- {touches: fr, others: [it, se, pe]}\n- {touches: pe, others: [mx]}\n"
    odd = "others, odd: of too few it is known what else they may have in common"
    assert odd in reasons(lands, CAPITALS_CAST, kinds)
