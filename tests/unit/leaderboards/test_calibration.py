"""Whether what was expected came about, as a table of ten rows and three figures."""

from math import isclose, log
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboards.calibration import calibration

answers = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=200)


def test_without_answers_there_is_nothing_to_compare():
    assert calibration([]) is None


@given(answers)
def test_every_answer_is_in_one_row_and_the_rows_make_up_the_whole(some):
    found = calibration(some)
    assert sum(row.n for row in found.bins) == found.n == len(some)
    assert isclose(sum(row.observed * row.n for row in found.bins) / found.n, found.share)
    assert isclose(
        sum(row.predicted * row.n for row in found.bins) / found.n, found.predicted, abs_tol=1e-9
    )
    for row in found.bins:
        assert row.low - 1e-9 <= row.predicted <= row.high + 1e-9


def test_who_is_sure_and_right_misses_nothing_and_who_tosses_a_coin_a_quarter():
    assert calibration([(1.0, True), (0.0, False)]).brier == 0
    coin = calibration([(0.5, True), (0.5, False)])
    assert (coin.brier, coin.brier_of_share, coin.off) == (0.25, 0.25, 0)
    assert coin.log_loss == pytest.approx(log(2))


def test_who_is_sure_and_wrong_loses_much_but_no_infinite_amount():
    assert 20 < calibration([(1.0, False)]).log_loss < 21


def test_chances_that_are_true_lie_on_the_line_and_boasts_do_not():
    rng = Random(3)
    true = [(p := rng.random(), rng.random() < p) for _ in range(20_000)]
    assert calibration(true).off < 0.02
    boasts = [(min(1.0, p + 0.2), right) for p, right in true]
    assert calibration(boasts).off > 0.15
    assert calibration(true).brier < calibration(boasts).brier
