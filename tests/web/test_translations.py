"""Translations in the browser: taken along, filled in, brought back, played by who likes to."""

import io
import re

import pytest

from tests.tools.plain import PlainBrowser
from tests.web.test_library import FILE, alice  # noqa: F401 - a fixture

GERMAN = {
    "Metals": "Metalle",
    "Which metal is liquid in a warm room?": "Welches Metall ist im warmen Zimmer flüssig?",
    "Mercury": "Quecksilber",
    "Iron": "Eisen",
    "Tin": "Zinn",
}


@pytest.fixture
def metals(alice):  # noqa: F811 - a fixture
    """Alice, at a public pack of her own."""
    alice.open("/packs/upload").press("Look at the text", text=FILE)
    alice.press("Save the pack", title="Metals", license="CC0-1.0")
    return alice.press("Set it", seen="public")


def filled_in(text, words):
    """Write the translation beside each text, as a person would."""
    lines, was = [], ""
    for line in text.splitlines():
        key, _, _ = line.strip().partition(": ")
        if line.strip().startswith("# "):
            was = line.strip()[2:]
        elif line.endswith(': ""'):
            line = line[:-2] + words.get(was if key in {"title", "ask"} else key, '""')  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


def bring(browser, address, text):
    """Send a file as the form of the page does."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.open(address).html)[1]
    sent = {"csrf_token": token, "file": (io.BytesIO(text.encode()), "metals.de.yaml")}
    answer = browser.client.post(f"{address}/bring", data=sent, content_type="multipart/form-data")
    return browser.open(answer.headers["Location"]) if answer.status_code == 303 else answer


@pytest.fixture
def spoken(metals):
    """Alice, at her pack, half of which is in German."""
    address = f"{metals.url}/translations"
    text = metals.client.get(f"{address}/file?language=DE").text
    shown = bring(metals, address, filled_in(text, GERMAN))
    assert "1 of 2" in re.sub(r"<[^>]+>", "", shown.html)
    assert "not translated yet: ask, options" in shown.html
    assert "Quecksilber" in shown.html
    return metals.press("Save the version")


def test_a_translation_comes_in_is_a_version_goes_along_and_is_taken_out(spoken):
    pack, address = spoken.url, f"{spoken.url}/translations"
    assert "Version 2 is saved" in spoken.html
    assert "Deutsch: 1 of 2 questions, the others as they were written." in spoken.html
    assert "translation into German" in spoken.open(f"{pack}/history").html
    again = bring(spoken, address, spoken.client.get(f"{address}/file?language=de").text)
    assert "nothing changed" in again.html
    assert b"pack.de.yaml" in spoken.client.get(f"{pack}/download/zip").data
    spoken.open(pack).press("Copy it into a pack of your own")
    assert "Deutsch: 1 of 2" in spoken.html
    spoken.open(address).press("Take it out Deutsch")
    assert "taken out" in spoken.html
    assert "Deutsch" not in spoken.open(pack).html


def test_a_player_is_asked_in_the_language_they_like_and_marked_the_same(spoken, app):
    bob = PlainBrowser(app.test_client())
    bob.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de-AT,de;q=0.9,en;q=0.5"
    assert '<h1 lang="de">Metalle</h1>' in bob.open(spoken.url).html
    bob.press("Play", pick=("Deutsch", "none"))
    for _ in range(2):
        page = bob.read()
        right = {"Which gas do balloons like?": "Helium"}.get(page.heading, "Quecksilber")
        assert ("Not translated yet" in bob.html) == (right == "Helium")
        assert (f'<span lang="de">{right}</span>' in bob.html) == (right == "Quecksilber")
        bob.press("Lock it in", pick=(right,))
        assert 'data-mark="right"' in bob.html
        bob.press("Next question" if "Next question" in bob.html else "See the result")
    assert "Metalle" in bob.html
    bob.open(spoken.url).press("Play", pick=("English",))
    assert 'lang="de"' not in bob.html
    assert '<h1 lang="de">' not in bob.open(spoken.url).html, "what was chosen is remembered"


def test_faults_are_told_with_their_lines_and_nothing_is_kept(metals):
    pack, address = metals.url, f"{metals.url}/translations"
    text = metals.client.get(f"{address}/file?language=de").text
    refused = bring(metals, address, text.replace("Mercury:", "Quicksilver:"))
    assert refused.status_code == 400
    assert "Line 1" in refused.text
    assert "Quicksilver" in refused.text
    assert "Deutsch" not in metals.open(pack).html
    for language, told in (("german", "did you mean “de”?"), ("en", "is written in en")):
        answer = metals.client.get(f"{address}/file?language={language}")
        assert answer.status_code == 400
        assert told in answer.text
    metals.open("/packs/upload").press("Look at the text", text=text)
    assert "A new version of “Metals”" in metals.html
    metals.open("/packs/upload").press("Look at the text", text=text.replace("own-", "other-"))
    assert "is no pack of yours" in metals.html
