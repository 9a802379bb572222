"""Times are told to a host by the clock on the wall, not by that of Greenwich."""

import io
import re
import time

import pytest
from openpyxl import load_workbook

from quiz.night import commands
from quiz.services.nights import pages
from tests.tools.a_night import ANight


@pytest.fixture(autouse=True)
def kathmandu(monkeypatch):
    """The machine that serves stands where it is a quarter to two at eight in Greenwich."""
    monkeypatch.setenv("TZ", "NPT-05:45")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def opened(bob, house):
    """Alice's browser, with a night that she opened with the form."""
    rounds = {"round_title": "Load-in", "round_format": "general", "round_pack": "stagecraft"}
    numbers = {"round_level": "mixed", "round_count": "2", "round_seconds": "20"}
    bob.client.post("/host", data={"title": "Ours", "round_note": "", **rounds, **numbers})
    return bob


def night_of(browser):
    return re.search(r"/nights/(\w+)/host", browser.open("/host").html)[1]


def log_of(page):
    told = re.search(r'<ol class="[^"]*\blog".*?</ol>', page.html, re.DOTALL)[0]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", told)]


def test_what_was_done_has_its_time_of_day_and_the_day_where_another_began(bob, house, clock):
    night = ANight(house)
    night.say(commands.LockDoor, locked=True)  # at 20:00 in Greenwich, on the 14th
    clock.pass_seconds(3600)
    night.say(commands.Pause)
    clock.pass_seconds(-4 * 3600)
    night.say(commands.Resume)
    desk = bob.open(f"/nights/{night.id}/host/{night.key}")
    times = [line[: line.index("45") + 2] for line in log_of(desk)]
    assert times == ["22:45", "Mar 15, 2026, 02:45", "01:45"]
    assert '<time datetime="2026-03-15T01:45:00+05:45">01:45</time>' in desk.html
    report = bob.open(f"/nights/{night.id}/report")
    assert 'datetime="2026-03-15">Mar 15, 2026</time>' in report.html
    assert "Mar 14, 2026, 22:45" in log_of(report)[-1]


def test_the_nights_of_a_host_say_when_they_were_in_words(opened, house):
    page = opened.open("/host").html
    assert ">Mar 15, 2026</time>, <time" in page
    assert ">01:45</time>" in page
    night_id = night_of(opened)
    version = pages.stage(house, night_id).head.version
    finish = {"command": "finish", "version": version}
    opened.client.post(f"/nights/{night_id}/do", data=finish)
    opened.client.post(
        f"/nights/{night_id}/do", data={**finish, "command": "next", "version": version + 1}
    )
    past = opened.open("/host").html
    assert "Past nights" in past
    assert "+00:00" not in past
    assert ">Mar 15, 2026</time> ·" in past


def test_the_workbook_goes_by_the_same_clock(bob, house):
    night = ANight(house)
    night.say(commands.LockDoor, locked=True)
    bob.open(f"/nights/{night.id}/host/{night.key}")
    book = load_workbook(io.BytesIO(bob.client.get(f"/nights/{night.id}/report.xlsx").data))
    assert book["Audit"]["A2"].value == "2026-03-15 01:45:00"
    assert book.properties.subject == "2026-03-15"
