"""The browser that the tests rely on does what they ask of it."""

from __future__ import annotations

import pytest

from tests.tools import chromium

pytestmark = pytest.mark.browser

PAGE = """data:text/html,<!doctype html><html lang="en"><title>x</title>
<meta name="color-scheme" content="light dark"><h1>Greenroom</h1>
<script>document.title = [1, 2].map(n => n * 2)</script>"""
ASKS = """[matchMedia('(prefers-color-scheme: dark)').matches,
           matchMedia('(prefers-reduced-motion: reduce)').matches, innerWidth]"""


@pytest.mark.parametrize("choose", [chromium.find, chromium.fetched])
def test_several_players_have_contexts_of_their_own_in_one_browser(playwright, choose):
    with chromium.launch(playwright, choose()) as browser:
        alice = browser.new_context(
            color_scheme="dark", reduced_motion="reduce", viewport={"width": 360, "height": 640}
        ).new_page()
        bob = browser.new_context(
            color_scheme="light",
            reduced_motion="no-preference",
            viewport={"width": 1920, "height": 1080},
        ).new_page()
        for page in (alice, bob):
            page.goto(PAGE)
            assert page.title() == "2,4"
        assert alice.evaluate(ASKS) == [True, True, 360]
        assert bob.evaluate(ASKS) == [False, False, 1920]
        assert alice.screenshot() != bob.screenshot()
        bob.context.close()
        assert alice.inner_text("h1") == "Greenroom"


def test_axe_core_finds_the_picture_without_words(playwright):
    with chromium.launch(playwright) as browser:
        page = browser.new_page()
        page.set_content("<img src='data:,'>")
        page.evaluate(chromium.axe_source())
        found = page.evaluate("axe.run().then(found => found.violations.map(v => v.id))")
        assert "image-alt" in found
