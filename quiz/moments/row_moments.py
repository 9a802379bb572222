"""Moments of the rows of a table, made by what was compiled once for all rows.

Whatever is not as it should be raises ``NotPlainError``, as in ``makers``: this says the same as
``read_moment``, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.moments.cast import Cast, leaves_open, slug
from quiz.moments.library import needed_roles
from quiz.moments.makers import NotPlainError, Shared, never, none
from quiz.moments.model import Kind, Moment, Role, Source
from quiz.moments.rows import Cells
from quiz.moments.telling import any_role, name_of_moment, read_cite, read_manner, role_nodes
from quiz.moments.templates import Columns, Texts

MakeMoment = Callable[[int, Cells], Moment | None]


@dataclass(frozen=True, slots=True)
class Told:
    """What the file says for all its moments: its sources, and its defaults."""

    sources: dict[str, Source]
    defaults: Mapping | None


def compile_moment(
    node: Mapping, kind: Kind, columns: Columns, cast: Cast, told: Told, shared: Shared
) -> MakeMoment:
    """Compile a template of a moment; templates out of the common make rows be read as nodes."""
    head, silent = node.get(kind.name), Faults("")
    odd = ("inferred", "disputed", "status", "complete", "jointly")
    if (
        not isinstance(head, Scalar | Listing)
        or any(columns.places(node.get(name)) for name in odd)
        or node.get("during") is not None
        or any(node.get(flag) for flag in kind.also)
    ):
        return never
    fills = _compile_roles(node, kind, columns, told.defaults)
    cite = _compile_cite(node.get("source"), columns, told)
    near, note_of, id_of = (columns.texts(node.get(name)) for name in ("near", "note", "id"))
    if fills is None or cite is None or near is None or note_of is None or id_of is None:
        return never
    extra = silent.texts(node.get("complete"), "complete")
    status, jointly = read_manner(node, silent)
    if silent.problems or not set(extra) <= set(kind.roles):
        return never
    must = frozenset(needed_roles(kind))
    both = kind.symmetric if isinstance(head, Listing) else None
    needed = frozenset() if kind.symmetric else kind.complete | must
    finders = {name: _finder(kind.roles[name], cast, shared) for name in fills}
    find_near = _finder(any_role(cast.library), cast, shared, listed=True)
    file, things = cast.faults.file, cast.things
    wholes: dict[tuple[str, ...], frozenset[str]] = {}

    def make(line: int, cells: Cells) -> Moment | None:
        texts = {name: found for name, texts in fills.items() if (found := texts(cells))}
        if kind.head not in texts or not needed <= texts.keys():
            if both or kind.symmetric:
                raise NotPlainError
            return None
        if (both and both[1] not in texts) or not must <= texts.keys():
            raise NotPlainError
        roles = {name: finders[name](found, line) for name, found in texts.items()}
        filled = tuple(roles)
        if filled not in wholes:
            wholes[filled] = kind.complete | (set(extra) & roles.keys())
        own = id_of(cells)
        source, place = cite(cells)
        names = [things[key].name for key in roles[kind.head][:2] if key in things]
        near_by, note = near(cells), note_of(cells)
        return Moment(
            id=slug(own[0]) if own else name_of_moment(kind, names),
            kind=kind.name,
            roles=roles,
            complete=wholes[filled],
            status=status,
            source=source,
            place=place,
            note=note[0].strip() if note else "",
            near=find_near(near_by, line) if near_by else (),
            jointly=jointly,
            line=line,
            file=file,
        )

    return make


def _compile_roles(
    node: Mapping, kind: Kind, columns: Columns, defaults: Mapping | None
) -> dict[str, Texts] | None:
    """Return what fills each role, a default where the cells are empty; None if it is not plain."""
    silent = Faults("")
    nodes: dict[str, Node] = role_nodes(kind, node, silent)
    fills: dict[str, Texts] = {}
    for name, value in nodes.items():
        made = columns.texts(value)
        if made is None:
            return None
        fills[name] = made
    for key, value in defaults or ():
        if key.value in kind.roles:
            fixed = silent.texts(value, key.value)
            fills[key.value] = _or_fixed(fills.get(key.value, none), fixed)
    return None if silent.problems else fills


def _or_fixed(texts: Texts, fixed: tuple[str, ...]) -> Texts:
    return lambda cells: texts(cells) or fixed


def _compile_cite(
    node: Node | None, columns: Columns, told: Told
) -> Callable[[Cells], tuple[str, str]] | None:
    """Return what gives the source and the place in it; the default where the cells are empty."""
    silent, sources = Faults(""), told.sources
    fallback = read_cite(told.defaults.get("source") if told.defaults else None, sources, silent)
    key: Node | None = node
    place: Node | None = None
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, place = node.entries[0]
    if silent.problems or (node and not isinstance(key, Scalar)):
        return None
    if not isinstance(key, Scalar):
        return lambda _: fallback
    if columns.places(key) or key.value not in sources or not isinstance(place, Scalar | None):
        return None
    if place is None or not columns.places(place):
        fixed = (key.value, place.value.strip() if place else "")
        return lambda _: fixed
    if columns.is_list(place):
        return None
    own, place_of = key.value, columns.whole(place)
    return lambda cells: (own, text) if (text := place_of(cells)) else fallback


def _finder(
    role: Role, cast: Cast, shared: Shared, *, listed: bool = False
) -> Callable[[tuple[str, ...], int], tuple[str, ...]]:
    """Return what finds the things that texts name; a ``listed`` role is not looked at closely."""
    if role.text:
        return lambda texts, _: shared.tuple(tuple(text.strip() for text in texts))
    types, things = cast.library.types, cast.things
    accepted = frozenset(t for t in types if any(cast.library.widens(t, w) for w in role.types))

    def key_of(text: str, line: int) -> str:
        thing = things.get(text)
        if thing is not None:
            if thing.type in accepted:
                return thing.key
            raise NotPlainError
        named = cast.named(text, role)
        if len(named) == 1:
            return named[0]
        if named or not role.open or leaves_open(text, role.types[0], cast.library):
            raise NotPlainError
        return cast.add_named(text, role, line).key

    def find(texts: tuple[str, ...], line: int) -> tuple[str, ...]:
        keys = tuple([key_of(text.strip(), line) for text in texts])
        if len(keys) > 1 and not listed and (not role.many or len(set(keys)) < len(keys)):
            raise NotPlainError
        return shared.tuple(keys)

    return find
