"""Our own columns, as CSV and as a workbook; what each column means is told in ``named``."""

from __future__ import annotations

from quiz.packs.formats.losses import sift
from quiz.packs.formats.model import Format, Holds, Loss, Reading, Sample, Written
from quiz.packs.formats.tables.delimited import write_text
from quiz.packs.formats.tables.layouts import OWN
from quiz.packs.formats.tables.named import entry_of, fitted, in_a_cell, in_pairs
from quiz.packs.formats.tables.sheets import has_head, read_table
from quiz.packs.formats.tables.workbook import is_workbook
from quiz.packs.formats.tables.writing import CSV, XLSX, write_workbook
from quiz.packs.model import Pack
from quiz.questions.kinds import kind_of
from quiz.questions.model import (
    Body,
    Choice,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)

_HOLDS = Holds(
    {"choice", "multi", "truefalse", "typed", "number", "order", "match"},
    {"id", "explain", "source", "difficulty", "tags", "time"},
)
_LIMITS = "At most 5,000 rows and 30 columns; no macros."


def rows_of(pack: Pack) -> tuple[list[list[str]], tuple[Loss, ...]]:
    """Return the header and a row a question, and what of the pack is not in them."""
    questions, losses = sift(pack, _HOLDS)
    most = max((len(_wrong(question.body)) for question in questions), default=0)
    head = [
        *("id", "kind", "ask", "answer", *(f"wrong {number}" for number in range(1, most + 1))),
        *("unit", "within", "explain", "source", "difficulty", "tags", "time"),
    ]
    rows = [_row(question, most) for question in questions]
    return [head, *rows], losses


def _row(question: Question, most: int) -> list[str]:
    body = question.body
    wrong = _wrong(body)
    unit, within = (body.unit, _within(body)) if isinstance(body, Number) else ("", "")
    return [
        *(question.id, kind_of(body), question.ask, _answer(body)),
        *wrong,
        *("",) * (most - len(wrong)),
        *(unit, within, question.explain, question.source, question.difficulty),
        *(in_a_cell(question.tags), str(question.time or "")),
    ]


def _wrong(body: Body) -> tuple[str, ...]:
    return body.wrong if isinstance(body, Choice | MultiSelect) else ()


def _answer(body: Body) -> str:
    match body:
        case Choice():
            told = body.answer
        case MultiSelect():
            told = in_a_cell(body.answers)
        case TrueFalse():
            told = "true" if body.answer else "false"
        case Typed():
            told = in_a_cell(body.accepted)
        case Number():
            told = _number(body.value)
        case Order():
            told = in_a_cell(body.items)
        case _:
            told = in_pairs(body.pairs)
    return told


def _within(body: Number) -> str:
    return f"{_number(body.within)}{'%' * body.percent}" if body.within or body.percent else ""


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _read(data: bytes, file: str) -> Reading:
    return read_table(data, file, OWN, entry_of, fitted)


def _fits_text(sample: Sample) -> bool:
    return not is_workbook(sample.data) and has_head(sample, OWN)


def _write_csv(pack: Pack) -> Written:
    rows, losses = rows_of(pack)
    return Written(write_text(rows), losses)


def _write_xlsx(pack: Pack) -> Written:
    rows, losses = rows_of(pack)
    return Written(write_workbook("Questions", rows, 0), losses)


TABLE = Format(
    name="csv",
    title="Table (CSV)",
    ending=".csv",
    fits=_fits_text,
    read=_read,
    write=_write_csv,
    mime=CSV,
    holds=_HOLDS,
    limits=_LIMITS,
)
WORKBOOK = Format(
    name="xlsx",
    title="Table (Excel)",
    ending=".xlsx",
    fits=lambda sample: is_workbook(sample.data),
    read=_read,
    write=_write_xlsx,
    mime=XLSX,
    holds=_HOLDS,
    limits=_LIMITS,
)
