"""A moment as a form, and what was typed into it as keys and values of the file.

Only the keys that differ from what is written are given back: to save a form that nobody touched
changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.drafting.entries import all_texts, texts_of
from quiz.drafting.lines import Plain, plain
from quiz.drafting.typed import Fault, FormError, Names, tidy
from quiz.moments.model import Kind, Role
from quiz.moments.telling import read_cite, read_manner, role_nodes

_ANY = Role("near", ())


@dataclass(frozen=True, slots=True)
class Said:
    """What a form says about a moment: names in roles, and what is said about it.

    ``ties``: those in it did not share it. ``place`` is the source's own number or page.
    """

    roles: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)
    complete: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()
    source: str = ""
    place: str = ""
    note: str = ""
    during: str = ""
    status: str = "stated"
    ties: bool = False


def said(names: Names, kind: Kind, node: Mapping | None) -> Said:
    """Return what the file itself says of a moment, without its defaults: a form to begin with."""
    if node is None:
        return Said()
    written = _written(kind, node)
    roles = {
        name: tuple(
            tidy(one) if kind.roles[name].text else names.shown(one, kind.roles[name].types)
            for one in texts
        )
        for name, texts in written.items()
    }
    near = tuple(names.shown(one, ()) for one in texts_of(node.get("near")))
    source, place = read_cite(node.get("source"), {}, Faults(""))
    status, jointly = read_manner(node, Faults(""))
    return Said(
        roles,
        frozenset(texts_of(node.get("complete"))) | kind.complete,
        near,
        source,
        tidy(place),
        _text(node.get("note")),
        _text(node.get("during")),
        status,
        not jointly,
    )


def values(
    names: Names, kind: Kind, node: Mapping | None, form: Said, default_source: str = ""
) -> dict[str, Plain | None]:
    """Return what a form changes: keys of the moment with new values, None for those that go.

    Things that are new are in ``names.new`` then. Raises FormError where a name is unknown.
    """
    before = said(names, kind, node)
    changed = _changed_roles(names, kind, node, form)
    form = replace(form, complete=form.complete | kind.complete)
    if names.faults:
        raise FormError(names.faults)
    if {*form.near} != {*before.near} or len(form.near) != len(before.near):
        keys = names.keys(form.near, texts_of(node.get("near")) if node else (), _ANY)
        changed["near"] = _one_or_list(keys)
    if names.faults:
        raise FormError(names.faults)
    if form.complete != before.complete:
        changed["complete"] = _one_or_list(sorted(form.complete - kind.complete))
    if (form.source, form.place) != (before.source, before.place):
        changed["source"] = _source(form, default_source)
    for key in ("note", "during"):
        if getattr(form, key) != getattr(before, key):
            changed[key] = getattr(form, key) or None
    if form.status != before.status:
        changed |= dict.fromkeys(("inferred", "disputed"))
        changed["status"] = None if form.status == "stated" else form.status
    if form.ties != before.ties:
        changed["jointly"] = "false" if form.ties else None
    return changed


def _source(form: Said, default: str) -> Plain | None:
    source = form.source or (default if form.place else "")
    if form.place and not source:
        raise FormError([Fault("place", "Choose the source that this is the place in.")])
    return ({source: form.place} if form.place else source) or None


def _changed_roles(
    names: Names, kind: Kind, node: Mapping | None, form: Said
) -> dict[str, Plain | None]:
    """Return the keys under which roles that changed are written."""
    written = _written(kind, node) if node else {}
    wanted: dict[str, list[str]] = {}
    for name, role in kind.roles.items():
        texts = form.roles.get(name, ())
        if role.text:
            same = {tidy(one): one for one in written.get(name, ())}
            wanted[name] = [same.get(text, text) for text in map(tidy, texts) if text]
        else:
            wanted[name] = names.keys(texts, written.get(name, ()), role)
    changed = {name for name, keys in wanted.items() if keys != list(written.get(name, ()))}
    if node is None:
        changed.add(kind.head)
    inside = _in_head(kind, node, {name for name, keys in wanted.items() if keys})
    found: dict[str, Plain | None] = {}
    if changed & set(inside):
        found[kind.name] = _head(kind, node, inside, wanted)
    order = [name for name in kind.roles if name in changed and name not in inside]
    return found | {name: _one_or_list(wanted[name]) for name in order}


def _in_head(kind: Kind, node: Mapping | None, filled: set[str]) -> tuple[str, ...]:
    """Return the roles that the kind's own key fills."""
    head = node.get(kind.name) if node else None
    if kind.symmetric and (node is None or isinstance(head, Listing)):
        return kind.symmetric
    if isinstance(head, Mapping):
        own = {key.value for key, _ in node} if node else set()
        return tuple(name for name in kind.roles if name in filled and name not in own)
    return (kind.head,)


def _head(
    kind: Kind, node: Mapping | None, inside: Sequence[str], wanted: dict[str, list[str]]
) -> Plain:
    head = node.get(kind.name) if node else None
    if isinstance(head, Mapping) or (
        kind.symmetric == tuple(inside) and any(len(wanted[side]) != 1 for side in inside)
    ):
        sides = {side: _one_or_list(wanted[side]) for side in inside}
        return {side: keys for side, keys in sides.items() if keys is not None}
    if kind.symmetric == tuple(inside):
        return [wanted[side][0] for side in inside]
    return _one_or_list(wanted[kind.head]) or ""


def _written(kind: Kind, node: Mapping) -> dict[str, tuple[str, ...]]:
    """Return what stands in each role, as it is written."""
    nodes = role_nodes(kind, node, Faults(""))
    return {name: tuple(map(str.strip, all_texts(found))) for name, found in nodes.items()}


def _one_or_list(keys: Sequence[str]) -> Plain | None:
    return keys[0] if len(keys) == 1 else list(keys) or None


def _text(node: Node | None) -> str:
    return tidy(node.value) if isinstance(node, Scalar) else ""


# ---- things --------------------------------------------------------------------------------

LISTS = ("aliases", "members", "part_of")
TEXTS = ("name", "type", "article", "pronouns", "popularity", "since", "until")


@dataclass(frozen=True, slots=True)
class Told:
    """What a form says about a thing: texts and lists by key, and two flags."""

    texts: MappingOf[str, str] = field(default_factory=dict)
    lists: MappingOf[str, tuple[str, ...]] = field(default_factory=dict)
    ask: bool = True
    sensitive: bool = False


def told(names: Names, key: str, node: Mapping | None) -> Told:
    """Return what the file says of a thing: a form to begin with."""
    if node is None:
        return Told()
    texts = {name: _text(node.get(name)) for name in TEXTS}
    texts["name"] = texts["name"] or tidy(key)
    lists = {
        name: tuple(
            tidy(one) if name == "aliases" else names.shown(one, ())
            for one in texts_of(node.get(name))
        )
        for name in LISTS
    }
    faults = Faults("")
    return Told(
        texts,
        lists,
        faults.flag(node.get("ask"), "ask", default=True),
        faults.flag(node.get("sensitive"), "sensitive"),
    )


def thing_values(
    names: Names, key: str, node: Mapping | None, form: Told
) -> dict[str, Plain | None]:
    """Return what a form changes of a thing. Raises FormError where a name is unknown."""
    before, changed = told(names, key, node), dict[str, Plain | None]()
    for name in TEXTS:
        text = tidy(form.texts.get(name, ""))
        if text != before.texts.get(name, ""):
            changed[name] = text or None
    for name in LISTS:
        typed = tuple(text for text in map(tidy, form.lists.get(name, ())) if text)
        if typed == before.lists.get(name, ()):
            continue
        written = texts_of(node.get(name)) if node else ()
        keys = list(typed) if name == "aliases" else names.keys(typed, written, Role(name, ()))
        changed[name] = [*keys] if keys else None
    if names.faults:
        raise FormError(names.faults)
    if form.ask != before.ask:
        changed["ask"] = None if form.ask else "false"
    if form.sensitive != before.sensitive:
        changed["sensitive"] = "true" if form.sensitive else None
    return changed


def tree_of(node: Node | None) -> Plain:
    """Return what a node says, to find it again in another version of the file."""
    return plain(node) if node else {}
