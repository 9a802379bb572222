"""Photographs of the editors: a pack written by hand, and moments with what is asked of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.tools.served import ROOT

if TYPE_CHECKING:
    from tests.tools.screenshots import Photographer

NAMES = ("editor-pack", "editor-moments")
BLOCK = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def photograph(camera: Photographer) -> None:
    """Sign up, bring what the docs show, and take each editor on a laptop."""
    page = camera.visitor("laptop")
    page.goto("/sign-up")
    page.fill("[name=username]", "Film club")
    page.fill("[name=password]", "correct horse battery")
    page.get_by_role("button", name="Make the account").click()
    _pack(page)
    camera.take(page, NAMES[0])
    _moments(page)
    camera.take(page, NAMES[1])
    page.context.close()


def _pack(page: Any) -> None:
    page.goto("/packs/upload")
    page.fill("#text", _shown("first-pack.md").replace("explian", "explain"))
    page.get_by_role("button", name="Look at the text").click()
    page.get_by_role("button", name="Save the pack").click()
    page.get_by_role("link", name="Change it").click()
    page.wait_for_selector(".pd-preview")


def _moments(page: Any) -> None:
    page.goto("/moments")
    file = {"name": "my-night.yaml", "mimeType": "application/yaml"}
    page.set_input_files("[name=file]", [{**file, "buffer": _shown("moments.md").encode()}])
    page.locator("form:has([name=file]) button[type=submit]").click()
    page.wait_for_load_state()


def _shown(name: str) -> str:
    return str(BLOCK.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))[0])
