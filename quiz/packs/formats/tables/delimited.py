"""Tables as text: fields between commas, semicolons, tabs or bars.

Fields may be quoted, and then hold line breaks, separators and quotation marks written twice. A
first line ``sep=;`` names the separator, as spreadsheets write it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from quiz.errors import BadInputError
from quiz.packs.formats.tables.cells import MOST_ROWS, Row, Sheet, disarmed, rows_of
from quiz.packs.formats.texts import refusal

SEPARATORS = (",", ";", "\t", "|")
MOST_CHARACTERS = 16 << 20  # of a table; 5,000 rows of the longest texts are less
_SEP = re.compile(r"\A\ufeff?\"?sep=(.)\"?[^\n]*\n", re.IGNORECASE)


def separators_of(text: str) -> tuple[tuple[str, ...], str]:
    """Return the separators that a text may have, and the text without the line that names one."""
    named = _SEP.match(text)
    if named:
        return (named[1],), "\n" + text[named.end() :]
    line_ends = text[:20_000]
    return tuple(sep for sep in SEPARATORS if sep in line_ends) or (",",), text


def read_text(text: str, separator: str, file: str, most: int = MOST_ROWS) -> Sheet:
    """Read a table of that separator. Raises BadInputError where it is too large to be read."""
    if len(text) > MOST_CHARACTERS:
        told = f"a table of {len(text):,} characters; at most {MOST_CHARACTERS:,} are read"
        raise refusal(file, told, code="E502")
    number = 0
    rows: list[Row] = []
    try:
        for row in rows_of(records(text, separator), file, most):
            rows.append(row)
            number = row.number
    except csv.Error as error:
        told = (
            f"a cell from row {number + 1:,} on is longer than is read; is a quotation mark open?"
        )
        raise refusal(file, told) from error
    if rows and text.count('"') % 2 and "\n" in rows[-1].cells[-1]:
        told = f"in row {rows[-1].number:,} a quotation mark opens and does not close"
        raise refusal(file, told)
    return Sheet("", tuple(rows))


def head_of(text: str, separator: str, most: int) -> tuple[Row, ...]:
    """Return the first rows of a table, of a text that may be cut off anywhere."""
    rows: list[Row] = []
    try:
        for row in rows_of(records(text, separator), ""):
            rows.append(row)
            if len(rows) == most:
                break
    except (csv.Error, BadInputError):  # the reader tells it
        return tuple(rows)
    return tuple(rows)


def records(text: str, separator: str) -> Iterator[list[str]]:
    """Yield the fields of each row, blank rows too. Raises csv.Error for endless quotations."""
    return csv.reader(_lines(text), delimiter=separator, skipinitialspace=separator != "\t")


def _lines(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end].replace("\0", "")
        at = end


def write_text(rows: Sequence[Sequence[str]]) -> bytes:
    """Return RFC 4180, UTF-8 with a byte order mark, lines ending in CR LF, formulas disarmed."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return ("\ufeff" + target.getvalue()).encode("utf-8", "replace")
