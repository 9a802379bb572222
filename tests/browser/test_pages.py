"""Every page in every state: axe-core finds nothing, nothing overflows, nothing is too small."""

import re

import pytest
from playwright.sync_api import expect

from quiz.web import samples
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR, at_home
from tests.browser.looks import (
    axe_faults,
    faults_in_both_themes,
    scrolling,
    small_targets,
    walk,
)

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/packs/stagecraft", "/leaderboards", "/sign-in", "/sign-up", "/nowhere"]
ROUND = [f"/styleguide/{name}" for name in samples.PAGES]
REVIEW = ["/review", *(f"/styleguide/review/{name}" for name in samples.REVIEWS)]
PAGES = [*PUBLIC, *ROUND, *REVIEW, "/styleguide"]
QUESTIONS = [
    f"/styleguide/{name}"
    for name in (
        *("question", "long", "multi", "truefalse", "typed", "number"),
        *("order", "order-begun", "match", "match-begun"),
    )
]
TOUCHED = [
    *("/", "/styleguide/question", "/styleguide/wrong", "/sign-in"),
    *("/styleguide/order-begun", "/styleguide/match", "/styleguide/review/due"),
]
TINY = (320, 568)


def ignore_missing(visit):
    visit.complaints[:] = [said for said in visit.complaints if "404" not in said]


def test_axe_finds_nothing_in_either_theme(visit, axe):
    page = visit("/", reduced_motion="reduce")
    walk(page, PAGES, faults_in_both_themes(axe))
    ignore_missing(visit)


def test_axe_finds_nothing_on_an_account(visit, axe):
    page = at_home(visit, "Alice")
    assert not axe_faults(page, axe)
    walk(page, ("/account", "/", "/packs/stagecraft"), faults_in_both_themes(axe))


def test_no_page_scrolls_sideways(visit):
    page = visit("/", reduced_motion="reduce")
    walk(page, PAGES, scrolling("Width", TINY, PHONE, (768, 1024), LAPTOP))
    ignore_missing(visit)


def test_a_question_never_scrolls(visit):
    walk(visit("/"), QUESTIONS, scrolling("Height", PHONE, LAPTOP, PROJECTOR))


def test_the_long_question_of_that_test_is_long():
    assert len(samples.LONG.ask) >= 110
    assert all(len(option.text) >= 70 for option in samples.LONG.options)


def test_targets_are_big_enough_for_a_thumb(visit):
    walk(visit("/", size=PHONE), TOUCHED, small_targets(but="p, .setlist, .segment, h3"))


def test_question_text_has_the_highest_contrast(visit, axe):
    page = visit("/styleguide/question", reduced_motion="reduce")
    page.evaluate(axe)
    rule = "color-contrast-enhanced"
    wish = {"runOnly": [rule], "rules": {rule: {"enabled": True}}}
    found = page.evaluate("wish => axe.run('.ask, .gels', wish)", wish)
    assert not found["violations"], found["violations"]


def test_focus_can_be_seen(visit):
    page = visit("/styleguide/question")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    width = page.evaluate(
        """() => {
          const focused = document.activeElement;
          return getComputedStyle(focused.closest('.gel') ?? focused).outlineWidth;
        }"""
    )
    assert float(width.removesuffix("px")) >= 3


def test_nothing_shifts_while_a_page_loads(visit):
    for path in ("/", "/styleguide/question"):
        page = visit(path, size=PHONE)
        shift = page.evaluate(
            """() => new Promise(resolve => {
              let sum = 0;
              new PerformanceObserver(list => list.getEntries().forEach(e => sum += e.value))
                .observe({type: 'layout-shift', buffered: true});
              setTimeout(() => resolve(sum), 800);
            })"""
        )
        assert shift < 0.02


def test_a_leaderboard_changes_in_place(visit):
    page = visit("/leaderboards")
    page.get_by_role("radio", name="All time").check(force=True)
    expect(page.locator(".setlist-sub")).to_contain_text("All time")
    expect(page).to_have_url(re.compile("window=all"))
    page.go_back()
    expect(page.locator(".setlist-sub")).to_contain_text("This week")
