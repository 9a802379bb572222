"""Answers by the crowd and at once, and answers that must not count."""

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quiz.errors import ConflictError, NotAllowedError, QuizError
from quiz.services.nights.answer_desk import Saved
from quiz.store import night_results
from tests.services.nights.conftest import Room, open_room


def test_one_bad_answer_spoils_none_of_its_group(either_room):
    room = either_room
    good = [room.join(f"Player {n}") for n in range(10)]
    room.open()
    posts = [(seat, "0") for seat in good] + [("no token", "0"), (good[0], "99")] * 5
    Random(1).shuffle(posts)
    start = threading.Barrier(len(posts))

    def post(entry):
        start.wait(20)
        try:
            return room.answer(entry[0], 1, entry[1])
        except QuizError as error:
            return error

    with ThreadPoolExecutor(len(posts)) as pool:
        told = list(pool.map(post, posts))
    assert sum(isinstance(one, Saved) for one in told) == 10
    assert len(room.answers) == 10


def test_one_answer_from_fifty_threads_is_one_row(either_room):
    bob = either_room.join()
    either_room.open()
    start = threading.Barrier(50)

    def post(place):
        start.wait(20)
        return either_room.answer(bob, 1, str(place % 3), revision=1)

    with ThreadPoolExecutor(50) as pool:
        told = set(pool.map(post, range(50)))
    assert len(told) == 1  # all are told what was saved
    (kept,) = either_room.answers
    assert kept.revision == 1


def test_two_processes_that_save_at_once_tell_the_same(make_house, postgres_url):
    first = open_room(make_house(postgres_url))
    second = Room(make_house(postgres_url), first.id, first.code)
    second.house.shelf.fill(first.house.shelf.summaries.values(), ())
    seats = [first.join(f"Player {n}") for n in range(20)]
    first.open()

    def post(n):
        room, seat = (first, second)[n % 2], seats[n // 2 % 20]
        return n // 2 % 20, room.answer(seat, 1, str(n % 3), revision=1)

    with ThreadPoolExecutor(40) as pool:
        told = set(pool.map(post, range(400)))
    assert len(told) == len(seats) == len(first.answers)


def test_what_was_acknowledged_is_judged_however_close_the_lock(either_room):
    room = either_room
    seats = [room.join(f"Player {n}") for n in range(30)]
    room.open()
    saved = []

    def post(place):
        try:
            room.answer(seats[place], 1, "2", revision=1)
            saved.append(seats[place].seat_id)
        except ConflictError:
            pass

    with ThreadPoolExecutor(31) as pool:
        jobs = [pool.submit(post, place) for place in range(30)]
        pool.submit(room.do).result()
        for job in jobs:
            job.result()
    with room.house.store.reading() as tx:
        results = night_results.results(tx, room.id)
    right = {result.seat_id for result in results if result.mark == "right"}
    assert right == set(saved)


def attack(room, count, seed):
    """Send answers that must not count; return how many were taken."""
    dice = Random(seed)
    other = open_room(room.house, "ABCDEF")
    stranger, bob = other.join("Charlie"), room.join()
    room.open(2)
    room.answer(bob, 2, "0", "1", revision=5)
    stage = room.record.state.stage
    taken, before = 0, room.answers
    for _ in range(count):
        way = dice.choice(("early", "late", "foreign", "forged", "replayed", "other"))
        number, token, revision, at = 2, bob.token, dice.choice((None, 6, 99)), stage.opened_at
        if way == "early":
            at -= timedelta(seconds=dice.uniform(0.001, 100))
        elif way == "late":
            at = stage.deadline + timedelta(seconds=dice.uniform(0.501, 10_000))
        elif way == "foreign":
            token = stranger.token
        elif way == "forged":
            token = dice.randbytes(16).hex()
        elif way == "replayed":
            revision = dice.randint(1, 5)
        else:
            number = dice.choice((0, 1, 3, 4, 99))
        try:
            saved = room.answer(token, number, "1", "2", revision=revision, at=at, ms=0)
            taken += saved != Saved(5, ("0", "1"))
        except (ConflictError, NotAllowedError):
            pass
    return taken + (room.answers != before) + len(other.answers)


def test_early_late_foreign_replayed_and_forged_answers_never_count(room):
    assert attack(room, 150, 1) == 0


@pytest.mark.soak
def test_none_of_ten_thousand_of_them_counts(either_room):
    assert attack(either_room, 10_000, 2) == 0


@pytest.mark.soak
def test_one_answer_from_fifty_threads_a_thousand_times_is_one_row_each(either_room):
    room = either_room
    seats = [room.join(f"Player {n}") for n in range(1_000)]
    room.open()
    with ThreadPoolExecutor(50) as pool:
        for seat in seats:
            told = set(pool.map(lambda _, at=seat: room.answer(at, 1, "0", revision=1), range(50)))
            assert told == {Saved(1, ("0",))}
    assert len(room.answers) == 1_000


GREENLETS = """
from gevent import monkey
monkey.patch_all()
import json, sys, gevent
from dataclasses import replace
from tests.services.conftest import Clock, KINDS, put
from tests.services.nights.conftest import open_room
from quiz.cli.threads import offloader
from quiz.services.house import House
from quiz.settings import read_settings
from quiz.store.store import Store
from pathlib import Path
from random import Random

settings = read_settings({"QUIZ_DATABASE_URL": sys.argv[1]}, Path(sys.argv[2]))
store = Store(sys.argv[1], offloader(4))
house = House(settings, store, "a key", clock=Clock(), dice=lambda: Random(7))
put(house, KINDS)
room = open_room(house)
seats = [room.join(f"Player {n}") for n in range(100)]
room.open()
posts = [gevent.spawn(room.answer, seat, 1, "0", revision=1) for seat in seats for _ in range(5)]
gevent.joinall(posts, raise_error=True)
print(json.dumps([len(room.answers), len({post.value for post in posts})]))
"""


def test_it_works_with_greenlets_as_with_threads(database_url, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", GREENLETS, database_url, str(tmp_path)],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [100, 1]
