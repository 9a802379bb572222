"""Every code of a fault in a pack is explained, where the documents say it, and none is made up."""

import re
from pathlib import Path

from quiz.packs.codes import CODES, table

ROOT = Path(__file__).parents[2]
PLACES = (
    *("quiz/packs", "quiz/documents", "quiz/services/contents.py", "quiz/services/sources.py"),
    *("quiz/services/loading.py", "quiz/services/media.py"),
)


def told():
    """Return the codes that the code tells, but for where it explains them."""
    for place in PLACES:
        top = ROOT / place
        for path in top.rglob("*.py") if top.is_dir() else (top,):
            if path.name != "codes.py":
                yield from re.findall(r'"(E\d{3})"', path.read_text(encoding="utf-8"))


def test_every_code_is_explained_and_every_explanation_has_a_code():
    assert set(told()) == CODES.keys()


def test_the_documents_have_the_table():
    assert table() in (ROOT / "docs/packs.md").read_text(encoding="utf-8")
