"""Lag costs an honest player nothing, and a forger gains half a second at most."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.night.model import GRACE, Rules, Seat, Slot, Stage, State
from quiz.night.timing import credit, extra_of, most_extra, verdict
from quiz.scores.presets import points

START = datetime(2026, 1, 1, 20, tzinfo=UTC)
G = GRACE.total_seconds()
SLOT = Slot(1, "d", "p", "q", "choice", seconds=20)
OPEN = State(stage=Stage("question", 0, 1, START, START + timedelta(seconds=20)))

taps = st.floats(0, 20)
lags = st.floats(0, G)
ways = st.floats(0, 5)
measured = st.one_of(st.none(), st.floats(), st.integers(-(10**9), 10**9))


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def speed(used: float, seconds: int = 20) -> int:
    return points("speed", "right", used, seconds, 10)


@given(taps, lags, lags)
def test_an_honest_player_with_lag_up_to_half_a_second_loses_nothing(tap, down, up):
    """The frame comes down late, the answer goes up late, both within half a second in all."""
    up = min(up, G - down)
    used = credit(START, at(down + tap + up), tap * 1000)
    assert used.used == pytest.approx(tap, abs=2e-6)
    assert abs(speed(used.used) - speed(tap)) <= 1


@given(taps, st.floats(0, 0.6), st.sampled_from([5, 10, 20, 60]))
def test_more_lag_costs_only_what_is_beyond_it(tap, lag, seconds):
    used = credit(START, at(tap + lag), tap * 1000)
    assert used.used - tap == pytest.approx(max(0.0, lag - G), abs=2e-6)


@given(taps, ways, measured)
def test_whatever_is_sent_gains_half_a_second_at_most(tap, lag, ms):
    received = at(tap + lag)
    honest, forged = credit(START, received, None), credit(START, received, ms)
    assert 0 <= forged.used <= forged.raw
    assert honest.used - forged.used <= G + 1e-9
    assert speed(forged.used) - speed(honest.used) <= 13  # 12.5 of 500, rounded down on both sides
    assert forged.credit == pytest.approx(forged.raw - forged.used)


@given(taps, ways, measured)
def test_no_forger_beats_the_instant_of_the_tap_by_more(tap, lag, ms):
    """Against somebody who tapped at the same time with no lag at all."""
    forged = credit(START, at(tap + lag), ms)
    assert forged.used >= tap - G - 2e-6


def test_an_answer_from_before_the_opening_took_no_time():
    assert credit(START, at(-3), 100).used == 0


class TestVerdict:
    @pytest.mark.parametrize(
        ("seconds", "extra", "expected"),
        [
            (-0.1, 0, "early"), (0, 0, "ok"), (20.5, 0, "ok"), (20.51, 0, "late"),
            (20.51, 10, "ok"), (30.5, 10, "ok"), (30.6, 10, "late"),
        ],
    )  # fmt: skip
    def test_an_answer_counts_until_the_deadline_and_the_grace(self, seconds, extra, expected):
        assert verdict(OPEN, SLOT, at(seconds), extra) == expected

    def test_without_a_timer_it_is_never_late(self):
        state = State(stage=Stage("question", 0, 1, START))
        assert verdict(state, SLOT, at(99_999)) == "ok"

    def test_another_question_is_told(self):
        assert verdict(OPEN, replace(SLOT, number=2), at(3)) == "other"
        assert verdict(State(), SLOT, at(3)) == "other"

    def test_in_a_pause_what_was_under_way_counts(self):
        paused = replace(OPEN, paused_at=at(5))
        assert verdict(paused, SLOT, at(5.5)) == "ok"
        assert verdict(paused, SLOT, at(5.6)) == "paused"

    def test_what_had_come_before_the_lock_counts_until_the_reveal(self):
        locked = replace(OPEN, stage=replace(OPEN.stage, phase="locked", locked_at=at(5)))
        assert verdict(locked, SLOT, at(4.9)) == "ok"
        assert verdict(locked, SLOT, at(5)) == "closed"
        assert verdict(locked, SLOT, at(21)) == "late"
        revealed = replace(locked, stage=replace(locked.stage, phase="reveal"))
        assert verdict(revealed, SLOT, at(4.9)) == "closed"

    def test_after_the_reveal_it_is_closed_or_late(self):
        for phase in ("reveal", "standings", "podium", "over"):
            stage = replace(OPEN.stage, phase=phase)
            assert verdict(State(stage=stage), SLOT, at(5)) == "closed"
        assert verdict(State(stage=Stage("standings", 0, 1)), SLOT, at(5)) == "closed"


def test_extra_time_is_half_as_much_again_where_the_host_allows_it():
    slow, quick = Seat("s", "Alice", extra_time=True), Seat("q", "Bob")
    assert extra_of(Rules(), SLOT, slow) == 10
    assert extra_of(Rules(extra_time=False), SLOT, slow) == 0
    assert most_extra(Rules(), SLOT, (quick, slow)) == 10
    assert most_extra(Rules(), SLOT, (quick, replace(slow, status="out"))) == 0
    assert most_extra(Rules(), SLOT, ()) == 0
