"""Tables as text without a header: what the columns are is told by what stands in them.

One column asks, nearly always with a question mark. Beside it stands the answer alone; or the
options, and before or behind them the right one, by its text, letter or number. Where that does
not hold for the rows together, a table is not guessed at. Tabs between two columns are for cards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quiz.packs.formats.model import Format, Holds, Reading, Sample
from quiz.packs.formats.tables.cells import Row
from quiz.packs.formats.tables.choosing import NoAnswerError, chosen
from quiz.packs.formats.tables.delimited import head_of, read_text, separators_of
from quiz.packs.formats.tables.layouts import Head
from quiz.packs.formats.tables.named import entry_of, fitted
from quiz.packs.formats.tables.workbook import is_workbook
from quiz.packs.formats.tables.writing import CSV
from quiz.packs.formats.texts import decode, refusal

_LOOKED_AT = 100  # rows
_FEWEST = 3
_NEARLY = 0.9  # of the rows
_MOST_COLUMNS = 10
_NOT = ("{", "[", "<", "#", "$", "//", "::", "%PDF")


def fits(sample: Sample) -> bool:
    """Know a table by what stands in its columns."""
    text = sample.text
    if is_workbook(sample.data) or "\0" in text or text.lstrip().startswith(_NOT):
        return False
    return _found(text[: text.rindex("\n") + 1] if "\n" in text else text) is not None


def _found(text: str) -> tuple[Head, str] | None:
    separators, plain = separators_of(text)
    for separator in separators:
        head = guessed(head_of(plain, separator, _LOOKED_AT))
        if head and (separator != "\t" or ("right", 0) in head.columns):
            return head, separator
    return None


def guessed(rows: Sequence[Row]) -> Head | None:
    """Return the columns of a table by what stands in them, None where that is not clear."""
    width = max((len(row.cells) for row in rows), default=0)
    if len(rows) < _FEWEST or not 2 <= width <= _MOST_COLUMNS:
        return None
    asks = [c for c in range(width - 1) if _share(row.cell(c).endswith("?") for row in rows)]
    if len(asks) != 1:
        return None
    ask, others = asks[0], list(range(asks[0] + 1, width))
    if len(others) == 1:
        is_full = all(row.cell(others[0]) and row.cell(ask) for row in rows)
        return _head(ask, {("answer", 0): others[0]}) if is_full else None
    for right in (others[-1], others[0]):
        options = {("option", n): c for n, c in enumerate((c for c in others if c != right), 1)}
        head = _head(ask, {**options, ("right", 0): right})
        if len(options) > 1 and _share(_is_told(row, head) for row in rows):
            return head
    return None


def _share(found: Iterable[bool]) -> bool:
    told = list(found)
    return sum(told) >= _NEARLY * len(told)


def _head(ask: int, columns: dict[tuple[str, int], int]) -> Head:
    return Head(Row(0, ()), {("ask", 0): ask, **columns})


def _is_told(row: Row, head: Head) -> bool:
    try:
        return bool(chosen(head.cell(row, "right"), head.cells(row, "option"), texts_first=True))
    except NoAnswerError:
        return False


def _read(data: bytes, file: str) -> Reading:
    text = decode(data)
    found = _found(text)
    if not found:
        raise refusal(file, "what the columns of this table are cannot be told", code="E503")
    head, separator = found
    rows = read_text(separators_of(text)[1], separator, file).rows
    head = fitted(head, rows)
    return Reading(tuple(filter(None, (entry_of(row, head) for row in rows))), "row")


BARE = Format(
    name="bare",
    title="Table without headers",
    ending=".csv",
    fits=fits,
    read=_read,
    holds=Holds(("choice", "multi", "truefalse", "typed")),
    mime=CSV,
    limits="Questions end in a question mark; the right option stands first or last.",
)
