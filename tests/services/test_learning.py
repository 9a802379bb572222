"""What play teaches: only first answers, of solo rounds and of nights, each of them once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from quiz.leaderboards.rating import Rating, after, start_of
from quiz.night.commands import Rekey, Void
from quiz.services import learning as lessons
from quiz.services import people, play, upkeep
from quiz.services.nights.learning import AFTER, learn_from_nights
from quiz.services.views import QuestionPage, RoundChoice
from quiz.store import learning
from tests.services.conftest import SPACE, put
from tests.services.nights.conftest import open_room
from tests.services.test_playing import lock, play_out, right_of

ONE = RoundChoice("space", 5, "mixed", 20, "accuracy")
TAGGED = replace(SPACE, tags=("space", "mixed"))


def plays(house):
    with house.store.reading() as tx:
        return {record.question_id: record for record in learning.plays(tx)}


def skills(house, player):
    with house.store.reading() as tx:
        return learning.skills_of(tx, player)


def at_hand(house, player, round_id):
    with house.store.reading() as tx:
        record = play.find(house.shelf, tx, round_id, player).record
    return record.card.question_id


def test_a_right_answer_makes_the_player_better_and_the_question_easier(either_house):
    house = either_house
    bob = people.by_token(house, people.guest(house, "Bob")).id
    round_id = play.start(house, bob, ONE)
    question = at_hand(house, bob, round_id)
    page = play.see(house, bob, round_id)
    lock(house, bob, round_id, right_of(house, page))
    skill, difficulty = after(Rating(), start_of("medium"), 0.25, right=True)
    assert skills(house, bob) == {"": skill}
    found = plays(house)
    assert list(found) == [question]
    assert (found[question].rating, found[question].right) == (difficulty, 1)
    chosen = page.options[right_of(house, page)].text
    assert found[question].chosen == {chosen: 1}


def test_it_is_counted_which_wrong_option_was_chosen(house, alice, bob):
    for player in (alice, bob):
        play_out(house, player, RoundChoice("space", 20), right=0)
    for question in plays(house).values():
        assert (question.rating.n, question.right) == (2, 0)
        assert sum(question.chosen.values()) == 2
        assert question.rating.value > 0


def test_only_the_first_answer_to_a_question_teaches(house, alice):
    play_out(house, alice, RoundChoice("space", 20), right=8)
    before, skill = plays(house), skills(house, alice)
    play_out(house, alice, RoundChoice("space", 20), right=0)
    assert (plays(house), skills(house, alice)) == (before, skill)


@pytest.mark.parametrize("way", ["skip", "timeout"])
def test_who_has_seen_the_answer_without_giving_one_teaches_nothing_later(house, clock, alice, way):
    round_id = play.start(house, alice, RoundChoice("space", 20))
    while isinstance(page := play.see(house, alice, round_id), QuestionPage):
        position = page.head.position
        if way == "skip":
            play.skip(house, alice, round_id, position)
        clock.wait(21)
        play.advance(house, alice, round_id, position)
    play_out(house, alice, RoundChoice("space", 20), right=8)
    assert plays(house) == {}
    assert skills(house, alice) == {}


def test_each_topic_of_a_pack_has_a_skill_and_a_mixed_pack_has_none(house, alice):
    put(house, TAGGED)
    play_out(house, alice)
    found = skills(house, alice)
    assert set(found) == {"", "space"}
    assert found["space"].n == found[""].n == 5
    assert found["space"].value > 0


def test_what_was_learned_goes_when_the_question_is_changed(house, alice, bob):
    play_out(house, alice, RoundChoice("space", 20), right=0)
    harder = tuple(
        replace(q, ask=q.ask.replace("the number", "number")) if n else q
        for n, q in enumerate(SPACE.questions)
    )
    put(house, replace(SPACE, version="2", questions=harder))
    with house.store.reading() as tx:
        found = lessons.played(tx, house.shelf.current(tx, "space"))
    assert list(found) == ["space/q0"]


def test_what_is_known_of_a_person_is_exported_moved_and_deleted(house, bob):
    token = people.guest(house, "Velvet")
    guest = people.by_token(house, token)
    play_out(house, guest.id)
    told = people.export(house, guest.id)
    assert told["skills"] == [
        {"topic": "", "skill": skills(house, guest.id)[""].value, "answers": 5}
    ]
    assert {one["outcome"] for one in told["first_answers"]} == {"right"}
    account = people.by_token(house, people.sign_up(house, None, "Alice", "correct horse"))
    people.sign_in(house, "Alice", "correct horse", guest)
    assert skills(house, account.id)[""].n == 5
    assert skills(house, guest.id) == {}
    people.delete(house, account.id, "correct horse")
    with house.store.reading() as tx:
        assert learning.skills_of(tx, account.id) == {}
        assert learning.firsts_of(tx, account.id) == ()
        assert len(learning.plays(tx)) == 5


def finish(room, *seats, right=("2",)):
    """Let everybody answer the first question, and end the night."""
    room.open(1)
    for seat in seats:
        room.answer(seat, 1, *right)
    while room.phase != "over":
        room.do()


def test_a_night_teaches_once_it_has_been_over_for_an_hour(either_house):
    house = either_house
    room = open_room(house)
    account = people.by_token(house, people.guest(house, "Bob"))
    bob, eve = room.join("Bob", player_id=account.id), room.join("Eve")
    finish(room, bob, eve)
    assert learn_from_nights(house) == 0
    house.clock.wait(AFTER.total_seconds() + 1)
    assert learn_from_nights(house) == 1
    found = plays(house)["one"]
    assert (found.rating.n, found.right, found.chosen) == (2, 2, {"Mars": 2})
    assert skills(house, account.id)[""].n == 1
    # What they did not answer they have met all the same.
    with house.store.reading() as tx:
        outcomes = {one.question_id: one.outcome for one in learning.firsts_of(tx, account.id)}
    assert outcomes == {q: "right" if q == "one" else "none" for q in outcomes}
    assert len(outcomes) == 5


def test_a_night_that_is_read_again_teaches_nothing_more(house):
    room = open_room(house)
    finish(room, room.join("Bob"), room.join("Eve"))
    house.clock.wait(AFTER.total_seconds() + 1)
    upkeep.tidy(house)
    before = plays(house)
    assert upkeep.tidy(house) == 0
    with house.store.writing() as tx:  # as if the server had stopped just before the last line
        tx.execute(learning.delete(learning.RatedNight))
    assert learn_from_nights(house) == 1
    assert plays(house) == before
    assert before["one"].rating.n == 2


def test_the_key_that_counts_after_the_night_is_the_one_that_teaches(house):
    room = open_room(house)
    finish(room, room.join("Bob"))
    room.do(Rekey, 1, ("Saturn",))
    house.clock.wait(AFTER.total_seconds() + 1)
    learn_from_nights(house)
    assert plays(house)["one"].right == 0


def test_a_question_that_counts_for_nobody_teaches_nothing(house):
    room = open_room(house)
    finish(room, room.join("Bob"))
    room.do(Void, 1)
    house.clock.wait(AFTER.total_seconds() + 1)
    learn_from_nights(house)
    assert plays(house) == {}


def test_who_has_answered_alone_teaches_nothing_in_a_night(house):
    account = people.by_token(house, people.guest(house, "Bob"))
    room = open_room(house)
    with house.store.reading() as tx:
        edition = house.shelf.current(tx, "kinds")[0]
    with house.store.writing() as tx:
        taken = lessons.Taken(account.id, "wrong", ("Venus",))
        lessons.learn(tx, edition, "one", [taken], house.clock() - timedelta(days=1))
    finish(room, room.join("Bob", player_id=account.id))
    house.clock.wait(AFTER.total_seconds() + 1)
    learn_from_nights(house)
    assert (plays(house)["one"].rating.n, plays(house)["one"].right) == (1, 0)
