"""Every state of the big screen: axe finds nothing, and all of it fits."""

import pytest
from playwright.sync_api import expect

from quiz.web.nights import samples_phone, samples_screen
from tests.browser.conftest import LAPTOP, PHONE, PROJECTOR
from tests.browser.looks import axe_faults, walk

pytestmark = pytest.mark.browser

# The others differ in the length of their words alone.
AS_THEY_ARE = [name for name in samples_screen.SCREENS if "-" not in name or "reveal-" in name]
# Words that are cut off, that leave their box, or that lie under something else.
FAULTS = """() => {
  const faults = [];
  for (const e of document.querySelectorAll('.show *, .laminate *, .screen-foot *')) {
    if (!e.checkVisibility() || e.closest('.hush, svg') || !e.textContent.trim()) continue;
    const box = e.getBoundingClientRect();
    if (!box.width) continue;
    if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
      faults.push(['out', e.className]);
    if (e.children.length || e.matches('.setlist-name, .tape')) continue;
    if (e.scrollHeight > e.clientHeight + 4 && getComputedStyle(e).overflow !== 'visible')
      faults.push(['cut', e.className]);
  }
  const parts = [...document.querySelectorAll('.show > :not(.show-pause), .tally-row')]
    .filter(e => e.checkVisibility() && e.textContent.trim());
  for (const one of parts) for (const other of parts) {
    if (one === other || one.contains(other) || other.contains(one)) continue;
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    if (a.top < b.top && a.bottom > b.top + 2)
      faults.push(['over', one.className, other.className]);
  }
  return faults;
}"""


def test_axe_finds_nothing_on_the_big_screen(visit, axe):
    page = visit("/join", PROJECTOR, reduced_motion="reduce")
    states = [f"/styleguide/screen/{name}" for name in AS_THEY_ARE]
    walk(page, ["/join", *states], lambda page: axe_faults(page, axe))


def test_everything_fits_on_the_big_screen_whatever_its_shape(visit):
    def faults(page):
        page.evaluate("document.fonts.ready")
        found = []
        for width, height in (PROJECTOR, LAPTOP, (1024, 768)):
            page.set_viewport_size({"width": width, "height": height})
            found += [(width, *fault) for fault in page.evaluate(FAULTS)]
        return found

    page = visit("/join", PROJECTOR, reduced_motion="reduce")
    walk(page, [f"/styleguide/screen/{name}" for name in samples_screen.SCREENS], faults)


def test_at_zero_the_clock_says_that_some_have_longer(visit):
    page = visit("/styleguide/screen/longer", PROJECTOR)
    words = page.get_by_text("Some have a little longer")
    expect(words).to_be_visible()
    page.evaluate("delete document.querySelector('.timer').dataset.over")
    expect(words).to_be_hidden()
    again = "new CustomEvent('htmx:afterSwap', { bubbles: true })"
    page.evaluate(f"document.getElementById('stage').dispatchEvent({again})")
    expect(words).to_be_visible()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto("/styleguide/phone/longer")
    expect(page.locator("#time .timer-longer")).to_be_visible()
    expect(page.locator("#whisper")).to_have_text("Some have a little longer")


def test_a_picture_beside_a_question_pushes_nothing_out(visit):
    """Of the pictures of this house the icon is at hand, and is the highest that there are."""
    put = """() => {
      const medium = document.createElement('div');
      medium.className = 'medium';
      medium.innerHTML = '<figure class="medium-picture"><img alt="A lamp"></figure>';
      const picture = medium.querySelector('img');
      picture.src = document.querySelector('link[rel=icon]').href;
      document.querySelector('.show-ask').prepend(medium);
      return picture.decode();
    }"""

    def faults(page):
        page.evaluate("document.fonts.ready")
        page.evaluate(put)
        return page.evaluate(FAULTS)

    page = visit("/join", PROJECTOR, reduced_motion="reduce")
    names = ("match", "order", "multi", "eight", "nine", "long", "typed")
    walk(page, [f"/styleguide/screen/{name}" for name in names], faults)


@pytest.mark.parametrize("name", ["truefalse", "long", "lobby"])
def test_a_lost_line_covers_nothing_one_taps(visit, name):
    page = visit(f"/styleguide/phone/{name}", PHONE)
    page.evaluate("document.getElementById('line').textContent = 'Reconnecting…'")
    line = page.locator("#line").bounding_box()
    assert line["height"] < 48
    for one in page.locator("label.gel, button:visible").all():
        one.click(trial=True, timeout=10_000)


def test_the_samples_are_as_long_as_things_get():
    assert max(len(name) for name in samples_screen.SCREENS["lobby-long"].names) == 24
    assert len(samples_screen.SCREENS["lobby-full"].names) == 60
    assert len(samples_screen.SCREENS["eight"].question.options) == 8
    assert {"lobby", "question", "locked", "paused", "right", "standings", "podium", "over"} < set(
        samples_phone.PAGES
    )
