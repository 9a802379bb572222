"""Orders and matches as people answer them: by touch, by key, by drag, and without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, serving
from tests.browser.looks import axe_faults
from tests.browser.test_round import start
from tests.tools import house as houses

pytestmark = pytest.mark.browser

OUTWARDS = ("Mercury", "Venus", "Earth", "Mars", "Jupiter")
MOONS = {"Titan": "Saturn", "Io": "Jupiter", "Phobos": "Mars", "Triton": "Neptune"}
HEAD = "format: 1\nid: stagecraft\ntitle: To arrange\nlicense: CC0-1.0\nquestions:\n"
ORDER = f"order: [{', '.join(OUTWARDS)}], explain: It is so."
MATCH = f"match: {{{', '.join(f'{moon}: {planet}' for moon, planet in MOONS.items())}}}"
PACK = HEAD + "".join(
    f"- {{ask: 'Put these in order, outwards ({n}).', {ORDER}}}\n"
    f"- {{ask: 'Which planet has which moon ({n})?', {MATCH}}}\n"
    for n in range(3)
)
TOUCH = {"size": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = houses.build(tmp_path_factory.mktemp("kinds"), {"QUIZ_DEBUG": "yes"}, PACK)
    with serving(made) as address:
        yield address
    made.store.close()


def row(page, item):
    return page.locator(".order-row").filter(has_text=re.compile(rf"\b{item}\b"))


def item(page, text):
    return row(page, text).locator(".order-item")


def left(page, text):
    return page.locator(".match-left").filter(has_text=re.compile(rf"^\s*{text}\b"))


def right(page, text):
    return page.locator(".match-right").filter(has_text=text)


def shown_order(page):
    return page.locator(".order-row [data-item]").all_inner_texts()


def join(page, moon, planet):
    """Tap the two halves of a pair, and wait till it is one."""
    if left(page, moon).get_attribute("aria-pressed") == "false":
        left(page, moon).tap()
    right(page, planet).tap()
    expect(left(page, moon).locator("[data-with]")).to_have_text(planet)


def is_order(page):
    return page.locator("#order").count() > 0


def reach(page, kind, skip=None):
    """Skip to the first question of a kind."""
    for _ in range(5):
        if page.locator(f"#{kind}").count():
            return page
        page.locator(".skip-it").click()
        page.locator(".next").click()
        expect(page.locator("#question")).to_be_visible()
    raise LookupError(kind)


def play(page, put, pair, press, lock):
    """Play a round of five with these ways to put, to pair, to press and to lock."""
    for place in range(1, 6):
        if is_order(page):
            for text in OUTWARDS:
                put(text)
        else:
            for moon, planet in MOONS.items():
                pair(moon, planet)
        lock()
        expect(page.locator("#verdict")).to_have_text("Right")
        press()
        if place < 5:
            expect(page.locator(".bill-end b")).to_have_text(str(place + 1))
    expect(page.locator("#result")).to_contain_text("5 of 5 right")


def test_both_kinds_go_by_touch_on_a_phone(visit):
    page = start(visit(**TOUCH), timer="30 s")

    def put(text):
        if row(page, text).get_attribute("data-placed") is None:  # the last places itself
            item(page, text).tap()
            expect(row(page, text)).to_have_attribute("data-placed", "")

    def pair(moon, planet):
        join(page, moon, planet)
        letters = [
            side.locator(".shape").inner_text() for side in (left(page, moon), right(page, planet))
        ]
        gels = [side.get_attribute("data-gel") for side in (left(page, moon), right(page, planet))]
        assert letters[0] == letters[1] != ""
        assert gels[0] == gels[1]

    def lock():
        expect(page.locator("#saved")).to_contain_text("Saved")
        page.locator(".lock").tap()

    play(page, put, pair, lambda: page.locator(".next").tap(), lock)


def test_both_kinds_go_by_keyboard_alone(visit):
    page = start(visit())

    def focus(target):
        page.evaluate("document.activeElement.blur()")
        for _ in range(40):
            page.keyboard.press("Tab")
            if target.evaluate("e => e === document.activeElement"):
                return
        raise AssertionError("the focus never got there")

    def put(text):
        if row(page, text).get_attribute("data-placed") is None:
            focus(item(page, text))
            page.keyboard.press("Space")
            assert item(page, text).evaluate("e => e === document.activeElement")

    def pair(moon, planet):
        if left(page, moon).get_attribute("aria-pressed") == "false":
            focus(left(page, moon))
            page.keyboard.press("Enter")
        focus(right(page, planet))
        page.keyboard.press("Enter")

    def lock():
        expect(page.locator("#saved")).to_contain_text("Saved")
        focus(page.locator(".lock"))
        page.keyboard.press("Enter")

    play(page, put, pair, lambda: page.keyboard.press("Enter"), lock)


def test_letters_and_digits_choose_and_enter_locks(visit):
    page = start(visit())

    def press_for(text, of):
        page.keyboard.press(str(int(of.get_attribute("data-key")) + 1))

    def put(text):
        if row(page, text).get_attribute("data-placed") is None:
            press_for(text, item(page, text))

    def pair(moon, planet):
        press_for(planet, right(page, planet))

    def lock():
        expect(page.locator("#saved")).to_contain_text("Saved")
        page.keyboard.press("Enter")

    play(page, put, pair, lambda: page.keyboard.press("Enter"), lock)


def test_both_kinds_go_without_script(visit):
    page = start(visit(java_script_enabled=False))

    def put(text):
        nth = OUTWARDS.index(text)
        page.locator("select").nth(nth).select_option(label=text)

    def pair(moon, planet):
        page.get_by_label(moon, exact=True).select_option(label=planet)

    click = lambda where: lambda: page.locator(where).click()  # noqa: E731
    play(page, put, pair, click(".next"), click(".lock"))


def test_without_script_an_item_that_is_used_twice_is_refused_with_a_sentence(visit):
    page = reach(start(visit(java_script_enabled=False)), "order")
    for nth, text in enumerate(("Mercury", "Venus", "Venus", "Mars", "Jupiter")):
        page.locator("select").nth(nth).select_option(label=text)
    page.locator(".lock").click()
    expect(page.locator("main")).to_contain_text("“Venus” is chosen for place 2 and for place 3")
    page.get_by_role("link", name="Back to the round").click()
    expect(page.locator(".skip-it")).to_be_visible()  # which stands below all that is chosen
    chosen = page.locator("select").evaluate_all("all => all.map(s => s.selectedOptions[0].text)")
    assert chosen == ["Mercury", "Venus", "Choose…", "Mars", "Jupiter"]
    visit.complaints[:] = [said for said in visit.complaints if "400" not in said]


def test_an_item_moves_by_its_arrows_keeps_the_focus_and_is_told(visit):
    page = reach(start(visit()), "order")
    first, second, third = shown_order(page)[:3]
    for text in (first, second, third):
        item(page, text).click()
    down = row(page, first).locator(".order-move[data-by='1']")
    down.focus()
    page.keyboard.press("Enter")
    assert shown_order(page)[:3] == [second, first, third]
    assert down.evaluate("e => e === document.activeElement")
    expect(page.locator("#order [data-told]")).to_have_text(f"{first} is 2nd.")
    page.keyboard.press("ArrowDown")
    assert shown_order(page)[:3] == [second, third, first]
    expect(down).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert shown_order(page)[:3] == [second, third, first]
    assert down.evaluate("e => e === document.activeElement")


def test_a_tap_takes_an_item_off_again(visit):
    page = reach(start(visit()), "order")
    first, second = shown_order(page)[:2]
    item(page, first).click()
    item(page, second).click()
    item(page, first).click()
    expect(page.locator("#order [data-told]")).to_have_text(f"{first} is taken off.")
    assert shown_order(page)[0] == second
    assert row(page, second).locator(".shape").inner_text() == "1"
    assert page.locator("select").first.input_value() != ""
    assert page.locator("select").nth(1).input_value() == ""


def test_an_item_is_dragged_with_the_mouse(visit):
    page = reach(start(visit(reduced_motion="reduce")), "order")
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.keyboard.press("3")
    before = shown_order(page)
    handle, goal = (row(page, before[n]).locator(".shape").bounding_box() for n in (2, 0))
    page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    page.mouse.down()
    page.mouse.move(goal["x"] + 10, goal["y"] + 2, steps=8)
    page.mouse.up()
    assert shown_order(page) == [before[2], before[0], before[1], *before[3:]]
    expect(page.locator("#order [data-told]")).to_have_text(f"{before[2]} is 1st.")
    chosen = page.locator("select").first
    assert chosen.evaluate("s => s.selectedOptions[0].textContent") == before[2]


def test_an_item_is_dragged_by_a_finger(visit):
    page = reach(start(visit(**TOUCH, reduced_motion="reduce")), "order")
    before = shown_order(page)
    for text in before[:2]:
        item(page, text).tap()
        expect(row(page, text)).to_have_attribute("data-placed", "")
    # The last of all is dropped between the two that have a place.
    box, goal = (row(page, before[n]).locator(".shape").bounding_box() for n in (4, 1))
    x = box["x"] + 15
    steps = [box["y"] + 15 + (goal["y"] - box["y"] - 10) * n / 8 for n in range(9)]
    finger = page.context.new_cdp_session(page)
    touch = lambda kind, y=None: finger.send(  # noqa: E731
        "Input.dispatchTouchEvent",
        {"type": kind, "touchPoints": [] if y is None else [{"x": x, "y": y}]},
    )
    touch("touchStart", steps[0])
    for y in steps[1:]:
        touch("touchMove", y)
    touch("touchEnd")
    expect(page.locator("#order [data-told]")).to_have_text(f"{before[4]} is 2nd.")
    assert shown_order(page)[:3] == [before[0], before[4], before[1]]
    assert page.evaluate("scrollY") == 0


def test_two_partners_change_places_and_one_can_be_freed(visit):
    page = reach(start(visit(**TOUCH)), "match")
    for moon, planet in MOONS.items():
        join(page, moon, planet)
    left(page, "Titan").tap()
    right(page, "Jupiter").tap()
    expect(left(page, "Titan").locator("[data-with]")).to_have_text("Jupiter")
    expect(left(page, "Io").locator("[data-with]")).to_have_text("Saturn")
    left(page, "Io").tap()
    left(page, "Io").tap()
    expect(left(page, "Io").locator("[data-with]")).to_have_text("nothing yet")
    expect(page.locator("#match [data-told]")).to_have_text("Io is free again.")


@pytest.mark.parametrize("kind", ["order", "match"])
def test_what_was_arranged_outlives_a_reload(visit, kind):
    page = reach(start(visit()), kind)
    for key in "21":  # each save has come home before the next
        with page.expect_response("**/answer"):
            page.keyboard.press(key)
    before = page.locator(f"#{kind} select").evaluate_all("all => all.map(s => s.value)")
    assert before[:2] == ["1", "0"]
    page.reload()
    expect(page.locator(f"#{kind} [data-script]").first).to_be_visible()
    assert page.locator(f"#{kind} select").evaluate_all("all => all.map(s => s.value)") == before


@pytest.mark.parametrize("kind", ["order", "match"])
def test_to_lock_what_is_unfinished_says_what_is_missing(visit, kind):
    page = reach(start(visit()), kind)
    page.keyboard.press("1")
    page.locator(".lock").click()
    expect(page.locator("body")).to_contain_text("Nothing is chosen for")
    visit.complaints[:] = [said for said in visit.complaints if "400" not in said]
    visit.complaints[:] = [said for said in visit.complaints if "htmx:" not in said]


@pytest.mark.parametrize("kind", ["order", "match"])
@pytest.mark.parametrize("script", [True, False])
def test_axe_finds_nothing_while_one_arranges_and_after(visit, axe, kind, script):
    page = visit(size=PHONE, java_script_enabled=True, reduced_motion="reduce")
    if not script:
        page.route("**/js/round.js", lambda route: route.abort())
    page = reach(start(page), kind)
    if script:
        page.keyboard.press("2")
        assert not axe_faults(page, axe)
        page.locator(".skip-it").click()
        expect(page.locator("#reveal")).to_be_visible()
    assert not axe_faults(page, axe)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    visit.complaints[:] = [said for said in visit.complaints if "ERR_FAILED" not in said]
