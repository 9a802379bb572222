"""What play teaches is kept on both databases, meets in one person, and goes with them."""

from dataclasses import replace
from datetime import UTC, datetime

from quiz.leaderboards.rating import Rating
from quiz.store import learning, people
from quiz.store.learning import FirstRecord
from quiz.store.records import PlayerRecord

NOW = datetime(2026, 5, 6, 20, tzinfo=UTC)


def guest(store, name) -> str:
    with store.writing() as tx:
        people.add_player(tx, PlayerRecord(name, name, NOW, NOW))
    return name


def first(who, question="q1", outcome="right", p=0.5, pack="space", content="c" * 16):
    return FirstRecord(who, pack, question, content, outcome, p, NOW)


def test_a_question_begins_at_its_level_and_keeps_what_is_learned(store):
    for _ in range(2):  # the second finds what the first made
        with store.writing() as tx:
            play = learning.play_to_change(tx, "space", "q1", "c" * 16, "hard", 1.0)
        assert (play.rating, play.right, play.chosen) == (Rating(1.0), 0, {})
    with store.reading() as tx:
        assert learning.plays(tx) == ()  # nobody has answered it
    after = replace(play, rating=Rating(0.6, 1), right=1, chosen={"Mars": 1})
    with store.writing() as tx:
        learning.put_play(tx, after)
    with store.reading() as tx:
        assert learning.plays(tx) == learning.plays(tx, ["space"]) == (after,)
        assert learning.plays(tx, ["music"]) == ()


def test_another_content_is_another_question(store):
    with store.writing() as tx:
        one = learning.play_to_change(tx, "space", "q1", "a" * 16, "easy", -1.0)
        learning.put_play(tx, replace(one, rating=Rating(-2.0, 9)))
        other = learning.play_to_change(tx, "space", "q1", "b" * 16, "easy", -1.0)
    assert other.rating == Rating(-1.0)


def test_skills_are_written_over_and_found_by_player_and_topic(store):
    bob, charlie = guest(store, "bob"), guest(store, "charlie")
    with store.writing() as tx:
        learning.put_skills(tx, {(bob, ""): Rating(0.1, 1), (charlie, "film"): Rating(0.2, 1)})
        learning.put_skills(tx, {(bob, ""): Rating(0.3, 2), (bob, "film"): Rating(0.4, 1)})
        assert learning.skills(tx, [bob], ["", "film"], to_change=True) == {
            (bob, ""): Rating(0.3, 2),
            (bob, "film"): Rating(0.4, 1),
        }
        assert learning.skills_of(tx, charlie) == {"film": Rating(0.2, 1)}


def test_it_is_known_who_has_met_a_question_and_what_was_expected_of_them(store):
    with store.writing() as tx:
        learning.add_firsts(tx, [first("bob"), first("eve", outcome="skipped", p=None)])
        learning.add_firsts(tx, [first("bob", "q2", "close", 0.25)])
        assert learning.met(tx, ["bob", "eve", "charlie"], "space", "q1") == {"bob", "eve"}
        assert learning.met(tx, ["bob"], "music", "q1") == set()
        assert learning.expectations(tx) == (
            ("space", "q1", "c" * 16, 0.5, True),
            ("space", "q2", "c" * 16, 0.25, False),
        )
        assert learning.expectations(tx, ["music"]) == ()


def test_what_a_guest_has_shown_moves_to_the_account(store):
    alice, velvet = guest(store, "alice"), guest(store, "velvet")
    with store.writing() as tx:
        learning.put_skills(tx, {(alice, ""): Rating(1.0, 30), (velvet, ""): Rating(0.0, 10)})
        learning.put_skills(tx, {(velvet, "film"): Rating(-0.5, 4)})
        learning.add_firsts(tx, [first(alice, "q1"), first(velvet, "q1", "wrong")])
        learning.add_firsts(tx, [first(velvet, "q2", "wrong")])
        learning.move(tx, velvet, alice)
        people.move_everything(tx, velvet, alice)
        assert learning.skills_of(tx, alice) == {"": Rating(0.75, 40), "film": Rating(-0.5, 4)}
        told = [(one.question_id, one.outcome) for one in learning.firsts_of(tx, alice)]
        assert told == [("q1", "right"), ("q2", "wrong")]
        assert learning.firsts_of(tx, velvet) == ()


def test_who_is_deleted_is_forgotten_and_the_questions_are_not(store):
    bob = guest(store, "bob")
    with store.writing() as tx:
        play = learning.play_to_change(tx, "space", "q1", "c" * 16, "easy", -1.0)
        learning.put_play(tx, replace(play, rating=Rating(-1.2, 1)))
        learning.put_skills(tx, {(bob, ""): Rating(0.5, 1)})
        learning.add_firsts(tx, [first(bob)])
        learning.forget(tx, bob)
        people.delete_player(tx, bob)
    with store.reading() as tx:
        assert learning.skills_of(tx, bob) == {}
        assert learning.firsts_of(tx, bob) == ()
        assert learning.plays(tx)[0].rating == Rating(-1.2, 1)
