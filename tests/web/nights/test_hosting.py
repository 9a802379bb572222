"""The host's pages: planned without script, run by plain forms, shut to everybody else."""

import re
from datetime import UTC, datetime

import pytest

from quiz.night import commands
from quiz.paper.model import Report, ReportQuestion
from quiz.services.nights.drafts import PRESETS
from quiz.web.nights import host_views
from tests.tools.a_night import ANight, join

ROUTES = [
    ("GET", "host"),
    ("GET", "remote"),
    ("GET", "plan"),
    ("POST", "plan"),
    ("POST", "do"),
    ("POST", "people"),
    ("GET", "report"),
    ("GET", "report/questions.csv"),
    ("GET", "report.xlsx"),
    ("GET", "sheets/key.pdf"),
    ("GET", "host/wrong-key"),
]
ONE = {
    "title": "Our night",
    "round_title": "Load-in",
    "round_format": "general",
    "round_pack": "stagecraft",
    "round_level": "mixed",
    "round_count": "3",
    "round_seconds": "20",
    "round_note": "Softly",
    "scoring": "pub",
    "teams": "solo",
    "capacity": "20",
}


@pytest.fixture
def night(house):
    return ANight(house)


@pytest.fixture
def alice(bob, night):
    """Alice's browser, at the desk of her night."""
    bob.open(f"/nights/{night.id}/host/{night.key}")
    assert (bob.status, bob.url) == (200, f"/nights/{night.id}/host")
    return bob


def version(browser):
    return re.search(r'name="version" value="(\d+)"', browser.html)[1]


def alert(browser):
    return re.search(r'role="alert">([^<]*)', browser.html)[1]


def do(browser, night, command, **more):
    data = {"command": command, "version": version(browser), **more}
    return browser._took(
        browser.client.post(f"/nights/{night.id}/do", data=data, follow_redirects=True)
    )


def people(browser, night, **data):
    return browser._took(
        browser.client.post(f"/nights/{night.id}/people", data=data, follow_redirects=True)
    )


# ---------------------------------------------------------------- the drawing board


def test_a_night_is_planned_and_opened(bob):
    bob._took(bob.client.post("/host", data=ONE, follow_redirects=True))
    assert bob.status == 200
    assert "Our night" in bob.html
    assert "The doors are open" in bob.read().heading
    assert "Our night" in bob.open("/host").html
    assert "Still open" in bob.html


def test_a_preset_takes_as_long_as_the_drawing_board_says(bob):
    for preset in PRESETS:
        html = bob.open(f"/host?preset={preset}").html
        card = html.partition(f'data-preset="{preset}"')[2]
        found = re.search(r'preset-time"><b class="num">(\d+)</b>', card)
        assert f"about {found[1]} minutes" in html


def test_rounds_are_added_moved_and_removed_without_script(bob):
    board = bob._took(bob.client.post("/host", data={**ONE, "edit": "add"}))
    assert board.html.count('name="round_title"') == 2
    assert 'value="Load-in"' in board.html
    two = {**ONE, **{name: [value, value] for name, value in ONE.items() if "round_" in name}}
    two["round_title"] = ["First", "Second"]
    moved = bob._took(bob.client.post("/host", data={**two, "edit": "up:2"})).html
    assert moved.index('value="Second"') < moved.index('value="First"')
    down = bob._took(bob.client.post("/host", data={**two, "edit": "down:1"})).html
    assert down.index('value="Second"') < down.index('value="First"')
    gone = bob._took(bob.client.post("/host", data={**two, "edit": "remove:1"})).html
    assert "First" not in gone
    assert "Half-time" in bob._took(bob.client.post("/host", data={**ONE, "edit": "break"})).html


def test_a_script_gets_the_drawing_board_alone(bob):
    told = bob.client.post("/host", data={**ONE, "edit": "add"}, headers={"HX-Request": "true"})
    assert "<html" not in told.text
    assert 'id="builder"' in told.text


def test_what_is_wrong_with_a_draft_is_told_and_the_draft_stays(bob):
    bob._took(bob.client.post("/host", data={**ONE, "round_count": "400"}))
    assert bob.status == 400
    assert "400 questions" in alert(bob)
    assert 'value="Softly"' in bob.html


def test_an_empty_number_is_no_fault_until_the_night_opens_and_then_told_in_words(bob):
    empty = {**ONE, "round_seconds": "", "round_count": "", "capacity": ""}
    bob._took(bob.client.post("/host", data={**empty, "edit": "add"}))
    assert 'value="-1"' not in bob.html
    assert "-1 questions" not in bob.html
    assert 'id="seconds-1" name="round_seconds" value="0"' in bob.html
    assert bob._took(bob.client.post("/host", data=empty)).status == 400
    assert "does not say how many questions" in alert(bob)
    assert "does not say how many players" in alert(bob)
    assert "-1" not in alert(bob)
    free = {**ONE, "round_seconds": ""}
    bob._took(bob.client.post("/host", data=free, follow_redirects=True))
    assert "The doors are open" in bob.read().heading


def test_the_ways_of_scoring_are_told_as_a_night_counts_them(bob):
    page = bob.open("/host").html
    assert "at most 900 over the whole night" in page
    assert "whole round" not in page


def test_the_browser_stops_no_button_over_a_field_that_nobody_sees(bob):
    assert re.search(r'<form id="builder"[^>]* novalidate', bob.open("/host").html)


def lies_open(browser):
    """What of the drawing board lies open."""
    return re.findall(r'<details[^>]* id="([\w-]+)" open>', browser.html)


def board_of(browser):
    """Every field of the drawing board, as a form without script sends it."""
    form = next(
        f for f in browser.read().forms if any(one.name == "round_title" for one in f.fields)
    )
    data: dict = {}
    for one in form.fields:
        if one.kind != "checkbox" or one.checked:
            data.setdefault(one.name, []).append(one.value)
    return data


def test_what_lies_open_stays_open_and_goes_along_with_its_round(bob):
    bob._took(bob.client.post("/host", data={**ONE, "edit": "add"}))
    assert lies_open(bob) == ["round-2"]
    bob._took(bob.client.post("/host", data={**board_of(bob), "edit": "break"}))
    assert lies_open(bob) == ["round-2", "round-3"]
    bob._took(bob.client.post("/host", data={**board_of(bob), "edit": "up:2"}))
    assert lies_open(bob) == ["round-1", "round-3"]
    bob._took(bob.client.post("/host", data={**board_of(bob), "edit": "remove:1"}))
    assert lies_open(bob) == ["round-2"]
    bob._took(bob.client.post("/host", data={**board_of(bob), "title": "", "edit": ""}))
    assert (bob.status, lies_open(bob)) == (400, ["round-2"])


def test_without_script_what_was_changed_lies_open(bob):
    bob._took(bob.client.post("/host", data={**ONE, "edit": "add"}))
    data = board_of(bob) | {"round_open": ["", ""]}
    data["round_note"] = ["Aloud", data["round_note"][1]]
    script = bob.client.post("/host", data={**data, "edit": "keep"}, headers={"HX-Request": "true"})
    assert 'id="round-1">' in script.text  # a script says itself what lies open
    bob._took(bob.client.post("/host", data={**data, "edit": "keep"}))
    assert lies_open(bob) == ["round-1"]
    door = {**board_of(bob), "capacity": "30", "edit": "keep"}
    assert lies_open(bob._took(bob.client.post("/host", data=door))) == ["round-1", "more-rules"]


def test_a_round_with_a_fault_lies_open(bob):
    two = {**ONE, **{name: [value, value] for name, value in ONE.items() if "round_" in name}}
    for count in ("400", "29"):  # more than any round may have, and more than the pack has
        bob._took(bob.client.post("/host", data={**two, "round_count": ["1", count]}))
        assert (bob.status, lies_open(bob)) == (400, ["round-2"])


def test_nonsense_in_the_form_is_refused_and_never_breaks(bob):
    for field in ("round_count", "round_seconds", "capacity", "round_format", "scoring", "teams"):
        bob._took(bob.client.post("/host", data={**ONE, field: "no\x00sense"}))
        assert bob.status == 400, field
    assert bob._took(bob.client.post("/host", data={"edit": "up:99999999999"})).status == 200
    assert bob._took(bob.client.post("/host", data={})).status == 400


def test_a_template_is_kept_taken_up_and_deleted(bob):
    bob._took(bob.client.post("/host", data={**ONE, "edit": "save"}))
    assert "Kept." in bob.html
    bob.open("/host").follow("Our night")
    assert 'value="Load-in"' in bob.html
    assert 'value="Softly"' in bob.html
    template = re.search(r'name="template" value="(\w+)"', bob.html)[1]
    bob._took(bob.client.post("/host/forget", data={"template": template}, follow_redirects=True))
    assert "The template is deleted." in bob.html


def test_a_template_is_put_in_the_place_of_another_only_when_that_was_said(bob):
    keep = {**ONE, "edit": "save"}
    bob._took(bob.client.post("/host", data=keep))
    other = {**keep, "title": " our  NIGHT ", "round_title": "Encore"}
    bob._took(bob.client.post("/host", data=other))
    assert bob.status == 409
    assert "a template with this title" in alert(bob)
    assert kept(bob) == ["Load-in"]
    bob._took(bob.client.post("/host", data={**other, "over": hidden(bob, "over")}))
    assert "in the place of" in alert(bob)
    assert kept(bob) == ["Encore"]


def test_a_template_that_was_taken_up_is_kept_again_in_its_own_place(bob):
    bob._took(bob.client.post("/host", data={**ONE, "edit": "save"}))
    again = {**ONE, "round_title": "Encore", "over": hidden(bob, "over"), "edit": "add"}
    bob._took(bob.client.post("/host", data=again))  # what was said outlasts other presses
    assert hidden(bob, "over") == "Our night"
    assert hidden(bob.open("/host").follow("Our night"), "over") == "Our night"
    taken = {**ONE, "round_title": "Encore", "over": "Our night", "edit": "save"}
    assert "in the place of" in alert(bob._took(bob.client.post("/host", data=taken)))
    assert kept(bob) == ["Encore"]
    bob._took(bob.client.post("/host", data={**taken, "title": "Another"}))
    assert "in the place of" not in alert(bob)
    assert len(kept(bob)) == 2


def kept(browser):
    """The first round of each template."""
    ids = re.findall(r"template=(\w+)", browser.open("/host").html)
    pages = (browser.open(f"/host?template={each}").html for each in ids)
    return [re.search(r'name="round_title" value="([^"]*)"', page)[1] for page in pages]


def hidden(browser, name):
    return re.search(rf'name="{name}" value="([^"]*)"', browser.html)[1]


def test_a_template_of_somebody_else_is_not_there(bob, charlie):
    bob._took(bob.client.post("/host", data={**ONE, "edit": "save"}))
    template = re.search(r"template=(\w+)", bob.open("/host").html)[1]
    assert charlie.open(f"/host?template={template}").status == 404


# ---------------------------------------------------------------- the desk


def test_next_goes_all_the_way_to_the_podium(alice, night):
    seen = set()
    for _ in range(60):
        if night.stage.head.phase == "over":
            break
        seen.add(night.stage.head.phase)
        do(alice, night, "next")
        assert alice.status == 200
    assert seen == {"lobby", "intro", "question", "locked", "reveal", "standings", "podium"}
    assert "report" in alice.html


def test_the_button_says_what_it_does(alice, night):
    alice.press("Start the night").press("Open question 1").press("Lock the answers")
    assert night.stage.head.phase == "locked"
    alice.press("Reveal the answer").press("Back")
    assert night.stage.head.phase == "question"


def test_a_stale_press_does_nothing_and_shows_the_desk_as_it_is(alice, night):
    before = version(alice)
    night.on()
    alice.press("Start the night")
    assert alice.status == 409
    assert night.stage.head.phase == "intro"
    assert version(alice) != before
    assert alert(alice)
    alice.press("Open question 1")
    assert night.stage.head.phase == "question"


@pytest.mark.parametrize("page", ["desk", "remote"])
def test_a_script_gets_the_part_with_the_refusal_in_it(alice, night, page):
    data = {"command": "next", "version": "999", "page": page}
    told = alice.client.post(f"/nights/{night.id}/do", data=data, headers={"HX-Request": "true"})
    assert told.status_code == 409
    assert f'id="{page}"' in told.text
    assert 'role="alert"' in told.text
    assert "<html" not in told.text


def test_a_command_there_is_not_is_refused(alice, night):
    assert do(alice, night, "dance").status == 400
    assert do(alice, night, "void", number="77").status in {400, 409}
    assert do(alice, night, "accept", number="x").status in {400, 409}


def test_pause_more_time_void_and_a_new_key_go_by_plain_forms(alice, night):
    do(alice, night, "next")
    do(alice, night, "next")
    do(alice, night, "pause")
    assert "Resume" in alice.html
    do(alice, night, "resume")
    do(alice, night, "add_time")
    do(alice, night, "next")
    do(alice, night, "next")
    number = str(night.stage.reveal.number)
    do(alice, night, "void", number=number)
    assert "does not count" in alice.html
    do(alice, night, "unvoid", number=number)
    assert alice.status == 200


def test_another_question_comes_in_the_lobby_alone(alice, night):
    do(alice, night, "swap", number="1")
    assert alice.status in {200, 400}  # the pack of the tests may have no other
    do(alice, night, "next")
    do(alice, night, "next")
    assert do(alice, night, "swap", number="1").status == 409


def test_the_remote_steers_too_and_stays_the_remote(alice, night):
    alice.open(f"/nights/{night.id}/remote").press("Start the night")
    assert alice.url == f"/nights/{night.id}/remote"
    assert night.stage.head.phase == "intro"


def test_the_door_is_locked_from_the_desk(alice, charlie, night):
    alice.press("Lock the door")
    assert "locked" in charlie.open(f"/j/{night.code}").html
    alice.press("Unlock the door")
    join(charlie, night, "Charlie")
    assert charlie.url.endswith("/play")


# ---------------------------------------------------------------- the room


def test_somebody_is_renamed_sent_out_and_barred(alice, charlie, night):
    join(charlie, night, "Charlie")
    seat = night.me(charlie).seat_id
    assert "Charlie" in alice.open(f"/nights/{night.id}/host").html
    people(alice, night, action="rename", seat=seat, name="Chuck")
    assert "Chuck" in alice.html
    people(alice, night, action="ban", seat=seat)
    assert f"seat-{seat}" not in alice.html
    assert charlie.open(f"/nights/{night.id}/play").status in {403, 410} or "out" in charlie.html


def test_an_order_about_nobody_is_told(alice, night):
    assert people(alice, night, action="kick").status == 400
    assert "Tick somebody first" in alert(alice)
    assert people(alice, night, action="dance").status == 400
    assert people(alice, night, action="rename", seat="nobody", name="Bob").status == 404
    assert people(alice, night, action="rename", seat=["a", "b"]).status == 400
    for purge in ("purge_away", "purge_flood", "purge_waiting"):
        assert people(alice, night, action=purge).status == 200


# ---------------------------------------------------------------- after


def test_the_report_and_its_files_are_handed_out(alice, charlie, night):
    join(charlie, night, "Charlie")
    night.on(2)
    charlie.client.post(
        f"/nights/{night.id}/answer", data={"number": night.number, "text": "x", "revision": 1}
    )
    night.on(2)
    page = alice.open(f"/nights/{night.id}/report")
    assert page.status == 200
    assert "Charlie" in page.html
    for name in ("questions", "players", "answers"):
        told = alice.client.get(f"/nights/{night.id}/report/{name}.csv")
        assert told.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert alice.client.get(f"/nights/{night.id}/report.xlsx").data[:2] == b"PK"
    for which in ("questions", "answers", "key"):
        assert alice.client.get(f"/nights/{night.id}/sheets/{which}.pdf").data[:4] == b"%PDF"
    assert alice.client.get(f"/nights/{night.id}/sheets/secret.pdf").status_code == 404
    assert alice.client.get(f"/nights/{night.id}/report/secret.csv").status_code == 404


def test_nothing_is_the_hardest_and_the_easiest_at_once():
    def remarkable(*rights):
        rows = (
            ReportQuestion(n, "", f"{n}?", "x", asked=4, right=right, close=0, wrong=0, none=0)
            for n, right in enumerate(rights, 1)
        )
        return host_views.remarkable(
            Report("", datetime(2026, 11, 20, tzinfo=UTC), tuple(rows), (), ())
        )

    told = remarkable(3, 0, 4)
    assert (told["hardest"].number, told["easiest"].number) == (2, 3)
    for alike in (remarkable(0, 0), remarkable(4, 4, 4), remarkable(2), remarkable()):
        assert (alike["hardest"], alike["easiest"]) == (None, None)


def test_a_night_that_has_not_begun_has_an_empty_report(alice, night):
    assert "No question has been played yet" in alice.open(f"/nights/{night.id}/report").html


# ---------------------------------------------------------------- everybody else


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_but_the_host_gets_in(charlie, night, method, path):
    """As a stranger, as a guest who has a name here, and as a player of that night."""
    address = f"/nights/{night.id}/{path}"
    data = {"command": "next", "version": "1", "action": "purge_away"}
    kept = night.stage.head.version

    def refused():
        options = {"data": data} if method == "POST" else {}
        told = charlie.client.open(address, method=method, **options)
        assert told.status_code == 403
        assert "canary" not in told.text

    refused()
    charlie.open("/packs/stagecraft").press("Play")
    refused()
    join(charlie, night, "Charlie")
    refused()
    assert night.stage.head.version == kept


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_night_there_is_not_opens_to_nobody(alice, method, path):
    told = alice.client.open(f"/nights/0123456789abcdef/{path}", method=method)
    assert told.status_code in {403, 404}


@pytest.mark.parametrize("path", ["host", "nights/{id}/do", "nights/{id}/people"])
def test_another_site_cannot_press(alice, night, path):
    told = alice.client.post(
        "/" + path.format(id=night.id),
        data={"command": "next", "version": version(alice), "preset": "quick"},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert told.status_code == 403
    assert night.stage.head.phase == "lobby"


def test_the_host_link_lets_another_device_go_on(charlie, night):
    night.say(commands.Next)
    charlie.open(f"/nights/{night.id}/host/{night.key}?to=remote")
    assert charlie.url == f"/nights/{night.id}/remote"
    charlie.press("Open question 1")
    assert night.stage.head.phase == "question"


def test_an_address_that_no_phone_finds_is_told(alice, night, monkeypatch):
    assert "no phone" in alice.open(f"/nights/{night.id}/host").html
    monkeypatch.setitem(alice.client.application.config, "TRUSTED_HOSTS", ["quiz.example"])
    link = f"/nights/{night.id}/host/{night.key}"
    reached = alice.client.get(link, base_url="http://quiz.example", follow_redirects=True)
    assert "quiz.example/j/" in reached.text
    assert "no phone" not in reached.text


def test_the_key_is_on_the_desk_and_not_on_the_remote(alice, night):
    assert night.key in alice.open(f"/nights/{night.id}/host").html
    assert night.key not in alice.open(f"/nights/{night.id}/remote").html
