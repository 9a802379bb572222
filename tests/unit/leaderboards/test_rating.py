"""Skill and difficulty from play: right pulls them apart, and enough answers find the truth."""

from math import isclose
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboards.rating import (
    AIM,
    START,
    Rating,
    after,
    expected,
    level_of,
    misses_aim,
    sigmoid,
    start_of,
    step,
    together,
)

values = st.floats(-8, 8)
ratings = st.builds(Rating, values, st.integers(0, 10_000))
guesses = st.sampled_from([0.0, 1 / 6, 0.25, 1 / 3, 0.5])


@given(ratings, ratings, guesses)
def test_a_right_answer_raises_the_skill_and_lowers_the_difficulty(skill, difficulty, guess):
    better, easier = after(skill, difficulty, guess, right=True)
    assert better.value > skill.value
    assert easier.value < difficulty.value


@given(ratings, ratings, guesses)
def test_a_wrong_answer_lowers_the_skill_and_raises_the_difficulty(skill, difficulty, guess):
    worse, harder = after(skill, difficulty, guess, right=False)
    assert worse.value < skill.value
    assert harder.value > difficulty.value


@given(ratings, ratings, guesses, st.booleans())
def test_every_answer_is_counted_on_both_sides(skill, difficulty, guess, right):
    one, other = after(skill, difficulty, guess, right=right)
    assert (one.n, other.n) == (skill.n + 1, difficulty.n + 1)


@given(ratings, ratings, guesses)
def test_nothing_moves_on_the_average_when_what_is_expected_comes_about(skill, difficulty, guess):
    p = expected(skill.value, difficulty.value, guess)
    ups = [after(skill, difficulty, guess, right=right) for right in (True, False)]
    for side, before in ((0, skill), (1, difficulty)):
        mean = p * ups[0][side].value + (1 - p) * ups[1][side].value
        assert isclose(mean, before.value, abs_tol=1e-9)


@given(values, values, st.integers(0, 500), guesses, st.booleans())
def test_as_many_answers_on_both_sides_win_as_much_as_they_lose(skill, difficulty, n, guess, right):
    one, other = after(Rating(skill, n), Rating(difficulty, n), guess, right=right)
    assert isclose(one.value + other.value, skill + difficulty, abs_tol=1e-9)


@given(st.integers(0, 10_000))
def test_steps_begin_at_four_fifths_and_shrink(n):
    assert step(0) == 0.8
    assert step(n) > step(n + 1) > 0
    assert isclose(step(20), 0.4)


@given(values, values, guesses)
def test_one_who_guesses_is_right_as_often_as_options_allow_and_nobody_is_sure(s, d, guess):
    p = expected(s, d, guess)
    assert guess < p < 1
    assert expected(-60, d, guess) - guess < 1e-9
    assert expected(s, s, 0.0) == 0.5


@given(st.floats(-1e6, 1e6))
def test_no_number_is_too_great_for_the_curve(x):
    assert 0 <= sigmoid(x) <= 1
    assert isclose(sigmoid(x) + sigmoid(-x), 1)


def test_a_level_from_play_is_that_of_the_nearest_start():
    assert [level_of(START[level]) for level in START] == list(START)
    assert [level_of(start_of(level).value) for level in START] == list(START)
    assert (level_of(-0.51), level_of(-0.49), level_of(0.49), level_of(0.51)) == (
        "easy",
        "medium",
        "medium",
        "hard",
    )


def test_twenty_answers_are_enough_to_be_relied_on():
    assert Rating(0.0, 19).is_provisional
    assert not Rating(0.0, 20).is_provisional


@given(ratings, ratings)
def test_two_skills_of_one_person_meet_between_the_two(one, other):
    both = together(one, other)
    assert both.n == one.n + other.n
    low, high = sorted((one.value, other.value))
    assert low - 1e-9 <= both.value <= high + 1e-9
    assert isclose(together(other, one).value, both.value, abs_tol=1e-9) or not both.n


def test_ratings_find_the_order_and_the_distances_of_simulated_questions():
    rng = Random(11)
    truth = [rng.uniform(-2, 2) for _ in range(60)]
    skills = [rng.gauss(0, 1) for _ in range(400)]
    played, people = [Rating()] * len(truth), [Rating()] * len(skills)
    asked = [(who, which) for who in range(len(skills)) for which in range(len(truth))]
    rng.shuffle(asked)
    for who, which in asked:
        right = rng.random() < expected(skills[who], truth[which], 0.25)
        people[who], played[which] = after(people[who], played[which], 0.25, right=right)
    centre = sum(r.value for r in played) / len(played) - sum(truth) / len(truth)
    missed = [abs(found.value - centre - true) for found, true in zip(played, truth, strict=True)]
    assert sum(missed) / len(missed) < 0.3
    assert correlation([r.value for r in played], truth) > 0.95
    assert correlation([r.value for r in people], skills) > 0.8


def test_a_wrong_level_is_found_out_within_some_dozens_of_answers():
    rng = Random(5)
    said_easy = start_of("easy")
    for _ in range(60):
        skill = Rating(rng.gauss(0, 1), 100)
        right = rng.random() < expected(skill.value, 1.5, 0.25)
        _, said_easy = after(skill, said_easy, 0.25, right=right)
    assert level_of(said_easy.value) == "hard"


@given(values, guesses.filter(lambda g: g < AIM))
def test_nothing_misses_the_aim_less_than_a_question_made_for_it(skill, guess):
    fits = min((misses_aim(skill, skill + d / 100, guess), d) for d in range(-300, 300))
    assert fits[0] < 0.01
    assert misses_aim(skill, skill + 6, guess) > fits[0]
    assert misses_aim(skill, skill - 6, guess) > fits[0]


def correlation(some, others) -> float:
    n = len(some)
    mean, other_mean = sum(some) / n, sum(others) / n
    cross = sum((a - mean) * (b - other_mean) for a, b in zip(some, others, strict=True))
    spread = sum((a - mean) ** 2 for a in some) * sum((b - other_mean) ** 2 for b in others)
    return cross / spread**0.5
