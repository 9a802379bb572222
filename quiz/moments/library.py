"""Kinds and types of moments, read from YAML: the library that ships, and a file's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.documents.nodes import Faults, Listing, Mapping, Node, Scalar
from quiz.documents.yaml_text import read_yaml
from quiz.moments.asking import OPTIONAL, check_template, placeholders, read_asking, shown_in
from quiz.moments.model import Kind, Role, ThingType
from quiz.text import did_you_mean

_KIND_KEYS = {"roles", "head", "say", "ask", "pinned_by", "complete", "symmetric", "family", "also"}
_DEEPEST = 16  # types above each other; more is no order but an attack
_TYPE_KEYS = {"noun", "plural", "is", "ordered", "circumstance"}
_ROLE_KEYS = {"is", "many", "open", "text"}
# What a symmetric kind may fill unless it says otherwise: two sides and words about them.
_PEOPLE = ("person", "group")
_SIDES = {
    "who": Role("who", _PEOPLE, many=True),
    "with": Role("with", _PEOPLE, many=True),
    "what": Role("what", (), text=True),
    "when": Role("when", (), text=True),
    "where": Role("where", (), text=True),
}


@dataclass(frozen=True, slots=True)
class Library:
    """The types and kinds that moments may use."""

    types: dict[str, ThingType] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)

    def widens(self, narrow: str, wide: str) -> bool:
        """Tell whether ``narrow`` is ``wide`` or a type below it."""
        return wide in lineage(self.types, narrow)


def lineage(types: dict[str, ThingType], name: str) -> tuple[str, ...]:
    """Return a type and the wider ones above it, narrowest first."""
    found: list[str] = []
    while name and name not in found and len(found) < _DEEPEST:
        found.append(name)
        name = types[name].base if name in types else ""
    return tuple(found)


def needed_roles(kind: Kind) -> tuple[str, ...]:
    """Return the roles without which a moment of this kind cannot be told: head and sentence."""
    told = placeholders(OPTIONAL.sub("", kind.say))
    return tuple(dict.fromkeys((kind.head, *(name for name in told if name in kind.roles))))


def read_library(text: str, file: str) -> Library:
    """Read a file of types and kinds. Raises BadInputError with every fault in it."""
    top = read_yaml(text, file)
    faults = Faults(file)
    faults.check_keys(top, {"format", "types", "kinds"}, "a library of kinds")
    library = extend(Library(), top, faults)
    faults.raise_if_any(f"{file} could not be read.")
    return library


def extend(library: Library, top: Mapping, faults: Faults) -> Library:
    """Add the ``types`` and ``kinds`` of a document to a library, noting faults."""
    types, kinds = dict(library.types), dict(library.kinds)
    for key, node in faults.mapping(top.get("types"), "types") or ():
        types[key.value] = _read_type(key.value, node, faults)
    for key, node in faults.mapping(top.get("types"), "types") or ():
        base = types[key.value].base
        if base and base not in types:
            faults.add(node, "E305", f"there is no type “{base}”{did_you_mean(base, types)}")
        elif base and key.value in lineage(types, base):
            faults.add(node, "E305", f"the type “{key.value}” is above itself")
    for key, node in faults.mapping(top.get("kinds"), "kinds") or ():
        kind = _read_kind(key, node, types, faults)
        if kind:
            kinds[key.value] = kind
    for key, node in faults.mapping(top.get("kinds"), "kinds") or ():
        if key.value in kinds:
            _check_also(kinds[key.value], node, kinds, faults)
    return Library(types, kinds)


def _check_also(kind: Kind, node: Node, kinds: dict[str, Kind], faults: Faults) -> None:
    """Note flags whose kind is none, or needs a role that this kind has not."""
    for flag, name in kind.also.items():
        if name not in kinds:
            message = f"there is no kind “{name}”{did_you_mean(name, kinds)}"
            faults.add(node, "E310", f"“{flag}” of “{kind.name}”: {message}")
            continue
        for role in needed_roles(kinds[name]):
            if role not in kind.roles:
                message = f"“{name}” needs “{role}”, and “{kind.name}” has no such role"
                faults.add(node, "E306", f"“{flag}”: {message}")


def _read_type(name: str, node: Node, faults: Faults) -> ThingType:
    mapping = faults.mapping(node, f"the type “{name}”")
    if mapping is None:
        return ThingType(name, name, f"{name}s")
    faults.check_keys(mapping, _TYPE_KEYS, "a type")
    noun = faults.text(mapping.get("noun"), "noun") or name
    return ThingType(
        name,
        noun,
        faults.text(mapping.get("plural"), "plural") or f"{noun}s",
        faults.text(mapping.get("is"), "is") or "",
        faults.flag(mapping.get("ordered"), "ordered"),
        faults.flag(mapping.get("circumstance"), "circumstance"),
    )


def _read_kind(key: Scalar, node: Node, types: dict[str, ThingType], faults: Faults) -> Kind | None:
    mapping = faults.mapping(node, f"the kind “{key.value}”")
    if mapping is None:
        return None
    faults.check_keys(mapping, _KIND_KEYS, "a kind")
    symmetric = faults.flag(mapping.get("symmetric"), "symmetric")
    roles = dict(_SIDES) if symmetric else {}
    for role_key, role_node in faults.mapping(mapping.get("roles"), "roles") or ():
        roles[role_key.value] = _read_role(role_key.value, role_node, types, faults)
    if not roles:
        faults.add(key, "E306", f"the kind “{key.value}” needs roles")
        return None
    say = faults.text(mapping.get("say"), "say")
    if say is None:
        faults.add(key, "E306", f"the kind “{key.value}” needs “say”: how it is told")
        return None
    check_template(mapping.get("say"), say, roles, faults)
    if shown_in(say):
        faults.add(mapping.get("say") or key, "E308", "“say” tells in words: no “:shown” in it")
    head = faults.text(mapping.get("head"), "head") or next(iter(roles))
    complete = faults.texts(mapping.get("complete"), "complete")
    pinned = [
        frozenset(faults.texts(entry, "pinned_by"))
        for entry in _items(mapping.get("pinned_by"), "pinned_by", faults)
    ]
    for name in {head, *complete}.union(*pinned) - set(roles):
        message = f"“{name}” is no role of “{key.value}”{did_you_mean(name, roles)}"
        faults.add(key, "E307", message)
    head = head if head in roles else next(iter(roles))
    return Kind(
        name=key.value,
        roles=roles,
        head=head,
        say=say,
        asking=read_asking(mapping.get("ask"), roles, types, faults),
        pinned_by=tuple(pinned),
        complete=frozenset(complete),
        symmetric=("who", "with") if symmetric else None,
        family=faults.text(mapping.get("family"), "family") or key.value,
        line=key.line,
        also={
            flag.value: faults.text(other, flag.value) or ""
            for flag, other in faults.mapping(mapping.get("also"), "also") or ()
        },
    )


def _items(node: Node | None, what: str, faults: Faults) -> tuple[Node, ...]:
    listing: Listing | None = faults.listing(node, what)
    return listing.items if listing else ()


def _read_role(name: str, node: Node, types: dict[str, ThingType], faults: Faults) -> Role:
    mapping = faults.mapping(node, f"the role “{name}”")
    if mapping is None:
        return Role(name, ())
    faults.check_keys(mapping, _ROLE_KEYS, "a role")
    accepted = faults.texts(mapping.get("is"), "is")
    for wanted in accepted:
        if wanted not in types:
            faults.add(node, "E305", f"there is no type “{wanted}”{did_you_mean(wanted, types)}")
    text = faults.flag(mapping.get("text"), "text")
    if not accepted and not text:
        faults.add(node, "E306", f"the role “{name}” needs “is”: the types that may fill it")
    return Role(
        name,
        accepted,
        many=faults.flag(mapping.get("many"), "many"),
        open=faults.flag(mapping.get("open"), "open"),
        text=text,
    )
