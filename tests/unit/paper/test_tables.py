import csv
import io
import math
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from quiz.paper.model import Report, ReportAnswer, ReportPlayer, ReportQuestion
from quiz.paper.tables import csv_of, xlsx_of

WHEN = datetime(2026, 3, 14, 20, 14, tzinfo=UTC)
TABLES = ("questions", "players", "answers")
ATTACKS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "＝1",
    '=HYPERLINK("https://charlie.example","won")',
    "{=1+1}",
    "https://charlie.example",
    "mailto:charlie@charlie.example",
    "internal:Audit!A1",
]


def report(given_text="Tromsø", *, points=1, seconds=3.456, name="Bob"):
    question = ReportQuestion(
        1, "Openers", "Which town?", given_text, 4, 1, 1, 1, 1, given_text, 1, seconds, given_text
    )
    player = ReportPlayer(1, name, given_text, points, 1, 1, 4, seconds, 0.25)
    answer = ReportAnswer(1, "Openers", name, given_text, given_text, "right", points, seconds, 0.1)
    return Report("Alice’s night", WHEN, (question,), (player,), (answer,), ((WHEN, given_text),))


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def cells(data):
    book = load_workbook(io.BytesIO(data))
    return [cell for sheet in book for row in sheet.iter_rows(min_row=2) for cell in row]


def test_a_csv_has_a_byte_order_mark_and_ends_lines_as_the_standard_says():
    data = csv_of(report(), "players")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2
    assert data.endswith(b"\r\n")


def test_a_csv_gives_back_commas_quotes_and_line_ends():
    odd = 'a, "b"\r\nc'
    assert read(csv_of(report(odd), "answers"))[1][4] == odd


@pytest.mark.parametrize("attack", ATTACKS[:10])
@pytest.mark.parametrize("table", TABLES)
def test_a_csv_disarms_what_a_spreadsheet_would_run(table, attack):
    fields = read(csv_of(report(attack, name=attack), table))[1]
    assert "'" + attack.replace("\t=", "\t'=") in fields
    assert attack not in fields


def test_numbers_of_a_csv_stay_numbers_even_below_zero():
    line = csv_of(report(points=-500), "answers").decode("utf-8-sig").splitlines()[1]
    assert ",-500,3.46,0.1" in line
    assert line.startswith("1,")


def test_an_unknown_number_is_an_empty_field():
    fields = dict(zip(*read(csv_of(report(seconds=None), "players")), strict=True))
    assert fields["Mean seconds"] == ""
    assert fields["Right share"] == "0.25"


def test_a_question_that_nobody_was_asked_has_no_share():
    question = ReportQuestion(1, "Openers", "Which?", "This", 0, 0, 0, 0, 0)
    data = csv_of(Report("", WHEN, (question,), (), ()), "questions")
    assert dict(zip(*read(data), strict=True))["Right share"] == ""


def test_the_workbook_has_its_four_sheets_with_frozen_bold_filtered_heads():
    book = load_workbook(io.BytesIO(xlsx_of(report())))
    assert book.sheetnames == ["Questions", "Players", "Answers", "Audit"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet["A1"].font.bold
        assert sheet.auto_filter.ref.startswith("A1:")
    assert book.properties.title == "Alice’s night"


def test_the_workbook_holds_what_the_tables_hold():
    book = load_workbook(io.BytesIO(xlsx_of(report(points=-500))))
    row = [cell.value for cell in book["Answers"][2]]
    assert row == [1, "Openers", "Bob", "Tromsø", "Tromsø", "right", -500, 3.46, 0.1]
    assert [cell.value for cell in book["Audit"][2]] == ["2026-03-14 20:14:00", "Tromsø"]


@pytest.mark.parametrize("attack", ["a;=1+1;", "a; +1", "a\t@SUM(A1)", ";=1", "a;;-1;b", "a;＝1"])
def test_no_cell_begins_within_a_text_where_semicolons_or_tabs_part_cells(attack):
    """Spreadsheets in half of Europe take a semicolon for the end of a cell."""
    data = csv_of(report(attack, name=attack), "answers").decode("utf-8-sig")
    for mark in ";\t":
        cells_of = csv.reader(io.StringIO(data, newline=""), delimiter=mark)
        assert not [
            cell for row in cells_of for cell in row if cell.strip()[:1] in set("=+-@＝＋－＠")
        ]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_of_the_workbook_is_never_a_formula_or_a_link(attack):
    data = xlsx_of(report(attack, name=attack))
    assert not [c for c in cells(data) if c.data_type == "f" or c.hyperlink]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets"):
                assert b"<f>" not in parts.read(name)
                assert b"hyperlink" not in parts.read(name)


def test_a_text_of_digits_stays_a_text():
    assert load_workbook(io.BytesIO(xlsx_of(report("007"))))["Answers"]["E2"].value == "007"


def test_a_text_too_long_for_a_cell_is_cut_where_one_sees_it():
    value = load_workbook(io.BytesIO(xlsx_of(report("🎸" * 40_000))))["Answers"]["E2"].value
    assert value.endswith("🎸…")
    assert len(value.encode("utf-16-le")) <= 2 * 32_767


def test_a_night_that_nobody_played_has_its_heads():
    empty = Report("", WHEN, (), (), ())
    assert [len(read(csv_of(empty, table))) for table in TABLES] == [1, 1, 1]
    assert load_workbook(io.BytesIO(xlsx_of(empty)))["Players"]["B1"].value == "Player"


def test_the_same_night_gives_the_same_workbook():
    assert xlsx_of(report()) == xlsx_of(report())


@pytest.mark.parametrize("seconds", [math.nan, math.inf])
def test_a_number_that_is_none_is_left_out(seconds):
    assert (
        load_workbook(io.BytesIO(xlsx_of(report(seconds=seconds))))["Answers"]["H2"].value is None
    )


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters()) | st.sampled_from(ATTACKS), st.text(st.characters()))
def test_any_text_can_be_tabulated_and_none_comes_alive(first, second):
    night = report(first, name=second)
    assert not [c for c in cells(xlsx_of(night)) if c.data_type == "f" or c.hyperlink]
    for table in TABLES:
        data = csv_of(night, table)
        rows = read(data)
        assert len(rows) == 2
        assert not [
            field
            for column, field in zip(*rows, strict=True)
            if field.lstrip()[:1] in {"=", "+", "@", "-"} and column != "Points"
        ]
