from dataclasses import replace
from datetime import UTC, datetime, timedelta

from quiz.store import people
from quiz.store.records import DeviceRecord, PlayerRecord

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
ALICE = PlayerRecord("alice", "Alice", NOW, NOW, "Alice", "a hash")
BOB = PlayerRecord("bob", "Bob", NOW, NOW)
PHONE = DeviceRecord("phone", "alice", "hash-of-phone", "A phone", NOW, NOW)
LAPTOP = DeviceRecord("laptop", "alice", "hash-of-laptop", "A laptop", NOW, NOW)


def add(tx):
    people.add_player(tx, ALICE, "alice")
    people.add_player(tx, BOB)
    people.add_device(tx, PHONE)
    people.add_device(tx, LAPTOP)


def test_a_player_is_found_by_id_name_and_token(store):
    with store.writing() as tx:
        add(tx)
    with store.reading() as tx:
        assert people.player(tx, "bob") == BOB
        assert people.player_by_username(tx, "alice") == ALICE
        assert people.player_by_username(tx, "bob") is None
        assert people.by_token(tx, "hash-of-phone") == (ALICE, PHONE)
        assert people.by_token(tx, "hash-of-something") is None


def test_the_device_seen_last_comes_first(store):
    later = NOW + timedelta(hours=1)
    with store.writing() as tx:
        add(tx)
        people.touch(tx, PHONE, later)
    with store.reading() as tx:
        assert people.devices(tx, "alice") == (replace(PHONE, seen_at=later), LAPTOP)
        assert people.player(tx, "alice").seen_at == later


def test_devices_are_signed_out_one_by_one_or_all_but_one(store):
    with store.writing() as tx:
        add(tx)
        assert people.delete_devices(tx, "bob", only="phone") == 0
        assert people.delete_devices(tx, "alice", only="phone") == 1
        people.add_device(tx, PHONE)
        assert people.delete_devices(tx, "alice", but="phone") == 1
        assert people.devices(tx, "alice") == (PHONE,)
        assert people.delete_devices(tx, "alice") == 1


def test_a_deleted_player_takes_the_devices_along(store):
    with store.writing() as tx:
        add(tx)
        people.delete_player(tx, "alice")
    with store.reading() as tx:
        assert people.player(tx, "alice") is None
        assert people.by_token(tx, "hash-of-phone") is None


def test_only_guests_who_stayed_away_lose_their_names(store):
    with store.writing() as tx:
        add(tx)
        people.add_player(tx, PlayerRecord("new", "Charlie", NOW, NOW + timedelta(days=9)))
        assert people.rename_guests(tx, NOW + timedelta(days=5), "A former guest") == 1
        assert people.rename_guests(tx, NOW + timedelta(days=5), "A former guest") == 0
        names = [people.player(tx, key).name for key in ("alice", "bob", "new")]
    assert names == ["Alice", "A former guest", "Charlie"]
