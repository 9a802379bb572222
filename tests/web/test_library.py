"""The library in the browser: found, kept, shared, rated, taken along, reported and mended."""

import re

import pytest

from tests.tools.plain import PlainBrowser
from tests.web.test_people import sign_up

FILE = """\
Which metal is liquid in a warm room?
A) Mercury
B) Iron
C) Tin
ANSWER: A

Which gas do balloons like?
A) Helium
B) Argon
ANSWER: A
"""


@pytest.fixture
def alice(app):
    return sign_up(PlainBrowser(app.test_client()))


@pytest.fixture
def metals(alice):
    """Alice, at a pack of her own."""
    alice.open("/packs/upload").press("Look at the text", text=FILE)
    return alice.press("Save the pack", title="Metals", license="CC0-1.0")


@pytest.fixture
def shared(metals):
    """The address of a public pack of hers."""
    metals.press("Set it", seen="public")
    return metals.url


def part(browser, path):
    return browser.client.get(path, headers={"HX-Request": "true"}).text


def test_a_stranger_sees_the_library_and_finds_what_they_look_for(shared, bob):
    assert "Metals" in bob.open("/packs").html
    assert "Stagecraft" in bob.html
    assert "Stagecraft" not in bob.open("/packs?words=metals").html
    assert "No pack fits" in bob.open("/packs?words=nothing+such").html
    assert part(bob, "/packs?words=metals").lstrip().startswith('<section id="found"')


def test_words_in_the_address_harm_nothing(bob):
    for wish in ("page=9999", "page=-1", "page=x", "sort=x", "length=x", "level=%00", "words=%F0"):
        assert bob.open(f"/packs?{wish}").status == 200


def test_ones_own_pack_is_nobody_elses_until_it_is_shared(metals, bob):
    address = metals.url
    for path in ("", "/history", "/download", "/download/yaml"):
        assert bob.open(address + path).status == 404
    metals.press("Set it", seen="unlisted")
    assert "Whoever has the link" in metals.html
    for path in ("", "/history", "/download", "/download/yaml"):
        assert bob.open(address + path).status == 200
    assert "Metals" not in bob.open("/packs").html


def test_without_a_licence_there_is_nothing_to_choose(alice):
    alice.open("/packs/upload").press("Look at the text", text=FILE)
    alice.press("Save the pack", title="Metals", license="")
    assert "no licence, so it stays private" in alice.html
    assert "who has the link" not in alice.html


def test_ones_packs_are_on_a_page_of_their_own(metals, bob):
    assert "Metals" in metals.open("/packs/mine").html
    assert "yours alone" in metals.html
    assert bob.open("/packs/mine").url.startswith("/sign-in")


def test_a_copy_gives_credit(app, shared):
    carol = sign_up(PlainBrowser(app.test_client()), name="Carol")
    carol.open(shared).press("Copy it into a pack of your own")
    assert carol.url != shared
    assert re.search(r"Based on <a [^>]*>“Metals”</a> by Alice", carol.html)


def test_a_deleted_pack_is_gone(shared, alice, bob):
    alice.press("Delete it")
    assert (alice.url, bob.open(shared).status) == ("/packs/mine", 404)


def play_through(browser, address):
    browser.open(address).press("Play", pick=("5", "none", "all", "Accuracy first"))
    for _ in range(2):
        browser.press("Lock it in", pick=(next(iter(options(browser))),))
        if "Next question" in browser.html:
            browser.press("Next question")
    return browser.press("See the result")


def options(browser):
    return [f.label for form in browser.read().forms for f in form.fields if f.name == "choice"]


def test_who_played_it_gives_stars_and_takes_them_back(shared, bob):
    bob.open(shared)
    assert "how was it" not in bob.html
    play_through(bob, shared)
    assert "how was it" in bob.open(shared).html
    bob.press("4 stars")
    assert "1 rating" in bob.html
    bob.press("Take back")
    assert "Not rated yet" in bob.html


def test_a_report_waits_for_the_owner_until_it_is_settled(shared, alice, bob):
    bob.open(shared).press("Play", pick=("5", "none", "all", "Accuracy first"))
    bob.press("Lock it in", pick=(options(bob)[0],))
    bob.press("Send the report", reason="typo", note="<b>Metall</b>")
    assert "1 fault" in alice.open("/packs/mine").html
    alice.open("/packs/reports")
    assert "There is a typing error" in alice.html
    assert "&lt;b&gt;Metall" in alice.html
    alice.press("It is mended")
    assert "Nothing waits" in alice.html


def test_what_a_format_cannot_hold_is_told_before_it_is_taken(bob):
    page = bob.open("/packs/stagecraft/download").html
    assert "do not fit whole" in page or "does not fit whole" in page
    sent = bob.client.get("/packs/stagecraft/download/yaml")
    assert sent.headers["Content-Disposition"] == 'attachment; filename="stagecraft.yaml"'
    assert "id: stagecraft" in sent.text
    assert bob.open("/packs/stagecraft/download/nothing").status == 404


def test_what_cannot_be_read_is_told_and_what_was_pasted_stays(alice):
    alice.open("/packs/upload").press("Look at the text", text="Dear aunt, <b>thank you</b>.")
    assert alice.status == 400
    assert "in no format that is known here" in alice.html
    assert "Dear aunt, &lt;b&gt;thank you&lt;/b&gt;.</textarea>" in alice.html


def test_a_file_that_is_too_large_is_refused_before_it_is_read(alice):
    token = re.search(r'name="csrf_token" value="([^"]+)"', alice.open("/packs/upload").html)[1]
    sent = {"csrf_token": token, "text": "x" * (22 << 20)}
    assert alice.client.post("/packs/upload", data=sent).status_code == 413


def test_a_form_of_elsewhere_saves_nothing(metals):
    for path in ("visibility", "delete", "copy", "rating"):
        assert (
            metals.client.post(f"{metals.url}/{path}", data={"seen": "public"}).status_code == 400
        )
    assert "yours alone" in metals.open("/packs/mine").html
