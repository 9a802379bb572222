from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quiz.errors import NotFoundError
from quiz.services import boards, people
from quiz.store import rounds
from quiz.store.records import CardRecord, RoundRecord

WEDNESDAY = datetime(2026, 5, 6, 20, tzinfo=UTC)


def score(house, player, points, when=WEDNESDAY, scope="space"):
    digest = house.shelf.summary("space").digest
    cards = tuple(CardRecord(n, digest, "space", f"q{n}", (0, 1, 2, 3)) for n in range(1, 6))
    record = RoundRecord(
        f"{player[:8]}-{points}-{when:%d%H}", player, scope, "Space", 5, "mixed", 20, "accuracy",
        ranked=True, started_at=when, cards=cards,
    )  # fmt: skip
    with house.store.writing() as tx:
        rounds.add(tx, replace(record, points=points, right=3, finished_at=when))


def places(page):
    return [(row.rank, row.name, row.points) for row in page.rows]


def test_an_empty_board_is_empty(house):
    page = boards.board(house, "", "week", 10, None)
    assert (page.rows, page.me, page.players, page.scope_title) == ((), None, 0, "All packs")


def test_ties_share_a_place(house, join):
    for name, points in (("Alice", 900), ("Bob", 800), ("Charlie", 900), ("Dora", 700)):
        score(house, join(name), points)
    page = boards.board(house, "space", "all", 5, None)
    assert [row.rank for row in page.rows] == [1, 1, 3, 4]
    assert page.players == 4


def test_a_window_counts_what_was_finished_in_it(house, alice, bob):
    score(house, alice, 900, WEDNESDAY - timedelta(hours=1))
    score(house, alice, 950, WEDNESDAY - timedelta(days=2))
    score(house, bob, 999, WEDNESDAY - timedelta(days=3))
    shown = {w: places(boards.board(house, "space", w, 5, None)) for w in ("day", "week", "all")}
    assert shown == {
        "day": [(1, "Alice", 900)],
        "week": [(1, "Alice", 950)],
        "all": [(1, "Bob", 999), (2, "Alice", 950)],
    }


def test_the_board_of_all_packs_takes_in_every_pack_and_mix(house, alice, bob):
    score(house, alice, 900, scope="")
    score(house, bob, 800)
    assert len(boards.board(house, "", "all", 5, None).rows) == 2
    assert places(boards.board(house, "space", "all", 5, None)) == [(1, "Bob", 800)]
    assert boards.board(house, "", "all", 10, None).rows == ()


def test_my_own_place_is_always_in_view(house, join, bob):
    for number in range(25):
        score(house, join(f"Player {number}"), 1000 + number)
    score(house, bob, 1)
    page = boards.board(house, "space", "all", 5, bob)
    assert len(page.rows) == 20
    assert (page.me.rank, page.me.name, page.me.is_me) == (26, "Bob", True)
    score(house, bob, 5000, WEDNESDAY + timedelta(hours=1))
    page = boards.board(house, "space", "all", 5, bob)
    assert page.me is None
    assert page.rows[0].is_me


def test_a_pack_that_is_not_there_has_no_board(house):
    with pytest.raises(NotFoundError):
        boards.board(house, "cooking", "all", 5, None)


def test_a_new_name_shows_on_the_board(house, alice):
    score(house, alice, 900)
    people.rename(house, alice, "Alice the Great")
    assert boards.board(house, "space", "all", 5, None).rows[0].name == "Alice the Great"
