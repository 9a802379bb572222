"""Every page in every state: axe-core finds nothing, nothing overflows, nothing is too small."""

import pytest
from playwright.sync_api import expect

from quiz.web import samples
from tests.browser.conftest import LAPTOP, PHONE
from tests.tools import chromium

pytestmark = pytest.mark.browser

PUBLIC = ["/", "/packs/stagecraft", "/leaderboards", "/sign-in", "/sign-up", "/nowhere"]
ROUND = [f"/styleguide/{name}" for name in samples.PAGES]
PAGES = [*PUBLIC, *ROUND, "/styleguide"]
TINY = (320, 568)


def ignore_missing(visit):
    visit.complaints[:] = [said for said in visit.complaints if "404" not in said]


@pytest.fixture(scope="session")
def axe():
    return chromium.axe_source()


def check(page, axe):
    page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations', 'incomplete']})")
    told = [
        (v["id"], [(n["target"], n["failureSummary"]) for n in v["nodes"]])
        for v in found["violations"]
    ]
    assert not told, told


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_theme(visit, axe, path):
    page = visit(path, color_scheme="light", reduced_motion="reduce")
    check(page, axe)
    page.emulate_media(color_scheme="dark")
    check(page, axe)
    ignore_missing(visit)


def test_axe_finds_nothing_on_an_account_and_in_what_opens(visit, axe):
    page = visit("/sign-up", color_scheme="light", reduced_motion="reduce")
    page.get_by_label("User name").fill("Alice")
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Make the account").click()
    expect(page.locator(".flash")).to_be_visible()
    check(page, axe)
    for path in ("/account", "/", "/packs/stagecraft", "/styleguide/wrong", "/styleguide/result"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            check(page, axe)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(visit, path):
    page = visit(path, size=TINY, reduced_motion="reduce")
    for width, height in (TINY, PHONE, (768, 1024), LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    ignore_missing(visit)


@pytest.mark.parametrize(
    "path",
    [
        *("question", "long", "multi", "truefalse", "typed", "number"),
        *("order", "order-begun", "match", "match-begun"),
    ],
)
def test_a_question_never_scrolls(visit, path):
    page = visit(f"/styleguide/{path}", size=PHONE)
    page.evaluate("document.fonts.ready")
    for width, height in (PHONE, LAPTOP, (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollHeight") <= height


def test_the_long_question_of_that_test_is_long():
    assert len(samples.LONG.ask) >= 110
    assert all(len(option.text) >= 70 for option in samples.LONG.options)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/styleguide/question", "/styleguide/wrong", "/sign-in"),
        *("/styleguide/order-begun", "/styleguide/match"),
    ],
)
def test_targets_are_big_enough_for_a_thumb(visit, path):
    page = visit(path, size=PHONE)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, a, summary, .gel, select, input')]
          .filter(e => e.checkVisibility() && !e.matches('[type=hidden], .gel-input, .skip'))
          .filter(e => !e.closest('p, .setlist, .segment, h3'))
          .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
          .filter(([, height]) => height < 47.5)"""
    )
    assert not small


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
    assert "window=all" in page.url
    page.go_back()
    expect(page.locator(".setlist-sub")).to_contain_text("This week")
