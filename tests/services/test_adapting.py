"""Rounds that go by skill: at the level that play has shown, and adaptive ones at 65 in 100."""

from dataclasses import replace
from random import Random

import pytest

from quiz.leaderboards.rating import AIM, Rating, expected
from quiz.packs.model import Pack
from quiz.questions.kinds import chance_of
from quiz.questions.model import Choice, Question
from quiz.services import catalog, play
from quiz.services.learning import Taken, learn, skill_in
from quiz.services.views import Played, QuestionPage, RoundChoice
from quiz.store import learning
from tests.services.conftest import put
from tests.services.test_playing import lock, right_of, wrong_of

LADDER = Pack(
    "ladder",
    "A ladder",
    tuple(
        Question(f"q{n}", f"Which is the rung {n}?", Choice(f"r{n}", (f"s{n}", f"t{n}", f"u{n}")))
        for n in range(300)
    ),
    tags=("ladders",),
)


@pytest.fixture
def ladder(house):
    """300 questions from very easy to very hard, and play has shown how hard each is."""
    put(house, LADDER)
    with house.store.writing() as tx:
        for n, question in enumerate(LADDER.questions):
            content = house.shelf.current(tx, "ladder")[0].content(question.id)
            record = learning.play_to_change(tx, "ladder", question.id, content, "medium", 0.0)
            learning.put_play(tx, replace(record, rating=Rating(truth(n), 50)))
    return house


def truth(number) -> float:
    """How hard a question is."""
    return number / 50 - 3.0


def number_at_hand(house, player, round_id) -> int:
    with house.store.reading() as tx:
        return int(play.find(house.shelf, tx, round_id, player).record.card.question_id[1:])


def play_as(house, player, skill, rng, choice):
    """Play a round as somebody of a skill would; return numbers asked and how many were right."""
    round_id, numbers, right = play.start(house, player, choice), [], 0
    while isinstance(page := play.see(house, player, round_id), QuestionPage):
        number = number_at_hand(house, player, round_id)
        knows = rng.random() < expected(skill, truth(number), 0.25)
        lock(house, player, round_id, (right_of if knows else wrong_of)(house, page))
        play.advance(house, player, round_id, page.head.position)
        numbers.append(number)
        right += knows
    return numbers, right


@pytest.mark.parametrize("skill", [-1.2, 1.2])
def test_an_adaptive_round_settles_at_two_right_of_three(ladder, alice, skill):
    rng = Random(4)
    choice = RoundChoice("ladder", 20, "adaptive", 0, "accuracy")
    rounds = [play_as(ladder, alice, skill, rng, choice) for _ in range(6)]
    numbers = [n for some, _ in rounds for n in some]
    assert len(set(numbers)) == 120  # nothing comes again
    late = rounds[2:]
    share = sum(right for _, right in late) / 80
    assert 0.5 < share < 0.8
    asked = [expected(skill, truth(n), 0.25) for some, _ in late for n in some]
    assert abs(sum(asked) / len(asked) - AIM) < 0.08


def test_the_next_question_follows_the_skill_as_it_moves(ladder, alice, bob):
    choice = RoundChoice("ladder", 20, "adaptive", 0, "accuracy")
    ups, _ = play_as(ladder, alice, 9.0, Random(1), choice)
    downs, _ = play_as(ladder, bob, -9.0, Random(1), choice)
    assert sum(ups[10:]) / 10 > sum(ups[:3]) / 3 + 30
    assert sum(downs[10:]) / 10 < sum(downs[:3]) / 3 - 10


def test_an_adaptive_round_is_not_ranked_and_says_why(ladder, alice):
    choice = RoundChoice("ladder", 5, "adaptive", 0, "accuracy")
    round_id = play.start(ladder, alice, choice)
    for _ in range(5):
        position = play.see(ladder, alice, round_id).head.position
        play.skip(ladder, alice, round_id, position)
        play.advance(ladder, alice, round_id, position)
    result = play.see(ladder, alice, round_id)
    assert not result.ranked
    assert "adaptive round" in result.why_unranked
    assert result.choice == choice


def test_a_round_goes_on_when_its_pack_has_gone(ladder, alice):
    round_id = play.start(ladder, alice, RoundChoice("ladder", 5, "adaptive", 0, "accuracy"))
    put(ladder)
    play.skip(ladder, alice, round_id, 1)
    play.advance(ladder, alice, round_id, 1)
    assert play.see(ladder, alice, round_id).head.position == 2


@pytest.mark.parametrize(("level", "low", "high"), [("easy", 0, 125), ("hard", 175, 300)])
def test_a_level_is_that_which_play_has_shown(ladder, alice, level, low, high):
    numbers, _ = play_as(ladder, alice, 0.0, Random(2), RoundChoice("ladder", 20, level))
    assert len(numbers) == 20
    assert all(low <= number < high for number in numbers)


def test_a_level_stays_that_of_its_author_until_twenty_have_answered(house, join):
    put(house, LADDER)
    who = [f"seat{n}" for n in range(20)]
    with house.store.writing() as tx:
        edition = house.shelf.current(tx, "ladder")[0]
        wrong = [Taken(seat, "wrong", ("s7",), is_player=False) for seat in who]
        learn(tx, edition, "q7", wrong[:19], house.clock())
    alice = join("Alice")
    with pytest.raises(play.BadInputError, match="no hard questions"):
        play.start(house, alice, RoundChoice("ladder", 5, "hard"))
    with house.store.writing() as tx:
        learn(tx, edition, "q7", wrong[19:], house.clock())
    round_id = play.start(house, alice, RoundChoice("ladder", 5, "hard"))
    assert number_at_hand(house, alice, round_id) == 7
    assert catalog.pack(house, "ladder").levels == {"easy": 0, "medium": 299, "hard": 1}
    play.skip(house, alice, round_id, 1)
    assert play.see(house, alice, round_id).played == Played("hard", 0.0, 20)


def test_the_skill_of_a_topic_counts_where_it_is_known_well(house):
    put(house, LADDER)
    with house.store.reading() as tx:
        edition = house.shelf.current(tx, "ladder")[0]
    assert skill_in({}, edition) == 0
    assert skill_in({"": Rating(0.4, 90), "ladders": Rating(2.0, 19)}, edition) == 0.4
    assert skill_in({"": Rating(0.4, 90), "ladders": Rating(2.0, 20)}, edition) == 2.0
    assert chance_of(LADDER.questions[0].body) == 0.25
