"""JSON Schema (draft-07) of moments files, for editors: made from the library, so never behind it.

It says what a file may have and where; what hangs on the content (that a name is a thing, that
a template names a column) is for ``quiz moments check``.
"""

from __future__ import annotations

from typing import get_args

from quiz.documents.meanings import Schema, explained
from quiz.moments import meanings
from quiz.moments.library import Library
from quiz.moments.model import Kind, Role, Status
from quiz.moments.reading import SOURCE_KEYS, TOP_KEYS
from quiz.moments.sheets import TABLE_KEYS
from quiz.moments.suspicions import WARNINGS
from quiz.moments.telling import MOMENT_KEYS
from quiz.moments.things import PICTURE_KEYS, PRONOUNS, THING_KEYS

# A text may look like a number or like yes and no to an editor; it stays what was written.
_TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": r"\S"}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_FLAG: Schema = {
    "anyOf": [
        {"type": "boolean"},
        {"type": "string", "pattern": "^([Tt]rue|[Ff]alse|[Yy]es|[Nn]o|TRUE|FALSE|YES|NO)$"},
    ]
}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": "^-?[0-9.eE+-]+$"}]}
_YEAR: Schema = {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^ *[-+]?[0-9]+ *$"}]}
_MAP_OF_TEXTS: Schema = {"type": "object", "additionalProperties": _TEXT}
_MAP_OF_LISTS: Schema = {"type": "object", "additionalProperties": _TEXTS}
_CITE: Schema = {
    "anyOf": [
        _TEXT,
        {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": _TEXT},
    ]
}


def json_schema(library: Library) -> Schema:
    """Return the schema. Kinds and types of its own are allowed where a file declares any."""
    declares = {"anyOf": [{"required": ["kinds"]}, {"required": ["types"]}]}
    shapes = _top()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Moments of Greenroom",
        "type": "object",
        "required": ["format", "id", "title"],
        "anyOf": [{"required": ["moments"]}, {"required": ["tables"]}],
        "properties": explained({key: shapes[key] for key in sorted(TOP_KEYS)}, meanings.FILE),
        "additionalProperties": False,
        "if": declares,
        "then": {"properties": _parts(" of its own")},
        "else": {"properties": _parts("")},
        "definitions": {**_definitions(library, ""), **_definitions(library, " of its own")},
    }


def _parts(whose: str) -> dict[str, Schema]:
    """Return the shape of what holds things and moments."""
    return {
        "things": {"type": "object", "additionalProperties": _ref(f"thing{whose}")},
        "moments": {"type": "array", "items": _ref(f"moment{whose}")},
        "tables": {"type": "array", "items": _ref(f"table{whose}")},
    }


def _definitions(library: Library, whose: str) -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    types = {"enum": sorted(library.types)} if not whose else _TEXT
    for what, filled in (("", False), (" of a row", True)):
        kinds = {
            f"{name}{what}{whose}": _moment(kind, filled=filled)
            for name, kind in sorted(library.kinds.items())
        }
        any_kind = [_ref(name) for name in kinds]
        if whose:
            any_kind.append({"type": "object", "minProperties": 1})
        found |= kinds
        found[f"moment{what}{whose}"] = {"anyOf": any_kind}
        found[f"thing{what}{whose}"] = _thing(types, filled=filled)
    return {**found, f"table{whose}": _table(whose)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _object(shapes: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": shapes,
        "required": list(required),
        "additionalProperties": False,
    }


def _top() -> dict[str, Schema]:
    keys = {"complete": _FLAG, **dict.fromkeys(sorted(SOURCE_KEYS - {"complete"}), _TEXT)}
    source = _object(explained(keys, meanings.SOURCE))
    return {
        "format": {"enum": [1, "1"]},
        "id": _TEXT,
        "title": _TEXT,
        "description": _TEXT,
        "as_of": _TEXT,
        "license": _TEXT,
        "language": _TEXT,
        "tags": _TEXTS,
        "sources": {"type": "object", "additionalProperties": source},
        "defaults": {"type": "object", "additionalProperties": {"anyOf": [_TEXTS, _CITE]}},
        "things": {"type": "object"},
        "decoys": {"type": "object", "additionalProperties": _TEXTS},
        "types": {"type": "object", "additionalProperties": _type()},
        "kinds": {"type": "object", "additionalProperties": _kind()},
        "closed": _TEXTS,
        "quiet": {
            "anyOf": [{"enum": [*WARNINGS]}, {"type": "array", "items": {"enum": [*WARNINGS]}}]
        },
        "moments": {"type": "array"},
        "tables": {"type": "array"},
    }


def _type() -> Schema:
    words, flags = ("noun", "plural", "is"), ("ordered", "circumstance")
    shapes = {**dict.fromkeys(words, _TEXT), **dict.fromkeys(flags, _FLAG)}
    return _object(explained(shapes, meanings.TYPE))


def _kind() -> Schema:
    shapes = {"is": _TEXTS, "many": _FLAG, "open": _FLAG, "text": _FLAG}
    role = _object(explained(shapes, meanings.ROLE))
    stems = {"type": "object", "additionalProperties": {"anyOf": [_TEXTS, _MAP_OF_LISTS]}}
    keys: dict[str, Schema] = {
        "roles": {"type": "object", "additionalProperties": role},
        "head": _TEXT,
        "say": _TEXT,
        "ask": {"type": "object", "additionalProperties": stems},
        "pinned_by": {"type": "array", "items": _TEXTS},
        "complete": _TEXTS,
        "symmetric": _FLAG,
        "family": _TEXT,
        "also": _MAP_OF_TEXTS,
    }
    return {
        "type": "object",
        "required": ["say"],
        "properties": explained(keys, meanings.KIND),
    }


def _thing(types: Schema, *, filled: bool) -> Schema:
    """Return the shape of a thing; one that rows fill may have ``{columns}`` anywhere."""
    words = {"name", "article"}
    shapes: dict[str, Schema] = {
        **dict.fromkeys(words, _TEXT),
        "type": types,
        **dict.fromkeys(("aliases", "members", "part_of"), _TEXTS),
        "pronouns": {"enum": sorted(PRONOUNS)},
        "popularity": _NUMBER,
        **dict.fromkeys(("since", "until"), _YEAR),
        **dict.fromkeys(("ask", "sensitive"), _FLAG),
    }
    if filled:
        shapes |= dict.fromkeys(shapes.keys() - {"aliases", "members", "part_of"}, _TEXT)
    shapes["picture"] = _object(dict.fromkeys(PICTURE_KEYS, _TEXT), "file", "alt")
    keys = {key: shapes[key] for key in sorted(THING_KEYS)}
    return _object(keys if filled else explained(keys, meanings.THING), "type")


def _moment(kind: Kind, *, filled: bool) -> Schema:
    roles = {name: _role(role) for name, role in kind.roles.items()}
    flag = _TEXT if filled else _FLAG
    shapes: dict[str, Schema] = {
        **dict.fromkeys(("id", "note", "during"), _TEXT),
        **dict.fromkeys(("complete", "near"), _TEXTS),
        **dict.fromkeys(("inferred", "disputed", "jointly"), flag),
        "status": _TEXT if filled else {"enum": [*get_args(Status)]},
        "source": _CITE,
    }
    keys = {key: shapes[key] for key in MOMENT_KEYS}
    told = keys if filled else explained(keys, meanings.MOMENT)
    shapes = told | roles | dict.fromkeys(kind.also, flag)
    pair: Schema = {"type": "array", "items": _TEXT, "minItems": 2, "maxItems": 2}
    one = [_TEXT, pair] if kind.symmetric else [_role(kind.roles[kind.head])]
    head = [*one, _object(roles)]
    return _object({**shapes, kind.name: {"anyOf": head}}, kind.name)


def _role(role: Role) -> Schema:
    what = "words" if role.text else f"{' or '.join(role.types)}{' (several)' if role.many else ''}"
    most = {} if role.many or role.text else {"maxItems": 1}
    return {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, **most}], "description": what}


def _table(whose: str) -> Schema:
    named = {"type": "object", "additionalProperties": _MAP_OF_TEXTS}
    file = {"type": "string", "pattern": r"^[A-Za-z0-9][A-Za-z0-9_-]*\.(csv|tsv)$"}
    delimiter = {"type": "string", "minLength": 1, "maxLength": 1}
    spellings: dict[str, Schema] = {"file": file, "delimiter": delimiter, "columns": _TEXTS}
    shapes: dict[str, Schema] = {
        "file": file,
        "delimiter": delimiter,
        "split": _MAP_OF_LISTS,
        "where": _MAP_OF_LISTS,
        "unless": _MAP_OF_LISTS,
        "skip": named,
        "as_is": _TEXTS,
        "spellings": _object(spellings, "file", "columns"),
        "gather": _object({"by": _TEXTS, "won": _MAP_OF_LISTS}, "by"),
        "things": {"type": "object", "additionalProperties": _ref(f"thing of a row{whose}")},
        "moments": {"type": "array", "items": _ref(f"moment of a row{whose}")},
    }
    keys = {key: shapes[key] for key in sorted(TABLE_KEYS)}
    table = _object(explained(keys, meanings.TABLE), "file")
    return {**table, "anyOf": [{"required": ["things"]}, {"required": ["moments"]}]}
