"""Moments files: YAML → ``Facts``, with every fault at its line and column."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, get_args

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.documents.yaml_text import read_yaml
from quiz.moments.library import Library, extend
from quiz.moments.model import Facts, Kind, Moment, Role, Source, Status, Thing
from quiz.text import did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOP_KEYS = {
    "format", "id", "title", "description", "as_of", "license", "language", "tags", "sources",
    "defaults", "things", "decoys", "types", "kinds", "closed", "moments",
}  # fmt: skip
_SOURCE_KEYS = {"title", "date", "url", "license", "scope", "complete", "unit"}
_THING_KEYS = {
    "name", "type", "aliases", "article", "pronouns", "members", "part_of", "popularity",
    "since", "until", "ask", "sensitive",
}  # fmt: skip
_MOMENT_KEYS = ("id", "complete", "inferred", "disputed", "status", "source", "note", "near")
_PRONOUNS = {"he", "she", "they", "it"}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return the text as lower-case words joined by hyphens, for ids."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


@dataclass(slots=True)
class _Cast:
    """The things read so far, found by key or by any of their names."""

    library: Library
    faults: Faults
    things: dict[str, Thing] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=dict)

    def add(self, thing: Thing) -> None:
        self.things[thing.key] = thing
        for name in thing.names:
            self.by_name.setdefault(fold(name), []).append(thing.key)

    def accepts(self, role: Role, key: str) -> bool:
        found = self.things[key].type
        return any(self.library.widens(found, wanted) for wanted in role.types)

    def fill(self, node: Scalar, role: Role) -> str | None:
        """Return the key of the thing that a text names, adding it where the role is open."""
        text = node.value.strip()
        if text in self.things:
            if self.accepts(role, text):
                return text
            kind = self.things[text].type
            wanted = " or ".join(role.types)
            message = f"“{text}” is a {kind}, and “{role.name}” takes a {wanted}"
            self.faults.add(node, "E322", message)
            return None
        named = [k for k in self.by_name.get(fold(text), ()) if self.accepts(role, k)]
        if len(set(named)) == 1:
            return named[0]
        if named:
            message = f"“{text}” names {len(set(named))} things; write one of the keys: "
            self.faults.add(node, "E323", message + ", ".join(sorted(set(named))))
            return None
        if role.open:
            key = f"{role.types[0]}:{slug(text) or text}"
            self.add(Thing(key, text, role.types[0], line=node.line))
            return key
        message = f"there is no thing “{text}”{did_you_mean(text, self.things)}"
        self.faults.add(node, "E321", message)
        return None


def read_moments(text: str, file: str, library: Library) -> Facts:
    """Read a moments file. Raises BadInputError naming every fault, never only the first."""
    top = read_yaml(text, file)
    faults = Faults(file)
    faults.check_keys(top, _TOP_KEYS, "a moments file")
    version = faults.text(top.get("format"), "format")
    if version != "1":
        faults.add(top.get("format") or top, "E301", "write “format: 1”, the one there is")
    for key in ("id", "title", "moments"):
        if top.get(key) is None:
            faults.add(top, "E302", f"“{key}” is missing")
    own = extend(library, top, faults)
    cast = _Cast(own, faults)
    _read_things(top, cast)
    sources = {
        key.value: _read_source(key.value, node, faults)
        for key, node in faults.mapping(top.get("sources"), "sources") or ()
    }
    defaults = faults.mapping(top.get("defaults"), "defaults")
    known = {*_MOMENT_KEYS, *(role for kind in own.kinds.values() for role in kind.roles)}
    if defaults:
        faults.check_keys(defaults, known, "defaults")
    moments = _read_moments(top, cast, sources, defaults)
    closed = faults.texts(top.get("closed"), "closed")
    for name in closed:
        if name not in own.kinds:
            node = top.get("closed") or top
            message = f"there is no kind “{name}”{did_you_mean(name, own.kinds)}"
            faults.add(node, "E310", message)
    title = faults.text(top.get("title"), "title") or ""
    facts = Facts(
        id=slug(faults.text(top.get("id"), "id") or ""),
        title=title,
        things=cast.things,
        kinds=own.kinds,
        types=own.types,
        moments=moments,
        sources=sources,
        as_of=faults.text(top.get("as_of"), "as_of") or "",
        license=faults.text(top.get("license"), "license") or "",
        language=faults.text(top.get("language"), "language") or "en",
        description=faults.text(top.get("description"), "description") or "",
        tags=faults.texts(top.get("tags"), "tags"),
        file=file,
        closed=frozenset(closed),
    )
    faults.raise_if_any(f"{file} could not be read.")
    return facts


def _read_source(key: str, node: Node, faults: Faults) -> Source:
    mapping = faults.mapping(node, f"the source “{key}”")
    if mapping is None:
        return Source(key, key)
    faults.check_keys(mapping, _SOURCE_KEYS, "a source")
    values = {
        name: faults.text(mapping.get(name), name) or ""
        for name in ("title", "date", "url", "license", "scope")
    }
    whole = faults.flag(mapping.get("complete"), "complete")
    if whole and not values["scope"]:
        message = "a complete source needs “scope”, the phrase that opens its questions"
        faults.add(node, "E311", message)
    unit = faults.text(mapping.get("unit"), "unit") or "no."
    return Source(key=key, complete=whole, unit=unit, **{**values, "title": values["title"] or key})


def _read_things(top: Mapping, cast: _Cast) -> None:
    faults = cast.faults
    nodes = list(faults.mapping(top.get("things"), "things") or ())
    for key, node in nodes:
        thing = _read_thing(key, node, cast)
        if thing:
            cast.add(thing)
    for key, node in nodes:
        thing = cast.things.get(key.value)
        for other in (*thing.members, *thing.part_of) if thing else ():
            if other not in cast.things:
                hint = did_you_mean(other, cast.things)
                faults.add(node, "E321", f"there is no thing “{other}”{hint}")
    for key, node in faults.mapping(top.get("decoys"), "decoys") or ():
        _check_type(key, key.value, cast)
        for name in faults.texts(node, "decoys"):
            if fold(name) in cast.by_name:
                faults.add(node, "E324", f"“{name}” is a thing already; no need for a decoy")
            else:
                decoy_key = f"{key.value}:{slug(name)}"
                cast.add(Thing(decoy_key, name, key.value, decoy=True, line=node.line))


def _check_type(node: Node, name: str, cast: _Cast) -> None:
    if name not in cast.library.types:
        hint = did_you_mean(name, cast.library.types)
        cast.faults.add(node, "E305", f"there is no type “{name}”{hint}")


def _read_thing(key: Scalar, node: Node, cast: _Cast) -> Thing | None:
    faults = cast.faults
    mapping = faults.mapping(node, f"the thing “{key.value}”")
    if mapping is None:
        return None
    faults.check_keys(mapping, _THING_KEYS, "a thing")
    kind = faults.text(mapping.get("type"), "type")
    if kind is None:
        faults.add(key, "E320", f"the thing “{key.value}” needs a type")
        return None
    _check_type(mapping.get("type") or node, kind, cast)
    pronouns = faults.text(mapping.get("pronouns"), "pronouns") or ""
    if pronouns and pronouns not in _PRONOUNS:
        faults.add(node, "E107", "pronouns should be one of " + ", ".join(sorted(_PRONOUNS)))
    popularity = faults.converted(mapping.get("popularity"), "popularity", float, "a number")
    return Thing(
        key=key.value,
        name=faults.text(mapping.get("name"), "name") or key.value,
        type=kind,
        aliases=faults.texts(mapping.get("aliases"), "aliases"),
        article=faults.text(mapping.get("article"), "article") or "",
        pronouns=pronouns,
        members=faults.texts(mapping.get("members"), "members"),
        part_of=faults.texts(mapping.get("part_of"), "part_of"),
        popularity=popularity or 0.0,
        since=faults.whole(mapping.get("since"), "since"),
        until=faults.whole(mapping.get("until"), "until"),
        ask=faults.flag(mapping.get("ask"), "ask", default=True),
        sensitive=faults.flag(mapping.get("sensitive"), "sensitive"),
        line=key.line,
    )


def _read_moments(
    top: Mapping, cast: _Cast, sources: dict[str, Source], defaults: Mapping | None
) -> tuple[Moment, ...]:
    listing = cast.faults.listing(top.get("moments"), "moments")
    moments: list[Moment] = []
    taken: dict[str, int] = {}
    for node in listing.items if listing else ():
        mapping = cast.faults.mapping(node, "a moment")
        moment = _read_moment(mapping, cast, sources, defaults) if mapping else None
        if moment is None:
            continue
        count = taken[moment.id] = taken.get(moment.id, 0) + 1
        moments.append(moment if count == 1 else replace(moment, id=f"{moment.id}-{count}"))
    return tuple(moments)


def _read_moment(
    mapping: Mapping, cast: _Cast, sources: dict[str, Source], defaults: Mapping | None
) -> Moment | None:
    faults, kinds = cast.faults, cast.library.kinds
    heads = [key for key, _ in mapping if key.value in kinds]
    # A word may be a kind and a role of another kind; the first key of a moment is its kind.
    if not heads or heads[0] is not mapping.entries[0][0]:
        first = mapping.entries[0][0] if mapping.entries else mapping
        word = first.value if isinstance(first, Scalar) else ""
        message = f"a moment begins with its kind; there is no kind “{word}”"
        faults.add(first, "E310", message + did_you_mean(word, kinds))
        return None
    kind = kinds[heads[0].value]
    faults.check_keys(mapping, {kind.name, *kind.roles, *_MOMENT_KEYS}, f"“{kind.name}”")
    fills = _role_nodes(kind, mapping, faults)
    for key, node in defaults or ():
        if key.value in kind.roles:
            fills.setdefault(key.value, node)
    roles = {name: _fill(kind.roles[name], node, cast) for name, node in fills.items()}
    roles = {name: keys for name, keys in roles.items() if keys}
    if kind.head not in roles:
        return None
    source, place = _read_cite(_default("source", mapping, defaults), sources, faults)
    complete = faults.texts(mapping.get("complete"), "complete")
    for name in complete:
        if name not in kind.roles:
            node = mapping.get("complete") or mapping
            message = f"“{name}” is no role of “{kind.name}”{did_you_mean(name, kind.roles)}"
            faults.add(node, "E307", message)
    near = (cast.fill(n, _any_role(cast.library)) for n in _scalars(mapping.get("near"), faults))
    first_names = [cast.things[k].name if k in cast.things else k for k in roles[kind.head][:2]]
    own_id = faults.text(mapping.get("id"), "id")
    return Moment(
        id=slug(own_id or f"{kind.name} {' '.join(first_names)}"),
        kind=kind.name,
        roles=roles,
        complete=kind.complete | frozenset(complete),
        status=_read_status(mapping, faults),
        source=source,
        place=place,
        note=faults.text(mapping.get("note"), "note") or "",
        near=tuple(key for key in near if key),
        line=mapping.line,
    )


def _default(key: str, mapping: Mapping, defaults: Mapping | None) -> Node | None:
    return mapping.get(key) or (defaults.get(key) if defaults else None)


def _any_role(library: Library) -> Role:
    return Role("near", tuple(library.types))


def _role_nodes(kind: Kind, mapping: Mapping, faults: Faults) -> dict[str, Node]:
    """Sort the nodes of a moment by role; a pair of names fills both sides of a symmetric kind."""
    fills = {k.value: n for k, n in mapping if k.value in kind.roles and k.value != kind.name}
    head = mapping.get(kind.name)
    if kind.symmetric and isinstance(head, Listing):
        if len(head.items) != 2:  # noqa: PLR2004 - two sides
            message = f"“{kind.name}” takes two, or “who:” and “with:” for more"
            faults.add(head, "E325", message)
        else:
            fills |= dict(zip(kind.symmetric, head.items, strict=True))
    elif isinstance(head, Mapping):
        faults.check_keys(head, kind.roles, f"“{kind.name}”")
        fills |= {k.value: n for k, n in head if k.value in kind.roles}
    elif head is not None:
        fills[kind.head] = head
    return fills


def _scalars(node: Node | None, faults: Faults) -> Iterable[Scalar]:
    nodes = node.items if isinstance(node, Listing) else (node,) if node else ()
    for item in nodes:
        if isinstance(item, Scalar):
            if item.value.strip():
                yield item
            else:
                faults.add(item, "E106", "a name is empty")
        else:
            faults.add(item, "E105", "a name should be a text")


def _fill(role: Role, node: Node, cast: _Cast) -> tuple[str, ...]:
    if role.text:
        return tuple(scalar.value.strip() for scalar in _scalars(node, cast.faults))
    keys = [key for scalar in _scalars(node, cast.faults) if (key := cast.fill(scalar, role))]
    if len(keys) > 1 and not role.many:
        cast.faults.add(node, "E325", f"“{role.name}” takes one, not {len(keys)}")
    if len(set(keys)) < len(keys):
        cast.faults.add(node, "E325", f"“{role.name}” names the same twice")
    return tuple(dict.fromkeys(keys))


def _read_cite(
    node: Node | None, sources: dict[str, Source], faults: Faults
) -> tuple[str, str]:
    if isinstance(node, Mapping) and len(node.entries) == 1:
        key, place = node.entries[0]
        text = faults.text(place, "the place in the source") or ""
    elif isinstance(node, Scalar):
        key, text = node, ""
    else:
        if node is not None:
            faults.add(node, "E312", "a source is its key, or “{key: number}”")
        return "", ""
    if key.value not in sources:
        hint = did_you_mean(key.value, sources)
        faults.add(key, "E312", f"there is no source “{key.value}”{hint}")
    return key.value, text


def _read_status(mapping: Mapping, faults: Faults) -> Status:
    for name in ("inferred", "disputed"):
        if faults.flag(mapping.get(name), name):
            return "inferred" if name == "inferred" else "disputed"
    word = faults.text(mapping.get("status"), "status") or "stated"
    for status in get_args(Status):
        if word == status:
            return status  # type: ignore[no-any-return]  # get_args is untyped
    node = mapping.get("status") or mapping
    faults.add(node, "E107", f"status should be one of {', '.join(get_args(Status))}")
    return "stated"
