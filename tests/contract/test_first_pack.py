"""“Write a pack in ten minutes” holds: its files and commands are run in order, as they stand."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from quiz.services import catalog, files
from quiz.services.house import open_house
from quiz.settings import read_settings
from quiz.web.app import create_app
from tests.tools.media import photo
from tests.tools.plain import PlainBrowser

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "first-pack.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
FILE = re.search(r"into a file `([^`]+)`", PAGE)[1]
QUESTION = re.compile(r"^- .*?(?=^- |\Z)", re.DOTALL | re.MULTILINE)
ASKED = re.compile(r"ask: .*")


def written(text, block):
    """Return the file as it is after a block: begun anew, a question put right, or one more."""
    if not block.startswith("- "):
        return block
    for question in QUESTION.findall(text):
        if ASKED.search(question)[0] == ASKED.search(block)[0]:
            return text.replace(question, block)
    return text + block


@pytest.fixture
def followed(tmp_path, monkeypatch):
    """Do what the page says; return what each command printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZ_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(files, "_shipped", lambda _room: ())
    file, told = tmp_path / FILE, []
    for language, block in BLOCKS:
        if language == "yaml":
            file.write_text(written(file.read_text() if file.exists() else "", block))
            for name in re.findall(r"media/[\w.]+", block):
                (tmp_path / name).parent.mkdir(exist_ok=True)
                (tmp_path / name).write_bytes(photo())
        elif language == "text":
            assert told[-1][1] == block
        else:
            told += [(line, run(line)) for line in block.splitlines()]
    return dict(told)


def run(line):
    if line == ". .venv/bin/activate":  # as the Makefile has made it
        assert "$(PYTHON) -m venv .venv" in (ROOT / "Makefile").read_text(encoding="utf-8")
        return ""
    name, *words = line.split()
    assert name == "quiz"
    if words == ["serve"]:
        words.append("--help")  # what it serves is played below
    done = CliRunner().invoke(quiz, words)
    # A check may find what the page put there to be found.
    assert done.exit_code == (1 if "1 error" in done.output else 0), done.output
    return done.output


def test_whoever_follows_the_page_has_a_pack_that_is_played(followed, tmp_path):
    assert "cannot hold" not in followed["quiz pack convert birds.yaml birds.zip"]
    assert "for-kahoot.xlsx is written." in followed[BLOCKS[-1][1].splitlines()[-1]]
    house = open_house(read_settings({}, tmp_path / "data"))
    try:
        assert catalog.load(house) == ()
        bob = PlainBrowser(create_app(house).test_client()).open("/packs")
        title = re.search(r"^title: (.*)", PAGE, re.MULTILINE)[1]
        assert title in bob.html
        bob.open("/packs/birds").press("Play", pick=("all",))
        assert bob.read().heading in PAGE
    finally:
        house.store.close()


def test_every_code_block_is_one_that_is_run():
    assert {language for language, _ in BLOCKS} == {"sh", "yaml", "text"}
    assert PAGE.count("```") == 2 * len(BLOCKS)


def test_what_the_page_says_to_press_is_there_to_be_pressed():
    pages = " ".join(p.read_text(encoding="utf-8") for p in (ROOT / "templates").rglob("*.html"))
    steps = PAGE.partition("## In the browser")[2].partition("## And then")[0]
    named = {" ".join(words.split()) for words in re.findall(r"\*([^*]+)\*", steps)}
    missing = {words for words in named if f'_("{words}")' not in pages}
    assert len(named) > 8
    assert not missing
