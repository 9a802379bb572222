"""A big screen whose browser does not know the words of the script shows the night all the same."""

import pytest
from playwright.sync_api import expect

from quiz.services.nights import pages
from tests.tools.a_night import ANight

pytestmark = pytest.mark.browser


def test_a_screen_whose_script_does_not_start_is_fetched_anew(visit, house):
    night = ANight(house)
    page = visit("/join")
    page.clock.install()
    page.route("**/night/screen*.js*", lambda route: route.fulfill(
        body="a ???= 'a word of tomorrow'", content_type="text/javascript",
    ))  # fmt: skip
    page.goto(f"/screen/{pages.screen_key(house, night.id, night.key)}")
    line = page.locator("#line")
    expect(line).to_contain_text("plug in a laptop")
    visit.complaints.clear()  # of that word
    page.evaluate("window.isTheSame = true")
    page.route("**/screen/*", lambda route: route.abort())  # the server is starting again
    with page.expect_event("requestfailed"):
        page.clock.run_for(5_000)
    page.unroute_all()
    assert page.evaluate("window.isTheSame")
    page.clock.run_for(5_000)
    expect(page.locator("html[data-started]")).to_have_count(1)
    assert not page.evaluate("window.isTheSame")
    expect(line).to_be_empty()
    page.clock.run_for(6_000)
    expect(line).to_be_empty()
    visit.complaints.clear()  # of the server that was away
