"""A press on its way can be seen to be, nothing else is taken meanwhile, none is lost unsaid."""

import re

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


def arrive(page, held):
    """Let the press go on that is held; there is one."""
    for _ in range(100):
        if held:
            break
        page.wait_for_timeout(50)
    (press,) = held
    press.continue_()


def says(page, text):
    expect(page.locator("#steer-next")).to_contain_text(text)


def unfold(page, *more):
    """Open the sheet of the remote, and what is wanted in it; at the desk both lie open."""
    if page.locator("#more").count():
        for one in ("#more", *more):
            page.locator(f"{one} > summary").click()


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
    arrive(alice, held)
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
    arrive(alice, held)
    expect(alice.locator("[role=alert]")).to_be_visible()  # it saw an older state
    is_free(alice)
    assert night.stage.head.phase == "intro"
    visit.complaints.clear()  # the browser's own, of the refusal


def test_a_double_tap_is_one_transition(alice, night):
    alice.locator("#steer-next").dblclick()
    says(alice, "Open question 1")
    is_free(alice)
    assert night.stage.head.phase == "intro"
    unfold(alice)
    alice.evaluate(  # the second tap, as soon as the button means something else
        """() => {
          const press = () => {
            const at = document.getElementById('mend-door');
            if (!/Unlock/.test(at.textContent) || document.querySelector('[aria-busy]'))
              return requestAnimationFrame(press);
            at.click();
            document.title += ' pressed';
          };
          press();
        }"""
    )
    alice.locator("#mend-door").click()
    expect(alice).to_have_title(re.compile("pressed"))
    is_free(alice)
    assert night.stage.door_locked


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
    unfold(alice, "#people")
    held = hold(alice, "**/people")
    alice.get_by_label("Bob").check()
    asked, kick = alice.locator("#seat-out"), alice.locator("#seat-kick")
    asked.locator("summary").click()
    expect(asked).to_contain_text("Bob. They lose")
    sheet, rows = alice.locator("#more").all(), alice.locator(".crew-row")  # the remote has a sheet
    for count, name in enumerate(("Charlie", "Dora"), 2):  # who comes meanwhile changes nothing
        scrolled = [one.evaluate("it => (it.scrollTo(0, 30), it.scrollTop)") for one in sheet]
        door.join(house, night.code, JoinWish(name))
        expect(rows).to_have_count(count)
        for one, top in zip(sheet, scrolled, strict=True):
            expect(one).to_have_js_property("scrollTop", top)
    assert scrolled in ([], [30])
    alice.get_by_label("Charlie").check()
    expect(asked).to_contain_text("Bob and Charlie. They lose")
    alice.get_by_label("Charlie").uncheck()
    kick.click()
    expect(kick).to_have_attribute("aria-disabled", "true")
    kick.click(force=True)
    alice.locator("#steer-next").click(force=True)
    arrive(alice, held)
    expect(rows).to_have_count(2)
    expect(kick).to_be_hidden()  # it asks anew
    is_free(alice)
    assert night.stage.head.phase == "lobby"
