"""An application on a house of its own, the night of Alice in it, and browsers of everybody."""

import pytest

from quiz.web.app import create_app
from tests.tools import house as houses
from tests.tools.a_night import ANight
from tests.tools.plain import PlainBrowser


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    house = houses.build(tmp_path_factory.mktemp("house"))
    yield house
    house.store.close()


@pytest.fixture
def clock():
    return houses.Clock()


@pytest.fixture
def house(built, clock, tmp_path):
    made = houses.copy(built, tmp_path, clock=clock)
    yield made
    made.store.close()


@pytest.fixture
def app(house):
    return create_app(house)


@pytest.fixture
def browser(app):
    """Open another browser."""
    return lambda: PlainBrowser(app.test_client())


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def hosting(browser, night):
    """Open another browser that holds the host link."""

    def hold():
        held = browser().open(f"/nights/{night.id}/host/{night.key}")
        assert (held.status, held.url) == (200, f"/nights/{night.id}/host")
        return held

    return hold
