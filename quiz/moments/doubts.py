"""Which moments of a table are in doubt because of rows that cannot be used.

That a list is whole is only known where every row is. A row with a fault may have named another
winner of a prize, so what tells of the same prize and year is left out with it. Of a row whose
cells are known, the same cells in the columns that pin a moment decide; of one that is torn, that
each of those cells occurs anywhere in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quiz.documents.nodes import Faults, Mapping
from quiz.errors import Problem
from quiz.moments.model import Kind, Moment
from quiz.moments.rows import Cells
from quiz.moments.telling import role_nodes
from quiz.moments.templates import Columns
from quiz.text import fold

_MOST_TOLD = 100


@dataclass(slots=True)
class Doubts:
    """The rows that cannot be used: whole ones by their cells, torn ones by what is left."""

    whole: list[tuple[int, Cells]] = field(default_factory=list)
    torn: dict[int, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.whole or self.torn)

    def about(self, pins: Iterable[tuple[int, ...]]) -> Doubt:
        """Prepare to ask about moments that are pinned by any of these sets of columns."""
        doubt = Doubt(tuple(pins))
        for line, cells in self.whole:
            for pin in doubt.pins:
                own = tuple(fold(cells[at]) for at in pin)
                if all(own):
                    doubt.known.setdefault((pin, own), line)
        for line, pieces in self.torn.items():
            for piece in pieces:
                doubt.pieces[fold(piece)].add(line)
        doubt.torn = frozenset(self.torn)
        return doubt


@dataclass(slots=True)
class Doubt:
    """Finds the row that puts another in doubt."""

    pins: tuple[tuple[int, ...], ...]
    known: dict[tuple[tuple[int, ...], Cells], int] = field(default_factory=dict)
    pieces: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    torn: frozenset[int] = frozenset()

    def row(self, cells: Cells) -> int:
        """Return the line of a row that puts these cells in doubt, or 0."""
        for pin in self.pins:
            own = tuple(fold(cells[at]) for at in pin)
            if line := self.known.get((pin, own)):
                return line
            if not self.torn:
                continue
            found = sorted((self.pieces.get(cell, set()) for cell in own), key=len)
            lines = set.intersection(*found) if found else self.torn
            if lines:
                return min(lines)
        return 0


def mark_drafts(
    found: list[Moment], rows: Iterable[tuple[int, Cells]], about: dict[str, list[Doubt]]
) -> list[Problem]:
    """Make drafts of the moments that are in doubt, and return the faults that say so."""
    problems: list[Problem] = []
    by_line: dict[int, list[int]] = {}
    for at, moment in enumerate(found):
        by_line.setdefault(moment.line, []).append(at)
    for line, cells in rows:
        for at in by_line.get(line, ()):
            lines = {doubt.row(cells) for doubt in about[found[at].kind]} - {0, line}
            if lines:
                bad = min(lines)
                message = f"the row in line {bad} may belong to this and tells nothing"
                note = f"“{found[at].kind}” is not asked: {message}"
                problems.append(Problem(found[at].file, line, 0, "E343", note))
                found[at] = replace(found[at], status="draft")
    if len(problems) > _MOST_TOLD:
        more = f"{len(problems) - _MOST_TOLD:,} more are not asked, for the same reason"
        problems[_MOST_TOLD:] = [replace(problems[_MOST_TOLD], message=more)]
    return problems


def pins_of(
    node: Mapping, kind: Kind, columns: Columns, given: frozenset[str], *, closed: bool
) -> tuple[tuple[int, ...], ...]:
    """Return the sets of columns that fill a set of roles by which a moment is pinned.

    ``given`` are the roles that the file fills by default. Where the record is ``closed``, any
    role may be what a question gives.
    """
    nodes = role_nodes(kind, node, Faults(""))
    found = [
        frozenset[int]().union(*(columns.places(nodes.get(role)) for role in roles))
        for roles in kind.pinned_by
        if roles <= nodes.keys() | given
    ]
    if closed:
        found += [p for role, n in nodes.items() if role in kind.roles and (p := columns.places(n))]
    return tuple(tuple(sorted(places)) for places in dict.fromkeys(found))
