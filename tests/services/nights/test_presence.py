from quiz.live.hub import Watcher
from quiz.services.nights import presence


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
    presence.came(house, either_room.id, bob.seat_id)
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
