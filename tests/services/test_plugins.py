"""Packs and moments of installed packages: a real wheel that pip put into a folder."""

import contextlib
import subprocess
import sys

import pytest

from quiz.services import catalog, files, plugins
from tests.services.test_catalog import GOOD, bare, theirs  # noqa: F401 - fixtures

PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[project]
name = "greenroom-birds"
version = "1.2"
[project.entry-points."quiz.packs"]
birds = "greenroom_birds"
more = "greenroom_birds.paths:more"
gone = "greenroom_birds.paths:gone"
quits = "greenroom_birds.paths:quits"
number = "greenroom_birds.paths:number"
missing = "greenroom_birds.nothing"
alone = "greenroom_birds.paths"
[project.entry-points."quiz.moments"]
nests = "greenroom_birds.nests"
"""
PATHS = """\
import sys
from pathlib import Path
HERE = Path(__file__).parent
def more(): return [HERE / "extra" / "gulls.yaml", HERE / "extra" / "owls.json"]
def gone(): return str(HERE / "nowhere")
def quits(): sys.exit(3)
def number(): return 7
"""
NESTS = """\
format: 1
id: nests
title: Nests
license: CC0-1.0
sources:
  book: {title: The book of nests}
types: []
moments: []
"""
GERMAN = "format: 1\ntranslates: {id}\nlanguage: de\ntitle: {title}\nquestions: {{}}\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The folder that pip put the wheel in."""
    from hatchling.build import build_wheel

    folder = tmp_path_factory.mktemp("birds")
    package = folder / "greenroom_birds"
    for sub in ("extra", "nests"):
        (package / sub).mkdir(parents=True)
    (folder / "pyproject.toml").write_text(PROJECT)
    (package / "__init__.py").write_text("")
    (package / "paths.py").write_text(PATHS)
    (package / "ducks.yaml").write_text(GOOD.format(id="ducks"))
    (package / "broken.yaml").write_text(GOOD.format(id="broken").replace("answer", "anwser"))
    (package / "notes.txt").write_text("not a pack")
    (package / "extra" / "gulls.yaml").write_text(GOOD.format(id="gulls"))
    (package / "extra" / "owls.json").write_text(
        '{"format": 1, "id": "owls", "title": "Owls", "questions":'
        ' [{"ask": "Which bird is up late?", "answer": "Owl", "wrong": ["Hen"]}]}'
    )
    (package / "nests" / "nests.yaml").write_text(NESTS)
    (package / "ducks.de.yaml").write_text(GERMAN.format(id="ducks", title="Enten"))
    with contextlib.chdir(folder):
        wheel = build_wheel(str(folder))
    target = folder / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"]
    pip += ["--disable-pip-version-check", "--no-compile"]
    subprocess.run([*pip, "--target", target, folder / wheel], check=True)
    return target


@pytest.fixture
def birds(installed, monkeypatch):
    monkeypatch.syspath_prepend(installed)
    yield installed
    for name in [name for name in sys.modules if name.startswith("greenroom_birds")]:
        del sys.modules[name]


def test_what_a_package_offers_is_served_and_its_faults_keep_nothing_else_out(bare, theirs, birds):  # noqa: F811 - fixtures
    (theirs / "small.yaml").write_text(GOOD.format(id="small"))
    (theirs / "gulls.de.yaml").write_text(GERMAN.format(id="gulls", title="Möwen"))
    problems = catalog.load(bare)
    assert {card.id for card in catalog.packs(bare)} == {"ducks", "gulls", "owls", "small"}
    assert bare.shelf.summary("ducks").titles == {"de": "Enten"}
    assert bare.shelf.summary("gulls").titles == {"de": "Möwen"}
    assert bare.shelf.files["owls"].origin == "greenroom-birds 1.2"
    assert bare.shelf.files["small"].origin == files.DATA
    told = {problem.file: problem.message for problem in problems}
    assert told.keys() == {
        "greenroom-birds (quiz.packs: alone)",
        "greenroom-birds (quiz.packs: gone)",
        "greenroom-birds (quiz.packs: missing)",
        "greenroom-birds (quiz.packs: number)",
        "greenroom-birds (quiz.packs: quits)",
        "greenroom-birds/packs/broken.yaml",
        "greenroom-birds/moments/nests.yaml",
    }
    assert "nowhere" in told["greenroom-birds (quiz.packs: gone)"]
    assert "SystemExit: 3" in told["greenroom-birds (quiz.packs: quits)"]
    assert "int, not paths" in told["greenroom-birds (quiz.packs: number)"]
    assert "name a package" in told["greenroom-birds (quiz.packs: alone)"]


def test_ones_own_file_comes_before_that_of_a_package(bare, theirs, birds):  # noqa: F811 - fixtures
    (theirs / "mine.yaml").write_text(GOOD.format(id="ducks").replace("A small", "My"))
    problems = catalog.load(bare)
    assert catalog.pack(bare, "ducks").title == "My pack"
    assert any("in packs/mine.yaml already" in problem.message for problem in problems)


def test_without_such_packages_there_is_nothing():
    assert plugins.find() == plugins.Offered((), ())
