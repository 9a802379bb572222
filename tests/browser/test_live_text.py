"""Row 20: whatever is written into any field is read on every page and in every file, and no more.

The texts are entered as people enter them, and looked at in a real browser by a watch that tells
when one of them runs, is stopped by the policy, becomes markup, or asks for something elsewhere.
"""

import csv
import io
import itertools
import json
import re
from urllib.parse import quote

import pytest
from flask import render_template_string
from playwright.sync_api import expect
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from quiz.packs.formats import registry
from quiz.packs.reading import read_pack
from quiz.services import media
from quiz.store import packs
from quiz.web.app import create_app
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, serving
from tests.tools import house as houses
from tests.tools import live_house, live_text
from tests.tools.live_pages import Watch
from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

pytestmark = pytest.mark.browser
FEW, MANY = 32, live_text.MANY
FILE = "'><img ran src=x onerror=ran=1>{{1337*1337}}"


class Live:
    """A house full of such texts, people in it, and the watch."""

    def __init__(self, folder, chrome, count):
        self.all = live_text.texts(count)
        self.texts = live_house.sound(self.all)
        self.short = tuple(text for text in self.texts if len(text) <= 24)
        self.house = houses.build(folder)
        self.shelve()
        self.app = create_app(self.house)
        self.serving = serving(self.house, self.app)
        self.watch = Watch(chrome, self.serving.__enter__(), self.texts)
        self.alice, self.bob = self.person(), self.person()
        for text in self.short:
            if sign_up(self.alice, text).url == "/":
                break

    def shelve(self):
        """Put a pack of such texts on the shelf, as one that ships."""
        made = read_pack(json.dumps(live_house.pack_of(self.texts)), "live.json")
        made = media.keep_all(self.house, made, live_house.MEDIA)
        with self.house.store.writing() as tx:
            summary = packs.add(tx, "live", made, self.house.clock())
        self.house.shelf.fill([*self.house.shelf.summaries.values(), summary], ())

    def person(self):
        return PlainBrowser(self.app.test_client())

    def page(self, person, size=LAPTOP):
        """Open the browser of a person who was busy without one so far."""
        cookie = person.client.get_cookie("greenroom")
        return self.watch.open(cookie.value if cookie else "", size)

    def close(self):
        self.watch.close()
        self.serving.__exit__(None, None, None)
        self.house.store.close()


@pytest.fixture
def live(tmp_path, chrome, request):
    made = Live(tmp_path, chrome, request.param)
    yield made
    made.close()


def token(browser):
    return re.search(r'name="csrf_token" value="([^"]+)"', browser.html)[1]


def upload(browser, data, name):
    """Upload a file as the form does; the answer is what the browser is at then."""
    sent = {"csrf_token": token(browser.open("/packs/upload")),
            "file": FileStorage(io.BytesIO(data), name)}  # fmt: skip
    boundary, body = encode_multipart(sent)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser._took(
        browser.client.post("/packs/upload", data=body, content_type=kind, follow_redirects=True)
    )


def people_are_called_so(live):
    """Accounts and guests: the names that are taken, those that are refused, and ``?next=``."""
    watch = live.watch
    for text in live.short[::-1]:
        live.bob.client.post("/rounds", data={"pack": "live", "length": "5", "timer": "0"})
        if live.bob.client.post("/name", data={"name": text}).status_code == 303:
            break
    live_house.played(live.house, live.short, "live")
    page = live.page(live.bob)
    for path in (
        "/", "/leaderboards?length=5", "/leaderboards?length=5&window=all", "/account", "/packs",
        "/packs/live", "/packs/live/download", "/packs?words=" + quote(live.texts[0]),
        "/packs?tag=" + quote(live.texts[5]),
    ):  # fmt: skip
        watch.visit(page, path)
    for text in live.short[:2]:
        for path in (
            f"/sign-in?next={quote(text)}", f"/join?code={quote(text)}", f"/{quote(text, safe='')}",
            f"/packs?words={quote(text)}", f"/leaderboards?scope={quote(text)}",
        ):  # fmt: skip
            watch.visit(page, path, f"{path.partition('?')[0][:6]}…")
    page = live.watch.open()
    page.goto("/sign-up")
    page.fill("[name=username]", live.texts[0])
    page.fill("[name=password]", "short")
    page.locator("form").last.evaluate("form => form.noValidate = true")  # the server is to refuse
    page.get_by_role("button", name="Make the account").click()
    expect(page.get_by_role("alert")).to_be_visible()
    watch.look(page, "sign-up, refused")
    page.goto("/sign-in")
    page.fill("[name=username]", live.texts[2])
    page.fill("[name=password]", live.texts[2])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    watch.look(page, "sign-in, refused")


def a_round_is_played(live):
    """A guest plays by clicks, so that parts of pages are swapped, and reports by a note."""
    page = live.page(live.bob, PHONE)
    page.goto("/packs/live")
    page.locator("label").filter(has=page.get_by_role("radio", name="5", exact=True)).click()
    page.get_by_role("button", name="Play", exact=True).click()
    notes = itertools.cycle(live.texts)
    for _ in range(5):
        expect(page.locator("#question")).to_be_visible()
        live.watch.look(page, "question")
        if page.locator("input[name=text]").count():
            page.locator("input[name=text]").fill("7")
            page.locator(".lock").click()
        else:
            page.get_by_role("button", name="Skip").click()
        expect(page.locator("#reveal")).to_be_visible()
        live.watch.look(page, "reveal")
        page.locator("#report summary").click()
        page.locator("#note").fill(next(notes))
        page.get_by_role("button", name="Send the report").click()
        expect(page.locator(".report-done")).to_be_visible()
        page.locator(".next").click()
    expect(page.locator("#result")).to_be_visible()
    live.watch.look(page, "result")
    live.watch.visit(page, "/review")


def own_pack(live):
    """Upload a pack of such texts for Alice and save it; return where it is."""
    upload(live.alice, live_house.pack_file(live.texts), f"{FILE}.zip")
    live.alice.press("Save the pack", title=live.texts[3])
    assert live.alice.url.startswith("/packs/own-")
    return live.alice.url


def packs_are_brought(live):
    """Files are uploaded, refused, looked at, saved, saved anew, shared; and what is said then."""
    watch, alice = live.watch, live.alice
    page = live.page(alice)
    for name, data in (("faulty", live_house.faulty_pack(live.texts)), ("bomb", b"PK\x03\x04<b>")):
        page.goto("/packs/upload")
        sent = {"name": f"{FILE}.{name}.json", "mimeType": "text/html", "buffer": data}
        with page.expect_navigation():  # a file that is chosen is sent at once
            page.locator("input[type=file]").set_input_files(sent)
        watch.look(page, f"upload, {name}")
    upload(alice, live_house.faulty_table(live.texts), f"{FILE}.csv")
    watch.visit(page, alice.url, "preview of a table")
    upload(alice, live_house.pack_file(live.texts), f"{FILE}.zip")
    watch.visit(page, alice.url, "preview")

    alice.press("Save the pack", title=live.texts[3])
    own = alice.url
    upload(alice, live_house.pack_file(live.texts, 7), f"{FILE}.zip")
    into = f"{alice.url}?into={own.rpartition('/')[2]}"
    watch.visit(page, into, "preview of a version")
    alice.open(into).press("Save the version")
    seen = {"csrf_token": token(alice.open("/packs/upload")), "seen": "public"}
    assert alice.client.post(f"{own}/visibility", data=seen).status_code == 303
    for path in ("", "/history", "/download", "/analysis", "/edit"):
        watch.visit(page, own + path, f"own pack{path}")
    for path in ("/packs", "/packs/mine", "/host", f"/host?pack={own.rpartition('/')[2]}"):
        watch.visit(page, path)
    return own


def the_editor_is_used(live, own):
    """Fields of the pack editor, filled by hand: kept with and without a fault."""
    watch, page = live.watch, live.page(live.alice)
    for at in (0, 1, 3, 6):
        watch.visit(page, f"{own}/edit?q=q{at}&find={quote(live.texts[at])}", "editor")
    page.goto(f"{own}/edit?q=q0")
    state = page.locator("#state")
    for label, text in (("Question", 1), ("Right answer", 2), ("Question", 0)):
        page.get_by_label(label, exact=True).fill(live.texts[text])
        expect(state).to_contain_text("Saved just now.")
        watch.look(page, "editor, typed")
    page.locator("#head summary").click()
    page.locator("#head [name=title]").fill(live.texts[4])
    page.locator("#head [name=language]").fill(live.short[0])
    expect(page.locator("#said-head")).not_to_be_empty()
    watch.look(page, "editor, head")


def the_packs_are_taken_along(live, own):
    """Every file that is handed out of a pack: no live cell, no page, a plain name."""
    for form in registry.FORMATS:
        if form.write:
            keep(live, live.alice, f"{own}/download/{form.name}")
    keep(live, live.alice, f"{own}/analysis.csv")
    keep(live, live.bob, "/account/export.json")


def moments_are_written(live):
    """A file of moments and a text to draft from: both desks, their forms, what they refuse."""
    watch, page = live.watch, live.page(live.alice)
    for title, text in (
        ("faulty", live_house.moments_of(live.texts).replace("won", "</b>")),
        ("sound", live_house.moments_of(live.texts)),
    ):
        page.goto("/moments")
        sent = {"name": f"{FILE}.yaml", "mimeType": "text/html", "buffer": text.encode()}
        page.locator("input[type=file]").set_input_files(sent)
        with page.expect_navigation():
            page.locator("form:has(input[type=file]) button").click()
        watch.look(page, f"moments, {title}")
    desk = page.url
    for wish in ("new=won", "moment=0", "thing=t7"):
        watch.visit(page, f"{desk}?{wish}", f"moments, {wish}")
    page.goto("/drafts")
    page.get_by_label("Title", exact=True).fill(live.texts[6])
    told = (
        f"Ann Bell won Best {text} in 2031. “{text}” hugged Carl Dorn." for text in live.texts[:FEW]
    )
    page.get_by_label("The text").fill(" ".join(told))
    with page.expect_navigation():
        page.get_by_role("button", name="Draft the moments").click()
    watch.look(page, "drafts")
    watch.visit(page, "/drafts")
    watch.visit(page, "/moments")


def a_night_is_held(live, own, count):
    """A night with phones, the screen, the desk and the remote open all the while."""
    watch, alice, texts = live.watch, live.alice, live.texts
    plan = {
        "title": texts[0], "round_title": texts[1], "round_format": "general",
        "round_pack": own.rpartition("/")[2], "round_level": "mixed", "round_count": str(count),
        "round_seconds": "0", "round_note": texts[3],
        "own_names": "yes", "late_join": "yes", "teams": "own", "jokers": "yes", "audience": "yes",
        "capacity": "200", "edit": "save",
    }  # fmt: skip
    alice.client.post("/host", data=plan)
    watch.visit(live.page(alice), "/host", "host, with a template")
    told = alice.client.post("/host", data={**plan, "edit": "", "round_level": texts[5]})
    watch.read(told.text, "host, refused")
    night = alice.client.post("/host", data={**plan, "edit": ""}).headers["Location"][:-5]
    code = re.search(r"/j/([A-Z0-9]{6})", alice.open(f"{night}/host").html)[1]
    screen = re.search(r'href="(/screen/[^"]+)"', alice.html)[1]
    seated = [person for text in live.short if (person := joined(live, code, text))]
    assert len(seated) > 10
    phone = watch.open(size=PHONE)
    phone.goto(f"/j/{code}")
    phone.locator("#name").fill(f"{live.short[1]} 0")
    phone.locator("#new_team").fill(f"{live.short[2]} 0")
    phone.get_by_role("button", name="Join", exact=True).click()
    expect(phone.locator("#me")).to_be_attached()
    page = live.page(alice)  # who holds the key of the night by now
    open_pages = {
        "phone": phone,
        "desk": watch.visit(page, f"{night}/host", "desk"),
        "remote": watch.visit(live.page(alice, PHONE), f"{night}/remote", "remote"),
        "screen": watch.visit(watch.open(size=PROJECTOR), screen, "screen"),
    }
    for _ in range(9 * count):
        version = re.search(r'name="version" value="(\d+)"', alice.open(f"{night}/host").html)
        phase = re.search(r'now-phase" data-phase="(\w+)"', alice.html)[1]
        for name, each in open_pages.items():
            each.wait_for_selector(f"[data-phase={phase}]", state="attached")
            watch.look(each, f"{name}, {phase}")
        if phase == "over":
            break
        if phase == "question":
            number = phone.locator("#stage_player").get_attribute("data-number")
            for person, text in zip(seated[:20], texts, strict=False):
                given = {"number": number, "revision": "1", "text": text, "choice": "0"}
                person.client.post(f"{night}/answer", data=given)
        form = {"command": "next", "version": version[1]}
        assert alice.client.post(f"{night}/do", data=form).status_code == 303
    else:
        pytest.fail("the night has no end")
    notes = {"number": "1", "reason": "typo", "note": texts[6]}
    assert seated[0].client.post(f"{night}/mine/report", data=notes).status_code == 303
    watch.visit(live.page(alice), "/packs/reports", "reports")
    watch.visit(phone, f"{night}/mine", "mine")
    watch.visit(page, f"{night}/report", "report")
    for table in ("questions", "players", "answers"):
        keep(live, alice, f"{night}/report/{table}.csv")
    keep(live, alice, f"{night}/report.xlsx")
    for paper in ("questions", "answers", "key"):
        keep(live, alice, f"{night}/sheets/{paper}.pdf")


def joined(live, code, text):
    """Take a seat; return who sits there, or nobody when one may not be called so."""
    person = live.person()
    told = person.client.post(f"/j/{code}", data={"name": text, "new_team": f"{text[:22]} 2"})
    return person if told.status_code == 303 else None


def keep(live, person, path):
    told = person.client.get(path)
    assert told.status_code == 200, path
    name = re.fullmatch(r'attachment; filename="([\w.-]+)"', told.headers["Content-Disposition"])
    assert name, told.headers["Content-Disposition"]
    kind, data = told.headers["Content-Type"], told.get_data()
    assert not re.search(r"html|svg|javascript", kind), (path, kind)
    if name[1].endswith((".csv", ".tsv", ".xlsx")):
        # A pack is to come back as it was: only as it is meant to be read are its cells disarmed.
        marks = "," if "/download/" in path else ",;\t"
        live.watch.faults += [f"{path}: {cell!r}" for cell in live_text.live_cells(data, marks)]
    if name[1].endswith(".pdf"):
        signs = (b"/JavaScript", b"/Launch", b"/URI")
        live.watch.faults += [f"{path}: {sign}" for sign in signs if sign in data]


def packs_are_seen(live):
    """Do all that people do with packs and names."""
    people_are_called_so(live)
    own = packs_are_brought(live)
    the_editor_is_used(live, own)
    the_packs_are_taken_along(live, own)


def packs_are_played(live, rounds, questions):
    """Do all that people do in so many rounds alone, with moments, and in a night."""
    for _ in range(rounds):
        a_round_is_played(live)
    moments_are_written(live)
    a_night_is_held(live, own_pack(live), questions)


def check(live):
    """Nothing ran, and all was to be seen: each text somewhere, some of them on every page."""
    shown = live.watch.shown
    assert live.watch.faults == []
    assert set(live.texts) - set().union(*shown.values()) == set()
    # Sign-in leads on to no such address; an error repeats none of what was typed but the name.
    empty = {place for place, seen in shown.items() if not seen}
    assert {place for place in empty if not place.startswith(("/", "sign-"))} == set()
    assert len(shown) > 25


@pytest.mark.parametrize("live", [FEW], indirect=True)
def test_no_text_of_a_pack_or_a_name_does_more_than_be_read(live):
    packs_are_seen(live)
    check(live)


@pytest.mark.parametrize("live", [FEW], indirect=True)
def test_no_text_does_more_than_be_read_in_play_and_in_a_night(live):
    packs_are_played(live, rounds=1, questions=1)
    check(live)


@pytest.mark.soak
@pytest.mark.parametrize("live", [MANY], indirect=True)
def test_none_of_five_hundred_texts_of_packs_does_more_than_be_read(live, measured):
    packs_are_seen(live)
    check(live)
    measured(20, "full", case="packs", texts=len(live.all), places=len(live.watch.shown), ran=0)


@pytest.mark.soak
@pytest.mark.parametrize("live", [MANY], indirect=True)
def test_none_of_five_hundred_texts_does_more_than_be_read_in_play(live, measured):
    packs_are_played(live, rounds=4, questions=6)
    check(live)
    measured(20, "full", case="play", texts=len(live.all), places=len(live.watch.shown), ran=0)


def test_the_watch_sees_a_house_that_takes_texts_for_markup(house, chrome):
    """Twice: behind the policy, which stops what would run; and without it."""
    texts = [text for text in live_text.texts(FEW) if re.search(r"<[a-z-]+ ran", text)][:12]
    app = create_app(house)
    app.jinja_env.autoescape = False
    page = "<!doctype html><title>x</title>{{ request.args.text }}"
    app.add_url_rule("/mutant", "mutant", lambda: render_template_string(page))
    with serving(house, app) as server:
        stopped = [seen(chrome, server, f"/mutant?text={quote(text)}") for text in texts]
        ran = [seen(chrome, server, "", text) for text in texts]
    assert all(stopped)
    assert all(ran)
    assert any("LIVE: stopped by script-src" in fault for faults in stopped for fault in faults)
    assert not any("LIVE: a script ran" in fault for faults in stopped for fault in faults)
    assert any("LIVE: a script ran" in fault for faults in ran for fault in faults)
    assert any("asked for //" in fault.replace("http:", "") for faults in ran for fault in faults)


def seen(chrome, server, path, html=""):
    """Return what a watch says of a page."""
    watch = Watch(chrome, server, ())
    if path:
        watch.visit(watch.open(), path)
    else:
        watch.read(html, "read")
    watch.close()
    return watch.faults


def test_the_watch_sees_a_table_with_live_cells():
    for text in live_text.texts():
        told = io.StringIO()
        csv.writer(told, quoting=csv.QUOTE_ALL).writerow(["a", text])
        if re.match(r"[\s\x00]*[=+\-@＝＋－＠]", text) and text != "-1":  # which is a number
            assert live_text.live_cells(told.getvalue().encode()), text
    assert live_text.live_cells(b'"a","b;=1+1;"\r\n')
    assert not live_text.live_cells(b'"a","\'=1+1",-3\r\n')
