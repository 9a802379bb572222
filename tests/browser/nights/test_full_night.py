"""A whole night: a desk, a remote, a big screen and six phones, on the real server.

What goes wrong in a pub goes wrong here: a phone is loaded anew, another loses its line, the server
is killed, all in mid-question; and in the end everybody agrees about who won.
"""

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NO_COMPLAINT
from tests.tools.line import Line
from tests.tools.night_pages import PATIENCE, Desk, Phone, Watched

pytestmark = pytest.mark.browser

# What a browser says by itself of a server that is not there, or of a page one may not see.
BROKEN = ("Failed to load resource", "htmx:sseError", "htmx:sendError")
NAMES = ("Bob", "Gaffer Tape", "Row Z", "Ghost Light", "Call Sheet", "Last Encore")
# Ten browsers on two cores: only Bob's draws what moves, and a clock that drains.
STILL = """new MutationObserver(() => {
  for (const one of document.querySelectorAll('svg')) one.pauseAnimations();
}).observe(document, {childList: true, subtree: true})"""
SIZES = ((360, 640), (320, 568), (412, 915), (390, 844), (768, 1024), (740, 360))
BAND, CREW = "The Band", "The Crew"


class Room:
    """Everybody who looks at the night."""

    def __init__(self, chrome, url):
        self.chrome, self.url = chrome, url
        self.pages, self.contexts = [], []
        self.line = Line(url)
        self.desk = self.open(Desk, (1280, 800))
        self.remote = self.open(Desk, (360, 640), has_touch=True, is_mobile=True)
        self.screen = self.open(Watched, (1920, 1080))
        self.phones = []

    def open(self, kind, size, base="", *, moves=False, **options):
        context = self.chrome.new_context(
            base_url=base or self.url,
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="no-preference" if moves else "reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        if not moves:
            context.add_init_script(STILL)
        self.contexts.append(context)
        self.pages.append(kind(context.new_page()))
        return self.pages[-1]

    def come(self):
        """Alice plans a night and puts the screen up; six people join, in two teams."""
        rounds = ("Lamps", "lamps", 3, 120), ("Voices", "voices", 2, 0), ("Crew", "crew", 2, 0)
        self.desk.plan("Our night", *rounds)
        self.screen.page.goto(self.desk.link("screen"))
        self.remote.page.goto(f"{self.desk.link('host')}?to=remote")
        for place, (name, size) in enumerate(zip(NAMES, SIZES, strict=True)):
            base = self.line.url if name == "Row Z" else ""
            moves = name == "Bob"
            phone = self.open(Phone, size, base, moves=moves, has_touch=True, is_mobile=True)
            phone.join(self.desk.code, name, (BAND, CREW)[place % 2], is_new=place < 2)
            self.phones.append(phone)

    def phone(self, name):
        return self.phones[NAMES.index(name)]

    def others(self, *names):
        return [phone for phone in self.phones if phone.name not in names]

    def forgive(self, *pages):
        """Forget what a browser had to say while there was no server."""
        for page in pages or self.pages:
            page.complaints[:] = [
                said for said in page.complaints if not said.startswith(BROKEN)
                and "net::ERR" not in said
            ]  # fmt: skip

    def close(self):
        self.line.cut()
        for context in self.contexts:
            context.close()


@pytest.fixture
def room(chrome, theatre):
    made = Room(chrome, theatre.url)
    yield made
    made.close()


def test_a_full_night(room, theatre):
    room.come()
    gather(room)
    first_round(room, theatre)
    second_round(room)
    third_round(room)
    after(room)
    told = [said for page in room.pages for said in page.complaints]
    assert not [said for said in told if not said.startswith(NO_COMPLAINT)], told
    assert "Traceback" not in theatre.served.told()


def gather(room):
    expect(room.screen.page.locator(".people li")).to_have_count(6, timeout=PATIENCE)
    room.screen.says(".people-count", "6 are here")
    room.screen.says(".laminate-code", room.desk.code)
    room.remote.says("#now-head", "6 players are in")
    room.desk.here(".crew-row >> nth=5")
    room.desk.next("intro", "Space")
    room.screen.says(".show-title", "Lamps")


def first_round(room, theatre):
    """One, two or true: a phone is loaded anew, a phone is cut off, the server is killed."""
    room.desk.next("question", "ArrowRight")
    loaded_anew(room)
    room.desk.next("question", "Space")
    cut_off(room)
    room.desk.next("question")
    killed(room, theatre)
    room.desk.next("standings")
    expect(room.screen.page.locator(".setlist-row")).to_have_count(2, timeout=PATIENCE)
    for phone in room.phones:
        phone.sees("standings")


def loaded_anew(room):
    """Bob's seat and his answer stay; a pause and more time are seen everywhere."""
    bob = room.phone("Bob")
    bob.may_answer()
    expect(bob.page.locator(".stake, .mine-box").filter(visible=True)).to_have_count(0)
    bob.answer()
    had = bob.chosen
    bob.page.reload()
    bob.is_saved()
    bob.soon(lambda: bob.chosen == had, "his answer is gone")
    assert bob.page.locator(".bar-name").inner_text() == "Bob"
    room.screen.says("#progress", "1 of 6 in")
    room.remote.page.locator("#steer-pause").tap()
    for phone in room.phones:
        phone.here(".curtain")
    room.screen.here(".show-pause")
    room.desk.is_at("paused")
    room.remote.is_at("paused")
    room.remote.is_ready()
    room.remote.page.locator("#steer-pause").tap()
    room.desk.is_at("question")
    before = room.desk.seconds
    room.desk.page.locator("#steer-add").click()
    room.desk.has_more_than(before)
    for place, phone in enumerate(room.others("Bob")):
        phone.answer(right=place % 2 == 0)
    everybody_sees_the_reveal(room)
    bob.verdict("Right")


def cut_off(room):
    """What is answered without a line is sent when there is one again."""
    lost = room.phone("Row Z")
    lost.may_answer()
    room.line.cut()
    lost.give()
    lost.says("#saved", "Not sent yet, trying again")
    lost.is_away()
    for phone in room.others("Row Z"):
        phone.answer()
    room.screen.says("#progress", "5 of 6 in")
    room.line.mend()
    lost.sees("reveal")  # all answers are in, so it is locked and shown
    lost.is_connected()
    lost.verdict("Right")
    everybody_sees_the_reveal(room)
    room.forgive(lost)


def killed(room, theatre):
    """Nothing is lost by it, and the clock ran on."""
    bob, ghost = room.phone("Bob"), room.phone("Ghost Light")
    bob.answer()
    had = bob.chosen
    seconds, at = room.desk.seconds, time.monotonic()
    theatre.kill()
    for watched in (room.screen, room.desk, room.remote, bob, ghost):
        watched.is_away()
    ghost.give()
    ghost.says("#saved", "Not sent yet, trying again")
    theatre.come_back()
    for watched in room.pages:
        watched.is_connected()
    room.forgive()
    ghost.is_saved()
    bob.is_saved()
    bob.soon(lambda: bob.chosen == had, "his answer is gone")
    room.screen.says("#progress", "2 of 6 in")
    room.desk.page.wait_for_timeout(1100)  # the clock has told its next second
    room.desk.soon(
        lambda: abs(seconds - (time.monotonic() - at) - room.desk.seconds) < 3, "another time"
    )
    for phone in room.others("Bob", "Ghost Light"):
        phone.answer(right=False)
    everybody_sees_the_reveal(room)
    bob.verdict("Right")
    ghost.verdict("Right")


def second_round(room):
    """A joker, one who comes late and must go, an answer that is argued, one that is void."""
    room.desk.next("intro", "Space")
    room.phone("Bob").page.get_by_role("button", name="joker").tap()  # he speaks for his team
    room.phone("Bob").says("#me", "oker")
    late = room.open(Phone, (360, 640), has_touch=True, is_mobile=True)
    late.join(room.desk.code, "Latecomer", CREW)
    room.desk.says("#roster", "Latecomer")
    room.desk.page.get_by_label("Latecomer").check()
    room.desk.page.locator("#seat-out > summary").click()
    room.desk.says("#seat-out", "Latecomer.")
    room.desk.page.locator("#seat-kick").click()
    late.says("main", "has it no longer")
    room.forgive(late)
    expect(room.desk.page.locator(".crew-row")).to_have_count(6, timeout=PATIENCE)
    for _ in range(2):
        room.desk.next("question")
        room.phones[0].may_answer()
        {"typed": argued, "number": voided}[room.phones[0].kind](room)
    room.desk.next("standings")


def argued(room):
    bob, desk = room.phone("Bob"), room.desk
    bob.answer("Queen Bey")
    for phone in room.others("Bob"):
        phone.answer(right=phone.name != "Last Encore")
    everybody_sees_the_reveal(room)
    bob.verdict("Not this time")
    room.screen.says(".show-score", "4 of 6 right")
    had, of_the_team = desk.points("Bob"), bob.points
    accept = room.remote.page.get_by_role("button", name="Accept “Queen Bey”")
    accept.tap()
    bob.verdict("Right")
    room.screen.says(".show-score", "5 of 6 right")
    expect(accept).to_have_count(0, timeout=PATIENCE)
    desk.says("#groups", "accepted")
    desk.soon(lambda: desk.points("Bob") > had, "nothing for Bob")
    bob.soon(lambda: bob.points > of_the_team, "nothing for his team")
    room.phone("Last Encore").verdict("Not this time")


def voided(room):
    bob, desk = room.phone("Bob"), room.desk
    had, of_the_team = desk.points("Bob"), bob.points
    for phone in room.phones:
        phone.answer()
    everybody_sees_the_reveal(room)
    bob.verdict("Right")
    desk.soon(lambda: desk.points("Bob") > had, "nothing for Bob")
    desk.page.locator("#mend-void").click()
    desk.here("#mend-unvoid")
    bob.says(".bar-points", f"{of_the_team:,}")
    desk.soon(lambda: desk.points("Bob") == had, "Bob keeps what is void")


def third_round(room):
    """Orders and matches by touch; then the podium, and the end."""
    room.desk.next("intro", "Space")
    for _ in range(2):
        room.desk.next("question", "Space")
        for phone in room.phones:
            phone.answer(right=phone.name != "Last Encore")
        everybody_sees_the_reveal(room)
        room.phone("Last Encore").verdict("Not this time")
    room.remote.next("standings")
    room.remote.next("podium")
    room.screen.here(".podium-place >> nth=1")
    first = room.screen.page.locator(".podium-name").first.inner_text()
    for phone in room.phones:
        phone.sees("podium")
        phone.says(".step[data-step='1']", first)
    room.remote.next("over")
    room.desk.is_at("over")
    room.screen.says(".show-title", "Good night!")


def after(room):
    """What everybody can look up the day after."""
    bob, page = room.phone("Bob"), room.desk.page
    bob.page.get_by_role("link", name="My questions").tap()
    bob.here(".mine-pass")
    expect(bob.page.locator(".review-rows > li")).to_have_count(7)
    bob.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.get_by_role("link", name="The report of the night").first.click()
    expect(page.locator(".report-row")).to_have_count(7)
    expect(page.locator("tbody tr")).to_have_count(6)
    page.wait_for_load_state()
    with page.expect_download() as xlsx:
        page.get_by_role("link", name="as a spreadsheet").click()
    assert xlsx.value.path().read_bytes().startswith(b"PK")
    files = {link.inner_text(): link.get_attribute("href")
             for link in page.locator(".report-files a").all()}  # fmt: skip
    got = {text: page.request.get(path) for text, path in files.items()}
    assert all(answer.ok for answer in got.values())
    sheets = [answer.body() for text, answer in got.items() if "PDF" in text]
    assert len(sheets) == 3
    assert all(sheet.startswith(b"%PDF") for sheet in sheets)
    tables = [answer.text() for text, answer in got.items() if "CSV" in text]
    assert len(tables) == 3
    assert sum("Bob" in table for table in tables) == 2


def everybody_sees_the_reveal(room):
    for phone in room.phones:
        phone.sees("reveal")
    for desk in (room.desk, room.remote):
        desk.is_at("reveal")
    room.screen.here(".show[data-phase=reveal]")
