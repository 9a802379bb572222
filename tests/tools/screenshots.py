"""Photographs of the pages for README and for looking at: ``python -m tests.tools.screenshots``.

A real server with the packs that ship, some guests who have played, a real Chromium. The pictures
go to ``docs/screenshots``, or to the folder given; ``--all`` takes also those no document shows.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quiz.questions.kinds import options_of, right_options
from quiz.questions.model import MultiSelect, Number, Question, Typed
from quiz.services import catalog
from quiz.services.house import open_house
from quiz.settings import read_settings
from tests.tools import chromium, desk_shots, editor_shots, night_shots
from tests.tools.plain import PlainBrowser
from tests.tools.served import ROOT, served
from tests.tools.shrinking import shrink

SIZES = {"phone": (360, 640), "laptop": (1280, 800), "projector": (1920, 1080)}
SCALE = {"phone": 2, "projector": 1 / 2}
AFROBEATS = "Which two artists won Best Afrobeats"
# Those that README shows; the others are for looking at.
SHOWN = {
    "home-laptop-light", "home-phone-dark", "chosen-projector", "chosen-phone", "reveal-laptop",
    "reveal-phone", "result-laptop", "result-phone", "leaderboard-laptop-light",
    "leaderboard-laptop-dark", *editor_shots.NAMES,
}  # fmt: skip
GUESTS = (10, 9, 9, 8, 7, 6, 5)


@dataclass
class Reply:
    status_code: int
    text: str
    headers: Any
    request: Any


@dataclass
class _Request:
    path: str


class Fetching:
    """Makes a browser's cookies and requests look like a test client."""

    def __init__(self, context: Any, address: str) -> None:
        self.fetch, self.address = context.request, address

    def get(self, path: str, **_: Any) -> Reply:
        return self._reply(self.fetch.get(self.address + path))

    def post(self, path: str, data: str = "", headers: Any = None, **_: Any) -> Reply:
        return self._reply(self.fetch.post(self.address + path, data=data, headers=headers))

    def _reply(self, told: Any) -> Reply:
        path = told.url.removeprefix(self.address) or "/"
        return Reply(told.status, told.text(), told.headers, _Request(path))


class Photographer:
    """Plays its way to a page and takes its picture."""

    def __init__(self, browser: Any, address: str, known: list[Question], to: Path) -> None:
        self.browser, self.address, self.known, self.to = browser, address, known, to
        self.wanted: set[str] | None = SHOWN

    def visitor(self, size: str = "laptop", theme: str = "light") -> Any:
        width, height = SIZES[size]
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": height},
            device_scale_factor=SCALE.get(size, 1),
            color_scheme=theme,
        )
        context.set_default_timeout(10_000)
        # The grain of the stage cannot be compressed: a picture would weigh five times as much.
        context.route("**/grain.svg", lambda route: route.abort())
        return context.new_page()

    def take(self, page: Any, name: str) -> None:
        if self.wanted is not None and name not in self.wanted:
            return
        page.mouse.move(0, 0)
        page.wait_for_timeout(1800)
        page.screenshot(path=self.to / f"{name}.png")
        shrink(self.to / f"{name}.png")
        sys.stdout.write(f"{name}.png\n")

    def plain(self, page: Any) -> PlainBrowser:
        return PlainBrowser(Fetching(page.context, self.address))

    def question(self, ask: str, options: list[str]) -> Question:
        """Which question it is: the same words may be asked with other options."""
        for one in self.known:
            if one.ask == ask and set(options_of(one.body)) == set(options):
                return one
        raise LookupError(f"{ask} {options}")

    def at_hand(self, plain: PlainBrowser) -> Question:
        page = plain.read()
        fields = [f for form in page.forms for f in form.fields if f.name == "choice"]
        return self.question(page.heading, [f.label.split(": ", 1)[1] for f in fields])

    def answer(self, plain: PlainBrowser, *, right: bool) -> None:
        page = plain.read()
        body = self.at_hand(plain).body
        if isinstance(body, Typed | Number):
            text = body.accepted[0] if isinstance(body, Typed) else f"{body.value:g}"
            plain.press("Lock it in", text=text if right else "no idea")
            return
        options = [f.label.split(": ", 1)[1] for form in page.forms for f in form.fields
                   if f.name == "choice"]  # fmt: skip
        wanted = [option for option in options if option in right_options(body)]
        others = [option for option in options if option not in wanted]
        picked = wanted if right else [*others, *wanted][: len(wanted)]
        plain.press("Lock it in", pick=tuple(f": {option}" for option in picked))

    def play(self, page: Any, pack: str, right: int, *, pause: int = 0) -> str:
        """Play a round with so many right answers; return where its result is."""
        plain, length = self.plain(page).open(f"/packs/{pack}" if pack else "/"), 10
        plain.press("Play", pick=(str(length), "all", "20 s", "Accuracy first"))
        for place in range(1, length + 1):
            page.wait_for_timeout(pause)
            # The wrong ones come here and there, not all at the end.
            self.answer(plain, right=(place * 7) % length < right)
            plain.press("Next question" if place < length else "See the result")
        return plain.url

    def reach(self, page: Any, pack: str, wanted: Callable[[Question], bool]) -> PlainBrowser:
        """Deal and answer until a question like that is open."""
        for _ in range(12):
            plain = self.plain(page).open(f"/packs/{pack}")
            plain.press("Play", pick=("20", "all", "20 s", "Accuracy first"))
            for place in range(1, 21):
                if wanted(self.at_hand(plain)):
                    return plain
                self.answer(plain, right=place % 3 > 0)
                plain.press("Next question" if place < 20 else "See the result")
        raise LookupError("no such question was dealt")


def _is_afrobeats(question: Question) -> bool:
    return question.ask.startswith(AFROBEATS) and isinstance(question.body, MultiSelect)


def photograph(camera: Photographer) -> None:
    for place, right in enumerate(GUESTS):
        visitor = camera.visitor()
        camera.play(visitor, "vma-2023", right, pause=150 * (place % 3))
        visitor.context.close()

    for size, theme in (("phone", "light"), ("phone", "dark"), ("laptop", "light"),
                        ("laptop", "dark"), ("projector", "dark")):  # fmt: skip
        page = camera.visitor(size, theme)
        page.goto("/")
        camera.take(page, f"home-{size}-{theme}")

    for size in SIZES:
        page = camera.visitor(size)
        reached = camera.reach(page, "vma-2023", _is_afrobeats)
        page.goto(reached.url)
        camera.take(page, f"question-{size}")
        texts = [t.split(":", 1)[1].strip() for t in page.locator(".gel-text").all_text_contents()]
        right = right_options(camera.question(page.locator("#ask").inner_text(), texts).body)
        for text in right[: 1 if size == "phone" else 2]:
            page.locator("label.gel").nth(texts.index(text)).click()
        if size == "phone":
            other = next(text for text in texts if text not in right)
            page.locator("label.gel").nth(texts.index(other)).click()
        page.wait_for_selector("#saved .icon")
        camera.take(page, f"chosen-{size}")
        page.keyboard.press("Enter")
        page.wait_for_selector("#reveal")
        camera.take(page, f"reveal-{size}")

    page = camera.visitor("phone")
    reached = camera.reach(page, "vma-2023", lambda q: isinstance(q.body, Typed))
    page.goto(reached.url)
    camera.take(page, "typed-phone")

    for size in ("phone", "laptop"):
        page = camera.visitor(size)
        page.goto(camera.play(page, "vma-2023", 8, pause=3300))
        camera.take(page, f"result-{size}")
    for size, theme in (("phone", "light"), ("laptop", "light"), ("laptop", "dark")):
        page.context.close()
        page = camera.visitor(size, theme)
        camera.play(page, "vma-2023", 8, pause=90)
        page.goto("/leaderboards?scope=vma-2023")
        camera.take(page, f"leaderboard-{size}-{theme}")
        page.goto("/packs/vma-2023")
        camera.take(page, f"pack-{size}-{theme}")
    page = camera.visitor("phone")
    for name in ("sign-in", "nowhere"):
        page.goto(f"/{name}")
        camera.take(page, f"{name}-phone")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "screenshots")
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--nights", action="store_true", help="take those of a night alone")
    asked.add_argument("--editors", action="store_true", help="take those of the editors alone")
    wish = asked.parse_args()
    folder = wish.folder
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        data = Path(kept)
        house = open_house(read_settings({}, data))
        catalog.load(house)
        with house.store.reading() as tx:
            editions = house.shelf.current(tx, "")
        known = [q for edition in editions for q in edition.questions.values()]
        house.store.close()
        hosts = f"127.0.0.1,{night_shots.HOST}"
        found = chromium.find()
        known_by = replace(found, args=(*found.args, night_shots.RESOLVE))
        with served(data, trusted_hosts=hosts) as address, chromium.browser(known_by) as browser:
            camera = Photographer(browser, address, known, folder)
            camera.wanted = None if wish.all else SHOWN
            if not wish.nights:
                editor_shots.photograph(camera)
                desk_shots.DeskPhotographer(browser, address, data, folder).photograph()
            if wish.editors:
                return
            if not wish.nights:
                photograph(camera)
            night_shots.NightPhotographer(browser, _named(address), folder).photograph()


def _named(address: str) -> str:
    return address.replace("127.0.0.1", night_shots.HOST)


if __name__ == "__main__":
    main()
