"""Blackboard's upload of questions: a row each without a header, with tabs, its kind first.

MC, MA       question, then each answer with ``correct`` or ``incorrect`` behind it
TF           question, ``true`` or ``false``
FIB          question, what may be typed
NUM          question, number, tolerance
ORD          question, items in their right order
MAT          question, then each item with its match behind it

Source: help.blackboard.com, “Upload questions”. Other kinds are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from quiz.packs.formats.markup import from_mixed, shows_media
from quiz.packs.formats.model import Format, Found, Holds, Reading, Sample, Skip, Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.tables.cells import Row
from quiz.packs.formats.tables.delimited import head_of, read_text
from quiz.packs.formats.texts import decode

_KINDS = frozenset({
    *("MC", "MA", "TF", "FIB", "NUM", "ORD", "MAT", "ESS", "SR", "FIL", "OP", "FIB_PLUS"),
    *("JUMBLED_SENTENCE", "QUIZ_BOWL"),
})  # fmt: skip
_MARKS = {"correct": True, "incorrect": False}
_LOOKED_AT = 100  # rows

_Keys = dict[str, Value]


def _fits(sample: Sample) -> bool:
    text = sample.text
    if "\0" in text or "\t" not in text or text.split("\t", 1)[0].strip("\"' \n") not in _KINDS:
        return False
    whole = text[: text.rindex("\n") + 1] if "\n" in text else text
    rows = head_of(whole, "\t", _LOOKED_AT)
    return bool(rows) and all(row.cell(0) in _KINDS and row.cell(1) for row in rows)


def _read(data: bytes, file: str) -> Reading:
    rows = read_text(decode(data), "\t", file).rows
    return Reading(tuple(map(_entry, rows)), "row")


def _entry(row: Row) -> Found | Skip:
    ask = from_mixed(row.cell(1))
    if not ask:
        return Skip(row.number, row.cell(0), "it has no question")
    if any(map(shows_media, row.cells)):
        return Skip(row.number, ask, "it shows a picture, and that is not in the file")
    cells = tuple(map(from_mixed, row.cells[2:]))
    made = _answer(row.cell(0), cells)
    if isinstance(made, str):
        return Skip(row.number, ask, made)
    return Found(row.number, {"ask": ask, **made})


def _answer(kind: str, cells: tuple[str, ...]) -> _Keys | str:
    """Return the keys of what is right, or why there are none."""
    keys: _Keys = {}
    match kind, cells:
        case "MC" | "MA", _:
            return _options(cells)
        case "TF", (truth, *_) if truth.casefold() in {"true", "false"}:
            keys = {"answer": truth.casefold()}
        case "FIB", (_, *_):
            keys = {"typed": tuple(filter(None, cells))}
        case "NUM", (number, *more):
            keys = {"number": number, **({"within": more[0]} if any(more[:1]) else {})}
        case "ORD", (_, *_):
            keys = {"order": cells}
        case "MAT", (_, _, *_):
            keys = {"match": tuple(_pairs(cells))}
        case "TF" | "FIB" | "NUM" | "ORD" | "MAT", _:
            pass
        case _:
            return f"questions of the kind “{kind}” are not known here"
    return keys or "the file does not tell what is right"


def _pairs(cells: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Pair each cell with the next; one that is left alone goes with an empty text."""
    return zip_longest(cells[::2], cells[1::2], fillvalue="")


def _options(cells: tuple[str, ...]) -> _Keys | str:
    pairs = [(text, _MARKS.get(mark.casefold())) for text, mark in _pairs(cells)]
    if any(mark is None for _, mark in pairs):
        return "not every answer has “correct” or “incorrect” behind it"
    right = tuple(text for text, is_right in pairs if is_right)
    wrong = tuple(text for text, is_right in pairs if not is_right)
    if not right:
        return "none of its options is right"
    return option_keys(right, wrong) if wrong else "it has no wrong option"


BLACKBOARD = Format(
    name="blackboard",
    title="Blackboard (text)",
    ending=".txt",
    fits=_fits,
    read=_read,
    holds=Holds(("choice", "multi", "truefalse", "typed", "number", "order", "match")),
    mime="text/tab-separated-values",
    limits="Essays, several blanks, jumbled sentences and quiz bowls are left out.",
)
