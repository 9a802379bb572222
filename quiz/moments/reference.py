"""The reference of files of moments, made of their schema and of the kinds that ship."""

from __future__ import annotations

from quiz.documents.meanings import Meanings, Schema, rows
from quiz.moments.library import Library, needed_roles
from quiz.moments.meanings import FILE, KIND, MOMENT, ROLE, SOURCE, TABLE, THING, TYPE
from quiz.moments.model import Kind, Role
from quiz.moments.schema import json_schema
from quiz.text import join_names

_MANY = 9  # words in a row are a list to be told by itself: the types
_HEAD = """# The format of moments

Every key that a file of moments may have, and every kind that ships. `quiz moments check` holds a
file to it, and `quiz moments schema` gives editors the same as JSON Schema. Keys in bold must be
there, and so must `moments` or `tables`. What is asked of it, and why something is not, is told in
[Writing moments](moments.md).
"""
_KINDS = """The first key of a moment is its kind, and behind it stands who or what fills the first
role that is told here. Roles in bold must be filled.

| kind | roles | how it is told |
|---|---|---|
"""


def reference(library: Library) -> str:
    """Return ``docs/moments-format.md``."""
    whole = json_schema(library)
    parts, shapes = whole["properties"], whole["definitions"]
    kind = parts["kinds"]["additionalProperties"]
    told = shapes[next(iter(library.kinds))]["properties"]
    moment = {"properties": {key: told[key] for key in MOMENT}}
    kinds = "\n".join(map(_row, library.kinds.values()))
    sections = (
        _section("The file", whole, FILE),
        _section("A source", parts["sources"]["additionalProperties"], SOURCE),
        _section("A thing", shapes["thing"], THING),
        _section("A moment", moment, MOMENT),
        f"## The kinds that ship\n\n{_KINDS}{kinds}\n",
        f"## The types that ship\n\n{_types(library)}\n",
        _section("A table", shapes["table"], TABLE),
        _section("A type of your own", parts["types"]["additionalProperties"], TYPE),
        _section("A kind of your own", kind, KIND),
        _section("A role of it", kind["properties"]["roles"]["additionalProperties"], ROLE),
    )
    return "\n".join((_HEAD, *sections))


def shape_of(schema: Schema) -> str:
    """Say in words what a part of the schema lets through."""
    if len(schema.get("enum", ())) > _MANY:
        return "a type"
    if "enum" in schema:
        return join_names([*dict.fromkeys(f"`{one}`" for one in schema["enum"])], "or")
    alike = schema.get("anyOf", [schema])
    kinds = [one.get("type", "text") for one in alike]
    if "array" in kinds and len(kinds) > 1:
        return "a text or a list"
    if "object" in kinds and len(kinds) > 1:
        return "a key, or `{key: part}`"
    words = {
        "boolean": "true or false",
        "integer": "a year",
        "number": "a number",
        "array": "a list",
        "object": "a mapping",
    }
    return next((told for kind, told in words.items() if kind in kinds), "a text")


def _section(title: str, schema: Schema, said: Meanings) -> str:
    shapes = {key: shape_of(shape) for key, shape in schema["properties"].items()}
    return f"## {title}\n\n{rows(schema, said, shapes)}"


def _row(kind: Kind) -> str:
    needed = needed_roles(kind)
    names = dict.fromkeys((kind.head, *kind.roles))
    roles = [_role(kind.roles[name], is_needed=name in needed) for name in names]
    flags = [f"`{flag}: true`, and it tells `{other}` too" for flag, other in kind.also.items()]
    told = kind.say.replace("|", "\\|")
    return f"| `{kind.name}` | {'; '.join((*roles, *flags))} | {told} |"


def _role(role: Role, *, is_needed: bool) -> str:
    name = f"**{role.name}**" if is_needed else role.name
    takes = "words" if role.text else join_names(role.types, "or")
    return f"{name} ({takes}{', several' if role.many else ''})"


def _types(library: Library) -> str:
    names = (f"`{one.name}`{f' (a {one.base})' * bool(one.base)}" for one in library.types.values())
    return f"{', '.join(names)}."
