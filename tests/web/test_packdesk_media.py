"""Pictures and sounds in the pack editor: in plain forms, told why not, the author's alone."""

import io
import re

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from quiz.packs.media.reading import prepare
from quiz.services.library import apart
from quiz.web import packdesk
from tests.tools.media import photo, wav
from tests.tools.plain import PlainBrowser
from tests.web.test_moments import token
from tests.web.test_packdesk import MARS, home_of, open_id, send
from tests.web.test_people import sign_up


@pytest.fixture(autouse=True)
def here(monkeypatch):
    """Draw pictures anew in this process, as those of these tests are kind."""
    monkeypatch.setattr(apart, "prepare", prepare)


@pytest.fixture
def desk(app):
    alice = sign_up(PlainBrowser(app.test_client()))
    return alice.open("/packs/new").press("Begin", title="Our planets")


def give(browser, data, name="mars.png", **fields):
    """Choose a file in the form of the question and press “Add it”, as without script."""
    home, revision = (
        home_of(browser),
        re.search(r'id="stamp" name="now" value="(\d+)"', browser.html),
    )
    sent = {
        **MARS, "csrf_token": token(browser), "revision": revision[1], "action": "add",
        "question": open_id(browser), "file": FileStorage(io.BytesIO(data), name), **fields,
    }  # fmt: skip
    flat = [(key, one) for key, value in sent.items()
            for one in (value if isinstance(value, list) else [value])]  # fmt: skip
    boundary, body = encode_multipart(_Pairs(flat))
    answer = browser.client.post(
        f"{home}/media", data=body, content_type=f'multipart/form-data; boundary="{boundary}"'
    )
    browser.status, browser.html = answer.status_code, answer.text
    return browser.open(answer.headers["Location"]) if answer.status_code == 303 else browser


class _Pairs(dict):
    """What a form sends, with names that stand there several times."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.pairs = pairs

    def items(self):
        return self.pairs


def seen(browser):
    return re.findall(r'(?:src)="(/media/[0-9a-f]{64}\.\w+)"', browser.html)


def test_a_picture_is_added_described_published_and_seen_by_everybody(app, desk):
    stranger = app.test_client()
    give(desk, photo())
    assert "There it is." in desk.html
    assert 'value="Mars"' in desk.html  # what was typed beside it is kept, too
    (picture,) = set(seen(desk))
    assert len(seen(desk)) == 2  # in the form, and as players see it
    assert "“What the picture shows” is empty" in desk.html
    told = {"alt": "A red disc", "picture_credit": "Ann", "picture_license": "CC0-1.0"}
    send(desk, "question", **MARS, **told)
    assert 'alt="A red disc"' in desk.html
    shown = desk.client.get(picture)
    assert (shown.status_code, shown.headers["Cache-Control"]) == (200, "private, no-cache")
    assert stranger.get(picture).status_code == 404
    bob = sign_up(PlainBrowser(app.test_client()), "Bob")
    assert bob.client.get(picture).status_code == 404
    send(desk, "step", action="publish")
    assert "Published as version 1" in desk.html
    assert "immutable" in stranger.get(picture).headers["Cache-Control"]


def test_a_sound_is_put_beside_it_and_each_is_taken_away_again(desk):
    give(desk, photo(), alt="A red disc")
    give(desk, wav(), "beeps.wav", alt="A red disc")
    assert len(set(seen(desk))) == 2
    assert f'value="drop-picture" formaction="{home_of(desk)}/media"' in desk.html
    send(desk, "media", **MARS, action="drop-picture", alt="A red disc")
    assert "Taken away; Undo brings it back." in desk.html
    assert [one[-4:] for one in set(seen(desk))] == [".wav"]
    send(desk, "step", action="undo")
    assert len(set(seen(desk))) == 2
    assert "A red disc" in desk.html


def test_enter_in_a_field_saves_and_takes_nothing_away(desk):
    give(desk, photo(), alt="A red disc")
    home = home_of(desk)
    form = next(one for one in desk.read().forms if one.action == f"{home}/question")
    assert form.buttons[0] == ("Save the question", "", "")  # which is what Enter presses
    assert re.search(r'<button type="submit"[^>]*>', desk.html.split('id="question-form"')[1])[
        0
    ] == ('<button type="submit" class="pd-enter" tabindex="-1">')


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "save it as PNG"), (b"", "Choose a picture"),
     (b"MZ" + bytes(99), "It is no picture")],
    ids=["svg", "nothing", "program"],
)  # fmt: skip
def test_what_is_not_taken_is_told_and_what_was_typed_is_kept(desk, data, told):
    give(desk, data, "x.bin")
    assert desk.status == 400
    assert told in desk.html
    assert seen(desk) == []
    assert 'value="Mars"' in desk.open(home_of(desk)).html


def test_a_file_that_is_far_too_large_is_not_read(desk, monkeypatch):
    monkeypatch.setattr(packdesk, "LARGEST_FILE", 2_000)
    give(desk, bytes(3_000))
    assert desk.status == 413


def test_a_tab_that_is_behind_is_told(desk):
    before = desk.html
    send(desk, "question", **MARS)
    desk.html = before
    give(desk, photo(), ask="Which planet is the red one?")
    assert desk.status == 409
    assert "What is kept" in desk.html
    assert "Which planet is the red one?" in desk.html


def test_a_stranger_puts_nothing_into_a_pack_of_somebody_else(app, desk):
    bob = sign_up(PlainBrowser(app.test_client()), "Bob")
    bob.open("/packs/new")
    data = {"csrf_token": token(bob), "revision": "1", "action": "drop-picture"}
    assert bob.client.post(f"{home_of(desk)}/media", data=data).status_code == 404
