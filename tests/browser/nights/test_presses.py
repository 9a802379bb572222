"""A press on its way can be seen to be, nothing else is taken meanwhile, none is lost unsaid."""

import pytest
from playwright.sync_api import expect

from quiz.services.nights import door
from quiz.services.nights.door import JoinWish
from tests.browser.conftest import LAPTOP, PHONE
from tests.tools.a_night import ANight

pytestmark = pytest.mark.browser


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture(params=["host", "remote"])
def alice(request, visit, night):
    """Alice at the desk, or with the remote."""
    page = visit(
        f"/nights/{night.id}/host/{night.key}", size=PHONE if request.param == "remote" else LAPTOP
    )
    page.goto(f"/nights/{night.id}/{request.param}")
    says(page, "Start the night")
    return page


@pytest.fixture
def held(alice):
    """The presses that are on their way, and do not arrive until they are let go on."""
    return hold(alice, "**/do")


def hold(page, address):
    routes = []

    def keep(route):
        routes.append(route)

    page.route(address, keep)
    return routes


def says(page, text):
    expect(page.locator("#steer-next")).to_contain_text(text)


def settle(page):
    """Wait until a press is no longer taken for one that was meant for what Next was before."""
    page.wait_for_timeout(400)


def is_pending(page):
    expect(page.locator("#desk-slot")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#steer button:enabled:not([aria-disabled])")).to_have_count(0)


def is_free(page):
    expect(page.locator("#desk-slot")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("#steer-next")).not_to_have_attribute("aria-disabled", "true")


def test_a_press_is_seen_to_be_on_its_way_and_no_other_is_taken(alice, held, night):
    night.on(2)
    says(alice, "Lock the answers")
    settle(alice)
    alice.locator("#steer-pause").click()
    is_pending(alice)
    expect(alice.locator("#steer-pause")).to_have_attribute("data-pressed", "")
    expect(alice.locator("#steer-next")).to_have_css("opacity", "0.42")
    alice.locator("#steer-next").click(force=True)
    alice.locator("#steer-add").click(force=True)
    alice.keyboard.press("ArrowRight")
    assert len(held) == 1
    held[0].continue_()
    says(alice, "Go on")
    is_free(alice)
    assert night.stage.head.paused
    assert night.stage.head.phase == "question"


def test_what_comes_meanwhile_changes_the_page_and_frees_nothing(alice, held, visit, night):
    alice.locator("#steer-next").click()
    is_pending(alice)
    night.on()  # from another device
    says(alice, "Open question 1")
    is_pending(alice)
    settle(alice)
    alice.locator("#steer-next").click(force=True)
    assert len(held) == 1
    held[0].continue_()
    expect(alice.locator("[role=alert]")).to_be_visible()  # it saw an older state
    is_free(alice)
    assert night.stage.head.phase == "intro"
    visit.complaints.clear()  # the browser's own, of the refusal


def test_a_double_tap_is_one_transition(alice, night):
    alice.locator("#steer-next").dblclick()
    says(alice, "Open question 1")
    is_free(alice)
    assert night.stage.head.phase == "intro"


def test_a_press_that_got_no_answer_is_told_and_can_be_made_again(alice, visit, night):
    alice.route("**/do", lambda route: route.abort())
    alice.locator("#steer-next").click()
    expect(alice.locator("#lost")).to_contain_text("No answer to that press")
    is_free(alice)
    says(alice, "Start the night")
    visit.complaints.clear()  # the browser's own, of the broken line
    alice.unroute("**/do")
    alice.locator("#steer-next").click()
    says(alice, "Open question 1")
    expect(alice.locator("#lost")).to_have_text("")


def test_who_is_sent_out_is_not_sent_out_twice(alice, house, night):
    """The list of people waits like the desk."""
    door.join(house, night.code, JoinWish("Bob"))
    if not alice.locator("#roster-slot").count():
        return  # the remote has no list
    held = hold(alice, "**/people")
    alice.get_by_label("Bob").check()
    asked, kick = alice.locator("#seat-out"), alice.locator("#seat-kick")
    asked.locator("summary").click()
    expect(asked).to_contain_text("Bob. They lose")
    door.join(house, night.code, JoinWish("Charlie"))  # what came meanwhile changes nothing of it
    alice.get_by_label("Charlie").check()
    expect(asked).to_contain_text("Bob and Charlie. They lose")
    alice.get_by_label("Charlie").uncheck()
    kick.click()
    expect(kick).to_have_attribute("aria-disabled", "true")
    kick.click(force=True)
    alice.locator("#steer-next").click(force=True)
    assert len(held) == 1
    held[0].continue_()
    expect(alice.locator(".crew-row")).to_have_count(1)
    expect(kick).to_be_hidden()  # it asks anew
    is_free(alice)
    assert night.stage.head.phase == "lobby"
