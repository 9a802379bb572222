"""Row 13: two hosts press at once, a host goes away, a host comes back on another device."""

import re
import threading
from datetime import timedelta

import pytest

from quiz.services.nights import pages, stage
from quiz.web.nights.ticker import tick
from tests.tools.a_night import join

AWAY = 10 * 60


def version(html):
    return re.search(r'name="version" value="(\d+)"', html)[1]


def press(browser, night, command, seen):
    """Press a button of a page that was loaded when the night was at a version."""
    form = {"command": command, "version": seen}
    return browser.client.post(f"/nights/{night.id}/do", data=form).status_code


def press_at_once(night, tabs, command, seen):
    told, gate = [], threading.Barrier(len(tabs))

    def go(tab):
        gate.wait()
        told.append(press(tab, night, command, seen))

    threads = [threading.Thread(target=go, args=(tab,)) for tab in tabs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_a_press_from_two_tabs_is_one_transition(night, hosting, clock):
    tabs = [hosting(), hosting()]
    for _ in range(40):
        seen = version(tabs[0].open(f"/nights/{night.id}/host").html)
        assert version(tabs[1].open(f"/nights/{night.id}/remote").html) == seen
        before = night.stage.head
        assert press_at_once(night, tabs, "next", seen) == [303, 409]
        assert night.stage.head.version == int(seen) + 1
        assert night.stage.head != before
        clock.pass_seconds(40)
        stage.tick(night.house, night.id)
        if night.stage.head.phase == "podium":
            break
    else:
        pytest.fail("the night has no end")


@pytest.mark.parametrize("command", ["pause", "add_time", "skip", "lock_door", "finish"])
def test_so_is_every_other_press(night, hosting, command, clock):
    tabs = [hosting() for _ in range(3)]
    night.on(2)
    clock.pass_seconds(10)
    seen = str(night.stage.head.version)
    assert press_at_once(night, tabs, command, seen) == [303, 409, 409]
    assert night.stage.head.version == int(seen) + 1


def test_a_tab_that_slept_is_shown_the_night_as_it_is_and_moves_nothing(night, hosting):
    tab, sleepy = hosting(), hosting()
    seen = version(sleepy.html)
    tab.press("Start the night")
    before = night.stage.head
    form = {"command": "next", "version": seen}
    told = sleepy.client.post(f"/nights/{night.id}/do", data=form)
    assert told.status_code == 409
    assert 'role="alert"' in told.text
    assert version(told.text) == str(before.version)
    assert night.stage.head == before


def wait(night, clock, seconds):
    """Let time pass as it does when the server runs: its clock looks at the night each second."""
    end = clock.now + timedelta(seconds=seconds)
    while clock.now < end:
        clock.pass_seconds(5)
        tick(night.house)
        stage.tick(night.house, night.id)


@pytest.mark.parametrize("where", ["lobby", "intro", "reveal", "standings"])
def test_a_night_waits_for_a_host_who_is_away_ten_minutes(night, hosting, browser, clock, where):
    bob = join(browser(), night, "Bob")
    hosting()
    while night.stage.head.phase != where:
        night.on()
        clock.pass_seconds(9)
    before = night.stage
    wait(night, clock, AWAY)
    assert night.stage == before
    assert bob.open(f"/nights/{night.id}/play").status == 200
    again = hosting()  # another device, with the host link alone
    assert press(again, night, "next", version(again.html)) == 303
    assert night.stage.head.version == before.head.version + 1


def test_a_question_that_is_open_ends_by_itself_and_then_the_night_waits(
    night, hosting, browser, clock
):
    bob = join(browser(), night, "Bob")
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    form = {"number": "1", "revision": "1", "choice": "0"}
    form |= {"text": "x"} if not night.stage.question.options else {}
    bob.client.post(f"/nights/{night.id}/answer", data=form)
    given = night.me(bob).given
    wait(night, clock, AWAY)
    assert night.stage.head.phase == "locked"
    assert night.me(bob).given == given
    again = hosting()
    assert press(again, night, "next", version(again.html)) == 303
    assert night.stage.head.phase == "reveal"


def test_a_pause_of_ten_minutes_costs_nobody_a_second(night, hosting, clock):
    host = hosting()
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 3)
    assert press(host, night, "pause", str(night.stage.head.version)) == 303
    left = night.stage.question.remaining
    wait(night, clock, AWAY)
    assert night.stage.question.remaining == left
    again = hosting()
    assert press(again, night, "resume", version(again.html)) == 303
    assert night.stage.question.remaining == left
    assert night.stage.question.is_open


def test_the_device_that_died_holds_nothing_back(night, hosting, browser):
    hosting()
    told = browser().open(f"/nights/{night.id}/host")
    assert told.status == 403
    assert pages.stage(night.house, night.id) == night.stage
    assert hosting().press("Start the night").status == 200
    assert night.stage.head.phase == "intro"
