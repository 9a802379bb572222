"""The drawing board under a script: no button dies, nothing shuts by itself, no draft is lost."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_draft_is_worked_at_and_left_only_when_one_says_so(visit):
    alice = visit("/host")
    alice.locator("#round-2 > summary").click()
    alice.locator("#more-rules > summary").click()
    alice.locator("#seconds-2").fill("")
    alice.locator("#count-1").evaluate("(field) => (field.value = 45)")  # in a round that is shut
    alice.locator("#add-round").click()
    expect(alice.locator("#round-4")).to_have_attribute("open", "")
    expect(alice.locator("#seconds-2")).to_have_value("0")
    for part in ("#round-2", "#more-rules"):
        expect(alice.locator(part)).to_have_attribute("open", "")
    expect(alice.locator("#round-1")).not_to_have_attribute("open", "")
    alice.locator("#round-2 > summary").click()
    alice.get_by_role("button", name="Move round 4 up").click()
    expect(alice.locator("#round-3")).to_have_attribute("open", "")
    assert alice.locator("details[open]").evaluate_all("(all) => all.map((e) => e.id)") == [
        "round-3",
        "more-rules",
    ]

    alice.locator("#format-3").select_option("break")
    expect(
        alice.locator("#pack-3, #level-3, #count-3, #seconds-3").filter(visible=True)
    ).to_have_count(0)
    expect(alice.locator("#round-3 .draft-about")).to_have_text(
        re.compile("No questions"), use_inner_text=True
    )
    alice.locator("#format-3").select_option("wager")
    expect(alice.locator("#count-3")).not_to_be_visible()
    alice.locator("#format-3").select_option("general")
    expect(alice.locator("#count-3")).to_be_visible()

    asked = []
    alice.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with alice.expect_event("dialog"):
        alice.locator('a[href*="preset=office"]').click()
    expect(alice.locator("#round-3")).to_have_attribute("open", "")
    assert asked == ["beforeunload"]
    small = "(all) => all.forEach((e) => (e.value = e.name === 'round_count' ? 1 : 'mixed'))"
    alice.locator("[name=round_count], [name=round_level]").evaluate_all(small)
    alice.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    alice.locator("#open-night").click()
    expect(alice.locator("#now-head")).to_have_text("The doors are open")
    assert asked == ["beforeunload"]
