"""An application on a house of its own, and clients of Alice, Bob and Charlie."""

import pytest

from tests.tools import house as houses
from tests.tools import rooms
from tests.tools.plain import PlainBrowser

built, clock, house, app = rooms.built, rooms.clock, rooms.house, rooms.app


@pytest.fixture
def bob(app):
    return PlainBrowser(app.test_client())


@pytest.fixture
def charlie(app):
    return PlainBrowser(app.test_client())


@pytest.fixture
def playing(bob):
    """Bob, at the first question of a round of five about stagecraft, with 20 seconds each."""
    bob.open("/packs/stagecraft").press("Play", pick=("5", "20 s", "all", "Accuracy first"))
    assert bob.status == 200
    return bob


def answer(browser, *, right=True):
    """Answer the question at hand."""
    page = browser.read()
    wanted = houses.RIGHT[page.heading]
    options = [f for form in page.forms for f in form.fields if f.name == "choice"]
    if not options:
        return browser.press("Lock it in", text=wanted[0] if right else "nonsense")
    if not right:
        wrong = [f.label for f in options if not f.label.endswith(wanted)]
        wrong = wrong or [f.label for f in options]
        wanted = tuple(wrong[: len(wanted)])
    return browser.press("Lock it in", pick=wanted)
