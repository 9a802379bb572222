"""The tables of questions/moments as rows, for the tests that check them from another side."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "questions" / "moments"


@cache
def _table(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def rows(name: str, **wanted: str) -> list[dict[str, str]]:
    """Return the rows of a table that have the wanted values."""
    return [row for row in _table(name) if all(row[k] == v for k, v in wanted.items())]


def years_by(found: list[dict[str, str]], column: str) -> dict[str, list[str]]:
    """Return the years in which each value of a column stands, in order."""
    by: dict[str, list[str]] = defaultdict(list)
    for row in found:
        by[row[column]].append(row["year"])
    return {name: sorted(years) for name, years in by.items()}
