import pytest

from quiz.errors import StorageError
from quiz.live.hub import Watcher
from quiz.services.nights import access, presence, seating
from quiz.store.store import Store
from tests.services.nights.conftest import Room, open_room


class Wire:
    """A line to a phone."""

    chunked = False

    def write(self, _data):
        return True

    def close(self):
        pass


def test_who_was_seen_is_here_for_a_while(either_room, news):
    house = either_room.house
    bob = either_room.join()
    house.clock.wait(100)
    assert not presence.is_online(either_room.seat(bob.seat_id), house.clock())
    house.seen.note([(either_room.id, bob.seat_id)])
    assert presence.still_here(house) == 1
    assert presence.still_here(house) == 0
    assert presence.is_online(either_room.seat(bob.seat_id), house.clock())
    house.clock.wait(71)
    assert not presence.is_online(either_room.seat(bob.seat_id), house.clock())


def test_who_watches_stays_here_and_who_is_unknown_does_no_harm(room, news):
    bob = room.join()
    watcher = Watcher(room.id, "player", bob.seat_id, "en", Wire())
    room.house.hub.join(watcher)
    room.house.hub.join(Watcher("gone", "player", "nobody", "en", Wire()))
    for _ in range(5):
        room.house.clock.wait(60)
        assert presence.still_here(room.house) == 2
        assert presence.is_online(room.seat(bob.seat_id), room.house.clock())
    room.house.hub.leave(watcher)
    assert {one.topic for one in news} == {"people", "presence"}


def test_a_phone_that_wakes_is_here_as_soon_as_it_asks(either_room, news):
    house, bob = either_room.house, either_room.join()
    told = []
    house.bus.listen(told.append)
    house.clock.wait(100)
    access.sitting(house, either_room.id, bob.token)  # its stream opens, or it asks what is on
    assert either_room.seat(bob.seat_id).online_at == house.clock()
    assert [one.topic for one in told] == ["presence"]
    house.clock.wait(20)
    access.sitting(house, either_room.id, bob.token)
    assert either_room.seat(bob.seat_id).online_at < house.clock()  # soon enough with the others
    presence.still_here(house)
    assert either_room.seat(bob.seat_id).online_at == house.clock()


def test_who_has_a_token_of_elsewhere_or_no_more_is_nowhere(room):
    house, bob, carol = room.house, room.join(), room.join("Carol")
    other = open_room(house, "ABCDEF")
    seating.settle_in(house, room.id, carol.token, seating.Leave())
    house.clock.wait(100)
    came_at = room.seat(bob.seat_id).online_at
    assert access.sitting(house, other.id, bob.token) is None
    assert access.sitting(house, room.id, carol.token) is None
    assert presence.still_here(house) == 0
    assert room.seat(bob.seat_id).online_at == came_at


def test_the_other_process_waits_for_a_phone_that_woke_a_moment_ago(make_house, database_url):
    here = open_room(make_house(database_url), end_early=True)
    there = Room(make_house(database_url), here.id, here.code)
    bob, carol = here.join(), here.join("Carol")
    here.house.clock.wait(100)
    here.open()
    access.sitting(there.house, here.id, carol.token)
    here.answer(bob, 1, "0")
    assert here.phase == "question"
    there.answer(carol, 1, "0")
    assert here.phase == "reveal"


def test_who_only_answers_is_waited_for_the_next_time(room):
    room.rules(end_early=True)
    bob, carol = room.join(), room.join("Carol")
    room.open()
    room.house.clock.wait(19)
    room.answer(carol, 1, "0")
    presence.still_here(room.house)
    room.do()
    room.house.clock.wait(60)
    room.open(2)
    room.answer(bob, 2, "0", "1")
    assert room.phase == "question"


def test_who_watches_is_waited_for_when_the_machine_has_slept(room):
    """All were seen long ago then: the first who answers is not to lock out the others."""
    room.rules(end_early=True)
    bob, carol = room.join(), room.join("Carol")
    for seat in (bob, carol):
        room.house.hub.join(Watcher(room.id, "player", seat.seat_id, "en", Wire()))
    presence.still_here(room.house)
    room.house.clock.wait(1_000)
    room.open()
    room.answer(bob, 1, "0")
    assert room.phase == "question"
    room.answer(carol, 1, "0")
    assert room.phase == "reveal"


def test_who_cannot_be_written_now_is_written_the_next_time(room, monkeypatch):
    bob = room.join()
    room.house.clock.wait(100)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "writing", no_writing)
        assert access.sitting(room.house, room.id, bob.token).id == bob.seat_id
        with pytest.raises(StorageError):
            presence.still_here(room.house)
    assert presence.still_here(room.house) == 1
    assert room.seat(bob.seat_id).online_at == room.house.clock()


def no_writing(_store):
    raise StorageError("The database is busy.")
