from datetime import timedelta

import pytest

from quiz.errors import BadInputError, ConflictError, NotAllowedError, StorageError
from quiz.night.commands import Back, Pause, Resume
from quiz.services.nights import pages, roster, stage
from quiz.services.nights.answer_desk import Saved
from quiz.store import night_answers, night_intake
from tests.services.nights.conftest import KEY, open_room

# The options of the first question are shown as Saturn, Venus, Mars; of the second as Mars, Saturn,
# Jupiter; of the third as False, True.


def progress(room, number):
    with room.house.store.reading() as tx:
        return night_answers.progress(tx, room.id, number)


def test_an_answer_is_saved_and_can_be_changed(either_room):
    bob = either_room.join()
    either_room.open()
    assert either_room.answer(bob, 1, "0", revision=1) == Saved(1, ("0",))
    either_room.house.clock.wait(2)
    assert either_room.answer(bob, 1, "2", revision=2) == Saved(2, ("2",))
    (kept,) = either_room.answers
    assert (kept.given, kept.complete, kept.revision) == (("Mars",), True, 2)
    assert kept.used == pytest.approx(2.1)


def test_the_same_answer_sent_again_is_acknowledged_and_changes_nothing(either_room):
    bob = either_room.join()
    either_room.open()
    either_room.answer(bob, 1, "0", revision=3)
    before = either_room.answers
    either_room.house.clock.wait(60)  # also when the time is up long since
    assert either_room.answer(bob, 1, "0", revision=3) == Saved(3, ("0",))
    assert either_room.answer(bob, 1, "1", revision=2) == Saved(3, ("0",))
    assert either_room.answers == before


def test_without_a_revision_every_answer_is_a_change(either_room):
    bob = either_room.join()
    either_room.open()
    assert either_room.answer(bob, 1, "0").revision == 1
    assert either_room.answer(bob, 1, "1") == Saved(2, ("1",))


def test_who_says_the_same_again_keeps_the_time(room):
    bob = room.join()
    room.open()
    room.answer(bob, 1, "0", revision=1)
    room.house.clock.wait(5)
    room.answer(bob, 1, "0", revision=2)
    (kept,) = room.answers
    assert kept.used == pytest.approx(0.1)


def test_answers_of_every_kind_come_back_as_they_were_posted(room):
    bob = room.join()
    for number, posted in enumerate((("1",), ("0", "2"), ("1",), ("Neil Armstrong",), ("1e5",)), 1):
        room.open(number)
        assert room.answer(bob, number, *posted).given == posted
    assert [kept.given for kept in room.answers] == [
        ("Venus",),
        ("Mars", "Jupiter"),
        ("true",),
        ("Neil Armstrong",),
        ("1e5",),
    ]


def test_half_an_answer_is_kept_and_not_complete(room):
    bob = room.join()
    room.open(2)
    room.answer(bob, 2, "0")
    assert not room.answers[0].complete
    room.answer(bob, 2, "0", "1")
    assert room.answers[0].complete
    room.answer(bob, 2)
    assert (room.answers[0].given, room.answers[0].complete) == ((), False)


@pytest.mark.parametrize("ms", [None, 0, -5, 1e9, float("nan"), float("inf"), float("-inf")])
def test_no_measured_time_earns_more_than_half_a_second(room, ms):
    bob = room.join()
    room.open()
    room.house.clock.wait(5)
    room.answer(bob, 1, "0", ms=ms)
    (kept,) = room.answers
    assert kept.raw == pytest.approx(5.1)
    assert 4.6 <= round(kept.used, 6) <= 5.1
    assert kept.credit == pytest.approx(kept.raw - kept.used)


@pytest.mark.parametrize("posted", [("3",), ("-1",), ("0", "1"), ("x",), ("\ud800",), ("\0",)])
def test_what_is_no_answer_is_refused(either_room, posted):
    bob = either_room.join()
    either_room.open()
    with pytest.raises(BadInputError):
        either_room.answer(bob, 1, *posted)
    assert either_room.answers == ()


@pytest.mark.parametrize("text", ["\ud800", "\0", "’; DROP TABLE seats", "𝄞" * 100, "\u202e"])
def test_no_typed_text_is_one_that_the_database_refuses(either_room, text):
    bob = either_room.join()
    either_room.open(4)
    assert either_room.answer(bob, 4, text).given == (text,)
    assert either_room.answers[0].given == (text,)


@pytest.mark.parametrize("revision", [0, -1, 10**9, 2**70])
def test_a_number_that_is_no_revision_is_refused(either_room, revision):
    bob = either_room.join()
    either_room.open()
    with pytest.raises(BadInputError):
        either_room.answer(bob, 1, "0", revision=revision)


@pytest.mark.parametrize("night_id", ["", "\0", "x" * 99, "né", "a/b"])
def test_an_address_that_is_none_of_ours_is_refused(either_room, night_id):
    bob = either_room.join()
    either_room.id, real = night_id, either_room.id
    with pytest.raises(NotAllowedError):
        either_room.answer(bob, 1, "0", at=either_room.house.clock())
    either_room.id = real


@pytest.mark.parametrize("number", [0, -1, 2, 6, 2**70])
def test_an_answer_to_another_question_is_refused(either_room, number):
    bob = either_room.join()
    either_room.open()
    with pytest.raises(ConflictError, match="another question"):
        either_room.answer(bob, number, "0")


def test_early_late_and_closed_answers_are_told(room):
    bob = room.join()
    with pytest.raises(ConflictError):
        room.answer(bob, 1, "0")
    room.open()
    clock = room.house.clock
    with pytest.raises(ConflictError, match="do not count yet"):
        room.answer(bob, 1, "0", at=clock.now - timedelta(seconds=1))
    with pytest.raises(ConflictError, match="Too late"):
        room.answer(bob, 1, "0", at=clock.now + timedelta(seconds=21))
    room.do()
    with pytest.raises(ConflictError, match="Too late"):
        room.answer(bob, 1, "0")
    assert room.answers == ()


def test_half_a_second_after_the_deadline_is_in_time(room):
    bob = room.join()
    room.open()
    deadline = room.record.state.stage.deadline
    room.answer(bob, 1, "0", at=deadline + timedelta(seconds=0.5))
    assert len(room.answers) == 1


def test_extra_time_is_half_as_much_again_for_those_who_have_it(room):
    bob, charlie = room.join(), room.join("Charlie")
    roster.extra_time(room.house, room.id, KEY, bob.seat_id, on=True)
    room.open()
    at = room.record.state.stage.deadline + timedelta(seconds=9)
    room.answer(bob, 1, "0", at=at)
    with pytest.raises(ConflictError, match="Too late"):
        room.answer(charlie, 1, "0", at=at)


def test_a_pause_is_told_and_not_counted(room):
    bob = room.join()
    room.open()
    room.do(Pause)
    room.house.clock.wait(60)
    with pytest.raises(ConflictError, match="stopped the clock"):
        room.answer(bob, 1, "0")
    room.do(Resume)
    room.answer(bob, 1, "0")
    assert room.answers[0].used < 1


def test_only_who_sits_in_this_night_answers(either_room):
    other = open_room(either_room.house, "ABCDEF")
    stranger = other.join("Charlie")
    either_room.join()
    either_room.open()
    for token in (stranger.token, "", "no token", "\0", "\ud800"):
        with pytest.raises(NotAllowedError):
            either_room.answer(token, 1, "0")
    assert either_room.answers == other.answers == ()


def test_who_was_removed_or_waits_does_not_answer(room):
    bob, charlie, stranger = room.join(), room.join("Charlie"), room.join("Dora")
    roster.kick(room.house, room.id, KEY, [bob.seat_id])
    roster.ban(room.house, room.id, KEY, [charlie.seat_id])
    room.rules(approve=True)
    waiting = room.join("Emil")
    room.open()
    for seat in (bob, charlie, waiting):
        with pytest.raises(NotAllowedError):
            room.answer(seat, 1, "0")
    room.answer(stranger, 1, "0")
    assert len(room.answers) == 1


def test_when_all_have_answered_the_question_is_locked(room, news):
    room.rules(end_early=True)
    bob, charlie = room.join(), room.join("Charlie")
    room.join("Dora", audience=True)
    room.open()
    room.answer(bob, 1, "0")
    assert room.phase == "question"
    room.answer(charlie, 1, "0")
    assert room.phase in {"locked", "reveal"}
    assert [one.topic for one in news].count("progress") == 2


def test_half_an_answer_ends_nothing(room):
    room.rules(end_early=True)
    bob = room.join()
    room.open(2)
    room.answer(bob, 2, "0")
    assert room.phase == "question"
    room.answer(bob, 2, "0", "1")
    assert room.phase != "question"


@pytest.mark.parametrize(
    ("number", "draft", "whole"),
    [(4, ("New",), ("Neil",)), (2, ("0", "2"), ("0", "1")), (1, ("0",), ("1",))],
)
def test_a_draft_ends_nothing_until_it_is_handed_in(room, number, draft, whole):
    room.rules(end_early=True)
    bob, charlie = room.join(), room.join("Charlie")
    room.open(number)
    room.answer(charlie, number, *whole)
    room.answer(bob, number, *draft, is_draft=True)
    assert room.phase == "question"
    assert progress(room, number) == (1, 2)
    room.answer(bob, number, *draft)
    assert room.phase != "question"


def test_who_changes_what_was_handed_in_is_waited_for_again(room):
    room.rules(end_early=True)
    bob, charlie = room.join(), room.join("Charlie")
    room.open(4)
    room.answer(bob, 4, "Neil", revision=1)
    room.answer(bob, 4, "Neil A", revision=2, is_draft=True)
    room.answer(charlie, 4, "Buzz")
    assert (room.phase, progress(room, 4)) == ("question", (1, 2))
    room.answer(bob, 4, "Neil Armstrong", revision=3)
    assert room.phase != "question"


def test_a_draft_counts_when_the_time_is_up(room):
    bob = room.join()
    room.open(4)
    room.answer(bob, 4, "Neil Armstrong", is_draft=True)
    room.do()
    assert room.phase == "reveal"
    view = pages.phone(room.house, room.id, bob.seat_id)[1]
    assert (view.given, view.result.mark) == (("Neil Armstrong",), "right")


def test_to_hand_a_draft_in_costs_no_time(room):
    bob = room.join()
    room.open(4)
    room.answer(bob, 4, "Neil Armstrong", revision=1, is_draft=True)
    room.house.clock.wait(5)
    room.answer(bob, 4, "Neil Armstrong", revision=2)
    (kept,) = room.answers
    assert (kept.complete, kept.used) == (True, pytest.approx(0.1))


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_phone_and_the_desk_know_what_was_handed_in(room, is_draft):
    bob = room.join()
    room.open(4)
    room.answer(bob, 4, "Neil", is_draft=is_draft)
    assert pages.phone(room.house, room.id, bob.seat_id)[1].is_done is not is_draft
    view = pages.host(room.house, room.id, KEY)
    assert view.roster[0].answered is not is_draft
    assert len(view.groups) == (not is_draft)
    room.do()  # what was a draft counts now
    assert len(pages.host(room.house, room.id, KEY).groups) == 1


def test_who_went_away_is_not_waited_for(room):
    room.rules(end_early=True)
    bob = room.join()
    room.join("Charlie")
    room.house.clock.wait(100)
    room.open()
    room.answer(bob, 1, "0")
    assert room.phase != "question"


def two_at_a_question(room):
    room.rules(end_early=True)
    both = room.join(), room.join("Charlie")
    room.open()
    return both


def test_who_leaves_while_the_others_wait_is_waited_for_no_longer(either_room):
    room = either_room
    bob, charlie = two_at_a_question(room)
    room.answer(bob, 1, "0")
    assert stage.lock_done(room.house) == 0
    roster.kick(room.house, room.id, KEY, [charlie.seat_id])
    assert room.phase == "question"
    assert stage.lock_done(room.house) == 1
    assert room.phase != "question"
    assert stage.lock_done(room.house) == 0


@pytest.mark.parametrize("why", ["nobody has answered", "paused", "the host waits for the time"])
def test_a_question_that_is_not_over_stays_open_when_somebody_leaves(room, why):
    bob, charlie = two_at_a_question(room)
    if why == "the host waits for the time":
        room.rules(end_early=False)
    if why != "nobody has answered":
        room.answer(bob, 1, "0")
    if why == "paused":
        room.do(Pause)
    roster.kick(room.house, room.id, KEY, [charlie.seat_id])
    assert stage.lock_done(room.house) == 0
    assert room.phase == "question"


def test_after_going_back_answers_are_taken_again(room):
    bob = room.join()
    room.open()
    room.answer(bob, 1, "0", revision=1)
    room.do()
    room.do(Back)
    assert room.phase == "question"
    assert room.answer(bob, 1, "1", revision=2) == Saved(2, ("1",))


def test_nothing_is_acknowledged_that_the_disk_did_not_take(room, monkeypatch):
    bob = room.join()
    room.open()

    def fail(*_):
        raise StorageError("The disk is full. Nothing was saved; try again.")

    with monkeypatch.context() as patch:
        patch.setattr(night_intake, "put_last", fail)
        with pytest.raises(StorageError, match="disk is full"):
            room.answer(bob, 1, "0")
    assert room.answers == ()
    assert room.answer(bob, 1, "0").revision == 1
