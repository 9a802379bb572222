from dataclasses import replace
from datetime import UTC, datetime, timedelta

from quiz.store import packs, people, reviews
from quiz.store.records import DueRecord, PlayerRecord, ReviewCardRecord
from tests.services.conftest import SPACE

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALICE = PlayerRecord("alice", "Alice", NOW, NOW, "Alice", "a hash")
BOB = PlayerRecord("bob", "Bob", NOW, NOW)


def add(tx):
    people.add_player(tx, ALICE, "alice")
    people.add_player(tx, BOB)
    return packs.add(tx, "space", SPACE, NOW).digest


def card(digest, player="alice", question="q1", due=NOW, seen=NOW, pack="space"):
    return ReviewCardRecord(player, pack, question, digest, "learning", 0, 0.212, 6.4, due, seen)


def test_a_card_is_kept_and_written_anew(store):
    with store.writing() as tx:
        first = card(add(tx))
        reviews.put(tx, first)
        later = replace(first, stage="review", step=None, stability=2.5, due=NOW + HOUR)
        reviews.put(tx, later)
    with store.reading() as tx:
        assert reviews.load(tx, "alice", "space", "q1") == later
        assert reviews.load(tx, "alice", "space", "q2") is None
        assert reviews.load(tx, "bob", "space", "q1") is None


def test_adding_changes_nothing_that_is_there(store):
    with store.writing() as tx:
        digest = add(tx)
        reviews.put(tx, card(digest, due=NOW + HOUR))
        some = [card(digest), card(digest, question="q2")]
        reviews.add(tx, some)
        reviews.add(tx, some)
        reviews.add(tx, [])
        assert [c.due for c in reviews.all_of(tx, "alice")] == [NOW, NOW + HOUR]
        assert reviews.refs(tx, "alice") == {("space", "q1"), ("space", "q2")}


def test_what_waits_longest_is_due_first(store):
    with store.writing() as tx:
        digest = add(tx)
        assert reviews.count(tx, "alice", NOW) == DueRecord(0, 0, None)
        dues = (("q1", NOW), ("q2", NOW - HOUR), ("q3", NOW + HOUR), ("q4", NOW + 2 * HOUR))
        reviews.add(tx, [card(digest, question=q, due=due) for q, due in dues])
        reviews.add(tx, [card(digest, "bob", due=NOW - HOUR)])
        assert [c.question_id for c in reviews.due(tx, "alice", NOW)] == ["q2", "q1"]
        assert reviews.count(tx, "alice", NOW) == DueRecord(2, 4, NOW + HOUR)
        assert reviews.due_by(tx, "alice", [NOW, NOW + HOUR, NOW + 9 * HOUR]) == (2, 3, 4)


def test_cards_are_removed_one_by_one(store):
    with store.writing() as tx:
        digest = add(tx)
        reviews.add(tx, [card(digest, question=q) for q in ("q1", "q2")])
        reviews.add(tx, [card(digest, "bob")])
        reviews.remove(tx, "alice", {("space", "q1")})
        assert reviews.refs(tx, "alice") == {("space", "q2")}
        assert reviews.refs(tx, "bob") == {("space", "q1")}


def test_of_two_cards_of_one_question_the_one_seen_last_moves_or_stays(store):
    with store.writing() as tx:
        digest = add(tx)
        old, new = NOW, NOW + HOUR
        reviews.add(tx, [card(digest, "bob", q, seen=s) for q, s in (("q1", new), ("q2", old))])
        reviews.add(tx, [card(digest, "alice", q, seen=s) for q, s in (("q1", old), ("q2", new))])
        reviews.add(tx, [card(digest, "bob", "q3"), card(digest, "alice", "q4")])
        reviews.move(tx, "bob", "alice")
        kept = {c.question_id: c.seen_at for c in reviews.all_of(tx, "alice")}
        assert kept == {"q1": new, "q2": new, "q3": NOW, "q4": NOW}
        assert reviews.refs(tx, "bob") == frozenset()


def test_a_deleted_player_takes_the_cards_along(store):
    with store.writing() as tx:
        reviews.put(tx, card(add(tx)))
        people.delete_player(tx, "alice")
    with store.reading() as tx:
        assert reviews.all_of(tx, "alice") == ()


def test_cards_of_guests_who_stayed_away_go_and_those_of_accounts_stay(store):
    with store.writing() as tx:
        digest = add(tx)
        reviews.add(tx, [card(digest), card(digest, "bob"), card(digest, "bob", "q2")])
        assert reviews.forget_guests(tx, NOW) == 0
        assert reviews.forget_guests(tx, NOW + HOUR) == 2
        assert len(reviews.all_of(tx, "alice")) == 1
