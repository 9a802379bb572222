from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from quiz.errors import ConflictError
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Question
from quiz.store import packs, people, reports, rounds
from quiz.store.records import CardRecord, PlayerRecord, ReportRecord, RoundRecord

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)


@pytest.fixture
def digest(store):
    question = Question("mars", "Which planet is red?", Choice("Mars", ("Venus",)))
    with store.writing() as tx:
        for name in ("alice", "bob", "charlie"):
            people.add_player(tx, PlayerRecord(name, name.title(), NOW, NOW))
        return packs.add(tx, "key", Pack("space", "Space", (question,)), NOW).digest


def a_round(digest, key="round", player="alice", **changes):
    cards = tuple(CardRecord(n, digest, "space", f"q{n}", (1, 0)) for n in (1, 2))
    record = RoundRecord(
        key, player, "space", "Space", 2, "mixed", 20, "accuracy", ranked=True,
        started_at=NOW, cards=cards,
    )  # fmt: skip
    return replace(record, **changes)


def test_a_round_comes_back_as_it_was_kept(store, digest):
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
    with store.reading() as tx:
        assert rounds.load(tx, "round", "alice") == a_round(digest)


def test_a_round_is_its_players_alone(store, digest):
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
    with store.reading() as tx:
        assert rounds.load(tx, "round", "bob") is None
        assert rounds.load(tx, "other", "alice") is None


def test_a_card_that_is_over_is_never_written_again(store, digest):
    card = replace(
        a_round(digest).cards[0], opened_at=NOW, given=("Mars",), ending="locked",
        ended_at=NOW, outcome="right", points=1000,
    )  # fmt: skip
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
        rounds.put_card(tx, "round", card)
        rounds.put_card(tx, "round", replace(card, given=("Venus",), points=9999))
    with store.reading() as tx:
        assert rounds.load(tx, "round", "alice").cards[0] == card


def test_the_latest_round_without_an_end_is_the_unfinished_one(store, digest):
    with store.writing() as tx:
        rounds.add(tx, a_round(digest, "first"))
        rounds.add(tx, a_round(digest, "second", started_at=NOW + timedelta(minutes=1)))
        done = NOW + timedelta(minutes=9)
        third = a_round(digest, "third", started_at=NOW + timedelta(minutes=2))
        rounds.add(tx, replace(third, finished_at=done))
    with store.reading() as tx:
        assert rounds.unfinished(tx, "alice").id == "second"
        assert rounds.unfinished(tx, "bob") is None


def test_what_was_shown_is_remembered_oldest_first_and_what_was_not_is_not(store, digest):
    first, second = a_round(digest).cards
    late, early = NOW + timedelta(minutes=5), NOW
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
        rounds.add(tx, a_round(digest, "unseen"))
        rounds.put_card(tx, "round", replace(first, opened_at=late))
        rounds.put_card(tx, "round", replace(second, opened_at=early))
    with store.reading() as tx:
        assert rounds.seen(tx, "alice", ["space"]) == (("space", "q2"), ("space", "q1"))
        assert rounds.seen(tx, "alice", ["other"]) == ()
        assert rounds.seen(tx, "bob", ["space"]) == ()


def finished(digest, key, player, points, minute, **changes):
    end = NOW + timedelta(minutes=minute)
    return a_round(digest, key, player, points=points, right=1, finished_at=end, **changes)


def test_a_board_takes_each_players_best_ranked_round(store, digest):
    with store.writing() as tx:
        for record in (
            finished(digest, "a1", "alice", 500, 1),
            finished(digest, "a2", "alice", 900, 2),
            finished(digest, "a3", "alice", 900, 3),
            finished(digest, "b1", "bob", 950, 4),
            finished(digest, "b2", "bob", 9000, 5, ranked=False),
            finished(digest, "b3", "bob", 9000, 6, length=5),
            finished(digest, "b4", "bob", 2000, 7, scope="other"),
            a_round(digest, "c1", "charlie", points=7000),
        ):
            rounds.add(tx, record)
    with store.reading() as tx:
        here = rounds.best_rounds(tx, "space", 2, None)
        assert [(b.name, b.points) for b in here] == [("Bob", 950), ("Alice", 900)]
        assert here[1].finished_at == NOW + timedelta(minutes=2)  # the earlier of two equals
        anywhere = rounds.best_rounds(tx, "", 2, None)
        assert [(b.name, b.points) for b in anywhere] == [("Bob", 2000), ("Alice", 900)]
        late = rounds.best_rounds(tx, "space", 2, NOW + timedelta(minutes=3))
        assert [(b.name, b.points) for b in late] == [("Bob", 950), ("Alice", 900)]
        assert rounds.best_rounds(tx, "space", 2, NOW + timedelta(minutes=8)) == ()


def test_the_best_before_is_that_of_the_same_board(store, digest):
    last = finished(digest, "a3", "alice", 100, 9)
    with store.writing() as tx:
        for record in (
            finished(digest, "a1", "alice", 500, 1),
            finished(digest, "a2", "alice", 700, 2, scope=""),
            finished(digest, "b1", "bob", 900, 3),
            last,
        ):
            rounds.add(tx, record)
        assert rounds.best_before(tx, last) == 500
        assert rounds.best_before(tx, finished(digest, "a1", "alice", 500, 1)) is None


def report(digest, key="report"):
    return ReportRecord(
        key, "alice", "round", digest, "space", "q1", "wrong", "It is Ares, says Alice", NOW
    )


def test_a_report_outlives_the_player_without_name_and_note(store, digest):
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
        reports.add(tx, report(digest))
        assert reports.in_round(tx, "round") == {("space", "q1")}
        assert reports.of_player(tx, "alice") == (report(digest),)
        people.delete_player(tx, "alice")
        (left,) = reports.everyones(tx)
    assert left == replace(report(digest), player_id=None, round_id=None, note="")


def test_a_question_is_reported_once_a_round(store, digest):
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
        reports.add(tx, report(digest))
    with pytest.raises(ConflictError), store.writing() as tx:
        reports.add(tx, report(digest, "again"))


def test_all_that_a_guest_played_moves_to_an_account(store, digest):
    with store.writing() as tx:
        rounds.add(tx, a_round(digest))
        reports.add(tx, report(digest))
        people.move_everything(tx, "alice", "bob")
    with store.reading() as tx:
        assert people.player(tx, "alice") is None
        assert rounds.load(tx, "round", "bob") is not None
        assert len(reports.of_player(tx, "bob")) == 1
