"""The plan is changed in one tab, and every other page of the night shows it."""

import pytest
from playwright.sync_api import expect

from quiz.night.commands import LockDoor
from quiz.services.nights import pages
from tests.browser.conftest import PHONE
from tests.browser.looks import axe_faults
from tests.tools.a_night import ANight

pytestmark = pytest.mark.browser


@pytest.fixture
def night(house):
    return ANight(house)


def test_a_plan_is_changed_and_every_page_shows_it(visit, house, night, axe):
    link = f"/nights/{night.id}/host/{night.key}"
    alice, other = visit(link, PHONE), visit(link)
    screen = visit(f"/screen/{pages.screen_key(house, night.id, night.key)}")
    alice.get_by_role("link", name="Change the plan").click()
    alice.locator("#round-2 > summary").click()
    alice.locator("#title-2").fill("Encore")
    alice.locator("#count-2").fill("29")
    alice.locator("#night-title").fill("Saturday at the Crown")
    alice.locator("#save-plan").click()
    told = alice.locator("#builder [role=alert]")
    expect(told).to_contain_text("29 questions")
    expect(told).to_be_in_viewport()
    alice.locator("#count-2").evaluate("(field) => (field.value = 1)")
    night.say(LockDoor, locked=True)
    alice.locator("#save-plan").click()
    expect(told).to_contain_text("changed elsewhere")
    assert axe_faults(alice, axe) == []
    alice.locator("#save-plan").click()
    for page in (alice, other):
        expect(page.locator(".desk-title")).to_have_text("Saturday at the Crown")
        expect(page).to_have_title("Saturday at the Crown · Greenroom")
        expect(page.locator("#plan")).to_contain_text("Encore")
    expect(screen.locator("h1")).to_have_text("Saturday at the Crown")
    assert all("400" in each or "409" in each for each in visit.complaints), visit.complaints
    visit.complaints.clear()  # of the two refusals
