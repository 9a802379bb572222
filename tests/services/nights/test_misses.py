"""What was missed in a night, and whose review it comes to."""

import pytest

from quiz.night.commands import Rekey, Void
from quiz.services import people, play, reviews
from quiz.services.nights import access, misses, report
from quiz.services.nights.learning import AFTER, learn_from_nights
from quiz.services.views import DueView
from quiz.store import learning as learned
from quiz.store import reviews as review_rows
from tests.services.nights.conftest import open_room

ALL = {"one", "many", "claim", "word", "number"}


def known(house, name):
    return people.by_token(house, people.guest(house, name)).id


def asked(house, player):
    with house.store.reading() as tx:
        return {question for _, question in review_rows.refs(tx, player)}


def over(room, *seats):
    """Let seats answer the first question, each as it says, and end the night."""
    room.open(1)
    for seat, *posted in seats:
        room.answer(seat, 1, *posted)
    while room.phase != "over":
        room.do()
    return room


def an_hour_later(house):
    house.clock.wait(AFTER.total_seconds() + 1)
    assert learn_from_nights(house) == 1


@pytest.fixture
def bob(either_room):
    return known(either_room.house, "Bob")


def test_an_hour_after_a_night_players_find_what_they_missed(either_room, bob):
    room, house = either_room, either_room.house
    over(room, (room.join("Bob", player_id=bob), "2"), (room.join("Eve"), "0"))
    assert asked(house, bob) == set()
    an_hour_later(house)
    assert asked(house, bob) == ALL - {"one"}
    assert reviews.due(house, bob) == DueView(4, 4, None)


def test_a_phone_that_lay_in_a_pocket_missed_nothing(house):
    bob, room = known(house, "Bob"), open_room(house)
    room.join("Bob", player_id=bob)
    over(room)
    an_hour_later(house)
    assert asked(house, bob) == set()


def test_a_phone_that_stands_for_a_team_is_nobodys_review(house):
    bob, room = known(house, "Bob"), open_room(house, teams="shared")
    over(room, (room.join("Bob", player_id=bob), "0"))
    an_hour_later(house)
    assert asked(house, bob) == set()


def test_the_key_that_counts_in_the_end_says_what_was_missed(house):
    bob, room = known(house, "Bob"), open_room(house)
    over(room, (room.join("Bob", player_id=bob), "0"))  # Saturn
    room.do(Rekey, 1, ("Saturn",))
    room.do(Void, 2)
    an_hour_later(house)
    assert asked(house, bob) == ALL - {"one", "many"}


def test_a_press_on_the_page_needs_no_waiting_and_happens_once(either_room, bob):
    room, house = either_room, either_room.house
    seat = room.join("Bob")
    over(room, (seat, "2"))
    link = room.id, seat.seat_id, access.page_key(house, room.id, seat.seat_id)
    assert report.shared(house, *link, bob).to_keep == 4
    misses.keep(house, *link, bob)
    told = reviews.overview(house, bob)
    house.clock.wait(60)
    misses.keep(house, *link, bob)
    an_hour_later(house)
    assert asked(house, bob) == ALL - {"one"}
    assert reviews.due(house, bob) == DueView(4, 4, None)
    assert told.review.total == 4
    page = report.shared(house, *link, bob)
    assert (page.missed, page.to_keep) == (4, 0)
    assert report.shared(house, *link, None).to_keep == 4


def test_a_review_teaches_nothing_about_how_hard_a_question_is(house):
    bob, room = known(house, "Bob"), open_room(house)
    seat = room.join("Bob")
    over(room, (seat, "0"))
    misses.keep(house, room.id, seat.seat_id, access.page_key(house, room.id, seat.seat_id), bob)
    house.clock.wait(AFTER.total_seconds())
    round_id = reviews.start(house, bob).round_id
    play.skip(house, bob, round_id, 1)  # who sees a question again has seen its answer
    with house.store.reading() as tx:
        assert learned.firsts_of(tx, bob) == ()
        assert learned.plays(tx) == ()
    assert len(asked(house, bob)) == 5
