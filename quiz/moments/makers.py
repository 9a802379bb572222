"""Things of the rows of a table, made by what was compiled once for all rows.

Whatever is not as it should be raises ``NotPlainError``: the row is then read as nodes, as if a
hand had written it, which tells every fault with its place. So this module knows no faults, and
says the same as ``read_thing``, or nothing. ``row_moments`` does so for moments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from quiz.documents.nodes import Mapping, Scalar
from quiz.moments.cast import Cast, leaves_open
from quiz.moments.model import Thing
from quiz.moments.rows import Cells
from quiz.moments.templates import Columns, Text, Texts
from quiz.moments.things import PRONOUNS, to_number

_KEPT = 65_536  # so many texts and tuples are kept to be used again
_FLAGS = {"true": True, "yes": True, "false": False, "no": False}
_PRONOUNS = {"", *PRONOUNS}

MakeThing = Callable[[int, Cells], Thing | None]


class NotPlainError(Exception):
    """The row is to be read as nodes."""


@dataclass(slots=True)
class Shared:
    """Texts and tuples that rows repeat, kept once."""

    texts: dict[str, str] = field(default_factory=dict)
    tuples: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def text(self, text: str) -> str:
        """Return the one text of this wording."""
        found = self.texts.get(text)
        if found is None:
            found = text
            if len(self.texts) < _KEPT:
                self.texts[text] = text
        return found

    def tuple(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the one tuple of these texts."""
        found = self.tuples.get(texts)
        if found is None:
            found = texts
            if len(self.tuples) < _KEPT:
                self.tuples[texts] = texts
        return found


def compile_thing(
    key: Scalar, node: Mapping, columns: Columns, cast: Cast, shared: Shared
) -> MakeThing:
    """Compile a template of a thing."""
    if columns.is_list(key):
        return never
    own, file = columns.whole(key), cast.faults.file
    single: dict[str, Text] = {}
    several: dict[str, Texts] = {}
    for part, value in node:
        made = columns.texts(value)
        if made is None:
            return never
        if part.value in {"aliases", "members", "part_of"}:
            several[part.value] = made
        elif isinstance(value, Scalar) and not columns.is_list(value):
            single[part.value] = columns.whole(value)
        else:
            return never
    types, named = cast.library.types, "name" in single
    aliases, members, wholes = (several.get(p, none) for p in ("aliases", "members", "part_of"))
    name_of, type_of = single.get("name", _empty), single.get("type", _empty)
    article, pronouns = single.get("article", _empty), single.get("pronouns", _empty)
    fame, since, until = (single.get(p, _empty) for p in ("popularity", "since", "until"))
    ask, sensitive = single.get("ask", _empty), single.get("sensitive", _empty)

    def make(line: int, cells: Cells) -> Thing | None:
        found = own(cells)
        if not found:
            return None
        name = name_of(cells)
        if named and not name:
            columns.nameless.add(found)
            return None
        kind, pronoun = type_of(cells), pronouns(cells)
        if kind not in types or pronoun not in _PRONOUNS or leaves_open(name, kind, cast.library):
            raise NotPlainError
        text = shared.text
        return Thing(
            found,
            name.strip() or found,
            text(kind),
            shared.tuple(aliases(cells)),
            text(article(cells)),
            text(pronoun),
            shared.tuple(members(cells)),
            shared.tuple(wholes(cells)),
            _number(fame(cells)),
            _whole(since(cells)),
            _whole(until(cells)),
            _flag(ask(cells), default=True),
            _flag(sensitive(cells), default=False),
            False,  # no decoy
            line,
            file,
        )

    return make


def never(line: int, cells: Cells) -> None:
    """Have every row read as nodes: the template is out of the common."""
    del line, cells
    raise NotPlainError


def none(cells: Cells) -> tuple[str, ...]:
    """Return no texts."""
    del cells
    return ()


def _empty(cells: Cells) -> str:
    del cells
    return ""


def _number(text: str) -> float:
    try:
        return to_number(text) if text else 0.0
    except ValueError:
        raise NotPlainError from None


def _whole(text: str) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        raise NotPlainError from None


def _flag(text: str, *, default: bool) -> bool:
    if not text:
        return default
    found = _FLAGS.get(text.casefold())
    if found is None:
        raise NotPlainError
    return found
