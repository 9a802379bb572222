"""The built wheel runs far from the checkout: nothing it needs was left behind."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.tools.serving import ROOT, Served, wait_until_open

# In bytes, and over the wire as they are: woff2 is compressed already. A first page is to stay
# within 120 kB with both fonts.
LARGEST = {
    "bricolage.woff2": 42_000,
    "bricolage-ext.woff2": 20_000,
    "atkinson.woff2": 36_000,
    "atkinson-ext.woff2": 20_000,
    "print/bricolage-bold.ttf": 40_000,
    "print/atkinson.ttf": 36_000,
    "print/atkinson-bold.ttf": 36_000,
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel of this checkout, built without asking a registry: the stamp is fresh."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("greenroom-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """The commands of an environment that has the wheel, and our dependencies by a path file."""
    folder = tmp_path_factory.mktemp("elsewhere")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(folder), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", wheel], check=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    # `.pth` files in there are not read, so the editable install of the checkout stays unseen.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / ("Scripts" if os.name == "nt" else "bin")


@pytest.fixture
def served(installed, tmp_path):
    """The installed ``quiz serve`` on a free port, started far from the checkout."""
    log = tmp_path / "log.txt"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("QUIZ_", "PYTHON"))}
    told = {"QUIZ_HOST": "127.0.0.1", "QUIZ_PORT": "0", "QUIZ_DATA": str(tmp_path / "data")}
    with log.open("w") as out:
        process = subprocess.Popen(
            [installed / "quiz", "serve"],
            cwd=tmp_path,
            env=kept | told | {"PYTHONUTF8": "1"},
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    running = Served(process, "", log)
    try:
        yield wait_until_open(running)
    finally:
        process.kill()
        process.wait()


def fetch(served: Served, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_the_wheel_says_its_version(installed, tmp_path):
    command = [installed / "quiz", "--version"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert re.search(r"\d+\.\d+\.\d+", said)


def test_the_code_that_runs_is_that_of_the_wheel(installed, tmp_path):
    command = [installed / "python", "-c", "import quiz; print(quiz.__file__)"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert Path(said.strip()).is_relative_to(installed.parent)


def test_the_wheel_serves_its_pages_and_what_they_need(served):
    status, page = fetch(served, "/")
    assert status == 200
    linked = set(re.findall(r'(?:href|src)="(/static/[^"?]+)', page.decode()))
    (root,) = {path.rpartition("style.css")[0] for path in linked if path.endswith("style.css")}
    scripts = {f"{root}vendor/htmx.min.js", f"{root}vendor/htmx-ext-sse.js"}
    for path in sorted(linked | scripts):
        status, body = fetch(served, path)
        assert (status, bool(body)) == (200, True), path


def test_the_wheel_carries_the_content_and_the_licenses_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    parts = {name.partition("/")[0] for name in names}
    assert {part for part in parts if not part.endswith(".dist-info")} == {"quiz"}
    for folder in ("templates", "static/css", "questions"):
        beside = {f"quiz/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*.*")}
        assert beside, folder
        assert beside <= names
    for name in ("htmx", "htmx-ext-sse", "bricolage-grotesque", "atkinson-hyperlegible-next"):
        assert f"quiz/static/vendor/licenses/{name}.txt" in names
    assert not [name for name in names if re.search(r"node_modules|\.pyc$|\.sqlite", name)]


@pytest.mark.parametrize("name", LARGEST)
def test_a_font_stays_small(wheel, name):
    with zipfile.ZipFile(wheel) as archive:
        assert archive.getinfo(f"quiz/static/vendor/{name}").file_size <= LARGEST[name]
