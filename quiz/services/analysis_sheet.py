"""Item analysis as a table to take along: a row for each question, harmless to open."""

from __future__ import annotations

from quiz.paper.tables import Cell, csv_rows
from quiz.services.analysis import Analysis
from quiz.services.items import Item

TITLES = (
    "Number", "Id", "Question", "Answer", "Kind", "Level", "Asked", "Answered", "Right",
    "Right share", "Low", "High", "Point-biserial", "Upper-lower 27 %", "Median seconds",
    "Flags", "Chosen",
)  # fmt: skip


def sheet(found: Analysis) -> bytes:
    """Return an analysis as CSV; see ``paper.tables.csv_rows``. What is not told is left empty."""
    return csv_rows(TITLES, map(_row, found.items))


def _row(item: Item) -> list[Cell]:
    told = item.figures
    head: list[Cell] = [
        item.number, item.question_id, item.ask, item.answer, item.kind, item.level,
        item.asked, item.answered,
    ]  # fmt: skip
    if told is None:
        return [*head, *([None] * (len(TITLES) - len(head)))]
    shares = (told.share, told.low, told.high, told.correlation, told.upper_lower)
    chosen = "; ".join(f"{option.text}: {option.count}" for option in told.options)
    return [
        *head, told.right, *(None if one is None else round(one, 4) for one in shares),
        None if told.seconds is None else round(told.seconds, 2), ", ".join(item.flags), chosen,
    ]  # fmt: skip
