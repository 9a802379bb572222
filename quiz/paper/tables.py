"""The report of a night as CSV and as a workbook, in which no text can act.

What a player typed ends up in the host's spreadsheet. So in CSV a text that a spreadsheet would
take for a formula gets an apostrophe before it (and within it, where a spreadsheet that parts cells
by semicolons or tabs would see another begin), and in the workbook every text is written as a text:
never as a formula, a link or a number. Numbers stay numbers. The headings are English in
every language, so that other programs find the columns.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from quiz.paper.model import Report, ReportAnswer, ReportPlayer, ReportQuestion

Table = Literal["questions", "players", "answers"]
Cell = str | int | float | None
Form = Literal["text", "long", "whole", "seconds", "share"]

# What starts a formula, also in its wide forms; blanks before it do not disarm it everywhere.
_FORMULA = re.compile(r"[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n]")
_WITHIN = re.compile(r"([;\t]\s*)(?=[=+\-@＝＋－＠])")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CELL_UNITS = 32_767  # what a cell of a workbook can hold, in units of UTF-16
_FORMATS: dict[Form, str] = {
    "text": "General",
    "long": "General",
    "whole": "#,##0",
    "seconds": "0.0",
    "share": "0%",
}


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    value: Callable[[Any], Cell]
    form: Form = "text"
    width: int = 10


_QUESTIONS = (
    _Column("Number", lambda q: q.number, "whole", 9),
    _Column("Round", lambda q: q.round, "text", 20),
    _Column("Question", lambda q: q.ask, "long", 60),
    _Column("Answer", lambda q: q.answer, "long", 28),
    _Column("Asked", lambda q: q.asked, "whole"),
    _Column("Right", lambda q: q.right, "whole"),
    _Column("Right share", lambda q: _share(q.right, q.asked), "share", 13),
    _Column("Close", lambda q: q.close, "whole"),
    _Column("Wrong", lambda q: q.wrong, "whole"),
    _Column("No answer", lambda q: q.none, "whole", 12),
    _Column("Most given wrong answer", lambda q: q.hardest_wrong, "long", 28),
    _Column("Given by", lambda q: q.hardest_wrong_count, "whole", 11),
    _Column("Mean seconds", lambda q: q.mean_seconds, "seconds", 15),
    _Column("Note", lambda q: q.note, "long", 28),
)
_PLAYERS = (
    _Column("Rank", lambda p: p.rank, "whole", 8),
    _Column("Player", lambda p: p.name, "text", 28),
    _Column("Team", lambda p: p.team, "text", 24),
    _Column("Points", lambda p: p.points, "whole"),
    _Column("Right", lambda p: p.right, "whole"),
    _Column("Answered", lambda p: p.answered, "whole", 12),
    _Column("Asked", lambda p: p.asked, "whole"),
    _Column("Right share", lambda p: _share(p.right, p.asked), "share", 13),
    _Column("Mean seconds", lambda p: p.mean_seconds, "seconds", 15),
    _Column("Credit seconds", lambda p: p.credit_seconds, "seconds", 16),
)
_ANSWERS = (
    _Column("Question", lambda a: a.question, "whole", 11),
    _Column("Round", lambda a: a.round, "text", 20),
    _Column("Player", lambda a: a.player, "text", 28),
    _Column("Team", lambda a: a.team, "text", 24),
    _Column("Given", lambda a: a.given, "long", 40),
    _Column("Mark", lambda a: a.mark, "text", 12),
    _Column("Points", lambda a: a.points, "whole"),
    _Column("Seconds", lambda a: a.seconds, "seconds", 11),
    _Column("Credit", lambda a: a.credit, "seconds", 10),
)
_AUDIT = (
    _Column("When", lambda line: f"{line[0]:%Y-%m-%d %H:%M:%S}", "text", 24),
    _Column("What", lambda line: line[1], "long", 90),
)
_TABLES: dict[Table, tuple[_Column, ...]] = {
    "questions": _QUESTIONS,
    "players": _PLAYERS,
    "answers": _ANSWERS,
}


def csv_of(report: Report, table: Table) -> bytes:
    """Return one table as RFC 4180, UTF-8 with a byte order mark, lines ending in CR LF.

    Every text is quoted, no number is. A text that begins like a formula has an apostrophe before
    it. A number that is not known is an empty field; a share is a number from 0 to 1.
    """
    columns = _TABLES[table]
    rows = ([_value(column, row) for column in columns] for row in _rows(report, table))
    return csv_rows([column.title for column in columns], rows)


def csv_rows(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return any table in that form."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(titles)
    for row in rows:
        writer.writerow([_harmless(_written(cell)) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def xlsx_of(report: Report) -> bytes:
    """Return one workbook of the sheets Questions, Players, Answers and Audit.

    A text too long for a cell is cut there and ends in ``…``. The same night gives the same bytes.
    """
    import xlsxwriter  # noqa: PLC0415 - a start should not wait for what most nights never want

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties(
        {
            "title": _writable(report.title)[:255],
            "subject": f"{report.when:%Y-%m-%d}",
            "created": datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        }
    )
    sheets: tuple[tuple[str, tuple[_Column, ...], Sequence[object]], ...] = (
        ("Questions", _QUESTIONS, report.questions),
        ("Players", _PLAYERS, report.players),
        ("Answers", _ANSWERS, report.answers),
        ("Audit", _AUDIT, report.audit),
    )
    head = book.add_format({"bold": True, "bottom": 1, "valign": "vcenter"})
    formats = {
        form: book.add_format({"num_format": shown, "valign": "top", "text_wrap": form == "long"})
        for form, shown in _FORMATS.items()
    }
    for name, columns, rows in sheets:
        sheet = book.add_worksheet(name)
        _fill(sheet, columns, rows, head, formats)
    book.close()
    return target.getvalue()


def _fill(
    sheet: Any,
    columns: tuple[_Column, ...],
    rows: Sequence[object],
    head: Any,
    formats: dict[Form, Any],
) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_row(0, 20)
    for x, column in enumerate(columns):
        sheet.set_column(x, x, column.width)
        sheet.write_string(0, x, column.title, head)
    for y, row in enumerate(rows, start=1):
        for x, column in enumerate(columns):
            value = _value(column, row)
            if isinstance(value, str):
                sheet.write_string(y, x, _fitting(value), formats[column.form])
            elif value is not None:
                sheet.write_number(y, x, value, formats[column.form])
    sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _rows(report: Report, table: Table) -> Iterable[ReportQuestion | ReportPlayer | ReportAnswer]:
    match table:
        case "questions":
            return report.questions
        case "players":
            return report.players
        case "answers":
            return report.answers


def _value(column: _Column, row: object) -> Cell:
    """Return what stands in a cell: seconds to the hundredth, text as can be written."""
    value = column.value(row)
    if isinstance(value, str):
        return _writable(value)
    if isinstance(value, float):
        return round(value, 4 if column.form == "share" else 2) if math.isfinite(value) else None
    return value


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None


def _writable(text: str) -> str:
    """Put the replacement character where neither XML nor UTF-8 has one."""
    return _UNWRITABLE.sub("\ufffd", text)


def _written(value: Cell) -> Cell:
    return _writable(value) if isinstance(value, str) else value


def _harmless(value: Cell) -> Cell:
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    value = _WITHIN.sub(r"\1'", value)
    return f"'{value}" if _FORMULA.match(value) else value


def _fitting(text: str) -> str:
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _CELL_UNITS:
        return text
    return units[: 2 * _CELL_UNITS - 4].decode("utf-16-le", "ignore") + "…"
