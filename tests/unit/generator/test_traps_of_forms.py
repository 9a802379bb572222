"""Traps of the forms that show several things, count or describe: what a fair mind disputes."""

from __future__ import annotations

from random import Random

import pytest

from quiz.generator import generate
from quiz.generator.generate import VERSION
from quiz.packs.reading import read_pack
from quiz.packs.writing import write_pack_json, write_pack_yaml
from quiz.questions.kinds import answer_text, right_options
from quiz.questions.marking import mark
from quiz.questions.model import Choice, Match, Number, Order, Question, TrueFalse
from quiz.rounds.deal import deal
from tests.tools.moments import CAST, facts, made, questions
from tests.tools.traps import reasons

STATES = """
things:
  de: {name: Delaware, type: state}
  oh: {name: Ohio, type: state}
  tx: {name: Texas, type: state}
  ut: {name: Utah, type: state}
  hi: {name: Hawaii, type: state}
"""
YEARS = """
- {joined_union: de, year: 1787}
- {joined_union: oh, year: 1803}
- {joined_union: tx, year: 1845}
- {joined_union: ut, year: 1896}
- {joined_union: hi, year: 1959}
"""
CAPITALS_CAST = """
things:
  fr: {name: France, type: country}
  it: {name: Italy, type: country}
  se: {name: Sweden, type: country}
  pe: {name: Peru, type: country}
  mx: {name: Mexico, type: country}
"""
CAPITALS = """
- {capital: fr, city: Paris}
- {capital: it, city: Rome}
- {capital: se, city: Stockholm}
- {capital: pe, city: Lima}
"""
CITIES = """
- {located: Lyon, country: fr}
- {located: Nice, country: fr}
- {located: Lille, country: fr}
- {located: Turin, country: it}
- {located: Bari, country: it}
- {located: Genoa, country: it}
"""
CITY_CAST = CAPITALS_CAST + "".join(
    f"  {city}: {{type: city}}\n" for city in ("Lyon", "Nice", "Lille", "Turin", "Bari", "Genoa")
)
LOCATED = "closed: [located]\n"
PRIZES = """
- {won: Best Pop, winner: taylor, at: vmas}
- {won: Best Rock, winner: dove, at: vmas}
- {won: Best Rap, winner: rema, at: vmas}
- {won: Best Latin, winner: karolg, at: vmas}
"""
WHOLE = PRIZES.replace("at: vmas", "at: vmas, complete: [winner, prize]") + (
    "- {won: Best Song, winner: taylor, at: vmas, complete: [winner, prize]}\n"
)
HUG = """
- {won: Best Pop, winner: taylor, at: vmas, source: round_up}
- {hugged: [taylor, dove], source: round_up}
- {hugged: [rema, karolg], source: round_up}
- {hugged: [shakira, icespice], source: round_up}
"""
MIXED = (
    (YEARS, STATES, ""),
    (CAPITALS, CAPITALS_CAST, ""),
    (CITIES, CITY_CAST, LOCATED),
    (PRIZES, CAST, "closed: [won]\n"),
    (HUG, CAST, ""),
)


def of_form(found: list[Question], form: str) -> list[Question]:
    return [question for question in found if question.form == form]


def items(question: Question) -> tuple[str, ...]:
    assert isinstance(question.body, Order)
    return question.body.items


def pairs(question: Question) -> dict[str, str]:
    assert isinstance(question.body, Match)
    return dict(question.body.pairs)


# ---- put in order


def test_what_is_put_in_order_stands_in_the_order_of_its_years() -> None:
    found = of_form(questions(YEARS, STATES), "order")
    assert found
    years = ["Delaware", "Ohio", "Texas", "Utah", "Hawaii"]
    for question in found:
        assert question.ask == "In which order did these states join the Union, from first to last?"
        assert list(items(question)) == [name for name in years if name in items(question)]
        for name in items(question):
            assert question.proof.why_wrong(name).startswith(f"{name} joined the Union in ")


def test_no_two_of_a_year_are_to_be_put_in_order() -> None:
    tie = YEARS.replace("year: 1803", "year: 1845")
    for question in of_form(questions(tie, STATES), "order"):
        assert not {"Ohio", "Texas"} <= set(items(question))


def test_years_too_close_to_tell_are_not_to_be_put_in_order() -> None:
    close = YEARS.replace("year: 1803", "year: 1788")
    for question in of_form(questions(close, STATES), "order"):
        assert not {"Delaware", "Ohio"} <= set(items(question))


def test_a_name_that_tells_its_number_is_not_to_be_put_in_order() -> None:
    for name in ("State II", "Land 1803", "The Second State"):
        cast = STATES.replace("name: Ohio", f"name: {name}")
        assert all(name not in items(q) for q in of_form(questions(YEARS, cast), "order"))


@pytest.mark.parametrize("doubt", ["inferred: true", "disputed: true", "status: draft"])
def test_a_doubtful_year_is_neither_put_in_order_nor_asked_as_a_number(doubt: str) -> None:
    doubtful = YEARS.replace("year: 1803", f"year: 1803, {doubt}")
    found = questions(doubtful, STATES)
    assert all("Ohio" not in items(q) for q in of_form(found, "order"))
    assert all("Ohio" not in q.ask for q in of_form(found, "number"))


def test_a_year_that_a_doubtful_fact_contradicts_is_not_put_in_order_or_typed() -> None:
    second = YEARS + "- {joined_union: oh, year: 1953, disputed: true}\n"
    found = questions(second, STATES)
    assert all("Ohio" not in items(q) for q in of_form(found, "order"))
    assert all("Ohio" not in q.ask for q in of_form(found, "number"))


def test_whoever_is_never_asked_about_is_not_put_in_order() -> None:
    for hidden in ("ask: false", "sensitive: true"):
        cast = STATES.replace("name: Ohio", f"name: Ohio, {hidden}")
        assert all("Ohio" not in items(q) for q in of_form(questions(YEARS, cast), "order"))


def test_what_bears_another_name_now_is_not_put_in_order() -> None:
    cast = STATES.replace("name: Ohio", "name: Ohio, until: 1990")
    assert all("Ohio" not in items(q) for q in of_form(questions(YEARS, cast), "order"))


def test_one_thing_under_two_names_is_not_put_in_order_twice() -> None:
    cast = STATES.replace("name: Utah", "name: Deseret, aliases: [Ohio]")
    for question in of_form(questions(YEARS, cast), "order"):
        assert not {"Deseret", "Ohio"} & set(items(question))


def test_a_part_and_its_whole_are_not_put_in_order_together() -> None:
    cast = STATES.replace("name: Utah, type: state", "name: Utah, type: state, part_of: tx")
    for question in of_form(questions(YEARS, cast), "order"):
        assert not {"Texas", "Utah"} <= set(items(question))


# ---- numbers


def test_a_year_is_typed_within_what_its_kind_allows() -> None:
    found = of_form(questions(YEARS, STATES, seeds=40), "number")
    assert {q.ask for q in found} >= {"In which year did Ohio join the Union?"}
    for question in found:
        assert isinstance(question.body, Number)
        assert question.body.within == 0
    gas = (
        "\nthings:\n  x: {name: xenon, type: element}\n  r: {name: William Ramsay, type: person}\n"
    )
    dated = "- {discovered: x, discoverer: r, year: 1898, complete: [year]}"
    years = [q.body for q in of_form(questions(dated, gas), "number")]
    assert years == [Number(1898, 1)]


KINDS = """
kinds:
  staged:
    roles: {show: {is: event}, year: {is: year, open: true}}
    pinned_by: [[show]]
    complete: [year]
    say: "{show} was staged in {year}."
    ask: {year: {one: "in which year was {show} staged?"}}
"""


@pytest.mark.parametrize("name", ["Eurovision 1974", "Festival '74", "Winter Games of 1974"])
def test_a_year_that_the_name_tells_is_not_asked(name: str) -> None:
    cast = f'\nthings:\n  show: {{name: "{name}", type: event, article: the}}\n'
    assert of_form(questions("- {staged: show, year: 1974}", cast, KINDS), "number") == []


def test_a_title_that_looks_like_a_number_is_no_number_to_type() -> None:
    cast = CAST + '  a21: {name: "21", type: song}\n'
    songs = """
    - {won: Best Song, winner: taylor, work: a21, at: vmas, complete: [work]}
    - {won: Best Pop, winner: dove, work: Rush, at: vmas, complete: [work]}
    """
    assert of_form(questions(songs, cast), "number") == []
    told = reasons(songs, cast)  # of both songs
    assert told.count("work, number: the answer is no number, or a name like one") == 2


@pytest.mark.parametrize("name", ["007", "1" * 400])
def test_a_number_that_nobody_types_so_is_not_to_be_typed(name: str) -> None:
    cast = (
        f'\nthings:\n  x: {{name: xenon, type: element}}\n  n: {{name: "{name}", type: number}}\n'
    )
    assert of_form(questions("- {atomic_number: x, number: n}", cast), "number") == []


def test_how_many_is_not_asked_of_an_open_list() -> None:
    assert (
        of_form(questions(PRIZES + "- {won: Best Song, winner: taylor, at: vmas}"), "count") == []
    )


def test_how_many_is_not_asked_of_one_source_alone() -> None:
    told = PRIZES.replace("at: vmas", "at: vmas, source: round_up")
    assert of_form(questions(told), "count") == []


def test_how_many_counts_what_is_closed() -> None:
    found = of_form(questions(WHOLE, extra="closed: [won]\n"), "count")
    counts = {q.ask: q.body for q in found}
    assert counts["How many awards did Taylor Swift win at the 2023 VMAs?"] == Number(2)
    for question in found:
        assert question.proof.right.startswith("The list is whole and has ")


def test_how_many_is_not_asked_where_a_doubtful_fact_adds_one() -> None:
    more = WHOLE.replace("Best Song, winner: taylor", "Best Song, inferred: true, winner: taylor")
    found = of_form(questions(more, extra="closed: [won]\n"), "count")
    assert found
    assert all("Taylor Swift" not in q.ask for q in found)


def test_a_group_is_not_counted_as_one() -> None:
    kinds = """
kinds:
  visited:
    roles: {place: {is: event}, who: {is: [person, group], many: true}}
    pinned_by: [[place]]
    complete: [who]
    say: "{who} visited {place}."
    ask: {who: {one: "who visited {place}?", count: "how many {nouns} visited {place}?"}}
"""
    assert of_form(questions("- {visited: vmas, who: [trio, quartet]}", extra=kinds), "count") == []
    people = of_form(questions("- {visited: vmas, who: [rema, taylor]}", extra=kinds), "count")
    assert [(q.ask, q.body) for q in people] == [
        ("How many artists visited the 2023 VMAs?", Number(2))
    ]


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


# ---- clues


def test_a_name_is_replaced_by_what_is_true_of_it_alone() -> None:
    found = of_form(questions(HUG), "clue")
    assert {q.ask for q in found} == {
        "In the round-up, who shared a hug with the artist who won Best Pop at the 2023 VMAs?"
    }
    for question in found:
        assert isinstance(question.body, Choice)
        assert question.body.answer == "Dove Cameron"
        assert "Taylor Swift" not in question.body.options
        assert question.proof.right.startswith("Taylor Swift is meant: ")
        assert len(question.proof.facts) == 2


def test_a_clue_never_describes_two() -> None:
    shared = HUG.replace("winner: taylor", "winner: [taylor, selena]")
    assert of_form(questions(shared), "clue") == []
    doubted = HUG + "- {won: Best Pop, winner: selena, at: vmas, inferred: true}\n"
    assert of_form(questions(doubted), "clue") == []


def test_a_clue_is_never_read_from_an_open_fact() -> None:
    loose = HUG.replace("at: vmas, source: round_up", "source: paper")
    assert of_form(questions(loose), "clue") == []


def test_a_clue_of_another_source_is_not_put_within_the_scope_of_one() -> None:
    elsewhere = HUG.replace("at: vmas, source: round_up", "at: vmas, source: paper")
    assert of_form(questions(elsewhere), "clue") == []


def test_a_clue_never_contains_the_answer() -> None:
    circle = """
    - {capital: fr, city: Paris}
    - {capital: it, city: Rome}
    - {capital: se, city: Stockholm}
    - {capital: pe, city: Lima}
    """
    assert of_form(questions(circle, CAPITALS_CAST), "clue") == []


def test_a_clue_never_names_whom_it_describes() -> None:
    named = HUG.replace("won: Best Pop,", "won: The Taylor Swift Prize,")
    assert of_form(questions(named), "clue") == []


def test_a_child_is_never_described() -> None:
    cast = CAST.replace("milan: {name: Milan, type: person, ask: false}", "") + (
        "  milan: {name: Milan, type: person, ask: false}\n"
    )
    told = HUG.replace("winner: taylor", "winner: milan").replace("[taylor, dove]", "[milan, dove]")
    assert of_form(questions(told, cast), "clue") == []


def test_a_night_that_could_belong_to_clue_or_question_is_not_told() -> None:
    twice = HUG.replace(
        "- {hugged: [taylor, dove]", "- {hugged: {who: taylor, with: dove}, where: at the gate"
    )
    assert of_form(questions(twice), "clue") == []


# ---- all of them


def test_questions_of_every_form_are_written_and_read_back_the_same() -> None:
    for moments, cast, extra in MIXED:
        pack = made(moments, cast, extra).pack
        assert read_pack(write_pack_yaml(pack), "pack.yaml").questions == pack.questions
        assert read_pack(write_pack_json(pack), "pack.json").questions == pack.questions


def test_the_key_of_every_form_is_marked_right_and_a_round_asks_no_fact_twice() -> None:
    pool = [q for m in MIXED for q in made(*m).pack.questions]
    assert {q.form for q in pool} >= {"order", "match", "odd", "clue", "number"}
    for question in pool:
        if not isinstance(question.body, TrueFalse):
            shown = right_options(question.body) or (answer_text(question.body),)
            assert mark(question.body, shown) == "right", question
    for seed in range(10):
        dealt = deal(pool, 10, "mixed", (), Random(seed))
        told = [fact for card in dealt for fact in card.question.proof.facts]
        assert len(set(told)) == len(told)


def test_what_takes_long_is_at_most_a_quarter_of_a_pack() -> None:
    long = {"order", "match", "odd", "clue", "count"}
    for seed in range(5):
        pack = made(CITIES, CITY_CAST, LOCATED, seed=seed).pack.questions
        assert sum(q.form in long for q in pack) <= 0.25 * len(pack)


def test_the_report_says_why_something_is_not_put_in_order() -> None:
    two = "- {joined_union: de, year: 1787}\n- {joined_union: oh, year: 1803}"
    assert "year, order: too few others lie far enough from it in the order" in reasons(two, STATES)


def test_the_same_seed_gives_the_same_sets_and_another_gives_others() -> None:
    read = facts(YEARS, STATES)
    assert generate(read, seed=3).pack == generate(read, seed=3).pack
    found = {of_form(list(generate(read, seed=n).pack.questions), "order")[0] for n in range(9)}
    assert len(found) > 1


def test_the_version_grew_with_the_forms() -> None:
    assert int(VERSION) >= 2
