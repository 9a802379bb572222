"""Which rows of a table are used: ``where`` and ``unless`` choose, ``skip`` leaves out by name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from quiz.documents.nodes import Faults, Mapping, Node, Scalar
from quiz.moments.rows import Cells
from quiz.moments.templates import Columns
from quiz.text import did_you_mean, join_names

_RANGE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)?\.\.(-?[0-9]+(?:\.[0-9]+)?)?")


@dataclass(frozen=True, slots=True)
class Values:
    """Values that a cell may have: texts, and ranges (``1950..1999``, ``1950..``).

    Whether letters are capitals makes no difference: TRUE, True and true are one value.
    """

    texts: frozenset[str]
    ranges: tuple[tuple[float, float], ...]
    said: str

    def has(self, cell: str) -> bool:
        """Tell whether a cell is one of the values."""
        if cell.casefold() in self.texts:
            return True
        if not self.ranges:
            return False
        try:
            number = float(cell.replace(",", ""))
        except ValueError:
            return False
        return any(low <= number <= high for low, high in self.ranges)


def read_values(node: Node | None, what: str, faults: Faults) -> Values:
    """Read one value or several."""
    texts: set[str] = set()
    ranges: list[tuple[float, float]] = []
    said = faults.texts(node, what)
    for text in said:
        span = _RANGE.fullmatch(text)
        if span and (span[1] or span[2]):
            ranges.append((float(span[1] or "-inf"), float(span[2] or "inf")))
        else:
            texts.add(text.casefold())
    return Values(frozenset(texts), tuple(ranges), join_names(said, "or"))


@dataclass(frozen=True, slots=True)
class Named:
    """Rows that are left out by name: what names them, and the reason for each name."""

    label: str
    text: Callable[[Cells], str]
    reasons: dict[str, tuple[Scalar, str]]
    met: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Chooser:
    """Says for each row why it is left out, or nothing."""

    where: tuple[tuple[str, int, Values], ...]
    unless: tuple[tuple[str, int, Values], ...]
    named: tuple[Named, ...]

    def skipped(self, cells: Cells) -> str:
        """Return the reason for which a row is left out by name."""
        for named in self.named:
            name = named.text(cells)
            if name in named.reasons:
                named.met.add(name)
                return f"{name}: {named.reasons[name][1]}"
        return ""

    def unwanted(self, cells: Cells) -> str:
        """Return why a row is not among those wanted."""
        for name, at, values in self.where:
            if not values.has(cells[at]):
                return f"{name} is not {values.said}"
        for name, at, values in self.unless:
            if values.has(cells[at]):
                return f"{name} is {cells[at]}"
        return ""

    def check_names(self, rows: Callable[[], Iterable[tuple[int, Cells]]], faults: Faults) -> None:
        """Note the names that no row bears."""
        for named in self.named:
            missing = named.reasons.keys() - named.met
            borne = {named.text(cells) for _, cells in rows()} if missing else set()
            for name in named.reasons:
                if name in missing and name not in borne:
                    message = f"no row has the {named.label} “{name}”"
                    hint = did_you_mean(name, borne)
                    faults.add(named.reasons[name][0], "E336", message + hint)


def read_chooser(node: Mapping, columns: Columns, faults: Faults) -> Chooser:
    """Read ``where``, ``unless`` and ``skip`` of a table."""
    kept: dict[str, list[tuple[str, int, Values]]] = {"where": [], "unless": []}
    for part, chosen in kept.items():
        for key, value in faults.mapping(node.get(part), part) or ():
            if columns.check_name(key, key.value, faults):
                values = read_values(value, part, faults)
                chosen.append((key.value, columns.index[key.value], values))
    named: list[Named] = []
    for key, reasons in faults.mapping(node.get("skip"), "skip") or ():
        template = key if "{" in key.value else Scalar(f"{{{key.value}}}", key.line, key.column)
        if not columns.check(template, faults):
            continue
        told = {
            name.value: (name, faults.text(reason, "the reason") or "")
            for name, reason in faults.mapping(reasons, f"skip {key.value}") or ()
        }
        named.append(Named(key.value, columns.whole(template), told))
    return Chooser(tuple(kept["where"]), tuple(kept["unless"]), tuple(named))
