"""The desk and the remote in a real browser: keys, frames that take nothing away, both themes."""

import pytest
from playwright.sync_api import expect

from quiz.night import commands
from quiz.night.model import Rules
from quiz.services.nights import door
from quiz.services.nights.door import JoinWish
from quiz.web.nights import desk_samples
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.looks import OPEN, faults_in_both_themes, scrolling, walk
from tests.tools.a_night import ANight

pytestmark = pytest.mark.browser

STATES = [f"{page}/{name}" for page in ("desk", "remote") for name in desk_samples.DESKS]
PAGES = [*(f"/styleguide/{state}" for state in STATES), "/styleguide/night-report", "/host"]


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def alice(visit, night):
    """Alice's laptop, at the desk."""
    page = visit(f"/nights/{night.id}/host/{night.key}")
    expect(page.locator("#steer-next")).to_contain_text("Start the night")
    return page


def come(house, night, name):
    return door.join(house, night.code, JoinWish(name))


def settle(page):
    """Wait until a press is no longer taken for one that was meant for what Next was before."""
    page.wait_for_timeout(400)


def says(page, text):
    """Wait until that is what Next does, and no press is on its way."""
    expect(page.locator("#steer-next")).to_contain_text(text)
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def test_axe_finds_nothing_in_either_theme_with_everything_open(visit, axe):
    walk(visit("/host", reduced_motion="reduce"), PAGES, faults_in_both_themes(axe))


@pytest.mark.soak
def test_no_page_scrolls_sideways(visit):
    def faults(page):
        page.evaluate(OPEN)
        return scrolling("Width", (320, 568), PHONE, (768, 1024), LAPTOP)(page)

    walk(visit("/host", reduced_motion="reduce"), PAGES, faults)


def test_the_keys_run_the_night(alice, night):
    for key, told in (
        ("Space", "Open question 1"),
        ("ArrowRight", "Lock the answers"),
        ("p", "Go on"),
        ("P", "Lock the answers"),
        ("ArrowRight", "Reveal the answer"),
        ("ArrowLeft", "Lock the answers"),
    ):
        alice.keyboard.press(key)
        says(alice, told)
        settle(alice)
    alice.keyboard.press("?")
    expect(alice.locator("#keys dl")).to_be_visible()


def test_f_fills_the_big_screen_with_caps_lock_too(visit, alice):
    screen = visit(alice.get_by_role("link", name="Big screen").get_attribute("href"))
    screen.evaluate("document.documentElement.requestFullscreen = () => (document.title += '!')")
    title = screen.title()
    for count, key in enumerate("fF", 1):
        screen.keyboard.press(key)
        expect(screen).to_have_title(title + count * "!")


def test_keys_typed_into_a_field_stay_there(alice, house, night):
    come(house, night, "Bob")
    expect(alice.locator("#seat-details")).to_be_attached()
    alice.locator("#seat-details summary").click()
    alice.locator("#seat-new-name").press_sequentially("p + space")
    expect(alice.locator("#seat-new-name")).to_have_value("p + space")
    assert night.stage.head.phase == "lobby"
    alice.get_by_label("Bob").check()
    alice.locator("#seat-new-name").fill("Robert")
    alice.keyboard.press("Enter")
    expect(alice.locator(".crew-row")).to_contain_text("Robert")


def test_no_key_ends_the_night_before_it_has_asked(alice, night):
    night.say(commands.Finish)
    says(alice, "End the night")
    for key in ("Space", "ArrowRight", "Space"):
        settle(alice)
        alice.keyboard.press(key)
    over = alice.locator("#steer-over")
    expect(over).to_be_visible()
    assert night.stage.head.phase == "podium"
    alice.locator("#steer-back").click()
    expect(over).to_have_count(0)
    night.say(commands.Finish)
    says(alice, "End the night")
    expect(over).to_be_hidden()  # it asks anew
    settle(alice)
    alice.locator("#steer-next").click()
    over.click()
    expect(alice.locator(".now-phase")).to_have_text("The night is over")


def test_keys_on_a_choice_or_a_player_of_sound_stay_there(alice, night):
    night.on(4)
    says(alice, "Open question 2")
    settle(alice)
    alice.evaluate(
        """() => {
          const radio = Object.assign(document.createElement('input'), {type: 'radio'});
          document.getElementById('mend').append(radio, document.createElement('audio'));
          for (const one of document.querySelectorAll('#mend input[type=radio], #mend audio'))
            for (const key of ['ArrowRight', 'ArrowLeft', ' '])
              one.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
        }"""
    )
    expect(alice.locator("[aria-busy=true]")).to_have_count(0)
    says(alice, "Open question 2")
    assert night.stage.head.phase == "reveal"


def test_what_is_open_ticked_and_half_typed_survives_a_frame(alice, house, night):
    come(house, night, "Bob")
    box = alice.locator(".crew-row input")
    box.check()
    alice.locator("#seat-details summary").click()
    field = alice.locator("#seat-new-name")
    field.fill("Half a na")
    alice.locator("#plan-1 > summary").click()
    come(house, night, "Charlie")
    expect(alice.locator(".crew-row")).to_have_count(2)
    expect(box.first).to_be_checked()
    expect(field).to_have_value("Half a na")
    night.on()
    says(alice, "Open question 1")
    expect(field).to_be_visible()
    expect(alice.locator("#plan-1 .plan-rows")).to_be_attached()


def test_two_tabs_make_one_transition_a_press(alice, night):
    other = alice.context.new_page()
    other.goto(f"/nights/{night.id}/host")
    stale = night.stage.head.version
    night.on()
    says(other, "Open question 1")
    settle(other)
    other.evaluate(  # at once: a frame in between would bring the version of now
        """version => {
          document.querySelector('#steer [name=version]').value = version;
          document.getElementById('steer-next').click();
        }""",
        stale,
    )
    expect(other.locator("[role=alert]")).to_be_visible()
    says(other, "Open question 1")
    assert night.stage.head.phase == "intro"


def press_again_at_once(page):
    """Tap Next as soon as it means something else and no press is on its way."""
    page.evaluate(
        """() => {
          const press = () => {
            const at = document.querySelector('[data-next=open]');
            if (!at || document.querySelector('[aria-busy]')) return requestAnimationFrame(press);
            document.getElementById('steer-next').click();
          };
          press();
        }"""
    )


def test_a_press_that_was_meant_for_what_next_was_before_is_not_taken(alice, night):
    press_again_at_once(alice)
    night.on()
    says(alice, "Open question 1")
    settle(alice)
    assert night.stage.head.phase == "intro"


def test_the_second_tap_of_two_is_not_taken_though_the_first_was_answered(alice, night):
    """A touch screen tells no double click: each tap is a first one."""
    press_again_at_once(alice)
    alice.locator("#steer-next").click()
    says(alice, "Open question 1")
    settle(alice)
    assert night.stage.head.phase == "intro"


def test_a_double_click_is_one_press(alice, night):
    alice.locator("#steer-next").dblclick()
    says(alice, "Open question 1")
    assert night.stage.head.phase == "intro"


def test_the_remote_follows_the_desk_and_the_desk_the_remote(alice, night):
    remote = alice.context.new_page()
    remote.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    remote.goto(f"/nights/{night.id}/remote")
    remote.locator("#steer-next").click()
    says(alice, "Open question 1")
    settle(alice)
    alice.locator("#steer-next").click()
    says(remote, "Lock the answers")
    box = remote.locator("#steer-next").bounding_box()
    assert box["height"] >= 72
    assert box["y"] + box["height"] <= PHONE[1]


def test_the_host_lets_in_who_waits(alice, house, visit):
    night = ANight(house, Rules(approve=True))
    page = visit(f"/nights/{night.id}/host/{night.key}")
    come(house, night, "Charlie")
    page.get_by_role("button", name="Let in Charlie").click()
    expect(page.locator(".crew-row")).to_contain_text("Charlie")


def test_the_drawing_board_keeps_what_was_typed_while_rounds_move(visit):
    page = visit("/host")
    rounds = page.locator(".draft-round")
    count = rounds.count()
    page.locator("#night-title").fill("Our night")
    page.get_by_role("button", name="Add a round").click()
    expect(rounds).to_have_count(count + 1)
    expect(page.locator("#night-title")).to_have_value("Our night")
    page.get_by_role("button", name=f"Move round {count + 1} up").click()
    expect(page.locator(f"#title-{count}")).to_have_value(f"Round {count + 1}")
    page.get_by_role("button", name="Remove round 1").click()
    expect(rounds).to_have_count(count)


def test_a_question_that_counts_for_nobody_is_said(alice, night):
    night.on(4)
    says(alice, "Open question 2")
    alice.locator("#mend-void").click()
    expect(alice.locator("#mend-unvoid")).to_be_visible()
    assert night.stage.head.version
    night.say(commands.Next)


def test_the_clock_starts_by_itself_when_there_was_time_to_read(alice, night):
    night.on(2)
    timer = alice.locator(".desk-timer")
    expect(timer.locator(".timer-read")).to_be_hidden()
    alice.wait_for_function(
        "() => document.querySelector('[data-seconds]')?.textContent"
        " < Number(document.querySelector('.desk-timer')?.dataset.remaining) - 1"
    )
