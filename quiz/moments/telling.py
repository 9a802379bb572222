"""One moment from its node: which kind it is, and who fills which role."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.moments.cast import Cast, slug
from quiz.moments.library import Library, needed_roles
from quiz.moments.model import Kind, Moment, Role, Source, Status
from quiz.text import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

MOMENT_KEYS = (
    "id", "complete", "inferred", "disputed", "status", "source", "note", "near", "jointly",
    "during",
)  # fmt: skip


def read_moment(
    mapping: Mapping, cast: Cast, sources: dict[str, Source], defaults: Mapping | None
) -> Moment | None:
    """Return the moment a node tells, or None where it has faults or nobody in its head role."""
    faults = cast.faults
    kind = read_kind(mapping, cast.library.kinds, faults)
    if kind is None:
        return None
    fills = role_nodes(kind, mapping, faults)
    _fill_occasion(kind, mapping, cast, fills)
    for key, node in defaults or ():
        if key.value in kind.roles:
            fills.setdefault(key.value, node)
    roles = {name: _fill(kind.roles[name], node, cast) for name, node in fills.items()}
    roles = {name: keys for name, keys in roles.items() if keys}
    needed = needed_roles(kind)
    for name in needed:
        if name not in fills:
            faults.add(mapping, "E326", f"“{kind.name}” needs “{name}”")
    if any(name not in roles for name in needed):
        return None
    source, place = read_cite(_default("source", mapping, defaults), sources, faults)
    complete = faults.texts(mapping.get("complete"), "complete")
    for name in complete:
        if name not in kind.roles:
            node = mapping.get("complete") or mapping
            message = f"“{name}” is no role of “{kind.name}”{did_you_mean(name, kind.roles)}"
            faults.add(node, "E307", message)
        elif name not in fills:
            node = mapping.get("complete") or mapping
            faults.add(node, "E327", f"“{name}” is said to be complete, and is not told")
    near = (cast.fill(n, any_role(cast.library)) for n in _scalars(mapping.get("near"), faults))
    first_names = [cast.things[k].name if k in cast.things else k for k in roles[kind.head][:2]]
    own_id = faults.text(mapping.get("id"), "id")
    status, jointly = read_manner(mapping, faults)
    return Moment(
        id=slug(own_id) if own_id else name_of_moment(kind, first_names),
        kind=kind.name,
        roles=roles,
        complete=kind.complete | frozenset(complete),
        status=status,
        source=source,
        place=place,
        note=faults.text(mapping.get("note"), "note") or "",
        near=tuple(key for key in near if key),
        jointly=jointly,
        line=mapping.line,
        file=faults.file,
        also=tuple(
            name for flag, name in kind.also.items() if faults.flag(mapping.get(flag), flag)
        ),
    )


def name_of_moment(kind: Kind, names: list[str]) -> str:
    """Return the id of a moment that was given none: its kind and whom it is about."""
    return "-".join(filter(None, map(slug, (kind.name, *names))))


def read_kind(mapping: Mapping, kinds: dict[str, Kind], faults: Faults) -> Kind | None:
    """Return the kind that a moment begins with, noting keys that it does not have."""
    first: Node = mapping.entries[0][0] if mapping.entries else mapping
    word = first.value if isinstance(first, Scalar) else ""
    # A word may be a kind and a role of another kind; the first key of a moment is its kind.
    if word not in kinds:
        message = f"a moment begins with its kind; there is no kind “{word}”"
        faults.add(first, "E310", message + did_you_mean(word, kinds))
        return None
    kind = kinds[word]
    faults.check_keys(mapping, {kind.name, *kind.roles, *kind.also, *MOMENT_KEYS}, f"“{kind.name}”")
    return kind


def _default(key: str, mapping: Mapping, defaults: Mapping | None) -> Node | None:
    return mapping.get(key) or (defaults.get(key) if defaults else None)


def any_role(library: Library) -> Role:
    """Return the role of ``near``: things of every type may stand there."""
    return Role("near", tuple(library.types))


def role_nodes(kind: Kind, mapping: Mapping, faults: Faults) -> dict[str, Node]:
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


def read_cite(node: Node | None, sources: dict[str, Source], faults: Faults) -> tuple[str, str]:
    """Return the key of a source and the place in it, empty where there is none."""
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


def _fill_occasion(kind: Kind, mapping: Mapping, cast: Cast, fills: dict[str, Node]) -> None:
    """Let ``during`` say when: at an event where the kind has one, else in words."""
    node = mapping.get("during")
    if not isinstance(node, Scalar) or "during" in kind.roles:
        return
    if "at" in kind.roles:
        fills.setdefault("at", node)
    elif "when" in kind.roles and kind.roles["when"].text:
        text = node.value.strip()
        named = [text] if text in cast.things else cast.named(text)
        thing = cast.things[named[0]] if named else None
        words = f"{thing.article} {thing.name}".strip() if thing else text
        fills.setdefault("when", Scalar(f"during {words}", node.line, node.column))
    else:
        cast.faults.add(node, "E328", f"“{kind.name}” has no role that says when")


def read_manner(mapping: Mapping, faults: Faults) -> tuple[Status, bool]:
    """Return how sure a moment is, and whether those in it did it together."""
    return _read_status(mapping, faults), faults.flag(
        mapping.get("jointly"), "jointly", default=True
    )


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
