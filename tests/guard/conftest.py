"""An application on a house of its own, the night of Alice in it, and browsers of everybody."""

import pytest

from tests.tools import rooms
from tests.tools.a_night import ANight
from tests.tools.plain import PlainBrowser

built, clock, house, app = rooms.built, rooms.clock, rooms.house, rooms.app


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
