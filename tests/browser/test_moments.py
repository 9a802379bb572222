"""The moments editor in a real browser: by keyboard, at once, and nothing for axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, at_home
from tests.browser.looks import axe_faults, faults_in_both_themes, small_targets

pytestmark = pytest.mark.browser


def fill(page, **roles):
    for role, name in roles.items():
        page.locator(f'[name="role.{role}"]').first.fill(name)


def press(page, role, name):
    """Press one by keyboard, once the desk is laid out."""
    expect(page.locator(".htmx-added, .htmx-settling, .htmx-request")).to_have_count(0)
    page.get_by_role(role, name=name).press("Enter")


def test_a_moment_is_added_its_question_appears_and_the_pack_is_played(visit, axe):
    page = at_home(visit, "Author")
    page.goto("/moments")
    assert axe_faults(page, axe) == []
    page.get_by_label("An empty file").fill("Film night")
    press(page, "button", "Begin")
    expect(page.get_by_role("heading", name="Film night")).to_be_visible()
    page.wait_for_load_state()
    page.evaluate("window.stays = true")

    press(page, "link", "New in the cast")
    page.get_by_label("Name", exact=True).fill("Ann Bell")
    page.get_by_label("What it is").fill("person")
    press(page, "button", "Add it to the cast")
    expect(page.locator(".desk-thing")).to_have_count(1)

    for prize, winner in (("Best Snack", "Ann Bell"), ("Best Hat", "Carl"), ("Best Shoes", "Eve")):
        page.get_by_label("What happened?").select_option("won")
        press(page, "button", "Fill it in")
        fill(page, prize=prize, winner=winner, year="2024")
        press(page, "button", "Add the moment")
        expect(page.locator(".desk-told").first).to_have_text(f"{winner} won {prize} in 2024.")
    asks = page.locator(".desk-card[data-mark=new] .desk-ask")
    expect(asks.filter(has_text="Who won Best Shoes in 2024?").first).to_be_visible()
    page.locator(".desk-proof summary").first.click()
    assert axe_faults(page, axe) == []

    page.locator(".desk-open").first.press("Enter")
    several = page.locator('[name="role.winner"]')
    several.nth(1).fill("Ann Bell")
    expect(several).to_have_count(3)  # one more, for the next
    press(page, "button", "Save the moment")
    expect(page.locator(".desk-told").first).to_have_text(
        "Eve and Ann Bell won Best Shoes in 2024."
    )
    press(page, "button", "Undo")
    expect(page.locator(".desk-told").first).to_have_text("Eve won Best Shoes in 2024.")

    press(page, "button", "Save the pack")
    expect(page.get_by_text("yours alone")).to_be_visible()
    assert page.evaluate("window.stays")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert faults_in_both_themes(axe)(page) == []
    assert small_targets(".tick, .foot")(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("link", name="Play it").click()
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("#stage")).to_be_visible()
