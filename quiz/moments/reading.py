"""Moments files: YAML → ``Facts``, with every fault at its line and column."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.documents.yaml_text import read_yaml
from quiz.moments.cast import Cast, read_things, slug
from quiz.moments.library import Library, extend
from quiz.moments.model import Facts, Kind, Moment, Role, Source, Status
from quiz.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOP_KEYS = {
    "format", "id", "title", "description", "as_of", "license", "language", "tags", "sources",
    "defaults", "things", "decoys", "types", "kinds", "closed", "moments",
}  # fmt: skip
_SOURCE_KEYS = {"title", "date", "url", "license", "scope", "complete", "unit"}
_MOMENT_KEYS = ("id", "complete", "inferred", "disputed", "status", "source", "note", "near")


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
    cast = Cast(own, faults)
    read_things(top, cast)
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


def _read_moments(
    top: Mapping, cast: Cast, sources: dict[str, Source], defaults: Mapping | None
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
    mapping: Mapping, cast: Cast, sources: dict[str, Source], defaults: Mapping | None
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
        if len(head.items) != 2:
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


def _fill(role: Role, node: Node, cast: Cast) -> tuple[str, ...]:
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
