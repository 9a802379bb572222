"""The library in a real browser: a sheet is dropped, looked at, saved and played."""

import base64
import io

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, at_home
from tests.browser.looks import axe_faults, faults_in_both_themes, small_targets

pytestmark = pytest.mark.browser
HEAD = (
    "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def kahoot():
    """A sheet as Kahoot wants it: thirty questions, of which two cannot be."""
    book = Workbook()
    sheet = book.active
    for _ in range(7):
        sheet.append(["Quiz template"])
    sheet.append(["", *HEAD])
    for n in range(1, 31):
        right = {7: "5", 19: ""}.get(n, "1")
        row = [f"How much is {n} and one?", n + 1, n + 2, n + 3, n + 4, 20, right]
        sheet.append([n, *row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


DROP = """([name, data]) => {
  const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ["dragover", "drop"]) {
    const options = { bubbles: true, cancelable: true, dataTransfer };
    document.body.dispatchEvent(new DragEvent(type, options));
  }
}"""


def test_a_sheet_is_dropped_looked_at_saved_and_played(visit, axe):
    page = at_home(visit, "Librarian")
    page.goto("/packs/mine")
    page.get_by_role("link", name="Bring a pack").click()
    expect(page.locator("input[type=file]")).to_be_attached()
    page.wait_for_load_state()
    assert faults_in_both_themes(axe)(page) == []
    page.evaluate(DROP, ["sums.xlsx", base64.b64encode(kahoot()).decode()])

    expect(page.get_by_text("28 of 30")).to_be_visible()
    left_out = page.locator(".notes[data-kind=out] li")
    expect(left_out).to_have_count(2)
    expect(left_out.first).to_contain_text("row 15")
    expect(left_out.first).to_contain_text("How much is 7 and one?")
    assert axe_faults(page, axe) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert faults_in_both_themes(axe)(page) == []
    assert small_targets(".foot, .top")(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_label("Title").fill("Sums")
    page.get_by_label("Licence").fill("CC0-1.0")
    page.get_by_role("button", name="Save the pack").press("Enter")
    expect(page.get_by_role("heading", name="Sums")).to_be_visible()
    page.get_by_label("everybody").check()
    page.get_by_role("button", name="Set it").press("Enter")
    expect(page.get_by_text("in the library now")).to_be_visible()
    assert axe_faults(page, axe) == []
    page.goto("/packs")
    page.get_by_label("Words").fill("sums")
    expect(page.locator("#found .call")).to_have_count(1)
    assert axe_faults(page, axe) == []
    # Slow hands: leaving the words looks nothing up again, or the link would be gone in mid-click.
    page.get_by_role("link", name="Sums").click(delay=500)
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.locator("#stage")).to_be_visible()
