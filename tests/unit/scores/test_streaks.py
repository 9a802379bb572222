"""A streak is a run of right answers at the end."""

import pytest

from quiz.scores.streaks import streak


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([], 0),
        (["right"], 1),
        (["right", "wrong"], 0),
        (["wrong", "right", "right"], 2),
        (["right", "close", "right"], 1),
        (["right", "none"], 0),
        (["right", "late"], 0),
        (["right"] * 20, 20),
    ],
)
def test_it_counts_the_right_answers_at_the_end(outcomes, expected):
    assert streak(outcomes) == expected
