"""Names, titles and answers that want to be more than text; packs that change in mid-night."""

import csv
import io
from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from quiz.night.model import Rules
from quiz.services.nights import pages, stage
from quiz.services.nights.desk import RoundDraft
from tests.tools.a_night import ANight, join

RULES = Rules(end_early=False, auto_reveal=False, teams="own")
REFUSED = {
    "impersonating": [
        "Host", "host", "The Host", "H0st", "H o s t", "Admin", "Quizmaster", "\u041dost",
        "Greenroom", "\uff28ost", "Bob", "B\u043eb", "bob", "B\u200bob", "Bob\u2060",
    ],
    "empty": ["\u200b", "\u3164", "\u00ad", "...", "\u2800"],
    "long": ["x" * 25, "x" * 200, "\U0001f468\u200d\U0001f469" * 9, "e" + "\u0301" * 20],
    "backwards": ["\u202eboB", "Bob\u202e", "\u2067Bob", "B\u061cob", "a\u202bb"],
    "offensive": ["fuck", "F u c k", "fu\u0441k", "sh1t", "n4zi", "f*ck", "FUUUCK"],
    "control": ["B\x00b", "B\x1b[31mb", "B\x7fb", "\ud7ff\uffff"],
}  # fmt: skip
HONEST = [  # in Latin, Hebrew, Arabic, Chinese and Devanagari
    "Zo\u00eb", "\u05d3\u05d5\u05d3", "\u0645\u0631\u064a\u0645", "\u5f20\u4f1f",
    "\u0905\u0928\u0940\u0924\u093e", "O'Neill", "Scunthorpe", "\U0001f98a", "Anne & Co",
]  # fmt: skip
LIVE = [
    "<marquee>B</marquee>", "<script>x()</script>", '"><img src=x>', "' onload='x()",
    "{{7*11111}}", "{% raw %}", "${7*11111}", "=7*11111", "+7*11111", "-7*11111", "@SUM(A1)",
    "=cmd|' /C x'!A0", "%s%n%x", "</textarea><blink>", "&lt;blink&gt;", "data: x", "*/x", "`id`",
    "$(id)", "'; DROP TABLE x",
]  # fmt: skip


class Tags(HTMLParser):
    """Notes every tag, with its attributes, and the texts."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").startswith("javascript:"):
                self.tags.add(f"{tag} {name}")

    def handle_data(self, data):
        self.texts.append(data)


@pytest.mark.parametrize("kind", REFUSED)
def test_a_name_that_is_none_is_refused_with_a_reason(night, browser, kind):
    join(browser(), night, "Bob")
    for name in REFUSED[kind]:
        told = browser().client.post(f"/j/{night.code}", data={"name": name})
        assert told.status_code == 400, ascii(name)
        assert 'role="alert"' in told.text
    assert night.stage.names == ("Bob",)


def test_honest_names_of_any_script_pass(night, browser):
    for name in HONEST:
        assert join(browser(), night, name).status == 200
    assert set(night.stage.names) == set(HONEST)


def test_a_name_is_refused_alike_for_the_host_and_for_who_renames(night, browser, hosting):
    bob, host = join(browser(), night, "Bob"), hosting()
    seat = night.me(bob).seat_id
    for name in ("Host", "\u202eboB", "x" * 200, "fuck", "B\x00b"):
        form = {"action": "rename", "name": name}
        assert bob.client.post(f"/nights/{night.id}/seat", data=form).status_code == 400
        form = {"action": "rename", "seat": seat, "name": name}
        assert host.client.post(f"/nights/{night.id}/people", data=form).status_code == 400
    assert night.stage.names == ("Bob",)


def test_what_looks_like_code_is_text_everywhere(house, browser, clock):
    night = ANight(
        house,
        rules=RULES,
        rounds=(RoundDraft("<blink>{{7*11111}}</blink>", count=5, note=LIVE[1]),),
    )
    names = [name for name in LIVE if join(browser(), night, name).status == 200]
    assert len(names) > 10
    bob = join(browser(), night, "Bob")
    host = browser().open(f"/nights/{night.id}/host/{night.key}")
    made = {"action": "new_team", "team_name": "<blink>{{7*11111}}"}
    assert host.client.post(f"/nights/{night.id}/people", data=made).status_code == 303
    screen = f"/screen/{pages.screen_key(house, night.id, night.key)}"
    shown = []

    def look():
        for who, path in (
            (bob, f"/nights/{night.id}/play"), (bob, f"/nights/{night.id}/now"),
            (bob, f"/nights/{night.id}/mine"), (bob, f"/j/{night.code}"), (host, screen),
            (host, f"/nights/{night.id}/host"), (host, f"/nights/{night.id}/remote"),
            (host, f"/nights/{night.id}/report"), (host, f"/nights/{night.id}/now?as=host"),
            (browser(), f"/j/{night.code}"),
        ):  # fmt: skip
            shown.append(who.open(path).html)

    look()
    while night.stage.head.phase != "over":
        night.on()
        if night.stage.question:
            clock.pass_seconds(night.stage.question.lead + 1)
            for number, text in enumerate(LIVE):
                field = "choice" if night.stage.question.options else "text"
                form = {"number": night.number, field: text, "revision": number + 1}
                bob.client.post(f"/nights/{night.id}/answer", data=form)
            look()
            clock.pass_seconds(60)
            stage.tick(house, night.id)
        elif night.stage.head.phase in {"reveal", "standings", "podium", "intro"}:
            look()
    look()
    for html in shown:
        page = Tags(html)
        assert not page.tags & {"marquee", "blink"}
        assert html.count("<img") == html.count('<img id="card-picture"')
        assert not [tag for tag in page.tags if " " in tag]
        assert "<script>" not in html
        assert "77777" not in "".join(page.texts)
    everything = "\n".join(" ".join(Tags(html).texts) for html in shown)
    for name in names:
        assert name in everything
    check_files(host, night, names)


def check_files(host, night, names):
    """Look into the table, the workbook and the papers of a night."""
    base = f"/nights/{night.id}"
    text = host.client.get(f"{base}/report/players.csv").get_data().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell[:1] in set("=+@\t\r") or cell[:2] == "-7"]
    book = load_workbook(io.BytesIO(host.client.get(f"{base}/report.xlsx").get_data()))
    values = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in values if cell.data_type == "f" or cell.hyperlink]
    written = {str(cell.value) for cell in values}
    assert all({name, f"'{name}"} & written for name in names)
    for which in ("questions", "answers", "key"):
        paper = host.client.get(f"{base}/sheets/{which}.pdf").get_data()
        assert b"/JavaScript" not in paper
        assert "77777" not in "".join(
            page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages
        )


def test_a_wrong_code_is_told_and_nothing_more(night, browser):
    codes = ["AAAAAA", "A", "A" * 400, "../../x", "<script>", "AAAAA\u202e", "\U0001f98a" * 6, "\0"]
    for code in codes:
        for path in (f"/join?code={quote(code)}", f"/j/{quote(code, safe='')}"):
            told = browser().open(path)
            assert told.status == 404, path
            assert "<script>" not in told.html


def test_a_code_ends_with_its_night(night, browser, clock):
    code = night.code
    while night.stage.head.phase != "over":
        night.on()
        clock.pass_seconds(60)
        stage.tick(night.house, night.id)
    told = browser().open(f"/j/{code}")
    assert told.status == 404
    assert browser().client.post(f"/j/{code}", data={"name": "Bob"}).status_code == 404


def test_an_odd_answer_spoils_no_others(night, browser, clock):
    """Answers are saved in groups: what is wrong with one is nobody else's business."""
    bob = join(browser(), night, "Bob")
    night.on(2)
    clock.pass_seconds(night.stage.question.lead + 1)
    for odd in ("\0", "a\0b", "\ufffe", "x" * 60_000, "\u202e" * 50, "1e999"):
        for fields in ({"text": odd}, {"choice": odd}, {"choice": [odd[:90]] * 300}, {"ms": odd}):
            form = {"number": 1, "revision": 1, **fields}
            told = bob.client.post(f"/nights/{night.id}/answer", data=form)
            assert told.status_code in {200, 400, 409, 413}
    assert bob.open(f"/nights/{night.id}/play").status == 200


def test_a_night_over_a_pack_that_is_deleted_is_played_to_its_end(house, night, browser, clock):
    bob = join(browser(), night, "Bob")
    before = dict(house.shelf.summaries)
    night.on(2)
    try:
        house.shelf.fill([], [])
        house.shelf._editions.clear()
        host = browser().open(f"/nights/{night.id}/host/{night.key}")
        assert host.status == 200
        while night.stage.head.phase != "over":
            if night.stage.question:
                clock.pass_seconds(night.stage.question.lead + 1)
                field = "choice" if night.stage.question.options else "text"
                form = {"number": night.number, "revision": 1, field: list(night.right())}
                told = bob.client.post(f"/nights/{night.id}/answer", data=form)
                assert told.status_code == 200
            assert bob.open(f"/nights/{night.id}/play").status == 200
            night.on()
        assert night.me(bob).total > 0
        assert host.open(f"/nights/{night.id}/report").status == 200
    finally:
        house.shelf.fill(before.values(), [])
