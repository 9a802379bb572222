"""Rounds as people play them: by key, by touch, without script, with a second tab."""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.looks import covered
from tests.tools.house import RIGHT

pytestmark = pytest.mark.browser


def choose(page, name, *, exact=False):
    """Choose in the form of a round."""
    page.get_by_role("radio", name=name, exact=exact).check()


def start(page, *, timer="none", length="5"):
    page.goto("/packs/stagecraft")
    choose(page, length, exact=True)
    choose(page, timer)
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#question")).to_be_visible()
    page.wait_for_load_state("load")  # the keys are watched from then on
    return page


def choose_right(page, press):
    """Choose, or type, the right answer; ``press`` gets the place of an option from 1."""
    wanted = RIGHT[page.locator("#ask").inner_text()]
    labels = [text.split(": ", 1)[-1] for text in page.locator(".gel-text").all_inner_texts()]
    if not labels:
        page.keyboard.type(wanted[0])
    for text in wanted if labels else ():
        press(next(place for place, label in enumerate(labels, 1) if label.endswith(text)))


def test_a_round_goes_by_keyboard_alone(visit):
    page = visit("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hero-form .button')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#question")).to_be_visible()
    start(page)
    for place in range(1, 6):
        choose_right(page, lambda n: page.keyboard.press(str(n)))
        expect(page.locator("#saved")).to_contain_text("Saved")
        page.keyboard.press("Enter")
        expect(page.locator("#verdict")).to_have_text("Right")
        page.keyboard.press("Enter")
        if place < 5:
            expect(page.locator(".bill-end b")).to_have_text(str(place + 1))
    expect(page.locator("#result")).to_contain_text("5 of 5 right")


def test_what_has_the_focus_never_lies_under_a_button_that_stays(visit):
    page = visit("/packs/stagecraft", (360, 480))
    assert covered(page, 24) == []
    for name in ("none", "5", "20 s", "all"):  # which taps what is seen there, and nothing over it
        choose(page, name, exact=True)
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Skip").click()
    page.wait_for_load_state("load")
    expect(page.locator("#reveal")).to_be_visible()
    page.locator("details summary").last.click()
    assert covered(page, 16) == []


def test_letters_choose_too(visit):
    page = start(visit())
    while not page.locator(".gel-input[type=radio]").count():
        choose_right(page, lambda n: page.keyboard.press("abcdefghi"[n - 1]))
        expect(page.locator("#saved")).to_contain_text("Saved")
        page.keyboard.press("Enter")
        expect(page.locator("#reveal")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#question")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".gel-input").nth(1)).to_be_checked()
    page.keyboard.press("a")
    expect(page.locator(".gel-input").nth(0)).to_be_checked()


def test_a_round_goes_by_touch_on_a_phone(visit):
    page = start(visit(size=PHONE, has_touch=True, is_mobile=True), timer="20 s")
    for place in range(1, 6):
        if page.locator("input[name=text]").count():
            page.locator("input[name=text]").fill(RIGHT[page.locator("#ask").inner_text()][0])
        choose = page.locator("label.gel")
        choose_right(page, lambda n, gels=choose: gels.nth(n - 1).tap()) if choose.count() else None
        expect(page.locator("#saved")).to_contain_text("Saved")
        page.locator(".lock").tap()
        expect(page.locator("#verdict")).to_have_text("Right")
        page.locator(".next").tap()
        if place < 5:
            expect(page.locator(".bill-end b")).to_have_text(str(place + 1))
    expect(page.locator("#result")).to_be_visible()


def test_a_round_goes_without_script(visit):
    page = start(visit(java_script_enabled=False), timer="20 s")
    for place in range(1, 6):
        expect(page.locator(".bill-end b")).to_have_text(str(place))
        gels = page.locator("label.gel")
        if gels.count():
            for text in RIGHT[page.locator("#ask").inner_text()]:
                page.locator("label.gel", has_text=text).first.click()
        else:
            page.locator("input[name=text]").fill(RIGHT[page.locator("#ask").inner_text()][0])
        page.locator(".lock").click()
        expect(page.locator("#verdict")).to_have_text("Right")
        page.locator(".next").click()
    expect(page.locator("#result")).to_contain_text("5 of 5 right")


def test_one_more_than_wanted_takes_the_place_of_the_oldest(visit):
    page = visit("/styleguide/multi")
    page.route("**/answer", lambda route: route.fulfill(status=204))
    page.keyboard.press("2")
    page.keyboard.press("3")
    checked = page.evaluate("[...document.querySelectorAll('.gel-input')].map(i => i.checked)")
    assert checked == [False, True, True, False, False]


def test_going_back_and_a_second_tab_are_harmless(visit):
    page = start(visit())
    url = page.url
    choose_right(page, lambda n: page.keyboard.press(str(n)))
    expect(page.locator("#saved")).to_contain_text("Saved")
    second = page.context.new_page()
    second.goto(url)
    second.locator(".lock").click()
    expect(second.locator("#reveal")).to_be_visible()
    second.locator(".next").click()
    expect(second.locator(".bill-end b")).to_have_text("2")
    page.locator(".lock").click()
    expect(page.locator("#error")).to_contain_text("The round has moved on")
    page.get_by_role("link", name="Back to the round").click()
    expect(page.locator(".bill-end b")).to_have_text("2")
    page.go_back()
    page.go_forward()
    expect(page.locator(".bill-end b")).to_have_text("2")
    visit.complaints[:] = [said for said in visit.complaints if "409" not in said]


def test_a_choice_outlives_a_reload(visit):
    page = start(visit())
    while not page.locator(".gel-input[type=radio]").count():
        choose_right(page, lambda n: page.keyboard.press(str(n)))
        expect(page.locator("#saved")).to_contain_text("Saved")
        page.keyboard.press("Enter")
        expect(page.locator("#reveal")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator("#question")).to_be_visible()
    page.keyboard.press("2")
    expect(page.locator("#saved")).to_contain_text("Saved")
    page.reload()
    expect(page.locator(".gel-input").nth(1)).to_be_checked()


def test_the_timer_drains_and_what_is_chosen_is_locked_when_it_is_up(visit, clock):
    page = start(visit(), timer="20 s")
    choose_right(page, lambda n: page.keyboard.press(str(n)))
    expect(page.locator("#saved")).to_contain_text("Saved")
    clock.pass_seconds(14)
    page.reload()
    bar = "document.querySelector('.timer rect').width.animVal.value"
    before = page.evaluate(bar)
    assert before < 60
    page.wait_for_function(f"before => {bar} < before - 5", arg=before)
    expect(page.locator("#verdict")).to_have_text("Right")


def test_time_that_is_up_shows_the_answer_by_itself(visit, clock):
    page = start(visit(), timer="20 s")
    clock.pass_seconds(16)
    page.reload()
    expect(page.locator("#question")).to_be_visible()
    expect(page.locator("#verdict")).to_have_text("Time is up")


def test_the_timer_drains_without_script(visit):
    page = start(visit(java_script_enabled=False), timer="20 s")
    assert page.locator(".timer animate").count() == 1
    assert page.locator("noscript meta").count() or "http-equiv" in page.content()


def test_nothing_moves_for_those_who_want_no_motion(visit):
    page = visit("/styleguide/right", reduced_motion="reduce")
    moving = page.evaluate("document.getAnimations().filter(a => a.playState === 'running').length")
    assert moving == 0


def test_a_server_that_is_away_is_told_and_nothing_is_lost(visit):
    page = start(visit())
    page.route("**/answer", lambda route: route.abort())
    choose_right(page, lambda n: page.keyboard.press(str(n)))
    expect(page.locator("#news")).to_contain_text("could not be reached")
    page.unroute("**/answer")
    page.locator(".lock").click()
    expect(page.locator("#verdict")).to_have_text("Right")
    visit.complaints[:] = [said for said in visit.complaints if "ERR_FAILED" not in said]
    visit.complaints[:] = [said for said in visit.complaints if "htmx:" not in said]


def slow(route):
    """Let the server do its work, and its answer be long on the way."""
    answer = route.fetch()
    time.sleep(0.9)
    route.fulfill(response=answer)


def test_who_types_and_locks_at_once_on_a_slow_line_sees_the_answer(visit):
    """What is saved while one types never takes the place of the answer that was locked."""
    page = start(visit())
    while not page.locator("input[name=text]").count():
        page.get_by_role("button", name="Skip").click()
        page.locator(".next").click()
        expect(page.locator("#question")).to_be_visible()
    page.route("**/answer", slow)
    page.locator("input[name=text]").fill("7")
    page.locator(".lock").click()
    expect(page.locator("#reveal")).to_be_visible()
