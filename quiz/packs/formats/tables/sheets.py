"""Files of any kind of table → the sheets in them, the header of a layout, the questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from quiz.errors import BadInputError
from quiz.packs.formats.model import Found, Reading, Sample, Skip
from quiz.packs.formats.tables.cells import HEAD_ROWS, Row, Sheet, as_meant
from quiz.packs.formats.tables.delimited import head_of, read_text, separators_of
from quiz.packs.formats.tables.layouts import Head, Layout, find_head
from quiz.packs.formats.tables.workbook import heads_of, is_workbook, read_workbook
from quiz.packs.formats.texts import decode, refusal

EntryOf = Callable[[Row, Head], Found | Skip | None]
Fitted = Callable[[Head, Iterable[Row]], Head]
_ONE_SHEET = "only the first sheet with questions is read; save this one as a file of its own"


def heads(sample: Sample) -> tuple[tuple[Row, ...], ...]:
    """Return how every table that a file may be begins, looked up once for all layouts."""
    known = sample.memo.get("tables")
    if known is None:
        known = sample.memo["tables"] = tuple(_heads(sample))
    return tuple(known)


def _heads(sample: Sample) -> Iterator[tuple[Row, ...]]:
    if is_workbook(sample.data):
        try:
            yield from heads_of(sample.data, sample.name, HEAD_ROWS)
        except BadInputError:
            return  # whoever reads it tells why
    elif "\0" not in sample.text:
        separators, text = separators_of(sample.text)
        for separator in separators:
            yield head_of(text, separator, HEAD_ROWS)


def has_head(sample: Sample, layout: Layout) -> bool:
    """Say whether a file is a table with all that a layout needs."""
    return any(find_head(rows, layout) for rows in heads(sample))


def read_table(
    data: bytes,
    file: str,
    layout: Layout,
    entry_of: EntryOf,
    fitted: Fitted = lambda head, _: head,
) -> Reading:
    """Read the questions of a table. Raises BadInputError where there is no header to find them.

    ``fitted`` adds to the header what only all the rows together tell.
    """
    entries: list[Found | Skip] = []
    found: Head | None = None
    for sheet in _sheets(data, file, layout):
        head = find_head(sheet.rows, layout)
        if head is None:
            continue
        if found is not None:
            entries.append(Skip(head.row.number, f"sheet “{sheet.title}”", _ONE_SHEET))
            continue
        rows = [row for row in sheet.rows if row.number > head.row.number]
        found = head = fitted(head, rows)
        entries.extend(filter(None, (entry_of(row, head) for row in rows)))
    if found is None:
        raise refusal(file, _no_header(layout), code="E503")
    return Reading(tuple(entries), "row")


def _no_header(layout: Layout) -> str:
    needed = " and ".join(f"“{need.partition('|')[0]}”" for need in layout.needs)
    return f"no row has the headers of a table of questions (columns for {needed} at least)"


def _sheets(data: bytes, file: str, layout: Layout) -> Iterable[Sheet]:
    if is_workbook(data):
        return read_workbook(data, file)
    separators, text = separators_of(decode(data))
    if "\0" in text[:1000]:
        raise refusal(file, "this is no text and no workbook")
    fitting = [
        (len(head.columns), separator)
        for separator in separators
        if (head := find_head(head_of(text, separator, HEAD_ROWS), layout))
    ]
    best = max(fitting, default=(0, separators[0]), key=lambda pair: pair[0])[1]
    sheet = read_text(text, best, file)
    rows = (replace(row, cells=tuple(map(as_meant, row.cells))) for row in sheet.rows)
    return (Sheet("", tuple(rows)),)
