"""Each player's best round, ties shared, my own place always in view."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.leaderboards.model import Entry
from quiz.leaderboards.ranking import TOP, best_rounds, rank, why_unranked

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def entry(player: str, points: int, minute: int = 0) -> Entry:
    return Entry(
        player, player.title(), points, points // 1000, 10, NOON + timedelta(minutes=minute)
    )


def board(*scores: tuple[str, int], me=None, top=TOP):
    return rank([entry(*score) for score in scores], me, top)


def test_equal_points_share_a_place_and_the_next_is_left_free():
    rows = board(("alice", 900), ("bob", 800), ("charlie", 800), ("dora", 700)).rows
    assert [(row.rank, row.entry.player_id) for row in rows] == [
        (1, "alice"), (2, "bob"), (2, "charlie"), (4, "dora"),
    ]  # fmt: skip


def test_only_the_best_round_of_a_player_counts():
    found = board(("bob", 100), ("alice", 300), ("bob", 500), ("bob", 200))
    assert [(row.entry.player_id, row.entry.points) for row in found.rows] == [
        ("bob", 500), ("alice", 300),
    ]  # fmt: skip
    assert found.players == 2


def test_of_equal_rounds_the_earliest_stands():
    early, late = entry("bob", 500, 1), entry("bob", 500, 9)
    assert best_rounds([late, early]) == (early,)


def test_in_a_tie_who_was_there_first_stands_first():
    rows = rank([entry("bob", 500, 9), entry("alice", 500, 1)], None).rows
    assert [(row.rank, row.entry.player_id) for row in rows] == [(1, "alice"), (1, "bob")]


def test_my_own_row_is_marked():
    found = board(("alice", 900), ("bob", 800), me="bob")
    assert [row.is_me for row in found.rows] == [False, True]
    assert found.me == found.rows[1]


def test_my_own_row_comes_along_when_it_is_far_down():
    scores = [(f"player{n}", 1000 - n) for n in range(50)]
    found = board(*scores, me="player40", top=10)
    assert len(found.rows) == 10
    assert found.me is not None
    assert (found.me.rank, found.me.entry.player_id, found.me.is_me) == (41, "player40", True)


def test_who_has_not_played_has_no_row():
    assert board(("alice", 900), me="bob").me is None
    assert board(("alice", 900)).me is None
    assert board().rows == ()


SCORES = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 5)), max_size=40)


@given(SCORES, st.sampled_from("abcdefghijz"), st.integers(1, 12))
def test_a_rank_is_one_more_than_the_players_with_more_points(scores, me, top):
    found = board(*scores, me=me, top=top)
    best: dict[str, int] = {}
    for player, points in scores:
        best[player] = max(points, best.get(player, 0))
    assert found.players == len(best)
    assert len(found.rows) == min(top, len(best))
    for row in (*found.rows, *((found.me,) if found.me else ())):
        assert row.entry.points == best[row.entry.player_id]
        assert row.rank == 1 + sum(points > row.entry.points for points in best.values())
    assert (found.me is not None) == (me in best)


@given(SCORES, st.randoms())
def test_a_board_does_not_depend_on_the_order_of_the_rounds(scores, rng):
    entries = [entry(player, points, minute) for minute, (player, points) in enumerate(scores)]
    mixed = list(entries)
    rng.shuffle(mixed)
    assert rank(mixed, "a") == rank(entries, "a")


@pytest.mark.parametrize(
    ("preset", "level", "told"),
    [
        ("accuracy", "mixed", ""),
        ("pub", "mixed", "Accuracy first"),
        ("speed", "hard", "Accuracy first"),
        ("accuracy", "easy", "mixed level"),
    ],
)
def test_only_rounds_under_equal_terms_are_ranked(preset, level, told):
    reason = why_unranked(preset, level)
    assert told in reason
    assert bool(reason) == bool(told)
