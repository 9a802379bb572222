"""Points say what the formula says, and knowing more always beats being faster."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.errors import NotFoundError
from quiz.rounds.model import LENGTHS, TIMERS
from quiz.scores.presets import PRESETS, bonus, points

ids = st.sampled_from(sorted(PRESETS))
outcomes = st.sampled_from(["right", "close", "wrong", "late", "none"])
limits = st.sampled_from([None, *TIMERS])
seconds = st.floats(-5, 60)


@pytest.mark.parametrize(
    ("preset", "used", "limit", "length", "expected"),
    [
        ("accuracy", 0, 20, 10, 1090),
        ("accuracy", 10, 20, 10, 1045),
        ("accuracy", 20, 20, 10, 1000),
        ("accuracy", 0, 20, 20, 1045),
        ("accuracy", 0, 20, 5, 1180),
        ("accuracy", 0, None, 10, 1000),
        ("accuracy", 0, 0, 10, 1000),
        ("pub", 0, 20, 10, 1),
        ("pub", 20, 20, 10, 1),
        ("speed", 0, 20, 10, 1000),
        ("speed", 10, 20, 10, 750),
        ("speed", 20, 20, 10, 500),
        ("speed", 5, None, 10, 500),
    ],
)
def test_a_right_answer_earns_what_the_formula_says(preset, used, limit, length, expected):
    assert points(preset, "right", used, limit, length) == expected


@pytest.mark.parametrize("outcome", ["close", "wrong", "late", "none"])
@pytest.mark.parametrize("preset", PRESETS)
def test_any_other_answer_earns_nothing(preset, outcome):
    assert points(preset, outcome, 0, 20, 10) == 0


ANSWERS = st.lists(st.tuples(outcomes, seconds), min_size=20, max_size=20)


@given(st.sampled_from(LENGTHS), ANSWERS, ANSWERS, limits, limits)
def test_more_right_answers_always_rank_higher(length, mine, yours, my_limit, your_limit):
    """The rule of the default preset, whatever the timers and however slow the better one."""

    def total(answers, limit):
        return sum(points("accuracy", *answer, limit, length) for answer in answers[:length])

    def right(answers):
        return sum(outcome == "right" for outcome, _ in answers[:length])

    if right(mine) > right(yours):
        assert total(mine, my_limit) > total(yours, your_limit)


@given(ids, outcomes, seconds, seconds, limits, st.integers(1, 20))
def test_being_slower_never_earns_more(preset, outcome, used, later, limit, length):
    first = points(preset, outcome, min(used, later), limit, length)
    assert points(preset, outcome, max(used, later), limit, length) <= first


@given(ids, outcomes, seconds, limits, st.integers(1, 20))
def test_points_are_whole_and_bounded_and_hold_the_bonus(preset, outcome, used, limit, length):
    earned = points(preset, outcome, used, limit, length)
    extra = bonus(preset, outcome, used, limit, length)
    rules = PRESETS[preset]
    assert 0 <= extra <= earned <= rules.base + rules.bonus
    assert earned - extra in {0, rules.base}


def test_every_preset_says_its_title_and_formula():
    assert list(PRESETS) == ["accuracy", "pub", "speed"]
    for preset in PRESETS.values():
        assert preset.title
        assert preset.formula.endswith(".")
        assert "night" not in preset.formula
        assert "round" not in preset.at_night
    assert PRESETS["accuracy"].at_night == PRESETS["accuracy"].formula.replace("round", "night")
    assert PRESETS["pub"].at_night == PRESETS["pub"].formula


def test_an_unknown_preset_is_named():
    with pytest.raises(NotFoundError, match="called “sped”; did you mean “speed”"):
        points("sped", "right", 0, 20, 10)
