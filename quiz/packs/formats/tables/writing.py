"""Packs → workbooks, and questions → the options and numbers that templates want."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from quiz.packs.formats.losses import loss
from quiz.packs.formats.model import Loss
from quiz.packs.formats.options import is_statement, placed
from quiz.packs.formats.tables.cells import is_formula
from quiz.questions.model import Choice, MultiSelect, Question, TrueFalse

Cell = str | int
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_WIDEST = 60


def write_workbook(title: str, rows: Sequence[Sequence[Cell]], head: int) -> bytes:
    """Return a workbook of one sheet; row ``head``, from 0, is set as its header.

    Texts are written as texts, never as formulas, links or numbers; what could be taken for a
    formula when one edits it is marked as quoted. The same rows give the same bytes.
    """
    import xlsxwriter  # noqa: PLC0415 - a start should not wait for what few ever want

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False})
    created = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    book.set_properties({"created": created})
    sheet = book.add_worksheet(title)
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(y, x, cell, plain)
            elif cell:
                form = quoted if is_formula(cell) else plain
                sheet.write_string(y, x, cell, heading if y == head else form)
    for x, name in enumerate(rows[head]):
        longest = max((len(str(row[x])) for row in rows[head:] if x < len(row)), default=0)
        sheet.set_column(x, x, max(min(longest, _WIDEST) + 2, len(str(name)[:20]), 8))
    sheet.freeze_panes(head + 1, 0)
    book.close()
    return target.getvalue()


def options_with_right(
    question: Question, most: int
) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Loss, ...]] | Loss:
    """Return at most so many options, the numbers of the right ones, and what is lost by that.

    Where not even the right ones fit with a wrong one, the loss of the whole question.
    """
    body = question.body
    if isinstance(body, TrueFalse):
        return ("True", "False"), (1 if body.answer else 2,), ()
    if isinstance(body, Choice):
        kept = body.wrong[: most - 1]
        options = placed(question, body.answer, kept)
        return options, (options.index(body.answer) + 1,), tuple(_lost(question, kept))
    if not isinstance(body, MultiSelect) or len(body.answers) >= most:
        return loss(question, f"the whole question: at most {most} options are known there")
    kept = body.wrong[: most - len(body.answers)]
    options = _mixed(question, body.answers, kept)
    right = tuple(n for n, option in enumerate(options, 1) if option in body.answers)
    return options, right, tuple(_lost(question, kept))


def _lost(question: Question, kept: tuple[str, ...]) -> Iterator[Loss]:
    body = question.body
    if isinstance(body, Choice | MultiSelect) and len(kept) < len(body.wrong):
        yield loss(question, f"{len(body.wrong) - len(kept)} of its wrong options")
    if isinstance(body, Choice) and is_statement(body.answer, kept):
        yield loss(question, "that it is not a statement, being True or False")


def _mixed(question: Question, right: tuple[str, ...], wrong: tuple[str, ...]) -> tuple[str, ...]:
    """Return right and wrong ones mixed, each in their order; the same in every export."""
    bits = int.from_bytes(hashlib.blake2b(question.id.encode(), digest_size=4).digest(), "big")
    rights, wrongs, made = list(right), list(wrong), list[str]()
    while rights and wrongs:
        made.append((rights if bits & 1 else wrongs).pop(0))
        bits >>= 1
    return (*made, *rights, *wrongs)
