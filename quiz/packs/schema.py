"""JSON Schema (draft-07) of packs, for editors: made of the keys and limits that the reader has.

It says what a file may have and where; what hangs on the content (that no two options are the same,
that a picture is there) is for ``quiz pack check``.
"""

from __future__ import annotations

from quiz.documents.meanings import Schema, explained
from quiz.packs import attached, bodies, meanings, reading
from quiz.packs.fields import ID, LANGUAGE, LIST_MAX, LONG, MEDIUM, SHORT, SLUG
from quiz.questions.model import LEVELS

BLANK = r"\S"  # a text may not be empty, nor of spaces alone
_NUMBER = r"^\s*-?[0-9]{1,300}(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?\s*$"
_SHARE = r"^\s*[0-9]{1,300}(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?\s*%?\s*$"
_TRUTH: Schema = {
    "anyOf": [{"type": "boolean"}, {"type": "string", "pattern": r"^\s*([Tt][Rr][Uu][Ee]|"
               r"[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])\s*$"}]
}  # fmt: skip


def json_schema() -> Schema:
    """Return the schema."""
    shapes = _pack()
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Packs of questions of Greenroom",
        "type": "object",
        "required": ["format", "id", "title", "questions"],
        "properties": explained({key: shapes[key] for key in reading.PACK_KEYS}, meanings.PACK),
        "additionalProperties": False,
        "definitions": {"question": _question()},
    }


def _text(limit: int = SHORT, pattern: str = BLANK) -> Schema:
    """Return what a text may look like to an editor: ``1.10`` and ``no`` stay what was written."""
    return {"type": ["string", "number", "boolean"], "maxLength": limit, "pattern": pattern}


def _texts(least: int = 0, most: int = LIST_MAX) -> Schema:
    listing = {"type": "array", "items": _text(), "minItems": least, "maxItems": most}
    return {"anyOf": [_text(), listing]}


def _object(shapes: dict[str, Schema], *required: str) -> Schema:
    return {
        "type": "object",
        "properties": shapes,
        "required": list(required),
        "additionalProperties": False,
    }


def _trimmed(pattern: str) -> str:
    return rf"^\s*({pattern})\s*$"


def _word(pattern: str) -> Schema:
    return {"type": "string", "maxLength": SHORT, "pattern": _trimmed(pattern)}


def _id(number: str, pattern: str) -> Schema:
    return {"anyOf": [_word(pattern), {"type": number, "minimum": 0}, {"type": "boolean"}]}


def _pack() -> dict[str, Schema]:
    defaults = {"difficulty": _one_of(LEVELS), "time": _time()}
    return {
        "format": {"enum": [1, "1"]},
        "id": _id("integer", SLUG.pattern),
        "title": _text(),
        **dict.fromkeys(("description", "source"), _text(LONG)),
        **dict.fromkeys(("license", "version"), _text()),
        "language": _word(LANGUAGE.pattern),
        **dict.fromkeys(("authors", "tags"), _texts()),
        "defaults": _object(
            explained({key: defaults[key] for key in reading.DEFAULT_KEYS}, meanings.DEFAULTS)
        ),
        "questions": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/question"}},
    }


def _one_of(words: tuple[str, ...]) -> Schema:
    return _word("|".join(words))


def _time() -> Schema:
    least, most = attached.SECONDS
    written = {"type": "string", "pattern": r"^\s*[0-9]{1,4}\s*$"}
    return {"anyOf": [{"type": "integer", "minimum": least, "maximum": most}, written]}


def _question() -> Schema:
    shapes = _shapes()
    kinds = [key for key in bodies.KEYS if key not in bodies.GOES_WITH]
    friends = {
        key: {"anyOf": [{"required": [friend]} for friend in goes_with]}
        for key, goes_with in bodies.GOES_WITH.items()
    }
    return {
        **_object(
            explained({key: shapes[key] for key in reading.QUESTION_KEYS}, meanings.QUESTION), "ask"
        ),
        "oneOf": [{"required": [kind]} for kind in kinds],
        "dependencies": {**friends, "answers": ["wrong"]},
        "if": {"required": ["answer"], "not": {"required": ["wrong"]}},
        "then": {"properties": {"answer": _TRUTH}},
    }


def _shapes() -> dict[str, Schema]:
    (few, many), (few_pairs, many_pairs) = bodies.ITEMS, bodies.PAIRS
    pair = {"type": "array", "items": _text(), "minItems": 2, "maxItems": 2}
    pairs = {"type": "array", "items": pair, "minItems": few_pairs, "maxItems": many_pairs}
    sides = {
        "type": "object",
        "additionalProperties": _text(),
        "minProperties": few_pairs,
        "maxProperties": many_pairs,
    }
    number = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": _NUMBER}]}
    share = {
        "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _SHARE}],
    }
    media = {"file": _word(attached.FILE.pattern), "alt": _text(MEDIUM)}
    media |= {"transcript": _text(LONG), "credit": _text(), "license": _text()}
    return {
        "id": _id("number", ID.pattern),
        "ask": _text(MEDIUM),
        **dict.fromkeys(("explain", "source"), _text(LONG)),
        "difficulty": _one_of(LEVELS),
        "tags": _texts(),
        "form": _text(),
        "why_wrong": {"type": "object", "additionalProperties": _text(LONG)},
        "proof": _object(
            explained({"rule": _text(), "right": _text(LONG), "facts": _texts()}, meanings.PROOF)
        ),
        "answer": _text(),
        "answers": {"type": "array", "items": _text(), "minItems": 2},
        "wrong": _texts(1, bodies.MOST_OPTIONS - 1),
        "typed": _texts(1),
        "number": number,
        "unit": _text(),
        "within": share,
        "order": {"type": "array", "items": _text(), "minItems": few, "maxItems": many},
        "match": {"anyOf": [sides, pairs]},
        "picture": _medium(media, attached.PICTURE_KEYS, "alt"),
        "audio": _medium(media, attached.AUDIO_KEYS, "transcript"),
        "time": _time(),
    }


def _medium(shapes: dict[str, Schema], keys: tuple[str, ...], words: str) -> Schema:
    """Return the shape of a picture or a sound; ``words`` is the key that must say what it is."""
    said = meanings.AUDIO if words == "transcript" else meanings.MEDIA
    return _object(explained({key: shapes[key] for key in keys}, said), "file", words)
