"""Drafts of moments: pasted, decided, taken along; each is its author's alone."""

import io
import re

import pytest

from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

ARTICLE = (
    "Ann Bell hugged Carl Dorn backstage. It rained. Ann Bell won Best Duet for “Blue” in 2031. "
    "Carl Dorn and Eve Fox posed together."
)


@pytest.fixture
def alice(app):
    return sign_up(PlainBrowser(app.test_client()))


@pytest.fixture
def desk(alice):
    """Alice, at the drafts of her article."""
    return paste(alice)


def paste(browser, text=ARTICLE, title="A night"):
    return browser.open("/drafts").press("Draft the moments", text=text, title=title)


def decide(browser, action, number=0, **fields):
    """Send the form of one of the drafts as a browser without script does."""
    form = [f for f in browser.read().forms if f.action == browser.url][number]
    data = dict(form.filled()) | {"action": action} | fields
    answer = browser.client.post(browser.url, data=data)
    browser.status = answer.status_code
    if answer.status_code == 303:
        browser.open(answer.headers["Location"])
    else:
        browser.html = answer.text
    return browser


def file_of(browser):
    return browser.client.get(f"{browser.url}/moments.yaml").text


def told(browser):
    return re.findall(r'<h2 class="draft-told"[^>]*>([^<]*)<', browser.html)


def test_a_text_becomes_drafts_told_as_the_game_would_tell_them(desk):
    assert told(desk) == [
        "Ann Bell shared a hug with Carl Dorn backstage.",
        "Ann Bell won Best Duet for “Blue” in 2031.",
        "Carl Dorn posed for the camera with Eve Fox.",
    ]
    assert "1 sentence was not understood" in desk.html
    assert "A night" in desk.open("/drafts").read().links
    assert "3 wait for you" in desk.html


def test_each_is_accepted_or_rejected_and_the_file_taken_along(desk):
    decide(decide(desk, "accept"), "reject")
    assert told(desk) == ["Carl Dorn posed for the camera with Eve Fox."]
    text = file_of(desk)
    assert text.count("status: draft") == 1
    assert "hugged: [ann-bell, carl-dorn]" in text
    assert "Best Duet" not in text
    decide(desk, "accept")
    assert "Everything is decided" in desk.html


def test_what_was_typed_is_kept_also_when_it_is_accepted_at_once(desk):
    decide(desk, "accept", 1, **{"role.winner": "Ann Bell; Gus Hall", "complete": "work"})
    assert "Ann Bell and Gus Hall won Best Duet" in desk.html
    text = file_of(desk)
    assert "winner: [ann-bell, gus-hall]" in text
    assert "complete: [work]" in text


def test_saved_changes_wait_on(desk):
    decide(desk, "save", 0, **{"role.where": "in the foyer"})
    assert told(desk)[0] == "Ann Bell shared a hug with Carl Dorn in the foyer."
    assert len(told(desk)) == 3


def test_a_change_that_cannot_be_read_is_refused_in_words(desk):
    before = file_of(desk)
    decide(desk, "accept", 0, **{"role.with": ""})
    assert desk.status == 400
    assert "“hugged” needs “with”" in desk.html
    assert file_of(desk) == before


def test_a_second_window_is_told_that_the_draft_was_decided(desk):
    form = next(f for f in desk.read().forms if f.action == desk.url)
    data = dict(form.filled()) | {"action": "accept"}
    assert desk.client.post(desk.url, data=data).status_code == 303
    again = desk.client.post(desk.url, data=data)
    assert again.status_code == 409
    assert "decided meanwhile" in again.text


def test_a_script_gets_the_list_alone(desk):
    form = next(f for f in desk.read().forms if f.action == desk.url)
    data = dict(form.filled()) | {"action": "accept"}
    part = desk.client.post(desk.url, data=data, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert part.text.lstrip().startswith('<section id="review"')


def test_a_file_of_text_can_be_sent_instead(alice):
    alice.open("/drafts")
    token = re.search(r'name="csrf_token" value="([^"]+)"', alice.html)[1]
    data = {"csrf_token": token, "title": "", "text": "",
            "file": (io.BytesIO(ARTICLE.encode()), "night.txt")}  # fmt: skip
    made = alice.client.post("/drafts", data=data)
    assert made.status_code == 303
    assert len(told(alice.open(made.headers["Location"]))) == 3


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "is empty"), ("x" * 60_001, "at most 60,000"), ("a\0b", "zero bytes")],
    ids=["empty", "long", "binary"],
)
def test_a_text_that_will_not_do_is_refused_and_not_lost(alice, text, why):
    paste(alice, text)
    assert alice.status == 400
    assert why in alice.html
    assert 'value="A night"' in alice.html


def test_a_text_as_long_as_is_allowed_is_taken_in_any_alphabet(alice):
    assert paste(alice, "Å“—" * 20_000).status == 200


def test_nobody_else_sees_it_changes_it_or_hears_that_it_exists(desk, app, bob):
    sign_up(bob, "Bob")
    token = re.search(r'name="csrf_token" value="([^"]+)"', bob.open("/drafts").html)[1]
    for path in (desk.url, f"{desk.url}/moments.yaml", "/drafts/nosuch"):
        assert bob.client.get(path).status_code == 404
    for path in (desk.url, f"{desk.url}/delete"):
        assert bob.client.post(path, data={"csrf_token": token}).status_code == 404
    assert "A night" not in bob.html
    stranger = app.test_client()
    assert stranger.get(desk.url).headers["Location"].startswith("/sign-in")


def test_a_form_without_its_token_is_refused(desk):
    assert desk.client.post(desk.url, data={"action": "accept"}).status_code == 400
    assert desk.client.post("/drafts", data={"text": ARTICLE}).status_code == 400


def test_a_guest_is_asked_to_sign_in(playing):
    assert playing.client.get("/drafts").headers["Location"] == "/sign-in?next=/drafts"


def test_a_file_is_deleted_for_good(desk):
    url = desk.url
    desk.press("Delete it now")
    assert "The file is deleted." in desk.html
    assert desk.client.get(url).status_code == 404


def test_what_one_keeps_is_in_the_export_and_goes_with_the_account(desk):
    data = desk.client.get("/account/export.json").json
    assert [one["title"] for one in data["moments_drafts"]] == ["A night"]
    assert "status: draft" in data["moments_drafts"][0]["text"]
    desk.open("/account").press("Delete everything now", confirm="correct horse battery")
    assert "/sign-in" in desk.open("/drafts").url
