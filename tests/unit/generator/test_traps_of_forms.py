"""Traps of clues, and of all forms that show several things, count or describe."""

from __future__ import annotations

from random import Random

from quiz.generator import generate
from quiz.generator.generate import VERSION
from quiz.packs.reading import read_pack
from quiz.packs.writing import write_pack_json, write_pack_yaml
from quiz.questions.kinds import answer_text, right_options
from quiz.questions.marking import mark
from quiz.questions.model import Choice, TrueFalse
from quiz.rounds.deal import deal
from tests.tools.moments import CAST, facts, made, questions
from tests.tools.several import (
    CAPITALS_CAST,
    CITIES,
    CITY_CAST,
    HUG,
    LOCATED,
    MIXED,
    STATES,
    YEARS,
    of_form,
)
from tests.tools.traps import reasons

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
