import json
from datetime import timedelta

import pytest
from sqlalchemy import text

from quiz.night.commands import Finish, Next
from quiz.services import people
from quiz.services.nights import roster
from tests.services.nights.conftest import KEY

NAME = "Bob Wanderlust"


def everything(house):
    """Return all rows of all tables, as text."""
    with house.store.reading() as tx:
        names = [
            *("players", "devices", "rounds", "cards", "reports", "nights", "seats", "teams"),
            *("night_answers", "wagers", "night_results", "night_voices", "night_audit"),
            "night_templates",
        ]
        return str([tx.execute(text(f"SELECT * FROM {name}")).all() for name in names])  # noqa: S608


@pytest.fixture
def bob(either_room):
    house = either_room.house
    return people.by_token(house, people.guest(house, NAME)).id


def play(room, bob):
    seat = room.join(NAME, player_id=bob)
    roster.rename(room.house, room.id, KEY, seat.seat_id, "Wanderlust")
    roster.rename(room.house, room.id, KEY, seat.seat_id, NAME)
    room.open(4)
    room.answer(seat, 4, f"I am {NAME}")
    return seat


def test_who_is_deleted_leaves_no_trace_in_a_night(either_room, bob):
    play(either_room, bob)
    either_room.join("Charlie")
    assert "Wanderlust" in everything(either_room.house)
    people.delete(either_room.house, bob, None)
    assert "Bob" not in everything(either_room.house)
    assert len(either_room.answers) == 1  # what was earned with it stays


def test_an_export_has_the_seats_and_the_answers(either_room, bob):
    play(either_room, bob)
    told = json.loads(json.dumps(people.export(either_room.house, bob)))
    (seat,) = told["seats"]
    assert seat["name"] == NAME
    assert [answer["given"] for answer in seat["answers"]] == [[f"I am {NAME}"]]


def test_names_of_guests_in_old_nights_are_forgotten(either_room, bob):
    play(either_room, bob)
    house = either_room.house
    people.forget_guests(house)
    assert NAME in everything(house)
    house.clock.now += timedelta(days=house.settings.guest_days + 1)
    people.forget_guests(house)
    assert "Wanderlust" not in everything(house).replace(f"I am {NAME}", "")
    assert people.forget_guests(house) == 0


def test_the_name_of_an_account_stays(either_room, bob):
    house = either_room.house
    play(either_room, bob)
    people.sign_up(house, bob, NAME, "a long password")
    house.clock.now += timedelta(days=house.settings.guest_days + 1)
    people.forget_guests(house)
    assert [seat.name for seat in either_room.seats] == [NAME]


def test_seats_move_to_the_account_one_signs_in_to(either_room, bob):
    house = either_room.house
    play(either_room, bob)
    account = people.by_token(house, people.sign_up(house, None, "Roberta", "a long password"))
    guest = people.by_token(house, people.guest(house, "x"))
    people.sign_in(house, "Roberta", "a long password", guest)
    from dataclasses import replace

    people.sign_in(house, "Roberta", "a long password", replace(guest, id=bob))
    assert [seat.player_id for seat in either_room.seats] == [account.id]


def test_a_host_who_is_deleted_takes_the_nights_that_are_over_along(either_room, bob):
    house = either_room.house
    with house.store.writing() as tx:
        tx.execute(text("UPDATE nights SET owner_id = :bob"), {"bob": bob})
    either_room.do(Finish)
    either_room.do(Next)
    assert either_room.phase == "over"
    people.delete(house, bob, None)
    assert either_room.record is None
