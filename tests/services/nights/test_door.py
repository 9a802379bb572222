from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from quiz.errors import (
    BadInputError,
    ConflictError,
    NotAllowedError,
    NotFoundError,
    QuizError,
)
from quiz.night.commands import Finish, LockDoor, Next
from quiz.night.floods import flood_began
from quiz.services.nights import access, door, pages, roster, seating
from tests.services.nights.conftest import KEY, open_room


def status(room):
    return {seat.name: seat.status for seat in room.seats}


def wish(room, seat, what):
    seating.settle_in(room.house, room.id, seat.token, what)


def test_who_knows_the_code_looks_in_and_joins(either_room, news):
    seen = door.look(either_room.house, "k7p mqa")
    assert (seen.title, seen.closed, seen.people) == ("Alice's night", "", 0)
    bob = either_room.join()
    assert access.seat(either_room.house, either_room.id, bob.token).name == "Bob"
    assert door.look(either_room.house, "K7PMQA").people == 1


@pytest.mark.parametrize("code", ["", "ABCDEF", "K7PMQ", "K7PMQ0", "\0", "K7PMQA’"])
def test_a_code_that_opens_nothing_is_told_and_so_is_that_of_a_night_that_is_over(room, code):
    if code == "K7PMQA’":
        room.do(Finish)
        room.do(Next)
    with pytest.raises(NotFoundError):
        door.look(room.house, code)
    with pytest.raises(NotFoundError):
        door.join(room.house, code, door.JoinWish("Bob"))


def test_nothing_typed_draws_a_name(room):
    room.join("")
    assert len(room.seats[0].name) > 5


def test_two_who_look_alike_do_not_sit_in_one_night(either_room):
    either_room.join("Bob")
    for name in ("BOB", " bob ", "Βοb", "host", "\u202eboB", "x" * 25):
        with pytest.raises(BadInputError):
            either_room.join(name)
    assert len(either_room.seats) == 1


def test_a_double_tap_makes_one_seat(either_room):
    with ThreadPoolExecutor(8) as pool:
        told = set(pool.map(lambda _: either_room.join(device="a phone"), range(16)))
    assert len(told) == len(either_room.seats) == 1
    assert access.seat(either_room.house, either_room.id, told.pop().token) is not None


def test_fifty_who_come_at_once_all_get_in_and_no_more_than_there_is_room_for(either_room):
    either_room.rules(capacity=30)

    def come(number):
        try:
            return either_room.join(f"Player {number}")
        except ConflictError as error:
            return str(error)

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(come, range(50)))
    assert len(either_room.seats) == 30
    assert sum("full" in str(one) for one in told) == 20
    either_room.join("Dora", audience=True)


def test_a_locked_door_and_a_night_that_has_begun_let_nobody_in(room):
    bob = room.join(device="a phone")
    room.do(LockDoor, True)
    with pytest.raises(ConflictError, match="locked"):
        room.join("Charlie")
    assert room.join("Bob", device="a phone") == bob  # but those back who are in
    room.do(LockDoor, False)
    room.rules(late_join=False)
    room.do()
    with pytest.raises(ConflictError, match="begun"):
        room.join("Charlie")


def test_who_must_be_let_in_waits(room):
    room.rules(approve=True)
    bob = room.join()
    assert status(room) == {"Bob": "waiting"}
    roster.admit(room.house, room.id, KEY, [bob.seat_id])
    assert status(room) == {"Bob": "in"}
    assert room.audit == ["Let in “Bob”."]


def test_the_rescue_code_brings_a_seat_back_and_ends_the_old_phone(either_room):
    bob = either_room.join()
    again = door.come_back(
        either_room.house, either_room.code, bob.rescue.lower().replace("-", " ")
    )
    assert again.seat_id == bob.seat_id
    assert again.rescue == bob.rescue
    assert access.seat(either_room.house, either_room.id, bob.token) is None
    assert access.seat(either_room.house, either_room.id, again.token) is not None
    for typed in ("", "AAAA-AAAA", "\0"):
        with pytest.raises(NotFoundError):
            door.come_back(either_room.house, either_room.code, typed)


def test_who_leaves_comes_back_to_the_same_seat(room):
    bob = room.join(device="a phone")
    wish(room, bob, seating.Leave())
    assert status(room) == {"Bob": "out"}
    room.join("Bob")  # somebody else takes the name
    assert room.join("Whatever", device="a phone").seat_id == bob.seat_id
    assert sorted(status(room)) == ["Bob", "Bob 2"]


def test_who_is_kicked_may_come_anew_and_who_is_banned_may_not(room):
    bob = room.join(device="a phone")
    roster.kick(room.house, room.id, KEY, [bob.seat_id])
    assert access.seat(room.house, room.id, bob.token) is None
    again = room.join(device="a phone")
    assert again.seat_id != bob.seat_id
    roster.ban(room.house, room.id, KEY, [again.seat_id])
    with pytest.raises(NotAllowedError):
        room.join("Robert", device="a phone")
    for seat in (bob, again):
        with pytest.raises(NotFoundError):
            door.come_back(room.house, room.code, seat.rescue)


def test_only_the_host_key_opens_the_host_side(either_room):
    bob = either_room.join()
    other = open_room(either_room.house, "ABCDEF")
    for night_id, key in ((either_room.id, ""), (either_room.id, bob.token), ("\0", KEY)):
        with pytest.raises(NotAllowedError):
            roster.kick(either_room.house, night_id, key, [bob.seat_id])
    roster.kick(other.house, other.id, KEY, [bob.seat_id])  # a seat of another night
    assert status(either_room) == {"Bob": "in"}


def flood(room, count):
    """Let members in, and ten minutes later bots at great speed, with one member among the bots."""
    members = [room.join(f"Member {n}") for n in range(20)]
    room.house.clock.wait(600)
    for number in range(count):
        room.join(f"Bot {number}")
        room.house.clock.wait(0.01)
    late = room.join("Latecomer")
    roster.admit(room.house, room.id, KEY, [late.seat_id])
    return [*members, late]


def test_bots_are_shut_out_in_one_press_and_purged_in_another(either_room):
    either_room.rules(capacity=5_000)
    members = flood(either_room, 120)
    either_room.do(LockDoor, True)
    assert roster.purge(either_room.house, either_room.id, KEY, "flood") == 120
    assert {seat.id for seat in either_room.seats} == {member.seat_id for member in members}
    with pytest.raises(ConflictError):
        either_room.join("Bot 1")


@pytest.mark.soak
def test_a_thousand_bots_are_purged_and_no_member_is(either_room):
    either_room.rules(capacity=5_000)
    members = flood(either_room, 1_000)
    assert roster.purge(either_room.house, either_room.id, KEY, "flood") == 1_000
    assert {seat.id for seat in either_room.seats} == {member.seat_id for member in members}


def test_a_purge_spares_whoever_answered(room):
    bob, charlie = room.join(), room.join("Charlie")
    room.open()
    room.answer(bob, 1, "0")
    assert roster.purge(room.house, room.id, KEY, "minutes", 5) == 1
    assert [seat.id for seat in room.seats] == [bob.seat_id]
    assert access.seat(room.house, room.id, charlie.token) is None


def test_those_who_wait_or_are_away_go_in_one_press(room):
    room.join()
    room.house.clock.wait(100)
    room.join("Charlie")
    assert roster.purge(room.house, room.id, KEY, "away") == 1
    room.rules(approve=True)
    room.join("Dora")
    assert roster.purge(room.house, room.id, KEY, "waiting") == 1
    assert status(room) == {"Charlie": "in"}
    assert roster.purge(room.house, room.id, KEY, "flood") == 0


def test_a_flood_begins_with_the_first_of_many(clock):
    slow = [clock.now + timedelta(seconds=n) for n in range(100)]
    assert flood_began(slow) is None
    fast = [slow[-1] + timedelta(seconds=5 + n / 10) for n in range(40)]
    assert flood_began([*slow, *fast]) in {*slow[-10:], *fast}
    later = [one + timedelta(minutes=5) for one in fast]
    assert flood_began([*fast, *later]) == later[0]


def test_teams_are_founded_joined_led_and_balanced(room):
    room.rules(teams="own")
    house, key = room.house, (room.id, KEY)
    bob = room.join(new_team="Reds")
    (red,) = door.look(house, room.code).teams
    charlie = room.join("Charlie", team_id=red[0])
    room.house.clock.wait(1)
    dora, emil = room.join("Dora", team_id=red[0]), room.join("Emil")
    assert room.seat(bob.seat_id).is_captain
    wish(room, bob, seating.Leave())
    assert room.seat(charlie.seat_id).is_captain  # the next in line
    roster.captain(house, *key, dora.seat_id)
    assert not room.seat(charlie.seat_id).is_captain
    roster.new_team(house, *key, "Blues")
    roster.balance(house, *key)
    sizes = [seat.team_id for seat in room.seats if seat.status == "in"]
    assert sorted(map(sizes.count, set(sizes))) == [1, 2]
    roster.move(house, *key, emil.seat_id, red[0])
    assert room.seat(emil.seat_id).team_id == red[0]
    with pytest.raises(BadInputError):
        roster.new_team(house, *key, "reds")
    roster.rename_team(house, *key, red[0], "Greens")
    roster.drop_team(house, *key, red[0])
    assert room.seat(dora.seat_id).team_id == ""


def test_with_shared_phones_each_seat_is_a_team(room):
    room.rules(teams="shared")
    bob, charlie = room.join(), room.join("Charlie")
    seats = [room.seat(one.seat_id) for one in (bob, charlie)]
    assert all(seat.is_captain and seat.team_id for seat in seats)
    assert seats[0].team_id != seats[1].team_id


def test_with_shared_phones_who_is_renamed_has_the_new_name_in_the_standings_too(room):
    room.rules(teams="shared")
    house, key = room.house, (room.id, KEY)
    bob, charlie = room.join("Bobs"), room.join("Charlies")
    wish(room, bob, seating.Rename("The Bobs"))
    roster.rename(house, *key, charlie.seat_id, "The Charlies")
    teams = {name: team_id for team_id, name in pages.host(house, *key).teams}
    assert set(teams) == set(status(room)) == {"The Bobs", "The Charlies"}
    with pytest.raises(BadInputError):
        roster.rename(house, *key, charlie.seat_id, "the bobs")
    roster.rename_team(house, *key, teams["The Bobs"], "Robert")  # the other way round
    assert set(status(room)) == {"Robert", "The Charlies"}
    roster.kick(house, *key, [bob.seat_id])  # the points stay, and so does the name with them
    roster.rename_team(house, *key, teams["The Bobs"], "Somebody")
    assert {name for _, name in pages.host(house, *key).teams} == {"Somebody", "The Charlies"}


def test_a_host_who_types_no_name_renames_nobody(room):
    bob = room.join()
    with pytest.raises(BadInputError, match="Type a name first"):
        roster.rename(room.house, room.id, KEY, bob.seat_id, " ")
    assert list(status(room)) == ["Bob"]
    room.rules(own_names=False)
    roster.rename(room.house, room.id, KEY, bob.seat_id, "")
    assert list(status(room)) != ["Bob"]


def test_a_seat_is_renamed_before_the_night_begins(room):
    bob = room.join()
    wish(room, bob, seating.Rename("Robert"))
    assert list(status(room)) == ["Robert"]
    room.do()
    with pytest.raises(ConflictError):
        wish(room, bob, seating.Rename("Bob"))


def test_extra_time_is_taken_where_the_host_allows_it(room):
    bob = room.join()
    wish(room, bob, seating.ExtraTime(on=True))
    assert room.seats[0].extra_time
    room.rules(extra_time=False)
    with pytest.raises(ConflictError):
        wish(room, bob, seating.ExtraTime(on=True))


def test_a_joker_is_played_before_its_round_and_taken_back_until_it_begins(room):
    room.rules(jokers=True)
    bob = room.join()
    room.do()
    wish(room, bob, seating.Joker(on=True))
    assert room.seats[0].joker == 0
    wish(room, bob, seating.Joker(on=False))
    assert room.seats[0].joker is None
    room.open()
    with pytest.raises(ConflictError):
        wish(room, bob, seating.Joker(on=True))


def test_nobody_else_changes_a_seat(room):
    room.join()
    for token in ("", "x", "\0"):
        with pytest.raises(QuizError):
            seating.settle_in(room.house, room.id, token, seating.Leave())
    assert status(room) == {"Bob": "in"}
