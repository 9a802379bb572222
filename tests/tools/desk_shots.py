"""Photographs of what one writes and keeps: a pack, a file on its way in, the library, a review."""

from __future__ import annotations

import io
import sqlite3
import sys
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter

from tests.tools.shrinking import shrink

SIZES = {"laptop": (1280, 800), "phone": (360, 640)}
CALM = 1200  # ms until all has come to rest
GIFT = """\
Which planet is the largest? {=Jupiter ~Saturn ~Neptune #It weighs more than all others together.}

The Moon has an atmosphere like ours. {F#It has next to none.}

How many moons has Mars? {#2:0}

Match the moon to its planet. {=Titan -> Saturn =Io -> Jupiter =Triton -> Neptune}

Which two planets have no moon? {~%50%Mercury ~%50%Venus ~%-100%Mars}

What is a light year? {An essay of your own.}

Which planet is the largest? {=Jupiter ~Saturn ~Neptune #It weighs more than all others together.}
"""
QUESTIONS = (
    ("typed", "Who first walked on the Moon?", {"right-0": "Neil Armstrong"}),
    ("order", "Put these in order, outwards from the Sun.",
     {"right-0": "Mercury", "right-1": "Venus", "right-2": "Earth", "right-3": "Mars"}),
    ("truefalse", "A day on Venus is longer than its year.", {}),
    ("number", "How many Earths fit side by side across the Sun?",
     {"number": "109", "within": "5%"}),
)  # fmt: skip


def planet() -> bytes:
    """Return a picture of a red planet, drawn for the occasion."""
    size = 900
    light = Image.radial_gradient("L").resize((size, size))
    disc = Image.new("L", (size, size))
    ImageDraw.Draw(disc).ellipse((130, 130, 770, 770), fill=255)
    far = light.transform((size, size), Image.Transform.AFFINE, (1, 0, 90, 0, 1, 110))
    shade = Image.eval(far, lambda value: max(0, 255 - int(value * 1.5)))
    darker = [Image.eval(shade, lambda value, by=by: int(value * by)) for by in (0.45, 0.25)]
    grain = Image.effect_noise((size // 9, size // 9), 60).resize((size, size))
    stone = Image.merge("RGB", [Image.eval(grain, lambda value: value * 2 // 3)] * 3)
    ground = Image.merge("RGB", (shade, *darker))
    ground = Image.blend(ground, Image.composite(stone, ground, shade), 0.18)
    sky = Image.new("RGB", (size, size), (9, 7, 14))
    sky.paste(ground, mask=disc.filter(ImageFilter.GaussianBlur(2)))
    made = io.BytesIO()
    sky.crop((0, 90, size, 810)).save(made, "PNG")
    return made.getvalue()


class DeskPhotographer:
    """A club with an account, that writes, brings and keeps questions."""

    def __init__(self, browser: Any, url: str, data: Path, to: Path) -> None:
        self.url, self.data, self.to = url, data, to
        self.context = browser.new_context(base_url=url, color_scheme="light")
        self.context.set_default_timeout(20_000)
        self.page = self.context.new_page()

    def take(self, name: str, size: str = "laptop", theme: str = "light") -> None:
        width, height = SIZES[size]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=theme)
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(CALM)
        path = self.to / f"{name}.png"
        self.page.screenshot(path=path, caret="initial")
        shrink(path)
        sys.stdout.write(f"{path.name}\n")

    def photograph(self) -> None:
        self.page.goto("/sign-up")
        self.page.fill("[name=username]", "Space club")
        self.page.fill("[name=password]", "a long enough sentence")
        self.page.get_by_role("button", name="Make the account").click()
        self.write()
        self.bring()
        self.page.goto("/packs")
        self.take("library-laptop")
        self.remember()
        self.context.close()

    def write(self) -> None:
        """Write a pack with pictures; the first question stays open."""
        page = self.page
        page.goto("/packs/new")
        page.get_by_label("Title").fill("Our back yard in space")
        page.get_by_role("button", name="Begin").click()
        page.locator("#f-ask").fill("Which planet is this?")
        page.locator("#f-right-0").fill("Mars")
        for place, (wrong, why) in enumerate((
            ("Venus", "Its clouds are white."), ("Jupiter", "It has bands."), ("Io", ""),
        )):  # fmt: skip
            page.locator(f"#f-wrong-{place}").fill(wrong)
            page.locator(f"#f-why-{place}").fill(why)
        page.locator("#f-file").set_input_files(
            {"name": "mars.png", "mimeType": "image/png", "buffer": planet()}
        )
        page.locator("#f-alt").fill("A disc that is lit from the left, dark spots on it")
        page.locator("#f-picture_license").fill("CC0-1.0")
        page.locator("#f-explain").fill("Its dust is rich in iron oxide: the whole planet rusts.")
        page.locator("#state").get_by_text("Saved just now.").wait_for()
        first = page.url
        for kind, ask, fields in QUESTIONS:
            page.locator("#add-kind").select_option(kind)
            page.locator("#add").click()
            blank = page.locator("#said-head").get_by_text("Nothing is written yet")
            blank.wait_for()
            page.wait_for_load_state()  # what is typed before there is a script is saved later
            page.locator("#f-ask").fill(ask)
            for name, text in fields.items():
                page.locator(f"#f-{name}").fill(text)
            page.locator("#said-head").get_by_text("Nothing is written yet").wait_for(
                state="hidden"
            )
            page.locator("#state").get_by_text("Saved just now.").wait_for()
        page.goto(first)
        self.take("editor-picture")
        page.set_viewport_size({"width": 360, "height": 640})
        page.evaluate("document.getElementById('media').scrollIntoView()")
        self.take("editor-phone-dark", "phone", "dark")
        page.set_viewport_size({"width": 1280, "height": 800})

    def bring(self) -> None:
        """Look at a file of another tool before it is saved."""
        self.page.goto("/packs/upload")
        self.page.locator("#text").fill(GIFT)
        self.page.get_by_role("button", name="Look at the text").click()
        self.take("upload-laptop")

    def remember(self) -> None:
        """Miss some questions, and come back when they are due."""
        page = self.page
        page.goto("/packs/vma-2023")
        page.get_by_role("button", name="Play").click()
        for _ in range(7):
            page.get_by_role("button", name="Skip").click()
            page.locator("#reveal").wait_for()
            page.locator(".next").click()
            page.locator("#question").wait_for()
            page.wait_for_load_state("load")
        with sqlite3.connect(self.data / "greenroom.db") as database:
            database.execute("UPDATE review_cards SET due = '2026-01-01 20:00:00.000000'")
        page.goto("/review")
        self.take("review-laptop")
