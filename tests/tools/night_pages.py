"""The pages of a night as people use them: the desk, the remote, the big screen and phones."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import expect

KEY = {
    "Who sang Halo?": ("Beyoncé",),
    "Keys of a piano?": ("88",),
    "What is a stencil?": ("Gobo",),
    "Torn by hand?": ("Gaffer", "Cloth"),
    "A ghost light burns.": ("True",),
    "In what order?": ("Doors", "Overture", "Bow"),
    "Who needs what?": ("Rope", "Lamp", "Saw"),
}
"""What is right; of a match the other halves of ``LEFTS``."""
LEFTS = ("Fly", "Light", "Set")
_HEAD = "format: 1\nid: {0}\ntitle: {0}\nlicense: CC0-1.0\nquestions:\n"
PACKS = {
    "lamps": "- {ask: What is a stencil?, answer: Gobo, wrong: [Gel, Flag, Iris]}\n"
    "- {ask: Torn by hand?, answers: [Gaffer, Cloth], wrong: [Rope, Chain]}\n"
    "- {ask: A ghost light burns., answer: true}\n",
    "voices": "- {ask: Who sang Halo?, typed: [Beyoncé], explain: In 2008.}\n"
    "- {ask: Keys of a piano?, number: 88}\n",
    "crew": "- {ask: In what order?, order: [Doors, Overture, Bow]}\n"
    "- {ask: Who needs what?, match: {Fly: Rope, Light: Lamp, Set: Saw}}\n",
}
PACKS = {name: _HEAD.format(name) + text for name, text in PACKS.items()}


PATIENCE = 60_000  # ms: a loaded machine fails no test


@dataclass
class Watched:
    """A page, and what its console complained of."""

    page: Any
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        said = self.complaints
        self.page.on("pageerror", lambda error: said.append(str(error)))
        self.page.on("console", lambda told: told.type == "error" and said.append(told.text))

    def here(self, selector: str) -> None:
        expect(self.page.locator(selector)).to_be_visible(timeout=PATIENCE)

    def says(self, selector: str, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator(selector)).to_contain_text(text, timeout=PATIENCE)

    def soon(self, condition: Callable[[], bool], told: str) -> None:
        """Wait until something is so that is read from the page."""
        for _ in range(PATIENCE // 50):
            if condition():
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(told)

    def is_connected(self) -> None:
        expect(self.page.locator("#line")).to_have_text("", timeout=PATIENCE)

    def is_away(self) -> None:
        expect(self.page.locator("#line")).to_have_text("Reconnecting…", timeout=PATIENCE)


class Desk(Watched):
    """The host's laptop, or the phone that is their remote."""

    def plan(self, title: str, *rounds: tuple[str, str, int, int]) -> None:
        """Fill in the drawing board: title, pack, count and seconds (0: no clock) of each round."""
        page = self.page
        page.goto("/host")
        page.locator("#night-title").fill(title)
        for place, (name, pack, count, seconds) in enumerate(rounds, 1):
            page.locator(f"#round-{place} > summary").click()
            page.locator(f"#title-{place}").fill(name)
            page.locator(f"#format-{place}").select_option("general")
            page.locator(f"#pack-{place}").select_option(pack)
            page.locator(f"#level-{place}").select_option("mixed")
            page.locator(f"#count-{place}").fill(str(count))
            page.locator(f"#seconds-{place}").fill(str(seconds))
        page.locator("#teams").select_option("own")
        page.get_by_label("Jokers").check()
        page.locator("#open-night").click()
        expect(page.locator("#now-head")).to_have_text("The doors are open")

    @property
    def code(self) -> str:
        return self.page.locator(".way-code").inner_text()

    @property
    def seconds(self) -> int:
        return int(self.page.locator("[data-seconds]").inner_text())

    def has_more_than(self, seconds: int) -> None:
        told = "left => Number(document.querySelector('[data-seconds]').textContent) > left"
        self.page.wait_for_function(told, arg=seconds)

    def link(self, which: str) -> str:
        """Return a path: of the host link, or of the big screen."""
        if which == "screen":
            return self.page.get_by_role("link", name="Big screen").get_attribute("href")
        return re.sub(r"^https?://[^/]+", "", self.page.locator("#link-host").input_value())

    def next(self, phase: str, key: str = "") -> None:
        """Press Next, by key if one is named, and wait for what must come."""
        self.is_ready()
        if key:
            self.page.keyboard.press(key)
        else:
            self.page.locator("#steer-next").click()
        if phase == "over":  # it asks once
            self.page.locator("#steer-over").click()
        self.is_at(phase)

    def is_ready(self) -> None:
        """Wait until a press counts: none is on its way, and none would be taken for a slip."""
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
        self.page.wait_for_timeout(400)

    def is_at(self, phase: str) -> None:
        self.here(f".now-phase[data-phase={phase}]")

    def points(self, name: str) -> int:
        row = self.page.locator(".crew-row").filter(has_text=name)
        return int(re.sub(r"\D", "", row.locator(".seat-points").inner_text()) or 0)


class Phone(Watched):
    """A player's phone."""

    name = ""

    def join(self, code: str, name: str, team: str, *, is_new: bool = False) -> None:
        self.name = name
        page = self.page
        page.goto(f"/j/{code.lower()}")
        page.locator("#name").fill(name)
        if is_new:
            page.locator("#new_team").fill(team)
        else:
            page.locator("#team").select_option(label=team)
        page.get_by_role("button", name="Join", exact=True).click()
        self.here("#me[data-status=in]")

    @property
    def ask(self) -> str:
        return self.page.locator("#ask").inner_text()

    @property
    def kind(self) -> str:
        return self.page.locator("#answer").get_attribute("data-kind")

    def may_answer(self) -> None:
        expect(self.page.locator("#fields:enabled")).to_be_attached(timeout=PATIENCE)

    def answer(self, text: str = "", *, right: bool = True) -> None:
        """Answer what is on and hand it in, as a hand would, and wait until it is saved."""
        self.give(text, right=right)
        self.is_saved()

    def give(self, text: str = "", *, right: bool = True) -> None:
        self.may_answer()
        self._choose(text, right=right)
        done = self.page.locator(".lockbar > .lock")
        if done.count():  # where one tap is the answer there is none
            done.click()

    def _choose(self, text: str, *, right: bool) -> None:
        page, texts = self.page, KEY[self.ask]
        match self.kind:
            case "typed" | "number":
                page.locator("input[name=text]").fill(text or (texts[0] if right else "7"))
            case "order":
                for item in texts if right else texts[::-1]:
                    if page.locator(".order-row:not([data-placed])").count():
                        page.locator(".order-item").filter(has_text=item).click()
            case "match":
                for left, other in zip(LEFTS, texts if right else texts[::-1], strict=True):
                    one = page.locator(".match-left").filter(has_text=re.compile(rf"^\s*{left}\b"))
                    place = one.get_attribute("data-place")
                    if page.locator("#match").get_attribute("data-active") != place:
                        one.click()
                    page.locator(".match-right").filter(has_text=other).click()
            case _:
                for option in self.options(texts, right=right):
                    option.click()

    def options(self, texts: tuple[str, ...], *, right: bool) -> list[Any]:
        gels = self.page.locator("label.gel")
        shown = gels.all_inner_texts()
        fit = [n for n, told in enumerate(shown) if any(text in told for text in texts)]
        others = [n for n in range(len(shown)) if n not in fit]
        return [gels.nth(n) for n in (fit if right else [*others, *fit][: len(fit)])]

    @property
    def chosen(self) -> list[str]:
        """The texts of the options that are ticked."""
        return self.page.locator("label.gel:has(input:checked)").all_inner_texts()

    @property
    def points(self) -> int:
        """What the phone shows: with teams, the team's."""
        return int(re.sub(r"\D", "", self.page.locator(".bar-points").inner_text()))

    def is_saved(self) -> None:
        """Wait until the phone says so, or shows what came of it: the last answer locks."""
        said = self.page.locator("#saved[data-state=saved], #stage_player[data-phase=reveal]")
        expect(said).to_be_visible(timeout=PATIENCE)

    def verdict(self, word: str) -> None:
        expect(self.page.locator("#verdict")).to_contain_text(word, timeout=PATIENCE)

    def sees(self, phase: str) -> None:
        expect(self.page.locator("#stage_player")).to_have_attribute(
            "data-phase", phase, timeout=PATIENCE
        )
