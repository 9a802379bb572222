"""What is looked for in every state of a page, state after state in one browser."""

from playwright.sync_api import Error, expect

OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
VIOLATIONS = """async wish => {
  while (document.readyState !== 'complete') await new Promise(r => setTimeout(r, 10));
  const moves = () => document.getAnimations().some(a => a.playState === 'running');
  for (const since = Date.now(); moves() && Date.now() - since < 10_000; )
    await new Promise(requestAnimationFrame);
  const found = await axe.run({resultTypes: ['violations'], ...wish});
  return found.violations.map(v => [v.id, v.nodes.map(n => [n.target, n.failureSummary])]);
}"""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
COVERED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  if (!at.checkVisibility() || at === document.body || box.height > innerHeight) return "";
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const whole = at.closest("label") ?? at;
  return top && (whole.contains(top) || top.contains(at)) ? "" : at.outerHTML.slice(0, 80);
}"""
SMALL = """but => [...document.querySelectorAll('button, a, summary, .gel, select, input')]
  .filter(e => e.checkVisibility() && !e.matches('[type=hidden], .gel-input, .skip'))
  .filter(e => !but || !e.closest(but))
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
  .filter(([, height]) => height < 47.5)"""


def walk(page, paths, faults):
    """Load one path after the other, and say in the end which of them had which ``faults``."""
    found = {}
    for path in paths:
        try:
            page.goto(path)
            told = faults(page)
        except Error as error:
            told = str(error)
        if told:
            found[path] = told
    assert not found, "\n".join(f"{path}: {told}" for path, told in found.items())


def comes_to_rest(page):
    """Wait till what htmx brings is in its place, with the focus where it belongs."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)


def axe_faults(page, axe, **wish):
    """Return what axe finds on the page as it is."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.add_init_script(axe)  # for the pages that come
        page.evaluate(axe)
    return page.evaluate(VIOLATIONS, wish)


def faults_in_both_themes(axe):
    """Look with everything open. In the dark nothing but the colours differs."""

    def faults(page):
        page.emulate_media(color_scheme="light")
        page.evaluate(OPEN)
        light = axe_faults(page, axe)
        page.emulate_media(color_scheme="dark")
        return light + [["in the dark", *fault] for fault in axe_faults(page, axe, **COLOURS)]

    return faults


def scrolling(direction, *sizes):
    """Look for sizes at which there is more ``Width`` or ``Height`` than the window has."""

    def faults(page):
        page.evaluate("document.fonts.ready")
        found = []
        for size in sizes:
            page.set_viewport_size({"width": size[0], "height": size[1]})
            there = page.evaluate(f"document.documentElement.scroll{direction}")
            if there > size[direction == "Height"]:
                found.append((size, there))
        return found

    return faults


def small_targets(but=""):
    """Look for what a thumb would miss, ``but`` for what lies within these."""

    def faults(page):
        page.wait_for_load_state()  # with its style
        return page.evaluate(SMALL, but)

    return faults


def covered(page, tabs=40):
    """Go through a page by Tab, and return what has the focus and lies under something else."""
    found = []
    for _ in range(tabs):
        page.keyboard.press("Tab")
        found.append(page.evaluate(COVERED))
    return [one for one in found if one]
