"""The first ever: a claim that is a fact of the moment, asked without its year, and told once."""

import pytest

from quiz.errors import BadInputError
from quiz.generator import generate
from quiz.moments.reading import read_moments
from quiz.moments.suspicions import suspicions
from quiz.questions.kinds import right_options
from tests.tools.moments import CAST, HEAD, facts, library, questions
from tests.tools.traps import OTHER_PRIZES, asks

FIRST = "- {won: Best Afrobeats, winner: [selena, rema], at: vmas, first_ever: true}\n"


def told(moments, cast=CAST):
    return [str(p).split(" ", 1)[1] for p in suspicions(facts(moments, cast)) if p.code == "W409"]


def test_who_won_the_first_ever_is_asked_and_told():
    found = asks(questions(FIRST + OTHER_PRIZES), "the first ever")
    assert "Which two artists won the first ever Best Afrobeats?" in {q.ask for q in found}
    for question in found:
        assert question.explain == (
            "Best Afrobeats was given for the first time at the 2023 VMAs, "
            "to Selena Gomez and Rema."
        )
        if question.form == "multi":
            assert set(right_options(question.body)) == {"Selena Gomez", "Rema"}


def test_a_prize_that_is_not_said_to_be_the_first_is_not_asked_so():
    plain = FIRST.replace(", first_ever: true", ", first_ever: false")
    assert asks(questions(plain + OTHER_PRIZES), "first ever") == []


@pytest.mark.parametrize("doubt", ["inferred: true", "disputed: true", "status: draft"])
def test_the_claim_is_as_sure_as_its_moment(doubt):
    doubtful = FIRST.replace("first_ever", f"{doubt}, first_ever")
    assert asks(questions(doubtful + OTHER_PRIZES), "first ever") == []


def test_moments_by_hand_stand_in_the_order_of_the_file_and_claims_after_them():
    kinds = [moment.kind for moment in facts(FIRST + OTHER_PRIZES).moments]
    assert kinds == ["won", "won", "won", "won", "first_given"]


def test_of_two_that_are_said_to_be_the_first_none_is_asked():
    twice = FIRST.replace("at: vmas", "year: 2023") + (
        "- {won: Best Afrobeats, winner: dove, year: 2024, first_ever: true}\n" + OTHER_PRIZES
    )
    assert asks(questions(twice), "first ever") == []
    assert len(told(twice)) == 2


def test_a_first_ever_after_an_earlier_one_is_not_asked_and_told():
    later = FIRST.replace("at: vmas", "year: 2023") + (
        "- {won: BEST AFROBEATS, winner: dove, year: 2021}\n" + OTHER_PRIZES
    )
    assert asks(questions(later), "first ever") == []
    [warning] = told(later)
    assert warning.startswith("W409 “first_ever” is not asked: the moment in line ")
    assert told(later.replace("2021", "2024")) == []


TABLE = (
    HEAD.replace("defaults: {source: paper}", "defaults: {source: paper, at: vmas}")
    + CAST
    + """
tables:
  - file: prizes.csv
    gather: {by: [prize]}
    moments:
      - won: "{prize}"
        winner: "{winner}"
        first_ever: "{new}"
"""
)


def test_a_column_of_a_table_says_which_were_the_first():
    rows = "prize,winner,new\nBest Afrobeats,Rema,yes\nBest Afrobeats,Selena Gomez,yes\n"
    rows += "Best Pop,Taylor Swift,no\nBest New Artist,Ice Spice,\n"
    read = read_moments(TABLE, "t.yaml", library(), lambda _: rows)
    assert read.problems == ()
    [claim] = [moment for moment in read.moments if moment.kind == "first_given"]
    assert claim.roles["winner"] == ("rema", "selena")
    asked = [q.ask for seed in range(5) for q in generate(read, seed=seed).pack.questions]
    assert "Which two artists won the first ever Best Afrobeats?" in asked
    assert not [ask for ask in asked if "first ever Best Pop" in ask]


KINDS = """
kinds:
  baked:
    roles: {cake: {is: award, open: true}, baker: {is: person}, year: {is: year, open: true}}
    pinned_by: [[cake, year]]
    complete: [baker]
    also: {invented_it: invented}
    say: "{baker} baked {cake} in {year}."
    ask: {baker: {one: "who baked {cake} in {year}?"}}
  invented:
    roles: {cake: {is: award, open: true}, baker: {is: person}}
    pinned_by: [[cake]]
    complete: [baker]
    say: "{baker} invented {cake}."
    ask: {baker: {one: "who invented {cake}?"}}
"""


def test_a_kind_of_ones_own_may_have_such_a_flag():
    cakes = "".join(
        f"- {{baked: Cake {n}, baker: {who}, year: {1990 + n}, invented_it: yes}}\n"
        for n, who in enumerate(("rema", "taylor", "dove", "karolg"), 1)
    )
    assert asks(questions(cakes, extra=KINDS), "Who invented Cake 1?")
    assert asks(questions(cakes, extra=KINDS), "Who baked Cake 1 in 1991?")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "invented_it: invented",
            "invented_it: inventd",
            "E310 “invented_it” of “baked”: there is",
        ),
        ("also: {invented_it", "alsso: {invented_it", "E104"),
        (
            "roles: {cake: {is: award, open: true}, baker: {is: person}}",
            "head: chef\n    roles: {cake: {is: award, open: true}, chef: {is: person}}",
            "E306 “invented_it”: “invented” needs “chef”, and “baked” has no such role",
        ),
    ],
)
def test_a_flag_that_tells_nothing_is_a_fault(old, new, fault):
    with pytest.raises(BadInputError) as refusal:
        facts("- {baked: Cake, baker: rema, year: 1990}", extra=KINDS.replace(old, new))
    assert any(fault in str(problem) for problem in refusal.value.problems)
