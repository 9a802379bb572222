"""Workbooks of others: what stands in their cells, and what is refused."""

import contextlib
import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.errors import BadInputError
from quiz.packs.formats import registry
from quiz.packs.formats.tables import parts
from quiz.packs.formats.tables.workbook import read_workbook
from quiz.packs.importing import import_pack

SHEET = "xl/worksheets/sheet1.xml"
SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Question</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Answer</t></is></c></row>'
)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in (("Question", "Answer"), *rows):
        book.active.append(row)
    return saved(book)


def with_shared_texts():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet().write_row(0, 0, ["Question", "Answer"])
    return target.getvalue()


def with_parts(others, data=None):
    """Return a workbook with other parts."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook(("a", "b")))) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in dict.fromkeys([*source.namelist(), *others]):
            target.writestr(name, others[name] if name in others else source.read(name))
    return made.getvalue()


def sheet(rows, before="", dtd=""):
    return f"{dtd}<worksheet {SPACE}>{before}<sheetData>{HEAD}{rows}</sheetData></worksheet>"


def rows_of(data):
    return {row.number: row.cells for table in read_workbook(data, "x") for row in table.rows}


def refused(data):
    form = registry.detect(data, "upload.xlsx")
    with pytest.raises(BadInputError) as caught:
        import_pack(data, "upload.xlsx", form)
    return str(caught.value)


# ------------------------------------------------------------------ what stands in cells


def test_cells_are_texts_as_one_sees_them():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        table = book.add_worksheet()
        day, share, clock = (
            book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "0 %", "hh:mm")
        )
        table.write_row(0, 0, ["Question", "Answer"])
        table.write_rich_string(1, 0, "Which ", book.add_format({"bold": True}), "planet", "?")
        table.write_number(1, 1, 3.0)
        table.write_datetime(1, 2, datetime(1969, 7, 20, tzinfo=UTC).replace(tzinfo=None), day)
        table.write_number(1, 3, 0.07, share)
        table.write_number(1, 4, 0.5, clock)
        table.write_boolean(1, 5, True)
        table.write_formula(1, 6, "=1+2", None, 3)
        table.write_number(1, 7, 0.1 + 0.2)
        table.write_string(1, 8, "a_x0041_\nb")
        table.write_string(4, 0, "later")
    assert rows_of(target.getvalue()) == {
        1: ("Question", "Answer"),
        2: (
            *("Which planet?", "3", "1969-07-20", "7%", "12:00", "true", "3", "0.3"),
            "a_x0041_\nb",
        ),
        5: ("later",),
    }


def test_openpyxl_writes_what_is_read():
    book = openpyxl.Workbook()
    book.active.append(["Question", 2, 2.5, date(2000, 2, 29), None, False, "é\n"])
    assert list(rows_of(saved(book)).values()) == [
        ("Question", "2", "2.5", "2000-02-29", "", "false", "é")
    ]


def test_cells_without_places_and_names_with_a_prefix_are_read():
    plain = sheet("<row><c><v>1</v></c><c t='str'><f>A1</f><v>two</v></c></row>")
    for name in ("worksheet", "sheetData", "row", "c", "v", "is", "t", "f"):
        plain = plain.replace(f"<{name}>", f"<x:{name}>").replace(f"<{name} ", f"<x:{name} ")
        plain = plain.replace(f"</{name}>", f"</x:{name}>")
    plain = plain.replace(SPACE, SPACE.replace("xmlns", "xmlns:x"))
    assert rows_of(with_parts({SHEET: plain}))[2] == ("1", "two")


def test_only_sheets_that_one_sees_are_read_and_only_the_first_with_questions():
    book = openpyxl.Workbook()
    book.active.append(["Notes"])
    for title in ("Hidden", "First", "Second"):
        table = book.create_sheet(title)
        table.append(["Question", "Answer"])
        table.append([title, "x"])
    book["Hidden"].sheet_state = "hidden"
    data = saved(book)
    made = import_pack(data, "x.xlsx", registry.detect(data, "x.xlsx"))
    assert [question.ask for question in made.pack.questions] == ["First"]
    assert [note.what for note in made.report.skipped] == ["sheet “Second”"]


def test_blank_rows_end_a_sheet_and_a_lying_dimension_is_not_believed():
    rows = (
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="900000"><c r="A900000"><v>2</v></c></row>'
    )
    lie = '<dimension ref="A1:XFD1048576"/>'
    assert list(rows_of(with_parts({SHEET: sheet(rows, before=lie)}))) == [1, 2]


# ------------------------------------------------------------------ what is refused


def test_a_workbook_with_macros_is_refused():
    assert "macros" in refused(with_parts({"xl/vbaProject.bin": b"x"}))


def test_an_old_or_locked_workbook_is_refused_with_what_to_do():
    assert "save it as a plain .xlsx" in refused(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600))


def test_too_many_rows_or_columns_are_refused():
    assert "more than 5,000 rows" in refused(workbook(*[("q", "a")] * 5_100))
    assert "text in column 31" in refused(workbook(["x"] * 31))
    assert refused(b"Question,Answer\n" + b"q,a\n" * 5_100).count("5,000") == 1


def test_a_doctype_is_refused():
    told = refused(with_parts({SHEET: sheet("", dtd="<!DOCTYPE a [<!ENTITY b 'c'>]>")}))
    assert "DTD" in told


def test_a_bomb_is_refused():
    told = refused(with_parts({SHEET: sheet("<row/>" * 1_000_000)}))
    assert "100 times its size" in told


def noise(count, text):
    return "".join(text.format(n * 7919 % 99991) for n in range(count))


def _styles():
    return f"<styleSheet {SPACE}><cellXfs>{noise(21_000, '<xf a=@{}@/>')}</cellXfs></styleSheet>"


HOSTILE = {
    "cells": (SHEET, lambda: sheet(f"<row>{noise(21_000, '<c a=@{}@/>')}</row>")),
    "texts": (
        "xl/sharedStrings.xml",
        lambda: f"<sst {SPACE}>{noise(9_500, '<si><t>{}</t></si>')}</sst>",
    ),
    "forms": ("xl/styles.xml", _styles),
    "deep": (SHEET, lambda: sheet(noise(21_000, "<a{}>"))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_a_workbook_costs_is_counted_while_it_is_read(name, monkeypatch):
    monkeypatch.setattr(parts, "MOST_ELEMENTS", 20_000)  # instead of half a million
    monkeypatch.setattr(parts, "MOST_TEXTS", 9_000)
    part, made = HOSTILE[name]
    told = refused(with_parts({part: made().replace("@", '"')}, with_shared_texts()))
    assert "than are read" in told


@settings(max_examples=20)
@given(st.sampled_from([SHEET, "xl/workbook.xml", "xl/styles.xml"]), st.integers(0, 900), st.data())
def test_a_damaged_workbook_is_read_or_refused(name, at, data):
    whole = workbook(("Which?", "That"), (1.5, date(2000, 1, 1)))
    part = zipfile.ZipFile(io.BytesIO(whole)).read(name)
    end = at + data.draw(st.integers(0, 30))
    garbage = data.draw(st.text("<>/rcvts=\"' 019", max_size=20)).encode()
    damaged = with_parts({name: part[:at] + garbage + part[end:]}, whole)
    with contextlib.suppress(BadInputError):
        report = import_pack(damaged, "x", registry.named("xlsx")).report
        assert report.found == report.imported + len(report.skipped)
