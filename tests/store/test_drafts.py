"""Files of moments: each change is a step, on both databases, and the second of two is refused."""

from datetime import UTC, datetime

import pytest

from quiz.store import drafts, people
from quiz.store.own_records import MomentsDraftRecord, StepRecord
from quiz.store.records import PlayerRecord

NOW = datetime(2026, 5, 1, 20, tzinfo=UTC)


@pytest.fixture
def file(store):
    record = MomentsDraftRecord("f1", "p1", "Prizes", "one\n", NOW)
    with store.writing() as tx:
        people.add_player(tx, PlayerRecord("p1", "Alice", NOW, NOW))
        drafts.add(tx, record)
    return record


def now(store):
    with store.reading() as tx:
        return drafts.draft(tx, "p1", "f1")


def test_each_change_is_a_step_with_the_text_before(store, file):
    assert now(store) == file
    with store.writing() as tx:
        assert drafts.change(tx, file, "two\n", NOW, title="Two", told="Wrote two")
    with store.writing() as tx:
        assert drafts.change(tx, now(store), "three\n", NOW, told="Undid it", is_undo=True)
    assert (now(store).revision, now(store).title, now(store).text) == (2, "Two", "three\n")
    with store.reading() as tx:
        assert drafts.steps(tx, "f1") == (
            StepRecord(2, "Undid it", is_undo=True),
            StepRecord(1, "Wrote two", is_undo=False),
        )
        assert [drafts.text_before(tx, "f1", n) for n in (1, 2, 3)] == ["one\n", "two\n", None]


def test_who_saw_an_older_revision_changes_nothing(store, file):
    with store.writing() as tx:
        assert drafts.change(tx, file, "two\n", NOW)
    with store.writing() as tx:
        assert not drafts.change(tx, file, "mine\n", NOW)
    assert now(store).text == "two\n"


def test_old_steps_are_forgotten_and_the_revision_goes_on(store, file):
    for number in range(drafts.MOST_STEPS + 3):
        with store.writing() as tx:
            assert drafts.change(tx, now(store), f"{number}\n", NOW)
    assert now(store).revision == drafts.MOST_STEPS + 3
    with store.reading() as tx:
        assert len(drafts.steps(tx, "f1")) == drafts.MOST_STEPS
        assert drafts.text_before(tx, "f1", 3) is None


def test_steps_go_with_their_file(store, file):
    with store.writing() as tx:
        assert drafts.change(tx, file, "two\n", NOW)
        assert drafts.remove(tx, "p1", "f1")
    with store.reading() as tx:
        assert drafts.steps(tx, "f1") == ()
