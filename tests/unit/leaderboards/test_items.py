"""Item analysis agrees with the plainest way to reckon it, and never leaves its bounds."""

import math
from statistics import correlation, fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboards.items import (
    TAIL,
    Z,
    is_surely_negative,
    point_biserial,
    upper_lower,
    wilson,
)

SCORES = st.sampled_from([n / 9 for n in range(10)])
ANSWERS = st.lists(st.tuples(st.booleans(), SCORES), min_size=1, max_size=80)


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_interval_ends_where_the_share_seen_is_just_not_a_surprise(right, n):
    right = min(right, n)
    low, high = wilson(right, n)
    seen = right / n
    assert 0 <= low <= seen <= high <= 1
    for bound in (low, high):
        if 0 < bound < 1:  # Wilson's own words: the truth from which what was seen is z away
            assert abs(seen - bound) == pytest.approx(Z * math.sqrt(bound * (1 - bound) / n))


def test_the_interval_is_that_of_the_books_and_open_without_an_answer():
    assert wilson(0, 0) == (0, 1)
    assert wilson(8, 10) == pytest.approx((0.4901625, 0.9433178), abs=1e-6)
    assert wilson(0, 20) == pytest.approx((0, 0.1611252), abs=1e-6)


@given(ANSWERS)
def test_the_point_biserial_is_the_correlation_of_pearson(answers):
    found = point_biserial(answers)
    rights, scores = [float(r) for r, _ in answers], [s for _, s in answers]
    if len(set(rights)) < 2 or len(set(scores)) < 2:
        assert found is None
    else:
        assert found == pytest.approx(correlation(rights, scores), abs=1e-9)


@given(ANSWERS, st.randoms(use_true_random=False))
def test_the_order_of_the_answers_is_of_no_account(answers, rng):
    mixed = list(answers)
    rng.shuffle(mixed)
    for formula in (point_biserial, upper_lower):
        assert formula(mixed) == pytest.approx(formula(answers))


@given(ANSWERS)
def test_whoever_is_turned_round_turns_the_sign(answers):
    turned = [(right, 1 - score) for right, score in answers]
    for formula in (point_biserial, upper_lower):
        found = formula(answers)
        assert formula(turned) == (None if found is None else pytest.approx(-found, abs=1e-9))


@given(st.lists(st.booleans(), min_size=2, max_size=60), st.randoms(use_true_random=False))
def test_without_ties_the_groups_are_the_first_and_the_last_27_percent(rights, rng):
    ranked = [(right, n / len(rights)) for n, right in enumerate(rights)]
    size = max(1, TAIL * len(rights))
    whole = int(size)

    def plain(rows):  # whoever stands at the edge counts by the part that fits
        part = (size - whole) * rows[whole] if size > whole else 0
        return (sum(rows[:whole]) + part) / size

    wanted = plain(rights[::-1]) - plain(rights)
    rng.shuffle(ranked)
    assert upper_lower(ranked) == pytest.approx(wanted)


def test_a_tie_at_the_edge_counts_by_the_mean_of_all_ways_to_break_it():
    answers = [(True, 0.5), (False, 0.5), (False, 0.5), (True, 1.0), (False, 0.0)]
    upper = (1 + 0.35 * fmean([1, 0, 0])) / 1.35
    lower = 0.35 * fmean([1, 0, 0]) / 1.35
    assert upper_lower(answers) == pytest.approx(upper - lower)


@given(st.floats(-1, 1), st.integers(0, 500))
def test_more_people_never_make_a_bad_question_look_less_sure(correlation, n):
    if is_surely_negative(correlation, n):
        assert correlation < 0
        assert is_surely_negative(correlation, n + 1)


def test_a_slight_lean_of_few_is_no_verdict():
    assert not is_surely_negative(-0.3, 20)
    assert is_surely_negative(-0.3, 60)
    assert is_surely_negative(-1.0, 20)
    assert not is_surely_negative(-1.0, 3)
