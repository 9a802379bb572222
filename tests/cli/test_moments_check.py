"""``quiz moments``: checked from the command line, with an exit status for scripts."""

import json

import pytest
from click.testing import CliRunner

from quiz.cli.group import quiz
from tests.tools.moments import QUESTIONS

GOOD = """format: 1
id: t
title: T
as_of: 2023-09-14
sources: {paper: {title: The paper}}
things:
  ann: {name: Ann, type: person}
moments:
  - {won: Best Song, winner: ann, year: 2020, source: paper}
"""


@pytest.fixture
def run(tmp_path):
    def run(text: str | bytes, *options: str, table: bytes = b""):
        file = tmp_path / "t.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        (tmp_path / "a.csv").write_bytes(table)
        told = CliRunner().invoke(quiz, ["moments", "check", *options, str(file)])
        assert told.exception is None or isinstance(told.exception, SystemExit)
        return told.exit_code, told.output.replace(f"{tmp_path}/", "")

    return run


def test_a_file_in_order_is_told_in_a_line(run):
    assert run(GOOD) == (0, "t.yaml: “T”, 1 moments; 0 errors, 0 warnings\n")


def test_every_error_has_its_place_and_the_status_is_1(run):
    status, told = run(GOOD.replace("winner: ann", "winer: anm"))
    assert status == 1
    assert "t.yaml:9:22: E104 “won” has no key “winer”; did you mean “winner”?" in told
    assert "t.yaml: cannot be read; 2 errors, 0 warnings" in told


def test_warnings_fail_only_where_that_is_wanted(run):
    text = GOOD.replace("things:\n", "things:\n  bob: {name: Bob, type: person}\n")
    status, told = run(text)
    assert (status, told.splitlines()[0]) == (
        0,
        "t.yaml:7:3: W402 “bob” is never named in a moment",
    )
    assert run(text, "--strict")[0] == 1
    assert run(GOOD, "--strict")[0] == 0


TABLE = GOOD.replace(
    "moments:\n",
    "tables: [{file: a.csv, moments: [{won: '{p}', winner: '{w}', year: '{y}'}]}]\nmoments:\n",
)


def test_the_rows_of_a_table_are_counted(run):
    status, told = run(TABLE, table=b"p,w,y\nA,ann,2001\nA,ann\nB,-,2002\n")
    assert status == 1
    assert "a.csv:3:0: E334 the row has 2 cells, and there are 3 columns" in told
    assert "t.yaml: a.csv: 3 rows, 2 used, 0 left out, 1 with errors, 1 moment\n" in told


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("latin-1", "2:1: E195 {} Latin-1, where this byte (0xc9) is “É”: save it as UTF-8"),
        ("utf-16", "1:1: E195 {} UTF-16: save it as UTF-8"),
    ],
)
def test_a_table_in_another_encoding_is_told_so(run, encoding, told):
    status, output = run(TABLE, table="p,w\nÉdith,x\n".encode(encoding))
    assert status == 1
    assert f"a.csv:{told.format('a.csv is not UTF-8 text; it looks like')}" in output


def test_the_limit_to_rows_can_be_set(run):
    table = b"p,w,y\nA,ann,2001\nA,ann,2002\nB,ann,2003\n"
    assert run(TABLE, "--most-rows", "3", table=table)[0] == 0
    status, told = run(TABLE, "--most-rows", "2", table=table)
    assert status == 1
    assert "a.csv:4:0: E332 at most 2 rows are read; this one and those below are not" in told


def test_every_file_that_ships_has_no_error():
    files = sorted(map(str, (QUESTIONS / "moments").glob("*.yaml")))
    told = CliRunner().invoke(quiz, ["moments", "check", *files])
    assert told.exit_code == 0, told.output


def test_the_schema_is_printed():
    told = CliRunner().invoke(quiz, ["moments", "schema"])
    assert json.loads(told.output)["$schema"] == "http://json-schema.org/draft-07/schema#"
