"""Rows that tell of one moment: the winners of one prize and year, and those who did not win.

The winners' rows become one moment whose lists are theirs together; whoever else is named in the
rows of the group becomes a near miss. A group in which nobody won tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from quiz.documents.nodes import Faults, Mapping
from quiz.moments.choosing import Values, read_values
from quiz.moments.library import needed_roles
from quiz.moments.model import Kind, Moment
from quiz.moments.rows import Cells
from quiz.moments.templates import Columns, Text
from quiz.text import fold

_KEYS = {"by", "won"}


class UnlikeError(Exception):
    """Two rows of one group that do not fit together; the message says why."""


@dataclass(slots=True)
class Group:
    """What is known of one moment so far. ``spoilt`` says why it is not told."""

    won: dict[int, Moment] = field(default_factory=dict)  # by the number of its template
    lost: dict[int, dict[str, None]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    spoilt: str = ""


@dataclass(slots=True)
class Gathering:
    """How rows are gathered: by which columns, and which of them won.

    Cells that read alike (Best Actor, BEST ACTOR) are of one group, as they are of one prize.
    """

    by: tuple[tuple[str, Text], ...]
    won: tuple[tuple[int, Values], ...]
    groups: dict[Cells, Group] = field(default_factory=dict)

    def lacking(self, cells: Cells) -> str:
        """Return the name of a column that should say which group it is, and is empty."""
        return next((name for name, text in self.by if not text(cells)), "")

    def group(self, cells: Cells) -> Group:
        """Return the group of a row."""
        key = tuple(fold(text(cells)) for _, text in self.by)
        found = self.groups.get(key)
        if found is None:
            found = self.groups[key] = Group()
        return found

    def has_won(self, cells: Cells) -> bool:
        """Tell whether a row is a winner's; all are where nothing says so."""
        return all(values.has(cells[at]) for at, values in self.won)

    def take(self, group: Group, number: int, moment: Moment, kind: Kind, *, won: bool) -> None:
        """Take in what a row tells. Raises UnlikeError."""
        if not won:
            pins = frozenset().union(*kind.pinned_by)
            names = group.lost.setdefault(number, {})
            for role, keys in moment.roles.items():
                if role not in pins and not kind.roles[role].text:
                    names.update(dict.fromkeys(keys))
        elif number in group.won:
            group.won[number] = _merged(group.won[number], moment, kind)
        else:
            group.won[number] = moment


def finished(group: Group) -> list[Moment]:
    """Return the moments of a group, with those who did not win as near misses."""
    told = []
    for number, moment in sorted(group.won.items()):
        answers = {key for keys in moment.roles.values() for key in keys}
        near = dict.fromkeys((*moment.near, *group.lost.get(number, ())))
        names = tuple(key for key in near if key not in answers)
        told.append(moment if names == moment.near else replace(moment, near=names))
    return told


def _merged(one: Moment, other: Moment, kind: Kind) -> Moment:
    pins = frozenset().union(*kind.pinned_by) | set(needed_roles(kind))
    roles: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys((*one.roles, *other.roles)):
        mine, theirs = one.roles.get(name, ()), other.roles.get(name, ())
        role = kind.roles[name]
        if mine == theirs:
            roles[name] = mine
        elif role.many:
            roles[name] = tuple(dict.fromkeys((*mine, *theirs)))
        elif name in pins:
            message = f"the rows from line {one.line} on tell of one moment, and its “{name}”"
            raise UnlikeError(f"{message} is not the same in both")
    status = one.status if one.status != "stated" else other.status
    return replace(
        one,
        roles=roles,
        complete=kind.complete | (one.complete & other.complete & roles.keys()),
        status=status,
        place=_both(one.place, other.place, ", "),
        note=_both(one.note, other.note, " "),
        near=tuple(dict.fromkeys((*one.near, *other.near))),
        jointly=one.jointly and other.jointly,
        also=tuple(dict.fromkeys((*one.also, *other.also))),
    )


def _both(one: str, other: str, between: str) -> str:
    if not other or other in one.split(between):
        return one
    return f"{one}{between}{other}" if one else other


def read_gathering(node: Mapping, columns: Columns, faults: Faults) -> Gathering | None:
    """Read ``gather`` of a table."""
    mapping = faults.mapping(node.get("gather"), "gather")
    if mapping is None:
        return None
    faults.check_keys(mapping, _KEYS, "“gather”")
    at = mapping.get("by") or mapping
    names = faults.texts(mapping.get("by"), "by")
    if not names:
        faults.add(at, "E341", "“gather” needs “by”: the columns that rows of one moment share")
    by = [(n, columns.cell(n)) for n in names if columns.check_name(at, n, faults)]
    won = [
        (columns.index[key.value], read_values(value, "won", faults))
        for key, value in faults.mapping(mapping.get("won"), "won") or ()
        if columns.check_name(key, key.value, faults)
    ]
    return Gathering(tuple(by), tuple(won))
