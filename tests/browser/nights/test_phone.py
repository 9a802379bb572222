"""The phone in a real browser: what arrives, what is sent, what stays over a broken line."""

import io
import math
from contextlib import contextmanager

import pytest
from PIL import Image
from playwright.sync_api import expect

from quiz.night import commands
from quiz.night.model import Rules
from quiz.services.nights import roster
from quiz.services.nights.desk import RoundDraft
from tests.browser.conftest import PHONE
from tests.tools.a_night import ANight

pytestmark = pytest.mark.browser

KEYS = {
    "choice": "2",
    "truefalse": "1",
    "multi": ("1", "2", "Enter"),
    "typed": ("N", "o", "Enter"),
    "number": ("4", "2", "Enter"),
}
FAST = (RoundDraft("Load-in", "speed", count=4), RoundDraft("Show", "speed", count=1))
# How patient the line of a page is: ms between two polls, and before it says that it is away.
PATIENCE = {"POLL = 2_000": "POLL = 200", "CALM = 1_200": "CALM = 200", "400 * 2 **": "40 * 2 **"}
BROKEN = ("net::ERR", "Failed to load resource", "Response Status Error", "htmx:sseError")


@pytest.fixture
def night(house):
    """A night on which answers count at once; of a fast round nobody reads before."""
    return ANight(house, Rules(end_early=False, auto_reveal=False), FAST)


@pytest.fixture
def bob(visit, night):
    """Bob's phone, in the lobby of Alice's night."""
    return come(visit, night)


def come(visit, night):
    page = visit(f"/j/{night.code}", size=PHONE, has_touch=True, is_mobile=True)
    page.get_by_label("Your stage name").fill("Bob")
    page.get_by_role("button", name="Join", exact=True).tap()
    expect(page.locator(".in-words")).to_be_visible()
    return page


def open_question(page, night, *kinds):
    """Go on until a question of one of these kinds is open on the phone and answers count."""
    for _ in range(40):
        asked = night.stage.question
        if asked and asked.is_open and (not kinds or asked.kind in kinds):
            expect(page.locator("#fields:enabled")).to_be_attached(timeout=15_000)
            return
        night.on()
        expect(page.locator(f"#main[data-phase={night.stage.head.phase}]")).to_be_visible()
    raise LookupError(kinds)


def hurry(page):
    """Load the page anew with the very script of the line, but a tenth of its patience."""

    def shorten(route):
        script = route.fetch().text()
        for usual, short in PATIENCE.items():
            assert usual in script
            script = script.replace(usual, short)
        route.fulfill(body=script, content_type="text/javascript")

    page.route("**/js/night/live.js", shorten)
    page.reload()


def saved(page):
    expect(page.locator("#saved[data-state=saved]")).to_contain_text("Saved")


def drafted(page):
    expect(page.locator("#saved[data-state=draft]")).to_contain_text("Press Done")


def gel(page, place):
    return page.locator("label.gel").nth(place)


def test_one_reads_a_question_before_answers_count(house, visit):
    night = ANight(house)
    page = come(visit, night)
    expect(page.get_by_label("Your stage name")).to_be_attached()  # comes by the stream
    page.locator(".own-more > summary").tap()
    page.locator("#extra-time").tap()  # which holds from the very first question
    expect(page.locator("#extra-time[aria-pressed=true]")).to_be_visible()
    night.on(2)
    expect(page.locator("#fields:disabled")).to_be_attached()
    expect(page.locator("[data-lead-left]")).to_be_visible()
    expect(page.locator("#fields:enabled")).to_be_attached(timeout=15_000)
    limit = night.stage.question.limit
    assert limit < int(page.locator("[data-seconds]").text_content()) <= math.ceil(1.5 * limit)


def test_a_question_arrives_and_one_tap_is_saved(bob, night):
    open_question(bob, night, "choice", "truefalse")
    gel(bob, 1).tap()
    saved(bob)
    gel(bob, 0).tap()
    expect(gel(bob, 0).locator("input")).to_be_checked()
    saved(bob)
    bob.reload()
    expect(gel(bob, 0).locator("input")).to_be_checked()
    saved(bob)


def test_what_is_typed_is_saved_when_one_rests_and_handed_in_by_done(bob, night):
    open_question(bob, night, "typed", "number")
    expect(bob.get_by_role("button", name="Done")).to_be_disabled()
    bob.locator("input[name=text]").fill("42")
    drafted(bob)
    bob.get_by_role("button", name="Done").tap()
    saved(bob)
    bob.reload()
    saved(bob)
    expect(bob.locator("input[name=text]")).to_have_value("42")
    bob.locator("input[name=text]").fill("4")
    drafted(bob)
    bob.reload()
    drafted(bob)


@pytest.mark.parametrize("kind", ["typed", "multi"])
def test_nobody_is_cut_off_in_the_middle_of_an_answer(visit, house, kind):
    night = ANight(house, Rules(), FAST)  # it locks as soon as all have answered
    bob = come(visit, night)
    open_question(bob, night, kind)
    if kind == "typed":
        bob.locator("input[name=text]").press_sequentially("New")
    else:
        gel(bob, 0).tap()
        gel(bob, 1).tap()
    drafted(bob)
    bob.wait_for_timeout(200)
    expect(bob.locator("#main[data-phase=question]")).to_be_visible()
    assert night.stage.answered == 0
    if kind == "typed":
        bob.keyboard.press("Enter")
    else:
        bob.get_by_role("button", name="Done").tap()
    expect(bob.locator("#verdict")).to_be_visible()


def test_the_field_of_a_question_has_the_focus_as_soon_as_answers_count(bob, night):
    open_question(bob, night, "typed", "number")
    expect(bob.locator("input[name=text]")).to_be_focused()


def test_several_answers_are_saved_and_counted(bob, night):
    open_question(bob, night, "multi")
    gel(bob, 0).tap()
    expect(bob.locator("#saved[data-state=part]")).to_have_text("Saved so far")
    expect(bob.get_by_role("button", name="Done")).to_be_disabled()
    gel(bob, 2).tap()
    drafted(bob)
    gel(bob, 3).tap()  # one more than wanted takes the place of the oldest
    expect(gel(bob, 0).locator("input")).not_to_be_checked()


def test_the_lock_keeps_what_was_chosen_in_sight_and_the_reveal_says_how_it_was(bob, night):
    open_question(bob, night, "choice", "truefalse")
    place = int(night.right()[0])
    gel(bob, place).tap()
    saved(bob)
    night.on()
    expect(bob.locator(".time-word")).to_contain_text("Locked")
    expect(bob.locator("#whisper")).to_contain_text("Locked")
    expect(gel(bob, place).locator("input")).to_be_checked()
    expect(bob.locator("#fields:disabled")).to_be_attached()
    night.on()
    expect(bob.locator("#verdict")).to_contain_text("Right")
    expect(bob.locator("#verdict")).to_be_focused()
    expect(bob.locator(f".gave[data-index='{place}'][data-mine]")).to_be_visible()


def test_the_standings_mark_ones_own_place(bob, night):
    for _ in range(40):
        if night.stage.head.phase == "standings":
            break
        night.on()
    expect(bob.locator(".setlist-row[data-me] .setlist-name")).to_have_text("Bob")
    expect(bob.locator(".near-row[data-me]")).to_be_visible()


def test_a_pause_hides_the_question_and_keeps_what_was_chosen(bob, night):
    open_question(bob, night, "choice", "truefalse")
    gel(bob, 1).tap()
    saved(bob)
    night.say(commands.Pause)
    expect(bob.locator(".curtain")).to_be_visible()
    expect(bob.locator("#whisper")).to_contain_text("The clock stands still")
    expect(gel(bob, 1)).to_be_hidden()
    night.say(commands.Resume)
    expect(gel(bob, 1).locator("input")).to_be_checked()


def test_more_time_does_not_touch_what_is_being_typed(bob, night):
    open_question(bob, night, "typed", "number")
    field = bob.locator("input[name=text]")
    field.press_sequentially("4", delay=20)
    night.say(commands.AddTime)
    bob.wait_for_timeout(300)
    field.press_sequentially("2", delay=20)
    expect(field).to_have_value("42")
    expect(field).to_be_focused()


def test_an_answer_is_sent_again_until_the_server_has_it(bob, night, visit):
    open_question(bob, night, "choice", "truefalse")
    bob.route("**/answer", lambda route: route.abort())
    gel(bob, 1).tap()
    expect(bob.locator("#saved")).to_contain_text("Not sent yet, trying again")
    bob.unroute("**/answer")
    saved(bob)
    forget(visit)


def test_an_answer_on_its_way_survives_a_reload(bob, night, visit):
    open_question(bob, night, "choice", "truefalse")
    bob.route("**/answer", lambda route: route.abort())
    gel(bob, 1).tap()
    expect(bob.locator("#saved[data-state=trying]")).to_be_visible()
    bob.unroute("**/answer")
    bob.reload()
    saved(bob)
    expect(gel(bob, 1).locator("input")).to_be_checked()
    forget(visit)


def test_what_is_open_of_a_seat_stays_open_whatever_comes_or_is_refused(bob, night, house, visit):
    name = bob.get_by_label("Your stage name")
    expect(name).to_be_attached()  # comes by the stream
    bob.locator(".own-more > summary").tap()
    seat = bob.locator("#me").get_attribute("data-seat")
    roster.rename(house, night.id, night.key, seat, "Robert")
    expect(bob.locator(".bar-name")).to_have_text("Robert")
    expect(name).to_be_visible()
    name.fill("Bob\u202e")
    bob.get_by_role("button", name="Rename").tap()
    expect(bob.locator(".wish-told")).to_contain_text("direction of writing")
    expect(name).to_be_visible()
    forget(visit)


def test_a_refusal_is_told_in_the_words_of_the_server(bob, night, visit):
    open_question(bob, night, "choice", "truefalse")
    told = {"status": 409, "json": {"error": "Too late: time was up when your answer came."}}
    bob.route("**/answer", lambda route: route.fulfill(**told))
    gel(bob, 1).tap()
    expect(bob.locator("#saved[data-state=refused]")).to_contain_text("time was up")
    forget(visit)


def test_what_came_too_late_is_not_shown_as_given(bob, night, visit):
    open_question(bob, night, "choice")
    gel(bob, 0).tap()
    saved(bob)
    told = {"status": 409, "json": {"error": "Too late: the question is closed."}}
    with holding(bob, "**/answer", **told) as go_on:
        gel(bob, 1).tap()
        expect(gel(bob, 1).locator("input")).to_be_checked()
        night.on(2)
        expect(bob.locator("#verdict")).to_be_visible()
        go_on()
    expect(bob.locator("#line")).to_contain_text("Too late")
    expect(bob.locator(".gave[data-mine]")).to_have_count(1)
    expect(bob.locator(".gave[data-index='0'][data-mine]")).to_be_visible()
    night.say(commands.Back)
    saved(bob)
    expect(gel(bob, 0).locator("input")).to_be_checked()
    expect(bob.locator("#line")).to_have_text("")
    gel(bob, 1).tap()
    expect(gel(bob, 1).locator("input")).to_be_checked()
    expect(bob.locator("#saved[data-state=sending]")).to_have_count(0)
    saved(bob)
    bob.reload()
    expect(gel(bob, 1).locator("input")).to_be_checked()
    forget(visit)


def test_a_pause_keeps_what_was_being_typed(bob, night, visit):
    open_question(bob, night, "typed", "number")
    bob.locator("input[name=text]").fill("42")
    drafted(bob)
    bob.locator("input[name=text]").fill("421")
    night.say(commands.Pause)
    expect(bob.locator(".curtain")).to_be_visible()
    bob.wait_for_timeout(600)  # longer than a hand rests
    night.say(commands.Resume)
    drafted(bob)
    told = {"status": 409, "json": {"error": "The host has stopped the clock."}}
    bob.route("**/answer", lambda route: route.fulfill(**told))
    bob.locator("input[name=text]").fill("4217")
    night.say(commands.Pause)  # too long ago when it reached the server
    expect(bob.locator("#saved[data-state=refused]")).to_be_attached()
    bob.unroute("**/answer")
    night.say(commands.Resume)
    drafted(bob)
    bob.reload()
    expect(bob.locator("input[name=text]")).to_have_value("4217")
    forget(visit)


def test_without_a_stream_the_phone_asks_and_plays_on(bob, night, visit):
    bob.route("**/stream?*", lambda route: route.abort())
    hurry(bob)
    night.on()
    expect(bob.locator("#main[data-phase=intro]")).to_be_visible(timeout=20_000)
    open_question(bob, night, "choice", "truefalse")
    gel(bob, 1).tap()
    saved(bob)
    with bob.expect_response("**/now?*"):
        pass
    bob.wait_for_timeout(100)  # another answer of the poll came, and took nothing away
    expect(gel(bob, 1).locator("input")).to_be_checked()
    forget(visit)


def test_it_says_that_it_reconnects_and_goes_back_to_the_stream(bob, night, visit):
    asked = []
    hurry(bob)
    bob.on("request", lambda request: "/now?" in request.url and asked.append(request.url))
    bob.route("**/stream?*", lambda route: route.abort())
    bob.route("**/now?*", lambda route: route.abort())
    bob.evaluate("dispatchEvent(new Event('online'))")
    expect(bob.locator("#line")).to_have_text("Reconnecting…")
    bob.unroute("**/now?*")
    expect(bob.locator("#line")).to_have_text("")
    bob.unroute("**/stream?*")
    night.on()
    expect(bob.locator("#main[data-phase=intro]")).to_be_visible(timeout=20_000)
    with bob.expect_response("**/stream?*"):
        bob.evaluate("dispatchEvent(new Event('online'))")
    bob.wait_for_timeout(1000)
    before = len(asked)
    bob.wait_for_timeout(1000)  # four polls
    assert len(asked) == before
    forget(visit)


def test_who_is_kicked_is_told_so(bob, night, house, visit):
    seat = bob.locator("#me").get_attribute("data-seat")
    roster.kick(house, night.id, night.key, (seat,))
    expect(bob.locator(".error")).to_contain_text("has it no longer")
    forget(visit)


def test_it_goes_by_keyboard_alone(visit, night):
    page = visit(f"/j/{night.code}")
    page.keyboard.press("Tab")
    for _ in range(12):
        if page.evaluate("document.activeElement.id") == "name":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("Charlie")
    page.keyboard.press("Enter")
    expect(page.locator(".in-words")).to_be_visible()
    open_question(page, night, "choice", "truefalse")
    page.keyboard.press("2")
    expect(gel(page, 1).locator("input")).to_be_checked()
    saved(page)


def test_arrows_go_through_the_options_and_hand_none_in(visit, house):
    night = ANight(house, Rules(), FAST)
    bob = come(visit, night)
    open_question(bob, night, "choice")
    gel(bob, 0).locator("input").focus()
    bob.keyboard.press("ArrowDown")
    bob.keyboard.press("ArrowDown")
    expect(bob.locator("#saved[data-state=draft]")).to_contain_text("Press Enter")
    assert night.stage.question.is_open
    bob.keyboard.press("Enter")
    expect(bob.locator("#verdict")).to_be_visible()
    expect(bob.locator(".gave[data-index='2'][data-mine]")).to_be_visible()


def test_every_question_of_a_night_is_answered_by_keys(visit, night):
    page = visit(f"/j/{night.code}")
    page.locator("#name").focus()
    page.keyboard.type("Charlie")
    page.keyboard.press("Enter")
    expect(page.locator(".in-words")).to_be_visible()
    kinds = set()
    for _ in range(4):
        night.on(1 if kinds else 2)
        expect(page.locator("#fields:enabled")).to_be_attached(timeout=15_000)
        kinds.add(night.stage.question.kind)
        if night.stage.question.kind in {"typed", "number"}:
            expect(page.locator("input[name=text]")).to_be_focused()
        for key in KEYS[night.stage.question.kind]:
            page.keyboard.press(key)
        saved(page)
        night.on(2)
        expect(page.locator("#verdict")).to_be_visible()
    assert len(kinds) > 1


@contextmanager
def holding(page, address, **told):
    """Keep what is asked for waiting, until it is told this."""
    held = []

    def hold(route):  # Playwright takes no method that is built in
        held.append(route)

    page.route(address, hold)
    yield lambda: held.pop().fulfill(**told)
    page.unroute(address)


def forget(visit):
    """What a broken line, a refusal or a missing page makes a browser complain about."""
    visit.complaints[:] = [said for said in visit.complaints if not said.startswith(BROKEN)]


def test_a_seat_that_is_open_stays_open_when_it_is_changed(visit):
    page = visit("/styleguide/phone/lobby", size=PHONE, reduced_motion="reduce")
    part = page.locator("#me").evaluate("me => me.outerHTML")
    part = part.replace('aria-pressed="false"', 'aria-pressed="true"')
    page.route("**/seat", lambda route: route.fulfill(body=part, content_type="text/html"))
    page.locator(".own-more > summary").click()
    page.locator("#extra-time").click()
    expect(page.locator("#extra-time[aria-pressed=true]")).to_be_visible(timeout=5_000)
    expect(page.locator("#extra-time")).to_be_focused()


def test_a_sound_that_goes_on_keeps_its_buttons(visit):
    page = visit("/styleguide/phone/lobby", size=PHONE, reduced_motion="reduce")
    put = "html => htmx.swap('#stage', html, {swapStyle: 'innerHTML'})"
    sound = "<audio id='sound-1' class='medium-sound' hx-preserve controls></audio>"
    page.evaluate(put, f"<div>{sound}</div>")
    drawn = page.locator("#sound-1")
    expect(drawn).to_be_visible()
    assert has_buttons(drawn)
    page.evaluate(put, f"<h1>The answer</h1><div>{sound}</div>")
    expect(page.locator("#stage h1")).to_be_visible()
    for _ in range(100):
        if has_buttons(drawn):
            return
        page.wait_for_timeout(50)
    raise AssertionError("the buttons are gone")


def has_buttons(drawn):
    shown = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB")
    return shown.getcolors(200) is None  # the edge alone has a hundred colours
