"""Hosts who press in one instant share a transaction, and nothing else."""

from threading import Thread

import pytest

from quiz.errors import BadInputError, ConflictError, NotAllowedError
from quiz.night.commands import Next
from quiz.services.nights import access, pages, stage, telling
from quiz.store import nights as night_rows
from tests.tools.nights import begin, draft

MANY = 25  # more than one transaction takes


@pytest.fixture
def nights(either_house, clock):
    return [begin(either_house, clock, draft()) for _ in range(MANY)]


def press_all(nights, *, key=lambda night: night.key):
    """Press Next for all at once; return what each was told."""
    told = {}

    def press(night):
        try:
            told[night.night_id] = stage.do(
                night.house, night.night_id, key(night), Next(night.version)
            )
        except Exception as error:  # noqa: BLE001 - looked at below
            told[night.night_id] = error

    versions = [(night, night.version) for night in nights]
    threads = [Thread(target=press, args=(night,)) for night, _ in versions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[night.night_id] for night in nights]


def phases(nights):
    return [pages.stage(night.house, night.night_id).head.phase for night in nights]


def test_all_who_press_at_once_go_on_and_each_is_noted_once(nights):
    assert press_all(nights) == [2] * MANY
    assert phases(nights) == ["intro"] * MANY
    for night in nights:
        with night.house.store.reading() as tx:
            lines = [line.what for line in night_rows.audit(tx, night.night_id)]
        assert len(lines) == len(set(lines))


def test_a_stranger_among_them_is_refused_alone(nights):
    told = press_all(nights, key=lambda night: "another" if night is nights[3] else night.key)
    assert isinstance(told.pop(3), NotAllowedError)
    assert told == [2] * (MANY - 1)
    assert phases(nights)[:5] == ["intro", "intro", "intro", "lobby", "intro"]


def test_a_fault_in_one_night_stays_there(nights, monkeypatch):
    unlucky, check = nights[5].night_id, access.check_host

    def faulty(record, key):
        if record.id == unlucky:
            raise ZeroDivisionError
        check(record, key)

    monkeypatch.setattr(access, "check_host", faulty)
    told = press_all(nights)
    assert isinstance(told.pop(5), ZeroDivisionError)
    assert told == [2] * (MANY - 1)
    assert phases(nights).index("lobby") == 5
    assert phases(nights).count("lobby") == 1


def test_what_one_host_sends_and_no_database_takes_is_told_to_that_host_alone(
    postgres_url, make_house, clock, monkeypatch
):
    house = make_house(postgres_url)
    nights = [begin(house, clock, draft()) for _ in range(5)]
    unlucky, line = nights[2].night_id, telling.audit_line
    monkeypatch.setattr(
        telling,
        "audit_line",
        lambda before, *more: "\x00" if before.id == unlucky else line(before, *more),
    )
    told = press_all(nights)
    assert isinstance(told.pop(2), BadInputError)
    assert told == [2] * 4
    assert phases(nights) == ["intro", "intro", "lobby", "intro", "intro"]


def test_whoever_hears_of_a_move_finds_it_on_disk(nights):
    night, behind = nights[0], []

    def heard(news):
        with night.house.store.reading() as tx:
            behind.append(night_rows.sequences(tx, [news.room])[news.room] - news.seq)

    night.house.bus.listen(heard)
    press_all(nights)
    assert behind == [0] * MANY


def test_of_several_presses_on_one_night_the_first_counts(nights):
    night = nights[0]
    told = press_all([night]) + press_all([night])
    assert told == [2, 3]
    with pytest.raises(ConflictError):
        stage.do(night.house, night.night_id, night.key, Next(2))
    assert night.version == 3


def test_the_time_of_many_runs_out_in_one_instant(nights, clock):
    some = nights[:4]
    for night in some:
        night.join("Alice").to("question")
    clock.now = max(stage.wanted(some[0].house).values())
    ids = [night.night_id for night in some]
    assert stage.tick_all(some[0].house, [*ids, "gone"]) == len(some)
    assert stage.tick_all(some[0].house, ids) == 0
    assert stage.wanted(some[0].house) == {}
