import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text

from quiz.errors import BadInputError, ConflictError, NotAllowedError, NotFoundError, StorageError
from quiz.services import boards, people, play, reporting
from quiz.services.house import House
from quiz.services.views import RoundChoice

PASSWORD = "correct horse"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def who(house, token):
    return people.by_token(house, token)


def finish(house, player_id):
    round_id = play.start(house, player_id, RoundChoice("space", 5))
    for position in range(1, 6):
        play.answer(house, player_id, round_id, position, ("0",), lock=True)
        play.advance(house, player_id, round_id, position)
    return round_id


def test_a_guest_needs_nothing_but_a_name(house):
    view = who(house, people.guest(house, "  Bob\t B.  ", FIREFOX))
    assert (view.name, view.username) == ("Bob B.", None)
    (device,) = people.devices(house, view.id, view.device)
    assert (device.label, device.is_this) == ("Firefox on Linux", True)


def test_a_guest_without_a_name_gets_one_of_the_stage(house):
    name = who(house, people.guest(house, " ")).name
    assert len(name.split()) == 2


@pytest.mark.parametrize("name", ["B" * 41, "B\u202eob", "Bob\x00", "\u200b", "\u0301"])
def test_a_name_that_would_mislead_is_refused(house, name):
    with pytest.raises(BadInputError, match="A name"):
        people.guest(house, name)


def test_a_token_that_was_made_up_is_nobodys(house):
    people.guest(house, "Bob")
    for token in ("", "x", "a" * 22, "\ud800"):
        assert who(house, token) is None


def test_only_hashes_of_tokens_are_kept(house):
    token = people.guest(house, "Bob")
    with house.store.reading() as tx:
        assert token not in str(tx.execute(text("SELECT * FROM devices")).all())


def test_a_name_can_be_changed(house, alice):
    people.rename(house, alice, "Alice the Great")
    with pytest.raises(BadInputError):
        people.rename(house, alice, "")
    assert people.export(house, alice)["player"]["name"] == "Alice the Great"


def test_a_guest_who_signs_up_keeps_everything_and_gets_a_new_token(house):
    old = people.guest(house, "Bob")
    guest = who(house, old)
    finish(house, guest.id)
    new = people.sign_up(house, guest.id, "Bob", PASSWORD, FIREFOX)
    view = who(house, new)
    assert (view.id, view.username) == (guest.id, "Bob")
    assert who(house, old) is None
    assert boards.board(house, "space", "all", 5, view.id).rows[0].is_me


def test_one_can_sign_up_without_having_played(house):
    assert who(house, people.sign_up(house, None, "Bob", PASSWORD)).name == "Bob"


@pytest.mark.parametrize("name", ["alice", "ALICE", "Álice", " Al ice "])
def test_a_name_that_looks_like_anothers_is_taken(house, name):
    people.sign_up(house, None, "Alice", PASSWORD)
    with pytest.raises(ConflictError, match="taken"):
        people.sign_up(house, None, name, PASSWORD)


def test_an_account_cannot_sign_up_again(house):
    view = who(house, people.sign_up(house, None, "Alice", PASSWORD))
    with pytest.raises(ConflictError, match="already"):
        people.sign_up(house, view.id, "Alicia", PASSWORD)


@pytest.mark.parametrize("password", ["short", "x" * 1001, "aaaaaaaaaaaa", "Alice the Great"])
def test_a_password_that_is_no_use_is_refused(house, password):
    with pytest.raises(BadInputError):
        people.sign_up(house, None, "alicethegreat", password)


def test_signing_in_wants_the_right_name_and_password(house):
    people.sign_up(house, None, "Alice", PASSWORD)
    assert who(house, people.sign_in(house, "alice", PASSWORD, None)).username == "Alice"
    told = set()
    for name, password in (("Alice", "wrong horse"), ("Charlie", PASSWORD), ("Alice", "x" * 2000)):
        with pytest.raises(NotAllowedError) as refused:
            people.sign_in(house, name, password, None)
        told.add(str(refused.value))
    assert len(told) == 1  # it is not told which of the two was wrong


def test_what_a_guest_played_moves_to_the_account_that_signs_in(either_house):
    house = either_house
    account = who(house, people.sign_up(house, None, "Alice", PASSWORD))
    token = people.guest(house, "Velvet")
    guest = who(house, token)
    round_id = finish(house, guest.id)
    begun = play.start(house, guest.id, RoundChoice("space", 5))
    people.sign_in(house, "Alice", PASSWORD, guest)
    assert who(house, token) is None
    assert play.see(house, account.id, round_id).head.id == round_id
    assert play.unfinished(house, account.id).id == begun
    board = boards.board(house, "space", "all", 5, account.id)
    assert [row.name for row in board.rows] == ["Alice"]


def test_another_account_on_the_device_keeps_what_is_its_own(house):
    bobs = people.sign_up(house, None, "Bob", PASSWORD)
    bob = who(house, bobs)
    finish(house, bob.id)
    people.sign_up(house, None, "Alice", PASSWORD)
    people.sign_in(house, "Alice", PASSWORD, bob)
    assert who(house, bobs) is None
    assert len(people.export(house, bob.id)["rounds"]) == 1


def test_signing_out_ends_the_token(house):
    token = people.sign_up(house, None, "Alice", PASSWORD)
    people.sign_out(house, token)
    people.sign_out(house, token)
    assert who(house, token) is None


def test_a_new_password_signs_every_other_device_out(house):
    phone = people.sign_up(house, None, "Alice", PASSWORD)
    laptop = people.sign_in(house, "Alice", PASSWORD, None)
    with pytest.raises(NotAllowedError):
        people.change_password(house, phone, "wrong horse", "battery staple")
    with pytest.raises(BadInputError):
        people.change_password(house, phone, PASSWORD, "short")
    new = people.change_password(house, phone, PASSWORD, "battery staple")
    assert [who(house, t) is None for t in (phone, laptop, new)] == [True, True, False]
    with pytest.raises(NotAllowedError):
        people.sign_in(house, "Alice", PASSWORD, None)
    people.sign_in(house, "Alice", "battery staple", None)


def test_a_guest_has_no_password_to_change(house):
    with pytest.raises(NotAllowedError):
        people.change_password(house, people.guest(house, "Bob"), "", "battery staple")


def test_a_device_is_revoked_by_its_owner_alone(house, bob):
    phone = people.sign_up(house, None, "Alice", PASSWORD)
    alice = who(house, phone)
    with pytest.raises(NotFoundError):
        people.revoke(house, bob, alice.device)
    people.revoke(house, alice.id, alice.device)
    assert who(house, phone) is None


def test_a_device_that_comes_back_is_noted_now_and_then(house, clock):
    token = people.guest(house, "Bob")
    bob, start = who(house, token), clock.now
    clock.wait(60)
    who(house, token)
    assert people.devices(house, bob.id, "")[0].last_seen == start
    clock.wait(600)
    who(house, token)
    assert people.devices(house, bob.id, "")[0].last_seen == clock.now


def test_a_full_disk_keeps_nobody_from_looking(house, clock):
    token = people.guest(house, "Bob")
    clock.wait(3_600)
    fill_the_disk(house)
    assert who(house, token).name == "Bob"
    with pytest.raises(StorageError, match="disk is full"):
        [people.guest(house, "Charlie") for _ in range(1_000)]


def fill_the_disk(house: House) -> None:
    with house.store.reading() as tx:
        pages = tx.scalar(text("PRAGMA page_count"))
    house.store.engine.dispose()

    @event.listens_for(house.store.engine, "connect")
    def shrink(connection, _record):
        connection.execute(f"PRAGMA max_page_count = {pages}")


def test_everything_can_be_taken_along(house):
    view = who(house, people.sign_up(house, None, "Alice", PASSWORD, FIREFOX))
    round_id = finish(house, view.id)
    play.start(house, view.id, RoundChoice("space", 5))
    kept = json.loads(json.dumps(people.export(house, view.id)))
    assert kept["player"]["username"] == "Alice"
    assert kept["devices"][0]["label"] == "Firefox on Linux"
    assert [len(r["cards"]) for r in kept["rounds"]] == [5, 1]  # what was not shown is not told
    assert kept["rounds"][0]["id"] == round_id
    assert kept["rounds"][0]["cards"][0]["ask"].startswith("Which planet")
    assert "argon2" not in str(kept)
    assert "hash" not in str(kept)


def test_deleting_an_account_wants_its_password(house):
    view = who(house, people.sign_up(house, None, "Alice", PASSWORD))
    for wrong in (None, "", "wrong horse"):
        with pytest.raises(NotAllowedError):
            people.delete(house, view.id, wrong)
    people.delete(house, view.id, PASSWORD)
    with pytest.raises(NotFoundError):
        people.delete(house, view.id, PASSWORD)


def test_a_deleted_person_leaves_no_trace_on_the_disk(house, tmp_path):
    signs = (b"Xanthippe", b"xanthippe", b"the answer is Ares", b"Firefox on Linux")
    token = people.sign_up(house, None, "Xanthippe", PASSWORD, FIREFOX)
    view = who(house, token)
    round_id = play.start(house, view.id, RoundChoice("kinds", 5))
    play.answer(house, view.id, round_id, 1, ("0",), lock=True)
    reporting.report_in_round(house, view.id, round_id, 1, "wrong", "the answer is Ares")
    finish(house, view.id)
    assert traces(tmp_path, signs)
    people.delete(house, view.id, PASSWORD)
    assert traces(tmp_path, (*signs, view.id.encode(), round_id.encode())) == set()
    assert boards.board(house, "", "all", 5, None).rows == ()
    assert who(house, token) is None


def traces(folder: Path, signs) -> set[bytes]:
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {sign for sign in signs for content in files if sign in content}


def test_names_of_guests_who_stay_away_are_forgotten(house, clock):
    token = people.guest(house, "Bob")
    bob = who(house, token)
    finish(house, bob.id)
    people.sign_up(house, None, "Alice", PASSWORD)
    clock.now += timedelta(days=29)
    assert people.forget_guests(house) == 0
    clock.now += timedelta(days=2)
    assert people.forget_guests(house) == 1
    (row,) = boards.board(house, "space", "all", 5, None).rows
    assert row.name == people.FORGOTTEN
