"""Every state of the phone: axe finds nothing, no question scrolls, a thumb hits everything."""

import pytest
from playwright.sync_api import expect

from quiz.web.nights import samples_door, samples_phone
from tests.browser.conftest import PHONE
from tests.browser.looks import faults_in_both_themes, scrolling, small_targets, walk

pytestmark = pytest.mark.browser

LARGE, LYING = (412, 915), (640, 360)


def paths(*names):
    return [f"/styleguide/phone/{name}" for name in names]


STATES = paths(*samples_phone.PAGES, *samples_door.DOORS, "mine")


@pytest.fixture
def page(visit):
    return visit("/join", size=PHONE, reduced_motion="reduce")


def test_axe_finds_nothing_in_any_state(page, axe):
    walk(page, STATES, faults_in_both_themes(axe))


def test_a_question_never_scrolls(page):
    walk(page, paths(*samples_phone.QUESTIONS), scrolling("Height", PHONE, LARGE, LYING))


@pytest.mark.soak
def test_no_state_scrolls_sideways(page):
    walk(page, STATES, scrolling("Width", (320, 568), PHONE, LYING))


def test_targets_are_big_enough_for_a_thumb(page):
    names = ("lobby", "wager", "question", "typed", "over", "door")
    walk(page, paths(*names), small_targets())


def test_the_card_is_saved_as_a_picture_and_shared_as_one(page):
    told = "navigator.share = async ({files}) => { document.title = files[0].type; };"
    page.add_init_script(f"navigator.canShare = () => true; {told}")
    page.goto("/styleguide/phone/mine")
    expect(page.locator("#copy:not([hidden])")).to_be_attached()
    with page.expect_download() as card:
        page.locator("#save").click()
    assert card.value.suggested_filename == "my-night.png"
    assert card.value.path().read_bytes().startswith(b"\x89PNG")
    page.locator("#share").click()
    expect(page).to_have_title("image/png")
