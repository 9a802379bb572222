"""A teacher mends a pack in the editor: saves nothing by hand, sees it as players do, plays it."""

import base64

from playwright.sync_api import expect

from quiz.packs.model import Pack
from quiz.questions.model import Choice, Question
from quiz.services.library import keeping
from quiz.store import people
from tests.browser.conftest import PHONE, at_home
from tests.browser.looks import axe_faults, comes_to_rest, faults_in_both_themes, small_targets
from tests.tools.media import photo, wav

PASTE = """([name, bytes, text]) => {
  const data = new DataTransfer();
  if (text) data.items.add(text, "text/plain");
  data.items.add(new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name));
  document.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
}"""


def at_a_new_pack(visit, name="Teacher"):
    page = at_home(visit, name)
    page.goto("/packs/new")
    page.get_by_label("Title").fill("Our planets")
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/edit*")  # loaded, with its script at work
    return page


def drag_down(page, row):
    row.hover()
    page.mouse.down()
    page.mouse.move(row.bounding_box()["x"] + 5, row.bounding_box()["y"] + 140, steps=5)
    page.mouse.up()


def test_two_questions_are_mended_seen_published_and_played(visit, axe):
    page = at_a_new_pack(visit)
    state, preview = page.locator("#state"), page.locator(".pd-preview")
    page.get_by_label("Question", exact=True).fill("Which planet is red?")
    expect(page.locator("#f-right-0-fault")).to_have_text("“Right answer” is empty")
    page.get_by_label("Right answer").fill("Mars")
    for place, wrong in enumerate(("Venus", "Mars", "Saturn", "Io")):
        page.locator(f"#f-wrong-{place}").fill(wrong)  # the last row is one that grew
    expect(page.locator("#f-wrong-1-fault")).to_contain_text("is the right answer")
    expect(page.get_by_text("1 question has faults: mend it first.")).to_be_visible()
    page.locator("#f-wrong-1").fill("Jupiter")
    expect(page.locator("#said-head")).to_have_text("Nothing to mend")
    expect(state).to_contain_text("Saved just now.")
    expect(preview.locator(".ask")).to_have_text("Which planet is red?")
    expect(preview.locator(".gel")).to_have_count(5)

    page.get_by_label("Kind of the new question").select_option("order")
    page.get_by_role("button", name="Add a question").press("Enter")
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    page.get_by_label("Question", exact=True).fill("Put these in order, outwards from the Sun.")
    for place, item in enumerate(("Mercury", "Venus", "Earth")):
        page.locator(f"#f-right-{place}").fill(item)
    page.locator("#undo").click()  # right after typing: what was typed is not lost on the way
    expect(page.locator(".flash")).to_contain_text("Taken back: Changed: Put these in order")
    page.locator("#redo").click()
    expect(page.locator("#f-right-2")).to_have_value("Earth")
    expect(preview.locator(".order-row")).to_have_count(3)
    comes_to_rest(page)  # the keys of the list are watched from then on
    page.locator(".pd-open").nth(1).press("Alt+ArrowUp")
    expect(page.locator(".pd-open .pd-asked").first).to_contain_text("Put these in order")
    comes_to_rest(page)
    with page.expect_response("**/edit/list"):
        drag_down(page, page.locator("[data-grip]").first)
    expect(page.locator(".pd-open .pd-asked").first).to_have_text("Which planet is red?")
    comes_to_rest(page)

    page.get_by_label("Question", exact=True).fill("Put these in order from the Sun on.")
    address = page.url
    page.goto("/leaderboards")  # at once: what was typed is sent along
    asked = page.get_by_label("Question", exact=True)
    for _ in range(20):  # it may be on its way a little longer than the next page
        page.goto(address)
        if asked.input_value() == "Put these in order from the Sun on.":
            break
    expect(asked).to_have_value("Put these in order from the Sun on.")
    assert axe_faults(page, axe) == []
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.locator("#head summary").click()
    assert faults_in_both_themes(axe)(page) == []
    assert small_targets(".foot, .pd-license, .pd-grip")(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.get_by_role("button", name="Publish version 1").click()
    expect(page.locator(".flash")).to_contain_text("Published as version 1")
    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#stage .ask")).to_have_text("Put these in order from the Sun on.")


def test_pictures_and_sounds_are_chosen_pasted_described_and_taken_away(visit, axe):
    page = at_a_new_pack(visit, "Painter")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.get_by_label("Question", exact=True).fill("Which planet is this?")
    page.get_by_label("Right answer").fill("Mars")
    page.get_by_label("Add a picture or a sound").set_input_files(
        {"name": "mars.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    alt = page.get_by_label("What the picture shows")
    expect(alt).to_be_focused()  # what is wanted next; and what was typed is not lost
    expect(page.get_by_label("Right answer")).to_have_value("Mars")
    expect(page.locator(".pd-preview .medium-picture img")).to_be_visible()
    expect(page.locator("#f-alt-fault")).to_contain_text("is empty")
    alt.fill("A red disc")
    expect(page.locator("#f-alt-fault")).to_be_hidden()
    page.locator("#f-picture_license").fill("CC0-1.0")
    with page.expect_response("**/edit/question"):
        page.keyboard.press("Enter")
    comes_to_rest(page)
    expect(page.locator(".pd-thumb")).to_be_visible()
    page.locator("#f-picture_license").fill("CC-BY-4.0")
    with page.expect_response("**/edit/question"):  # not where the button sends that has the focus
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Take the picture away")).to_be_focused()
    expect(page.locator("#state")).to_contain_text("Saved just now.")
    page.evaluate(PASTE, ["text.wav", base64.b64encode(wav()).decode(), "Out of a letter"])
    expect(page.locator("#f-file-told")).to_be_empty()  # text that comes with a picture of itself
    page.evaluate(PASTE, ["beeps.wav", base64.b64encode(wav()).decode()])
    expect(page.locator(".pd-sound")).to_be_visible()
    expect(alt).to_have_value("A red disc")
    assert faults_in_both_themes(axe)(page) == []
    assert small_targets(".foot, .pd-license, .pd-grip")(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    page.locator("[data-drop]").evaluate("zone => zone.dataset.most = 0")
    page.evaluate(PASTE, ["large.wav", base64.b64encode(wav()).decode()])
    expect(page.locator("#f-file-told")).to_contain_text("too large")
    page.get_by_role("button", name="Take the sound away").click()
    expect(page.locator(".flash")).to_contain_text("Taken away")
    expect(page.locator(".pd-sound")).to_have_count(0)
    page.get_by_role("button", name="Write the next one").click()
    expect(page.get_by_text("Question 2 of 2")).to_be_visible()
    expect(page.get_by_label("Question", exact=True)).to_be_focused()
    expect(page.locator("#said-head")).to_have_text("Nothing is written yet")


def test_a_long_list_stays_where_it_is_and_shows_what_is_open(visit, house):
    page = at_a_new_pack(visit, "Collector")
    with house.store.reading() as tx:
        owner = people.player_by_username(tx, "collector").id
    asked = (Question(f"q{n}", f"Is it {n}?", Choice("Yes", ("No",))) for n in range(1, 60))
    pack_id = keeping.create(house, owner, Pack("p", "Numbers", tuple(asked)))
    page.goto(f"/packs/{pack_id}/edit?q=q40")
    expect(page.locator("#row-q40")).to_be_in_viewport()
    rows = page.locator(".pd-rows-list")
    before = rows.evaluate("rows => rows.scrollTop")
    assert before > 0
    page.locator("#row-q41").click()
    expect(page.get_by_text("Question 41 of 59")).to_be_visible()
    comes_to_rest(page)  # till then the list that came anew stands at its top
    assert abs(rows.evaluate("rows => rows.scrollTop") - before) < 2
    page.get_by_label("Its place in the list").fill("3")
    page.get_by_role("button", name="Move it there").click()
    expect(page.get_by_text("Question 3 of 59")).to_be_visible()
    expect(page.locator("#row-q41")).to_be_in_viewport()
