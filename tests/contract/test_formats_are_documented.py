"""The table of formats in the docs names every format there is, and which of them are written."""

import re
from pathlib import Path

import pytest

from quiz.packs.formats.registry import FORMATS

DOCS = Path(__file__).parents[2] / "docs" / "packs.md"
WORDS = {  # how the table calls what it tells in one row with another
    "yaml": "Greenroom pack, YAML",
    "json": "YAML or JSON",
    "zip": "its media, zip",
    "csv": "CSV or Excel",
    "xlsx": "CSV or Excel",
    "wayground": "Wayground",
    "anki": "Anki, text",
    "apkg": "Anki, deck",
    "cards": "lists of *term – definition*",
}


def rows():
    """The cells of every row: format, reads, writes, what it holds."""
    _, _, text = DOCS.read_text(encoding="utf-8").partition("| format | reads | writes |")
    table = text.partition("\n\n")[0]
    return [re.split(r"\s*\|\s*", line.strip("| ")) for line in table.splitlines()[2:]]


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_stands_in_the_table_and_says_whether_it_is_written(form):
    found = [row for row in rows() if WORDS.get(form.name, form.title) in row[0]]
    assert len(found) == 1
    _, reads, writes, holds = found[0]
    assert reads == "✓"
    # A list of terms is written as Quizlet's own, which stands in the same row.
    assert (writes == "–") == (form.write is None) or form.name == "cards"
    assert holds
