"""The raw rows of a moments file: plain YAML and plain CSV, and nothing of the game.

What the answerer reads must not pass through the code it judges. So this reads the files anew, by
the rules of their documentation alone: every scalar is a text, a row of a table fills a template,
and what cannot be resolved is left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from benchmarks.rawtables import cells_of, fill, texts

KINDS = Path(__file__).parent.parent / "questions" / "kinds.yaml"
_NOT_ROLES = {"id", "complete", "inferred", "disputed", "status", "source", "note", "near"}
_SIDES = ("who", "with")
_YES = {"true", "yes", "on"}
# Letters that Unicode does not take apart.
_BASES = ("o", "l", "d", "d", "h", "i", "n", "ae", "oe", "ss", "th")
_LETTERS = {ord(letter): base for letter, base in zip("øłđðħıŋæœßþ", _BASES, strict=True)}


@cache
def plain(text: str) -> str:
    """Reduce a name to what two people would call the same name: no case, accents or signs."""
    text = text.casefold().translate(_LETTERS)
    text = re.sub(r"['’‘`´ʻʼ]", "", text).replace("&", " and ")
    letters = [c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)]
    words = "".join(c if c.isalnum() else " " for c in letters).split()
    return " ".join(words) or text.strip()


def name_of(file: str) -> str:
    """Return what a picture is called: its file as one word, in which no other word stands."""
    return re.sub(r"[^a-z0-9]", "", file)


@dataclass
class Thing:
    """A name with what the file says about it."""

    key: str
    name: str
    type: str
    names: frozenset[str]  # every name, plain
    spellings: tuple[str, ...]
    article: str = ""
    askable: bool = True
    members: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    pronouns: str = ""
    decoy: bool = False
    picture: str = ""  # its file


@dataclass
class Row:
    """One raw fact: a kind, who fills which role, what is whole, how sure it is, who says so."""

    kind: str
    roles: dict[str, tuple[str, ...]]
    complete: frozenset[str]
    sure: bool
    source: str
    near: tuple[str, ...] = ()
    number: int = 0


@dataclass
class Kind:
    """What the library says of a kind, as it stands there."""

    name: str
    roles: dict[str, dict[str, Any]]
    head: str
    say: str
    ask: dict[str, dict[str, Any]]
    pinned_by: tuple[frozenset[str], ...]
    complete: frozenset[str]
    symmetric: bool
    family: str
    also: dict[str, str] = field(default_factory=dict)


@dataclass
class World:
    """All raw rows of one moments file, with look-ups by kind and by name."""

    types: dict[str, dict[str, str]] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    things: dict[str, Thing] = field(default_factory=dict)
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    rows: list[Row] = field(default_factory=list)
    of_kind: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    naming: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    unread: list[str] = field(default_factory=list)
    as_of: str = ""

    def line(self, name: str) -> tuple[str, ...]:
        """Return a type with the wider ones above it, narrowest first."""
        found: list[str] = []
        while name and name in self.types and name not in found:
            found.append(name)
            name = self.types[name].get("is", "")
        return tuple(found)

    def fits(self, key: str, wanted: list[str]) -> bool:
        """Tell whether a thing is of one of the types, or of one below."""
        return any(w in self.line(self.things[key].type) for w in wanted)

    def is_text(self, kind: Kind, role: str) -> bool:
        """Tell whether a role holds words rather than a thing."""
        return _yes(kind.roles[role].get("text"))

    def add(self, thing: Thing) -> None:
        """Take in a thing under all its names."""
        self.things[thing.key] = thing
        for name in thing.names:
            self.named[name].append(thing.key)

    def tell(self, *rows: Row) -> None:
        """Take in rows, and find each again by kind and by every name in it."""
        for row in rows:
            row.number = len(self.rows)
            self.rows.append(row)
            self.of_kind[row.kind].append(row)
            for name in {n for k in self.here(row) for n in self.things[k].names}:
                self.naming[name].append(row)

    def here(self, row: Row) -> Iterator[str]:
        """Yield the key of every thing in a row."""
        kind = self.kinds[row.kind]
        for role, keys in row.roles.items():
            if not self.is_text(kind, role):
                yield from keys


def _yes(value: Any) -> bool:
    return str(value or "").lower() in _YES


def _load(path: Path) -> dict[str, Any]:
    # BaseLoader leaves every scalar a text: NO, 22:22 and 1.10 stay what was written.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return dict(yaml.load(path.read_text("utf-8"), Loader=loader))  # noqa: S506  # no tags at all


def read_world(path: Path, kinds: Path = KINDS) -> World:
    """Read a moments file and the tables beside it."""
    world, top = World(), _load(path)
    for document in (_load(kinds), top):
        world.types |= {k: v or {} for k, v in (document.get("types") or {}).items()}
        for name, node in (document.get("kinds") or {}).items():
            world.kinds[name] = _kind(name, node)
    world.sources = {k: v or {} for k, v in (top.get("sources") or {}).items()}
    world.closed = frozenset(texts(top.get("closed")))
    world.as_of = str(top.get("as_of") or "")
    for key, node in (top.get("things") or {}).items():
        world.add(_thing(key, node))
    for kind, names in (top.get("decoys") or {}).items():
        for name in texts(names):
            own = Thing(f"decoy {name}", name, kind, frozenset({plain(name)}), (name,), decoy=True)
            world.add(own)
    sheets = [(sheet, list(cells_of(path.parent, sheet))) for sheet in top.get("tables") or []]
    for sheet, rows in sheets:
        _add_things(world, sheet, rows)
    defaults = top.get("defaults") or {}
    for node in top.get("moments") or []:
        _tell(world, node, defaults, by_hand=True)
    for sheet, rows in sheets:
        _tell_rows(world, sheet, rows, defaults)
    return world


def _add_things(
    world: World, sheet: dict[str, Any], rows: list[tuple[dict[str, str], bool]]
) -> None:
    for cells, _ in rows:
        for key, template in (sheet.get("things") or {}).items():
            own, node = fill(key, cells, sheet), fill(template, cells, sheet)
            is_named = isinstance(own, str) and node and ("name" not in template or "name" in node)
            if is_named and own not in world.things:
                world.add(_thing(own, node))


def _tell_rows(
    world: World, sheet: dict[str, Any], rows: list[tuple[dict[str, str], bool]],
    defaults: dict[str, Any],
) -> None:  # fmt: skip
    for cells, won in rows:
        for node in filter(None, (fill(t, cells, sheet) for t in sheet.get("moments") or [])):
            _tell(world, node, defaults, by_hand=False, won=won)


def _kind(name: str, node: dict[str, Any]) -> Kind:
    symmetric = _yes(node.get("symmetric"))
    people = {"is": ["person", "group"]}
    roles: dict[str, dict[str, Any]] = {}
    if symmetric:
        roles = {"who": people, "with": people}
        roles |= {word: {"text": "true"} for word in ("what", "when", "where")}
    roles |= {k: v or {} for k, v in (node.get("roles") or {}).items()}
    return Kind(
        name=name,
        roles=roles,
        head=str(node.get("head") or next(iter(roles))),
        say=str(node["say"]),
        ask={role: dict(stems) for role, stems in (node.get("ask") or {}).items()},
        pinned_by=tuple(frozenset(texts(p)) for p in node.get("pinned_by") or []),
        complete=frozenset(texts(node.get("complete"))),
        symmetric=symmetric,
        family=str(node.get("family") or ""),
        also=dict(node.get("also") or {}),
    )


def _thing(key: str, node: dict[str, Any]) -> Thing:
    name = str(node.get("name") or key).strip()
    names = (name, *texts(node.get("aliases")))
    return Thing(
        key=key,
        name=name,
        type=str(node["type"]),
        names=frozenset(plain(n) for n in names),
        spellings=names,
        article=str(node.get("article") or ""),
        askable=str(node.get("ask", "true")).lower() in _YES and not _yes(node.get("sensitive")),
        members=tuple(texts(node.get("members"))),
        part_of=tuple(texts(node.get("part_of"))),
        pronouns=str(node.get("pronouns") or ""),
        picture=name_of(str((node.get("picture") or {}).get("file") or "")),
    )


def _tell(
    world: World, node: dict[str, Any], defaults: dict[str, Any], *, by_hand: bool, won: bool = True
) -> None:
    """Resolve one moment and take it in; one with an unknown name is noted as unread.

    Of those who have not won no more is taken in than their names.
    """
    first = next(iter(node))
    kind = world.kinds.get(first)
    if kind is None:
        if by_hand:
            world.unread.append(f"no kind {first!r}")
        return
    filled = {k: v for k, v in node.items() if k in kind.roles and k != kind.name}
    head = node[first]
    if kind.symmetric and isinstance(head, list):
        filled |= dict(zip(_SIDES, head, strict=True))
    elif isinstance(head, dict):
        filled |= {k: v for k, v in head.items() if k in kind.roles}
    else:
        filled[kind.head] = head
    for role, value in defaults.items():
        if role in kind.roles:
            filled.setdefault(role, value)
    if kind.head not in filled or (
        not by_hand and not kind.symmetric and not kind.complete <= set(filled)
    ):
        return
    roles: dict[str, tuple[str, ...]] = {}
    for role, value in filled.items():
        keys = [_who(world, kind, role, name) for name in texts(value)]
        if None in keys:
            world.unread.append(f"{first}: {value!r}")
            return
        roles[role] = tuple(k for k in keys if k)
    source = node.get("source") or defaults.get("source") or ""
    unsure = _yes(node.get("inferred")) or _yes(node.get("disputed"))
    row = Row(
        kind=kind.name,
        roles={role: keys for role, keys in roles.items() if keys},
        complete=kind.complete | frozenset(texts(node.get("complete"))),
        sure=not unsure and str(node.get("status") or "stated") == "stated",
        source=next(iter(source)) if isinstance(source, dict) else str(source),
        near=tuple(texts(node.get("near"))),
    )
    world.tell(*((row, *_told_besides(world, row, node)) if won else ()))


def _told_besides(world: World, row: Row, node: dict[str, Any]) -> Iterator[Row]:
    """Yield what the flags of a moment tell of other kinds, of those who fill the same roles."""
    for flag, other in world.kinds[row.kind].also.items():
        if _yes(node.get(flag)):
            roles = world.kinds[other].roles
            own = {role: keys for role, keys in row.roles.items() if role in roles}
            yield replace(row, kind=other, roles=own, complete=row.complete & own.keys())


def _who(world: World, kind: Kind, role: str, name: str) -> str | None:
    """Return the key of the thing a name means in a role, or the words of a text role."""
    if world.is_text(kind, role):
        return name
    wanted = texts(kind.roles[role].get("is"))
    if name in world.things:
        return name if world.fits(name, wanted) else None
    found = {k for k in world.named.get(plain(name), ()) if world.fits(k, wanted)}
    if len(found) == 1:
        return found.pop()
    if found or not _yes(kind.roles[role].get("open")):
        return None
    key = f"{wanted[0]} {plain(name)}"
    world.add(Thing(key, name, wanted[0], frozenset({plain(name)}), (name,)))
    return key
