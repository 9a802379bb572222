"""No cell of a file that a spreadsheet opens begins a formula, whatever a pack says."""

import csv
import io
import re
import zipfile

import pytest

from quiz.packs.formats import registry
from quiz.packs.model import Pack
from quiz.questions.model import Choice, Match, MultiSelect, Order, Question, Typed
from tests.tools.live_text import STARTS

CALLS = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://127.0.0.1/","x")', "SUM(A1:A9)", "a")
TABLES = ("csv", "xlsx", "kahoot", "blooket", "gimkit", "wayground")


def pack_of(payload):
    """A pack with this in every field of every kind that a table has."""
    others = tuple(f"{payload} {n}" for n in range(3))
    pairs = tuple((each, f"{each}!") for each in others)
    bodies = (
        *(Choice(payload, others), MultiSelect(others[:2], others[2:]), Typed((payload, "b"))),
        *(Order(others), Match(pairs)),
    )
    told = {"explain": payload, "source": payload, "tags": (payload,)}
    questions = (Question(f"q{n}", payload, body, **told) for n, body in enumerate(bodies))
    return Pack("a", payload, tuple(questions), description=payload, authors=(payload,))


def cells(data):
    if not data.startswith(b"PK"):
        return [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    return []


@pytest.mark.parametrize("name", TABLES)
def test_no_formula_is_live_in_a_table(name):
    for payload in (start + call for start in STARTS for call in CALLS):
        data = registry.named(name).write(pack_of(payload)).data
        live = [cell for cell in cells(data) if re.match(r"\s*[=+\-@＝＋－＠]|[\t\r]", cell)]
        assert live == [], payload
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                sheets = [book.read(n) for n in book.namelist() if n.startswith("xl/worksheets/")]
                assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets), payload
                assert not any(b"<hyperlink" in sheet for sheet in sheets), payload
