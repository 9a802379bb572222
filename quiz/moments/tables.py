"""Bulk facts: a table beside a moments file, and how each of its rows is told.

An entry of ``tables`` gives the ``file``, and ``things`` and ``moments`` written as by hand, with
``{column}`` where a cell of the row belongs; ``docs/moments.md`` says what else it may have. A
moment is told by the rows that fill its head and every role that its kind says is complete. A row
with a fault is left out as a whole, and said so. The rows are gone through several times and
never kept, so that memory grows with what they tell alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quiz.documents.nodes import Faults, Listing, Mapping, Scalar
from quiz.errors import Problem
from quiz.moments.cast import Cast
from quiz.moments.choosing import Chooser
from quiz.moments.doubts import Doubt, Doubts, mark_drafts, pins_of
from quiz.moments.gathering import Gathering, UnlikeError, finished
from quiz.moments.library import needed_roles
from quiz.moments.makers import NotPlainError, Shared
from quiz.moments.model import Kind, Moment, TableCount
from quiz.moments.row_moments import MakeMoment, Told, compile_moment
from quiz.moments.rows import Cells, Table
from quiz.moments.telling import read_moment, role_nodes
from quiz.moments.templates import Columns


@dataclass(slots=True)
class Sheet:
    """A table on its way to moments.

    ``left_out`` gives a reason by line, ``faulty`` are the lines with a fault, ``silent`` those
    that tell nothing by a template, by its number.
    """

    table: Table
    columns: Columns
    chooser: Chooser
    gathering: Gathering | None
    things: tuple[tuple[Scalar, Mapping], ...]
    moments: tuple[tuple[Mapping, Kind], ...]
    left_out: dict[int, str] = field(default_factory=dict)
    faulty: set[int] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    silent: dict[int, set[int]] = field(default_factory=dict)
    told: int = 0

    def count(self) -> TableCount:
        """Say what became of the rows."""
        torn, left_out = len(self.table.torn), tuple(sorted(self.left_out.items()))
        total, faulty = self.table.good + torn, len(self.faulty) + torn
        used = total - faulty - len(left_out)
        return TableCount(self.table.file, total, used, left_out, faulty, self.told)

    def kept(self) -> Iterator[tuple[int, Cells]]:
        """Yield the rows that are neither left out nor faulty."""
        for line, cells in self.table.rows():
            if line not in self.faulty and line not in self.left_out:
                yield line, cells

    def note(self, line: int, problems: list[Problem]) -> None:
        """Leave out a row with its faults."""
        if len(self.faulty) < self.table.limits.faults:
            self.problems += problems
        self.faulty.add(line)

    def has_enough(self, line: int, faults: Faults) -> bool:
        """Tell whether so many rows are faulty that the rest is not looked at; note that once."""
        enough = len(self.faulty) + len(self.table.torn) >= self.table.limits.faults
        if enough:
            most = f"{self.table.limits.faults:,}"
            message = f"{self.table.file} has {most} rows with faults; it is not read any further"
            faults.problems.append(Problem(self.table.file, line, 0, "E109", message))
        return enough

    def read_moments(self, cast: Cast, told: Told, closed: frozenset[str]) -> list[Moment]:
        """Return the moments of all rows; a row with a fault tells none."""
        self.columns.nameless.difference_update(cast.things)
        seen = replace(cast, faults=Faults(self.table.file))
        shared = Shared()
        makers = [compile_moment(*t, self.columns, seen, told, shared) for t in self.moments]
        found: list[Moment] = []
        for line, cells in self.kept() if makers else ():
            moments = self._tell(line, cells, makers, seen, told)
            if line in self.faulty and self.has_enough(line, cast.faults):
                return []
            if len(moments) < len(makers):
                self._note_silence(line, cells, {at for at, _ in moments}, closed)
            if not self.gathering:
                found += [moment for _, moment in moments]
            elif line not in self.faulty:
                self._gather(line, cells, moments, self.gathering)
        if self.gathering:
            found = self._gathered(self.gathering)
        found = self._without_doubts(found, told, closed)
        self.told = len(found)
        return found

    def _note_silence(
        self, line: int, cells: Cells, told: set[int], closed: frozenset[str]
    ) -> None:
        """Keep in mind that a row tells nothing although somebody won, or has half a name.

        Of a record that is closed it is enough that it names whom it is about: how often they won
        is not known where one of their years is missing.
        """
        if self.gathering and not self.gathering.has_won(cells):
            return
        for at, (node, kind) in enumerate(self.moments):
            if at not in told and (
                self.gathering
                or self.columns.half_filled(node, cells)
                or (kind.name in closed and self._names_head(node, kind, cells))
            ):
                self.silent.setdefault(at, set()).add(line)

    def _names_head(self, node: Mapping, kind: Kind, cells: Cells) -> bool:
        places = self.columns.places(role_nodes(kind, node, Faults("")).get(kind.head))
        return bool(places) and all(cells[place] for place in places)

    def _tell(
        self, line: int, cells: Cells, makers: list[MakeMoment], seen: Cast, told: Told
    ) -> list[tuple[int, Moment]]:
        before = len(seen.things)
        try:
            made = [(at, moment) for at, make in enumerate(makers) if (moment := make(line, cells))]
        except NotPlainError:
            seen.forget_last(len(seen.things) - before)
            made = [
                (at, moment)
                for at, template in enumerate(self.moments)
                if (moment := self._read(*template, line, cells, seen, told))
            ]
        if seen.faults.problems:
            self.note(line, seen.faults.problems)
            seen.faults.problems = []
            seen.forget_last(len(seen.things) - before)
            return []
        return made

    def _read(
        self, template: Mapping, kind: Kind, line: int, cells: Cells, seen: Cast, told: Told
    ) -> Moment | None:
        filled = self.columns.fill(template, line, cells)
        if not isinstance(filled, Mapping) or filled.entries[0][0].value != kind.name:
            return None
        given = {kind.head if key.value == kind.name else key.value for key, _ in filled}
        given |= {key.value for key, _ in told.defaults or ()}
        if kind.symmetric is None and not kind.complete | set(needed_roles(kind)) <= given:
            return None
        # Of what a row does not tell, it cannot tell everything.
        own = [(k, v) for k, v in filled if k.value != "complete"]
        if whole := filled.get("complete"):
            names = seen.faults.texts(whole, "complete")
            roles = [Scalar(n, line, 0) for n in names if n in given or n not in kind.roles]
            own.append((Scalar("complete", line, 0), Listing(tuple(roles), line, 0)))
        return read_moment(replace(filled, entries=tuple(own)), seen, told.sources, told.defaults)

    def _gather(
        self, line: int, cells: Cells, moments: list[tuple[int, Moment]], gathering: Gathering
    ) -> None:
        group, won = gathering.group(cells), gathering.has_won(cells)
        if group.spoilt:
            self.left_out[line] = f"another row of its group is left out: {group.spoilt}"
            return
        group.lines.append(line)
        for number, moment in moments:
            try:
                gathering.take(group, number, moment, self.moments[number][1], won=won)
            except UnlikeError as unlike:
                problem = Problem(self.table.file, line, 0, "E342", str(unlike))
                self.note(line, [problem])
                group.lines.pop()
                return

    def _gathered(self, gathering: Gathering) -> list[Moment]:
        found: list[Moment] = []
        for group in gathering.groups.values():
            told = finished(group)
            found += told
            if not told:
                self.left_out.update(dict.fromkeys(group.lines, "no row of its group says who won"))
        gathering.groups.clear()
        return found

    def _without_doubts(
        self, found: list[Moment], told: Told, closed: frozenset[str]
    ) -> list[Moment]:
        """Mark as drafts what may not be whole, because a row of its kind cannot be used."""
        doubts = Doubts(torn=self.table.torn)
        if self.faulty:
            doubts.whole = [(n, cells) for n, cells in self.table.rows() if n in self.faulty]
        if not found or not (doubts or self.silent):
            return found
        given = frozenset(key.value for key, _ in told.defaults or ())
        about: dict[str, list[Doubt]] = {}
        for at, (node, kind) in enumerate(self.moments):
            whole = kind.name in closed or any(s.complete for s in told.sources.values())
            pins = pins_of(node, kind, self.columns, given, closed=whole)
            about.setdefault(kind.name, []).append(doubts.about(pins))
            if lines := self.silent.get(at):
                quiet = Doubts([(n, cells) for n, cells in self.table.rows() if n in lines])
                pins = pins_of(node, kind, self.columns, given, closed=kind.name in closed)
                about[kind.name].append(quiet.about(pins))
        self.problems += mark_drafts(found, self.kept(), about)
        return found
