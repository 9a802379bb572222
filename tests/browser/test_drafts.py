"""The review of drafts in a real browser: by keyboard, without a reload, and nothing for axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, at_home
from tests.browser.looks import axe_faults, comes_to_rest, faults_in_both_themes, small_targets

pytestmark = pytest.mark.browser

ARTICLE = "Ann Bell hugged Carl Dorn backstage. It rained. Ann Bell won Best Duet for “Blue”."


def author(visit, name, size=LAPTOP):
    page = at_home(visit, name, size)
    page.goto("/drafts")
    return page


def paste(page):
    page.get_by_label("Title", exact=True).fill("A night")
    page.get_by_label("The text").fill(ARTICLE)
    page.get_by_role("button", name="Draft the moments").click()
    expect(page.locator(".draft")).to_have_count(2)
    page.wait_for_load_state()  # the scripts are at work


def test_drafts_are_decided_by_keyboard_and_one_goes_on_with_the_next(visit):
    page = author(visit, "Keyboard")
    paste(page)
    page.evaluate("window.stays = true")
    page.get_by_role("button", name="Accept").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".draft")).to_have_count(1)
    expect(page.locator(".draft-told")).to_be_focused()
    page.get_by_text("Change or complete it").click()
    page.get_by_label("winner", exact=True).fill("Ann Bell; Gus Hall")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save the changes").press("Enter")
    expect(page.locator(".draft-told")).to_have_text(
        "Ann Bell and Gus Hall won Best Duet for “Blue”."
    )
    comes_to_rest(page)
    page.get_by_role("button", name="Reject").press("Enter")
    expect(page.get_by_role("heading", name="Everything is decided")).to_be_visible()
    assert page.evaluate("window.stays")


def test_a_refusal_is_told_in_its_place(visit):
    page = author(visit, "Refused")
    paste(page)
    page.get_by_text("Change or complete it").first.click()
    page.get_by_label("with", exact=True).fill("")
    page.get_by_role("button", name="Save the changes").click()
    expect(page.get_by_role("alert")).to_contain_text("needs “with”")
    visit.complaints.clear()  # the browser tells of the answer 400


def test_axe_finds_nothing_and_nothing_is_too_small_or_wide(visit, axe):
    page = author(visit, "Axel", PHONE)
    look = faults_in_both_themes(axe)
    assert axe_faults(page, axe) == []
    paste(page)
    assert look(page) == []
    assert small_targets(".draft-whole")(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
