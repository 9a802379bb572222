"""Days and weeks begin at midnight in UTC, weeks on Monday."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboards.windows import WINDOWS, window_start

THURSDAY = datetime(2026, 1, 1, 17, 30, 5, 123, tzinfo=UTC)


@pytest.mark.parametrize(
    ("window", "start"),
    [
        ("day", datetime(2026, 1, 1, tzinfo=UTC)),
        ("week", datetime(2025, 12, 29, tzinfo=UTC)),
        ("all", None),
    ],
)
def test_it_knows_when_a_window_begins(window, start):
    assert window_start(window, THURSDAY) == start


def test_a_monday_begins_its_own_week():
    monday = datetime(2026, 1, 5, tzinfo=UTC)
    assert window_start("week", monday) == window_start("day", monday) == monday


def test_the_zone_of_now_does_not_matter():
    tokyo = THURSDAY.astimezone(timezone(timedelta(hours=9)))  # Friday there
    assert window_start("day", tokyo) == window_start("day", THURSDAY)


@given(st.datetimes(datetime(2000, 1, 3), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone comes with `timezones`
def test_a_day_lies_in_its_week_and_both_hold_now(now):
    day, week = window_start("day", now), window_start("week", now)
    assert day is not None
    assert week is not None
    assert week <= day <= now < day + timedelta(days=1)
    assert now < week + timedelta(days=7)
    assert week.isoweekday() == 1


def test_every_window_is_known():
    assert WINDOWS == ("day", "week", "all")
