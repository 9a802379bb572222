r"""Which columns the tables of each tool have, by the words of their headers.

A header is compared in its plain words: lower case, one space between, no punctuation but ``#``
(``Answer 3\n(Optional)`` is ``answer 3 optional``). A role that may stand in several columns has a
group for its number or letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quiz.packs.formats.tables.cells import HEAD_ROWS, Row

_WORD = re.compile(r"[^\W_]+|#")
_MEDIA = r"(?:image|picture|photo|video|audio|media|youtube)\b.*"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a tool: a pattern a role, in the order of asking; the roles that must be.

    Of ``answer|right`` one is enough.
    """

    name: str
    needs: tuple[str, ...]
    roles: tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A header that was found: its row, and the column of each role (``option`` 1, 2, …)."""

    row: Row
    columns: dict[tuple[str, int], int]

    def cell(self, row: Row, role: str) -> str:
        """Return the text of a role that stands in one column."""
        column = self.columns.get((role, 0))
        return "" if column is None else row.cell(column)

    def cells(self, row: Row, role: str) -> dict[int, str]:
        """Return the texts of a role that stands in several columns, by their numbers."""
        placed = sorted((n, at) for (name, n), at in self.columns.items() if name == role)
        return {n: row.cell(at) for n, at in placed}


def _layout(name: str, needs: str, **roles: str) -> Layout:
    compiled = tuple((role, re.compile(pattern)) for role, pattern in roles.items())
    return Layout(name, tuple(needs.split()), compiled)


KAHOOT = _layout(
    "kahoot",
    "ask option right",
    ask=r"questions?(?: max .*)?",
    option=r"answer ([1-6])(?: max .*)?",
    right=r"correct answers?\b.*",
    media=_MEDIA,
)
BLOOKET = _layout(
    "blooket",
    "ask option right",
    ask=r"question text",
    option=r"answer ([1-6])(?: optional)?",
    right=r"correct answers?\b.*",
    media=_MEDIA,
)
WAYGROUND = _layout(
    "wayground",
    "ask option right",
    ask=r"question text",
    kind=r"question type",
    option=r"option ([1-9])(?: optional)?",
    right=r"correct answers?\b.*",
    explain=r"(?:answer )?explanation.*",
    media=_MEDIA,
)
GIMKIT = _layout(
    "gimkit",
    "ask answer wrong",
    ask=r"question",
    answer=r"correct answer",
    wrong=r"incorrect answer ([1-9])(?: optional)?",
)
# Our own columns, and what others call them who make a table by hand.
OWN = _layout(
    "csv",
    "ask answer|right",
    id=r"id",
    kind=r"kind|(?:question )?type",
    ask=r"ask|questions?(?: text)?|prompt|statement|stem",
    answer=r"answers?|solution",
    right=r"right|correct|answer key|(?:correct|right) ?(?:answer|option|choice|letter)s?(?: s)?",
    options=r"(?:answer )?(?:options|choices)",
    wrong=r"(?:wrong|incorrect|distractor)(?: (?:answer|option))? ?([1-9][0-9]?)?",
    option=r"(?:(?:option|choice|answer) ?)?([a-h]|[1-9][0-9]?)",
    unit=r"unit",
    within=r"within|tolerance",
    explain=r"explain|explanation|feedback|rationale",
    source=r"source|reference",
    difficulty=r"difficulty|level",
    tags=r"tags?|category|topic|subject",
    time=r"time(?: limit)?(?: in)?(?: (?:s|sec|seconds))?|seconds",
    media=_MEDIA,
)


def words_of(text: str) -> str:
    """Return the plain words of a header."""
    return " ".join(_WORD.findall(text[:200].casefold()))


def find_head(rows: Iterable[Row], layout: Layout) -> Head | None:
    """Return the first row that has all that a layout needs, or None."""
    for row, _ in zip(rows, range(HEAD_ROWS), strict=False):
        head = Head(row, _columns(row, layout))
        roles = {role for role, _ in head.columns}
        if all(not roles.isdisjoint(need.split("|")) for need in layout.needs):
            return head
    return None


def _columns(row: Row, layout: Layout) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], int] = {}
    for column, cell in enumerate(row.cells):
        words = words_of(cell)
        for role, pattern in layout.roles:
            match = pattern.fullmatch(words)
            if match:
                number = _number(match[1] or "1") if pattern.groups else 0
                found.setdefault((role, number), column)
                break
    return found


def _number(text: str) -> int:
    return int(text) if text.isdigit() else ord(text) - ord("a") + 1
