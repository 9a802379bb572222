"""A team that a player founded goes with the last who leave it; nobody uses up all the teams."""

import pytest

from quiz.errors import BadInputError, ConflictError
from quiz.services.nights import door, roster, seating
from tests.services.nights.conftest import KEY, open_room


@pytest.fixture
def room(house):
    return open_room(house, teams="own")


def teams(room):
    return {name: team_id for team_id, name in door.look(room.house, room.code).teams}


def pick(room, seat, **wish):
    seating.settle_in(room.house, room.id, seat.token, seating.PickTeam(**wish))


def test_one_person_has_one_team_however_many_they_found(room):
    bob = room.join()
    for n in range(210):
        pick(room, bob, new_team=f"Team {n}")
    assert set(teams(room)) == {"Team 209"}


def test_a_team_stays_while_somebody_is_in_it_or_waits_to_be(room):
    bob, carol = room.join(new_team="Reds"), room.join("Carol")
    pick(room, carol, team_id=teams(room)["Reds"])
    pick(room, bob, new_team="Blues")
    assert set(teams(room)) == {"Reds", "Blues"}
    room.rules(approve=True)
    room.join("Dora", team_id=teams(room)["Reds"])
    pick(room, carol)
    assert set(teams(room)) == {"Reds", "Blues"}


def test_what_the_host_laid_out_stays_though_nobody_is_in_it(room):
    roster.new_team(room.house, room.id, KEY, "Reds")
    bob = room.join(team_id=teams(room)["Reds"])
    pick(room, bob, new_team="Blues")
    pick(room, bob)
    assert set(teams(room)) == {"Reds"}


@pytest.mark.parametrize("gone", ["leave", "kick", "ban", "purge"])
def test_a_team_goes_with_the_last_who_leave_the_night_before_it_begins(room, gone):
    roster.new_team(room.house, room.id, KEY, "Reds")
    bob = room.join(new_team="Blues")
    who = (room.house, room.id, KEY)
    if gone == "leave":
        seating.settle_in(room.house, room.id, bob.token, seating.Leave())
    elif gone == "purge":
        roster.purge(*who, "minutes", 5)
    else:
        {"kick": roster.kick, "ban": roster.ban}[gone](*who, [bob.seat_id])
    assert set(teams(room)) == {"Reds"}
    if gone == "leave":
        bob = door.come_back(room.house, room.code, bob.rescue)
        pick(room, bob, new_team="Blues")


def test_once_the_night_has_begun_a_team_keeps_what_it_earned(room):
    bob = room.join(new_team="Blues")
    room.open()
    seating.settle_in(room.house, room.id, bob.token, seating.Leave())
    assert set(teams(room)) == {"Blues"}


def test_who_waits_at_the_door_founds_no_more_teams(room):
    room.rules(approve=True)
    bob = room.join(new_team="Blues")
    with pytest.raises(ConflictError, match="lets you in first"):
        pick(room, bob, new_team="Reds")
    assert set(teams(room)) == {"Blues"}


@pytest.mark.parametrize("begun", [False, True])
def test_who_was_sent_out_with_a_shared_phone_joins_anew_under_its_name(house, begun):
    room = open_room(house, teams="shared")
    bob = room.join("Owls", device="of Bob")
    room.join("Cats", device="of Carol")
    if begun:
        room.open()
    roster.kick(house, room.id, KEY, [bob.seat_id])
    again = room.join("Jays", device="of Bob")
    assert again.seat_id != bob.seat_id
    roster.rename(house, room.id, KEY, again.seat_id, "Owls")
    with pytest.raises(BadInputError, match="has that name"):
        room.join("owls", device="of Dora")
