"""Templates: texts with ``{column}`` in them, filled with the cells of a row.

``{date|year}`` is the year in a cell, ``{height|number}`` is 8849 of “8,849 m”, ``{name|bare}``
leaves out brackets at its end, ``{name|turned}`` makes “Marie Curie” of “Curie, Marie”;
``{surname?}`` may be empty. A template is filled in two ways that agree: compiled once into small
functions for the millions of good rows, and as nodes for the few rows with a fault, which then are
read as if they had been written by hand, and told with their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.moments.cuts import PARTS, cutting
from quiz.moments.rows import Cells
from quiz.text import did_you_mean

Text = Callable[[Cells], str]
Texts = Callable[[Cells], tuple[str, ...]]

_COLUMN = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Columns:
    """What templates may refer to: the columns, and those that hold lists with their separator.

    ``nameless`` are the keys of things that a row describes without a name: as good as empty.
    """

    index: dict[str, int]
    split: dict[str, str]
    nameless: set[str]

    def check(self, node: Node | None, faults: Faults) -> bool:
        """Note every ``{column}`` of a template that the table does not have."""
        before = len(faults.problems)
        if isinstance(node, Scalar):
            for name in columns_of(node.value):
                self.check_name(node, name, faults)
        elif isinstance(node, Listing):
            for item in node.items:
                self.check(item, faults)
        elif isinstance(node, Mapping):
            for key, value in node:
                self.check(key, faults)
                self.check(value, faults)
        return len(faults.problems) == before

    def check_name(self, node: Node, name: str, faults: Faults) -> bool:
        """Note a column that the table does not have, or a part that no cell has."""
        column, *parts = (name,) if name in self.index else _bare(name).split("|")
        for part in parts:
            if part not in PARTS:
                known = ", ".join(PARTS)
                hint = did_you_mean(part, PARTS) or f"; there are {known}"
                faults.add(node, "E333", f"a cell has no part “{part}”{hint}")
                return False
        if column not in self.index:
            hint = did_you_mean(column, self.index)
            faults.add(node, "E333", f"the table has no column “{column}”{hint}")
            return False
        return True

    def check_names(self, node: Node, names: tuple[str, ...], faults: Faults) -> bool:
        """Note each of several columns that the table does not have."""
        before = len(faults.problems)
        for name in names:
            self.check_name(node, name, faults)
        return len(faults.problems) == before

    def places(self, node: Node | None) -> frozenset[int]:
        """Return the places of the columns that a template names."""
        if isinstance(node, Scalar):
            return frozenset(self._place(name) for name in columns_of(node.value))
        if isinstance(node, Listing):
            return frozenset().union(*map(self.places, node.items))
        if isinstance(node, Mapping):
            return frozenset().union(*(self.places(k) | self.places(v) for k, v in node))
        return frozenset()

    def half_filled(self, node: Node, cells: Cells) -> bool:
        """Tell whether a text wants several cells of which some are empty, and not all."""
        if isinstance(node, Scalar):
            filled = {bool(cells[at]) for at in self.places(node)}
            return len(filled) > 1
        if isinstance(node, Listing):
            return any(self.half_filled(item, cells) for item in node.items)
        return any(self.half_filled(key, cells) or self.half_filled(n, cells) for key, n in node)

    def _column(self, name: str) -> str:
        return name if name in self.index else _bare(name).partition("|")[0]

    def _place(self, name: str) -> int:
        return self.index[self._column(name)]

    def _may_lack(self, name: str) -> bool:
        return name not in self.index and name.endswith("?")

    # ---- compiled --------------------------------------------------------------------------

    def cell(self, name: str) -> Text:
        """Return what cuts out of a row what stands in braces: a cell, or a part of it."""
        at, cut = self._place(name), self._cut(name)
        return (lambda cells: cut(cells[at])) if cut else (lambda cells: cells[at])

    def _cut(self, name: str) -> Callable[[str], str] | None:
        """Return what takes the parts that a name wants of a text, one after the other."""
        return cutting(() if name in self.index else _bare(name).split("|")[1:])

    def whole(self, node: Scalar) -> Text:
        """Compile a text; what names an empty cell is empty. Lists are left as they stand."""
        names, literals = _parts(node.value)
        if not names:
            return lambda _: node.value
        found = tuple(map(self.cell, names))
        nameless = self.nameless
        if len(names) == 1:
            cell, (before, after) = found[0], literals

            def one(cells: Cells) -> str:
                value = cell(cells)
                text = f"{before}{value}{after}" if value else ""
                return "" if text in nameless else text

            return one

        def many(cells: Cells) -> str:
            values = [cell(cells) for cell in found]
            text = _join(literals, values) if all(values) else ""
            return "" if text in nameless else text

        may_lack = [self._may_lack(name) for name in names]

        def some(cells: Cells) -> str:
            values = [cell(cells) for cell in found]
            given = any(values) and all(v or may for v, may in zip(values, may_lack, strict=True))
            text = " ".join(_join(literals, values).split()) if given else ""
            return "" if text in nameless else text

        return some if any(may_lack) else many

    def texts(self, node: Node | None) -> Texts | None:
        """Compile a text or a list of texts; None for anything else."""
        if node is None:
            return lambda _: ()
        if isinstance(node, Scalar):
            return self._texts_of_scalar(node)
        if isinstance(node, Mapping):
            return None
        made = [self.texts(item) if isinstance(item, Scalar) else None for item in node.items]
        if not all(made):
            return None
        return lambda cells: tuple(text for item in made if item for text in item(cells))

    def is_list(self, node: Scalar) -> bool:
        """Tell whether a text becomes a list, because a column that it names first is one."""
        names = columns_of(node.value)
        return bool(names) and self._column(names[0]) in self.split

    def _texts_of_scalar(self, node: Scalar) -> Texts:
        if not self.is_list(node):
            whole = self.whole(node)
            return lambda cells: (text,) if (text := whole(cells)) else ()
        names, literals = _parts(node.value)
        at, cut = self._place(names[0]), self._cut(names[0])
        found = tuple(map(self.cell, names[1:]))
        separator, nameless = self.split[self._column(names[0])], self.nameless

        def listed(cells: Cells) -> tuple[str, ...]:
            values = [cells[at], *[cell(cells) for cell in found]]
            if not all(values):
                return ()
            firsts = [first.strip() for first in values[0].split(separator)]
            if cut:
                firsts = list(map(cut, firsts))
            texts = (_join(literals, [first, *values[1:]]) for first in firsts if first)
            return tuple(text for text in texts if text not in nameless)

        return listed

    # ---- as nodes --------------------------------------------------------------------------

    def fill(self, node: Node, line: int, cells: Cells) -> Node | None:
        """Return the template with the cells of a row in it, at the place of the row.

        What names an empty cell is left out: a text, an item of a list, a key with its value.
        """
        if isinstance(node, Scalar):
            return self._fill_scalar(node, line, cells)
        if isinstance(node, Listing):
            items: list[Node] = []
            for item in node.items:
                filled = self.fill(item, line, cells)
                if isinstance(filled, Listing):
                    items += filled.items
                elif filled is not None:
                    items.append(filled)
            return Listing(tuple(items), line, 0) if items else None
        entries: list[tuple[Scalar, Node]] = []
        for key, value in node:
            own, filled = self._fill_scalar(key, line, cells), self.fill(value, line, cells)
            if isinstance(own, Scalar) and filled is not None:
                entries.append((own, filled))
        return Mapping(tuple(entries), line, 0) if entries else None

    def _fill_scalar(self, node: Scalar, line: int, cells: Cells) -> Scalar | Listing | None:
        names = columns_of(node.value)
        if not names:
            return Scalar(node.value, line, 0, node.quoted)
        at = self._place(names[0]) + 1
        texts = self._texts_of_scalar(node)(cells)
        if not texts:
            return None
        if not self.is_list(node):
            return Scalar(texts[0], line, at)
        return Listing(tuple(Scalar(text, line, at) for text in texts), line, at)


def _bare(name: str) -> str:
    return name.removesuffix("?")


def columns_of(template: str) -> tuple[str, ...]:
    """Return what stands in braces."""
    return _parts(template)[0]


@lru_cache(maxsize=4096)
def _parts(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns that a template names, and the texts before, between and after them."""
    pieces = _COLUMN.split(template)
    return tuple(pieces[1::2]), tuple(pieces[::2])


def _join(literals: tuple[str, ...], cells: list[str]) -> str:
    between = zip(cells, literals[1:], strict=True)
    return literals[0] + "".join(cell + literal for cell, literal in between)
