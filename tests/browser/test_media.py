"""Questions with pictures and sounds, in a real browser."""

import pytest
from playwright.sync_api import expect

from quiz.packs.model import Pack
from quiz.questions.model import Audio, Choice, Picture, Question
from quiz.services import media
from quiz.store import packs
from tests.browser.conftest import PHONE
from tests.browser.looks import axe_faults, scrolling
from tests.tools.media import photo, wav

pytestmark = pytest.mark.browser

OPTIONS = Choice("Ice Spice", ("Dove Cameron", "Karol G", "Sabrina Carpenter"))
SEEN = Question("a", "Who is this?", OPTIONS, picture=Picture("media/a.jpg", "Somebody", "Ann"))
HEARD = Question("b", "Who sings?", OPTIONS, audio=Audio("media/b.wav", "La la la"))


@pytest.fixture
def seen(house):
    """A pack of two questions, on the shelf as long as the test runs."""
    before = list(house.shelf.summaries.values())
    files = {"media/a.jpg": photo(size=(900, 600)), "media/b.wav": wav()}
    made = media.keep_all(house, Pack("seen", "Seen", (SEEN, HEARD), license="CC0-1.0"), files)
    with house.store.writing() as tx:
        summary = packs.add(tx, "seen", made, house.clock())
    house.shelf.fill([*before, summary], ())
    yield
    house.shelf.fill(before, ())


def test_a_picture_fits_a_phone_with_four_answers_and_a_sound_has_its_buttons(visit, seen, axe):
    page = visit("/packs/seen", PHONE)
    page.get_by_role("button", name="Play").click()
    for _ in range(2):
        expect(page.locator("#question")).to_be_visible()
        if page.locator("#ask").inner_text() == SEEN.ask:
            picture = page.get_by_role("img", name="Somebody")
            expect(picture).to_be_visible()
            page.wait_for_function("() => document.querySelector('.medium img').naturalWidth > 0")
            assert not scrolling("Height", PHONE)(page)
        else:
            page.wait_for_function("() => document.querySelector('audio').duration > 0")
        assert not axe_faults(page, axe)
        page.get_by_role("button", name="Skip").click()
        expect(page.locator("#reveal")).to_be_visible()
        told = page.locator("#reveal .medium").inner_text()
        assert ("Ann" in told) != ("La la la" in told)
        assert not axe_faults(page, axe)
        page.locator(".next").click()
    expect(page.locator("#result")).to_be_visible()
