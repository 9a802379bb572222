"""The reference of the format, made of the schema and so of what the reader reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.documents.meanings import Meanings, Schema, rows
from quiz.packs.bodies import MOST_OPTIONS
from quiz.packs.meanings import AUDIO, DEFAULTS, KINDS, MEDIA, PACK, PROOF, QUESTION
from quiz.packs.reading import MAX_BYTES
from quiz.packs.schema import BLANK, json_schema
from quiz.text import join_names

_WORDS = re.compile(r"\^\\s\*\(([a-z]+(?:\|[a-z]+)+)\)\\s\*\$")
_HEAD = f"""# The format of packs

Every key that a pack may have. `quiz pack check` holds a file to it, and `quiz pack schema` gives
editors the same as JSON Schema. Keys in bold must be there. A file is YAML, or JSON with the same
keys, of at most {MAX_BYTES >> 20} MiB. How to begin is told in
[Write a pack in ten minutes](first-pack.md), how answers are marked and packs shared in
[Writing packs](packs.md).
"""
_KINDS = f"""What is right decides the kind of a question. Of these keys it has those of one row:

{{rows}}

There are at most {MOST_OPTIONS} options, right and wrong together, and no two of them are the same
but for case, accents and punctuation; nor are two items of an order, or two left or two right sides
of a match.
"""


def reference() -> str:
    """Return ``docs/pack-format.md``."""
    whole = json_schema()
    question = whole["definitions"]["question"]
    kinds = _KINDS.format(rows="\n".join(_kinds()))
    parts = (
        _section("The pack", whole, PACK),
        _section("`defaults`", whole["properties"]["defaults"], DEFAULTS),
        _section("A question", question, QUESTION, f"{kinds}\n"),
        _section("`picture`", question["properties"]["picture"], MEDIA),
        _section("`audio`", question["properties"]["audio"], AUDIO),
        _section("`proof`", question["properties"]["proof"], PROOF),
    )
    return "\n".join((_HEAD, *parts))


def shape_of(schema: Schema) -> str:
    """Say in words what a part of the schema lets through: “a text of up to 200 characters”."""
    if "anyOf" in schema:
        shapes = [shape_of(one) for one in schema["anyOf"]]
        return " or ".join(dict.fromkeys(filter(None, shapes)))
    if "enum" in schema:
        return " or ".join(dict.fromkeys(f"`{one}`" for one in schema["enum"]))
    match schema.get("type", "a question"):
        case "array":
            told = f"a list{_bounds(schema, 'Items')} {_plural(schema['items'])}"
        case "object" if schema.get("additionalProperties"):
            most = schema["additionalProperties"]["maxLength"]
            told = f"a mapping{_bounds(schema, 'Properties')} texts of up to {most:,} characters"
        case "object":
            told = "a mapping, see below"
        case "integer" | "number" as name:
            told = f"a {'whole ' * (name == 'integer')}number{_range(schema)}"
        case _:
            told = _text(schema)
    return told


def _text(schema: Schema) -> str:
    words = _WORDS.fullmatch(schema.get("pattern", ""))
    if words:
        return join_names([f"`{word}`" for word in words[1].split("|")], "or")
    pattern = schema.get("pattern", "")
    if pattern == BLANK:
        return f"a text of up to {schema['maxLength']:,} characters"
    if "maxLength" in schema:
        return "a text"  # of a form that its meaning tells
    return "a number and %" if "%" in pattern else ""


def _bounds(schema: Schema, what: str) -> str:
    least, most = schema.get(f"min{what}", 0), schema.get(f"max{what}")
    if least and most:
        return f" of {least} to {most}"
    if most:
        return f" of up to {most}"
    return f" of {least} and more" if least else " of"


def _plural(schema: Schema) -> str:
    if "$ref" in schema:
        return "questions"
    return "pairs" if schema.get("type") == "array" else "texts"


def _range(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if most is not None:
        return f" from {least} to {most}"
    return f" from {least}" if least is not None else ""


def _section(title: str, schema: Schema, said: Meanings, first: str = "") -> str:
    shapes = {key: shape_of(shape) for key, shape in schema["properties"].items()}
    return f"## {title}\n\n{first}{rows(schema, said, shapes)}"


def _kinds() -> Iterator[str]:
    yield "| kind | keys |\n|---|---|"
    for kind, keys in KINDS.items():
        yield f"| {kind} | {', '.join(f'`{key}`' for key in keys)} |"
