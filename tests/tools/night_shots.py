"""Photographs of a night: a real one, with a room full of people who play by plain requests."""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import Any

from tests.tools.serving import Visitor
from tests.tools.shrinking import shrink

NAMES = (
    "Front of House", "Gaffer Tape", "The Encores", "Row Z", "Load-in 6 a.m.", "Quiet Mics",
    "Les Roadies", "Understudies United", "Velvet Rope", "Monitor Mix", "Ghost Light", "Call Sheet",
    "Trapdoor", "Half-hour Call", "The Prompters", "Fly Tower", "Sound Check",
)  # fmt: skip
HOST = "quiz.local"
"""The name of the server in the pictures; the browser is told that it is this machine."""
RESOLVE = f"--host-resolver-rules=MAP {HOST} 127.0.0.1"
SIZES = {"desk": (1280, 800), "phone": (360, 640), "screen": (1920, 1080)}
SCALE = {"screen": 1 / 2, "phone": 1.25}
CALM = 1800  # ms until all has come to rest


class Crowd:
    """People who answer, some of them rightly."""

    def __init__(self, url: str, code: str) -> None:
        self.rng = Random(7)
        self.url, self.code, self.night = url, code, ""
        self.people = [Visitor(url) for _ in NAMES]
        self.knows = self.rng.sample(
            [0.95 - 0.045 * place for place in range(len(NAMES))], len(NAMES)
        )

    def join(self) -> None:
        for person, name in zip(self.people, NAMES, strict=True):
            told = person.post(f"/j/{self.code}", {"name": name})
            self.night = told.request.path.split("/")[2]

    def answer(self, number: str, right: list[int], options: int, *, but: int = 0) -> None:
        """Let all answer but the last ``but``."""
        some = list(zip(self.people, self.knows, strict=True))[: len(NAMES) - but]
        said = [self._choice(right, options, knows) for _, knows in some]
        with ThreadPoolExecutor(4) as at_once:
            for (person, _), places in zip(some, said, strict=True):
                form = {"number": number, "choice": places, "ms": self.rng.randint(900, 9000)}
                at_once.submit(person.post, f"/nights/{self.night}/answer", {**form, "revision": 1})

    def _choice(self, right: list[int], options: int, knows: float) -> list[int]:
        if self.rng.random() < knows:
            return right
        wrong = [place for place in range(options) if place not in right] or right
        return self.rng.sample(wrong + right, len(right))


class NightPhotographer:
    """Hosts a night, plays along on one phone, and takes the pictures on the way."""

    def __init__(self, browser: Any, url: str, to: Path) -> None:
        self.browser, self.url, self.to = browser, url, to

    def open(self, kind: str, theme: str = "light") -> Any:
        width, height = SIZES[kind]
        context = self.browser.new_context(
            base_url=self.url, color_scheme=theme, viewport={"width": width, "height": height},
            device_scale_factor=SCALE.get(kind, 1),
        )  # fmt: skip
        context.set_default_timeout(20_000)
        context.route("**/grain.svg", lambda route: route.abort())
        return context.new_page()

    def take(self, page: Any, name: str) -> None:
        page.mouse.move(0, 0)
        page.wait_for_timeout(CALM)
        page.screenshot(path=self.to / f"night-{name}.png")
        shrink(self.to / f"night-{name}.png")
        sys.stdout.write(f"night-{name}.png\n")

    def next(self, phase: str) -> None:
        self.desk.wait_for_timeout(500)
        self.desk.locator("#steer-next").click()
        self.at(phase)

    def at(self, phase: str) -> None:
        self.desk.locator(f".now-phase[data-phase={phase}]").wait_for()
        self.screen.locator(f".show[data-phase={phase}]").wait_for()
        self.phone.locator(f"#stage_player[data-phase={phase}]").wait_for()

    def host(self) -> None:
        """Plan the night and open the doors."""
        self.desk = self.open("desk")
        self.desk.goto("/host?preset=office#builder")
        self.desk.locator("#night-title").fill("Friday at the Crown")
        rounds = (("Backstage", "vma-2023", 3), ("Around the world", "capitals", 2),
                  ("In the wings", "stagecraft", 2))  # fmt: skip
        packs = self.desk.locator("#pack-1 option").evaluate_all("all => all.map(o => o.value)")
        for place, (title, pack, count) in enumerate(rounds, 1):
            self.desk.locator(f"#round-{place} > summary").click()
            self.desk.locator(f"#title-{place}").fill(title)
            self.desk.locator(f"#pack-{place}").select_option(pack if pack in packs else "")
            self.desk.locator(f"#level-{place}").select_option("mixed")
            self.desk.locator(f"#count-{place}").fill(str(count))
            if place > 1:
                self.desk.locator(f"#round-{place} > summary").click()
        self.desk.evaluate("document.getElementById('builder').scrollIntoView()")
        self.take(self.desk, "builder")
        self.desk.locator("#more-rules > summary").click()
        self.desk.locator("[name=end_early]").uncheck()  # the pictures are taken in between
        self.desk.locator("#open-night").click()
        code = self.desk.locator(".way-code").inner_text()
        self.screen, self.remote = self.open("screen"), self.open("phone", "dark")
        self.screen.goto(self.desk.get_by_role("link", name="Big screen").get_attribute("href"))
        link = self.desk.locator("#link-host").input_value()
        self.remote.goto(f"{re.sub(r'^https?://[^/]+', '', link)}?to=remote")
        self.crowd = Crowd(self.url.replace(HOST, "127.0.0.1"), code)
        self.crowd.join()
        self.phone = self.open("phone")
        self.phone.goto(f"/j/{code}")
        self.phone.locator("#name").fill("Élodie & Co.")
        self.take(self.phone, "phone-join")
        self.phone.get_by_role("button", name="Join", exact=True).click()
        self.at("lobby")
        self.take(self.screen, "lobby")

    def question(self, *, shown: bool) -> None:
        """Play a question; the first of its round that has options is photographed."""
        self.phone.locator("#fields:enabled").wait_for(state="attached")
        keys = self.desk.locator(".keyed .key")
        options = keys.count()
        right = [place for place in range(options) if keys.nth(place).get_attribute("data-right")
                 is not None]  # fmt: skip
        number = self.phone.locator("#answer input[name=number]").input_value()
        chosen = self.phone.locator("label.gel")
        for place in right:
            if chosen.count():
                chosen.nth(place).click()
        done = self.phone.locator(".lockbar > .lock")
        if right and chosen.count() and done.count():
            done.click()
        if right:
            self.crowd.answer(number, right, options, but=5 if shown else 0)
        if shown:
            self.phone.locator("#saved[data-state=saved]").wait_for()
            self.take(self.phone, "phone-question")
            self.take(self.screen, "question")
            self.take(self.remote, "remote")
            self.desk.evaluate("scrollTo(0, 0)")
            for theme in ("light", "dark"):
                self.desk.emulate_media(color_scheme=theme)
                self.take(self.desk, f"desk-{theme}")
        self.next("reveal")
        if shown:
            self.take(self.phone, "phone-reveal")
            self.take(self.screen, "reveal")

    def photograph(self) -> None:
        self.host()
        for place, count in enumerate((3, 2, 2), 1):
            self.next("intro")
            for number in range(1, count + 1):
                self.next("question")
                self.question(shown=(place, number) == (1, 3))
            self.next("standings")
            if place == 2:
                self.take(self.screen, "standings")
                self.take(self.phone, "phone-standings")
        self.next("podium")
        self.take(self.screen, "podium")
