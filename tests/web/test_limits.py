"""What slows down guessing counts in all processes together, and no fault of it is a visitor's."""

import pytest

from quiz.web.app import create_app
from tests.tools import house as houses
from tests.tools.valkey import Valkey


@pytest.fixture
def valkey():
    running = Valkey()
    yield running
    running.stop()


@pytest.fixture
def workers(tmp_path, valkey):
    """Two processes of one server, as far as their limits know."""
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(houses.build(tmp_path / name, {"QUIZ_BUS_URL": valkey.url}))
    yield [create_app(house).test_client(use_cookies=False) for house in made]
    for house in made:
        house.bus.close()
        house.store.close()


def guess(client, times):
    return [client.get(f"/j/AAAA{n:02}").status_code for n in range(22, 22 + times)]


def test_two_workers_count_wrong_codes_together(workers):
    one, two = workers
    assert set(guess(one, 60)) == {404}
    assert guess(two, 1) == [429]


def test_without_the_bus_each_worker_counts_for_itself(workers, valkey):
    one, two = workers
    guess(one, 5)
    valkey.kill()
    assert set(guess(one, 60)) == {404}
    assert guess(one, 1) == [429]
    assert guess(two, 1) == [404]
    valkey.come_back()


def test_nobody_opens_nights_without_end(tmp_path):
    house = houses.build(tmp_path)
    client = create_app(house).test_client()
    form = {
        "title": "Friday", "scoring": "pub", "round_title": "One", "round_format": "general",
        "round_pack": "", "round_level": "mixed", "round_count": "1", "round_seconds": "20",
        "round_note": "",
    }  # fmt: skip
    told = [client.post("/host", data=form).status_code for _ in range(61)]
    house.store.close()
    assert told == [303] * 60 + [429]
