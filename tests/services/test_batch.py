import threading
import time
import traceback
from concurrent.futures import ThreadPoolExecutor

import pytest

from quiz.errors import ConflictError, StorageError
from quiz.services.batch import Batch
from quiz.services.recent import Recent, Seen


def doubled(items):
    return [item * 2 for item in items]


def test_everyone_is_told_their_own_outcome():
    batch = Batch()
    with ThreadPoolExecutor(30) as pool:
        assert list(pool.map(lambda n: batch.submit(n, doubled), range(300))) == [
            n * 2 for n in range(300)
        ]


def test_many_are_written_in_few_groups_one_at_a_time_in_the_order_they_came():
    batch, groups, at_once = Batch(), [], []
    inside = threading.Lock()

    def write(items):
        at_once.append(inside.acquire(blocking=False))
        time.sleep(0.02)
        groups.append(list(items))
        inside.release()
        return items

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(lambda n: batch.submit(n, write), range(200)))
    assert all(at_once)
    assert sorted(item for group in groups for item in group) == list(range(200))
    assert len(groups) < 50


def test_the_error_of_one_is_nobody_elses():
    def write(items):
        return [ConflictError("Too late.") if item == 3 else item for item in items]

    batch = Batch()

    def post(item):
        try:
            return batch.submit(item, write)
        except ConflictError as error:
            return str(error)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(post, range(8))) == [0, 1, 2, "Too late.", 4, 5, 6, 7]


def test_when_nothing_could_be_written_all_are_told_and_the_next_try_works():
    batch, told = Batch(), []

    def fail(_):
        raise StorageError("The disk is full.")

    def post(item):
        with pytest.raises(StorageError):
            batch.submit(item, fail)
        told.append(item)

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(post, range(10)))
    assert len(told) == 10
    assert batch.submit(1, doubled) == 2


def test_who_is_stopped_while_writing_leaves_nobody_waiting():
    batch = Batch(gather=0.1)

    def stop(_):
        raise SystemExit

    def post(_):
        try:
            batch.submit(1, stop)
        except (SystemExit, StorageError) as error:
            return type(error)

    with ThreadPoolExecutor(5) as pool:
        assert set(pool.map(post, range(5))) == {SystemExit, StorageError}
    assert batch.submit(1, doubled) == 2


def test_what_follows_comes_after_all_are_told_and_its_failure_is_nobodys():
    batch, seen = Batch(), []

    def after(items):
        seen.extend(items)
        raise ZeroDivisionError

    assert batch.submit(4, doubled, after) == 8
    assert seen == [4]


def test_what_was_used_last_is_kept():
    recent, made = Recent(most=2), []

    def make(key):
        return lambda: made.append(key) or key

    for key in ("a", "b", "a", "c", "a", "b"):
        assert recent.get(key, make(key)) == key
    assert made == ["a", "b", "c", "b"]


def test_of_what_has_versions_only_the_one_asked_for_last_is_kept():
    recent, made = Recent(most=2), []

    def make(version):
        return lambda: made.append(version) or f"night {version}"

    for version in (1, 1, 2, 2, 1):
        assert recent.latest("night", version, make(version)) == f"night {version}"
    assert made == [1, 2, 1]
    for other in ("a", "b"):
        recent.latest(other, 1, make(other))
    recent.latest("night", 1, make(3))
    assert made == [1, 2, 1, "a", "b", 3]


def test_who_was_seen_is_told_once():
    seen = Seen()
    seen.note([("room", "bob")])
    seen.note([("room", "bob")])
    assert seen.take() == {("room", "bob")}
    assert seen.take() == set()


def test_an_error_that_all_of_a_group_get_does_not_grow_with_each_of_them():
    batch = Batch(gather=0.05)

    def fail(_):
        raise StorageError("The disk is full.")

    def post(item):
        try:
            batch.submit(item, fail)
        except StorageError as error:
            return len(traceback.extract_tb(error.__traceback__))
        return 0

    with ThreadPoolExecutor(20) as pool:
        depths = list(pool.map(post, range(20)))
    assert 0 < max(depths) <= 4
