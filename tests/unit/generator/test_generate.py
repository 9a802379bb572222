"""The generator as a whole: what every pack that it makes has in common."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.generator import generate
from quiz.moments.model import Facts
from quiz.moments.reading import read_moments
from quiz.questions.lint import flaws
from quiz.questions.model import LEVELS, Choice, MultiSelect, TrueFalse
from quiz.text import fold
from tests.tools.moments import QUESTIONS, facts, library, made, questions


@pytest.fixture(scope="module")
def vma() -> Facts:
    path = QUESTIONS / "moments" / "vma-2023.yaml"
    return read_moments(path.read_text(encoding="utf-8"), path.name, library())


def test_the_night_of_the_article_yields_sixty_different_questions(vma: Facts) -> None:
    asked = {q.ask for q in generate(vma).pack.questions}
    assert len(asked) >= 60


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_same_seed_gives_the_same_pack(vma: Facts, seed: int) -> None:
    assert generate(vma, seed=seed).pack == generate(vma, seed=seed).pack


def test_another_seed_gives_other_questions(vma: Facts) -> None:
    assert generate(vma, seed=1).pack.questions != generate(vma, seed=2).pack.questions


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_question_has_a_flaw(vma: Facts, seed: int) -> None:
    for question in generate(vma, seed=seed).pack.questions:
        assert flaws(question) == (), question


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32), count=st.integers(1, 60))
def test_a_pack_of_a_given_size_is_spread_over_the_facts(vma: Facts, seed: int, count: int) -> None:
    pack = generate(vma, seed=seed, count=count).pack
    assert len(pack.questions) == count
    per_fact = Counter(fact for q in pack.questions for fact in q.proof.facts)
    if count <= 30:
        assert max(per_fact.values()) <= 2


def test_every_question_has_an_explanation_a_source_and_a_proof(vma: Facts) -> None:
    for question in generate(vma).pack.questions:
        assert question.explain
        assert "2023-09-14" in question.source
        assert question.proof.right
        assert question.proof.facts
        if isinstance(question.body, Choice | MultiSelect):
            for option in question.body.wrong:
                assert question.proof.why_wrong(option), (question.ask, option)


def test_question_ids_are_unique_and_stay_over_seeds(vma: Facts) -> None:
    first, second = generate(vma, seed=1).pack, generate(vma, seed=2).pack
    for pack in (first, second):
        assert len({q.id for q in pack.questions}) == len(pack.questions)
    same_stem = {(q.ask, q.form): q.id for q in first.questions}
    for question in second.questions:
        if (question.ask, question.form) in same_stem and question.form != "true-false":
            assert same_stem[question.ask, question.form] == question.id


def test_no_stem_is_asked_twice(vma: Facts) -> None:
    stems = [
        fold(q.ask.replace("According to the backstage article, ", ""))
        for q in generate(vma).pack.questions
    ]
    assert len(set(stems)) == len(stems)


def test_true_and_false_are_even(vma: Facts) -> None:
    claims = [q.body.answer for q in generate(vma).pack.questions if isinstance(q.body, TrueFalse)]
    assert claims.count(True) == claims.count(False) > 0


def test_each_level_has_a_fifth_of_the_questions(vma: Facts) -> None:
    levels = Counter(q.difficulty for q in generate(vma).pack.questions)
    for level in LEVELS:
        assert levels[level] >= 0.2 * levels.total()


def test_the_near_miss_that_the_author_named_is_offered(vma: Facts) -> None:
    stem = "Who won Best New Artist at the 2023 VMAs?"
    asked = [q for seed in range(8) for q in generate(vma, seed=seed).pack.questions]
    with_options = [q.body for q in asked if q.ask == stem and isinstance(q.body, Choice)]
    assert with_options
    for body in with_options:
        assert "Dove Cameron" in body.wrong


def test_the_right_option_is_the_longest_no_more_often_than_chance(vma: Facts) -> None:
    longest = total = 0
    for seed in range(30):
        for question in generate(vma, seed=seed).pack.questions:
            if isinstance(question.body, Choice) and len(question.body.wrong) == 3:
                total += 1
                longest += len(question.body.answer) > max(map(len, question.body.wrong))
    assert longest / total < 0.30


def test_the_report_says_why_a_fact_was_not_asked() -> None:
    lines = made("- {hugged: [shakira, karolg]}").report.lines()
    assert any("is open: there may be others" in line for line in lines)
    assert lines[-1].startswith("0 questions from 0 of 1 moments")


def test_every_moment_is_in_the_report_and_every_silent_one_has_a_reason(vma: Facts) -> None:
    report = generate(vma).report
    assert [name for name, _ in report.per_moment] == [m.id for m in vma.moments]
    explained = {skip.moment for skip in report.skips if skip.reason}
    assert {name for name, count in report.per_moment if not count} <= explained
    assert report.coverage >= 0.95


def test_a_file_without_moments_makes_an_empty_pack() -> None:
    empty = facts("- {won: Best Pop, winner: taylor}")
    assert generate(empty).pack.questions == ()


def test_wording_follows_number_and_type() -> None:
    asked = {
        q.ask
        for q in questions("""
    - {won: Best Afrobeats, winner: [selena, rema], at: vmas}
    - {won: Best Show, winner: [trio, taylor], at: vmas}
    - {won: Best Pop, winner: dove, at: vmas}
    - {won: Best Rock, winner: shakira, at: vmas}
    - {won: Best Latin, winner: karolg, at: vmas}
    """)
    }
    assert "Which two artists won Best Afrobeats at the 2023 VMAs?" in asked
    assert "Who won Best Pop at the 2023 VMAs?" in asked


def test_common_nouns_stand_as_options_with_a_capital() -> None:
    cast = "\nthings:\n" + "".join(
        f"  {name}: {{name: {name}, type: element}}\n" for name in ("iron", "gold", "tin", "lead")
    )
    symbols = """
    - {chemical_symbol: iron, symbol: Fe}
    - {chemical_symbol: gold, symbol: Au}
    - {chemical_symbol: tin, symbol: Sn}
    - {chemical_symbol: lead, symbol: Pb}
    """
    for question in questions(symbols, cast):
        if isinstance(question.body, Choice):
            assert all(option[0].isupper() for option in question.body.options)
            for option in question.body.wrong:
                assert question.proof.why_wrong(option)


CITIES_CAST = """
things:
  fr: {name: France, type: country}
  es: {name: Spain, type: country}
  it: {name: Italy, type: country}
  se: {name: Sweden, type: country}
  fi: {name: Finland, type: country}
  no: {name: Norway, type: country}
  Lyon: {type: city}
  Nice: {type: city}
  Lille: {type: city}
  Paris: {type: city}
  Turin: {type: city}
  Malmö: {type: city}
  Oslo: {type: city}
"""


def test_the_explanation_tells_the_answer_that_is_shown() -> None:
    rows = """
    - {located: Lyon, country: fr}
    - {located: Nice, country: fr}
    - {located: Lille, country: fr}
    - {located: Paris, country: fr}
    - {located: Turin, country: it}
    - {located: Malmö, country: se}
    """
    found = [q for q in questions(rows, CITIES_CAST, "closed: [located]\n") if q.form == "of-these"]
    assert found
    for question in found:
        assert isinstance(question.body, Choice)
        assert question.explain.startswith(question.body.answer)


def test_one_stem_with_several_answers_is_asked_once_in_a_pack() -> None:
    rows = "\n".join(
        f"- {{located: {city}, country: {country}}}"
        for city, country in (
            ("Lyon", "fr"), ("Nice", "fr"), ("Lille", "fr"), ("Turin", "it"), ("Malmö", "se"),
        )
    )  # fmt: skip
    for seed in range(12):
        asked = [q.ask for q in made(rows, CITIES_CAST, "closed: [located]\n", seed).pack.questions]
        assert len(asked) == len(set(asked))


def test_a_false_claim_is_explained_by_what_is_true_instead() -> None:
    rows = """
    - {located: Lyon, country: fr}
    - {located: Turin, country: it}
    - {located: Malmö, country: se}
    - {located: Oslo, country: "no"}
    """
    found = questions(rows, CITIES_CAST)
    false = [q for q in found if isinstance(q.body, TrueFalse) and not q.body.answer]
    assert false
    for question in false:
        claimed = question.ask.removeprefix("True or false: ").split(" ")[0]
        assert claimed in question.explain
