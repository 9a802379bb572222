"""What tests of pages begin with: an application on a house of its own, and a clock to set.

A conftest takes these fixtures for its folder, by their names.
"""

import pytest

from quiz.web.app import create_app
from tests.tools import house as houses


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A house that each test gets a copy of."""
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
