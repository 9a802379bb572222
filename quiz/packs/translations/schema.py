"""JSON Schema (draft-07) of translations, for editors: made of the keys that the reader has.

Whether a question and its options are those of the pack is for ``quiz pack check``.
"""

from __future__ import annotations

from typing import Any

from quiz.packs.fields import LIST_MAX, LONG, MEDIUM, SHORT
from quiz.packs.translations import reading

Schema = dict[str, Any]
_EMPTY: Schema = {"type": ["string", "null"], "pattern": r"^\s*(|~|null)\s*$"}


def json_schema() -> Schema:
    """Return the schema."""
    shapes: dict[str, Schema] = {
        "format": {"enum": [1, "1"]},
        "translates": _text(SHORT, r"\S"),
        "language": _text(SHORT, r"^\s*[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\s*$"),
        "title": _text(SHORT),
        "description": _text(LONG),
        "questions": {
            "type": "object",
            "additionalProperties": {"$ref": "#/definitions/question"},
        },
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Translations of packs of Greenroom",
        "type": "object",
        "required": ["format", "translates", "language", "questions"],
        "properties": {key: shapes[key] for key in reading.KEYS},
        "additionalProperties": False,
        "definitions": {"question": _question()},
    }


def _text(limit: int, pattern: str = "") -> Schema:
    """Return a text; one that may be empty is not translated yet."""
    shape: Schema = {"type": ["string", "number", "boolean"], "maxLength": limit}
    return shape | {"pattern": pattern} if pattern else shape | {"type": [*shape["type"], "null"]}


def _question() -> Schema:
    by_text = {"type": "object", "additionalProperties": _text(SHORT)}
    pair = {"type": "array", "items": _text(SHORT), "maxItems": 2}
    places = {"type": "array", "items": {"anyOf": [_text(SHORT), pair]}, "maxItems": LIST_MAX}
    reasons = {"type": "object", "additionalProperties": _text(LONG)}
    typed = {"type": "array", "items": _text(SHORT, r"\S"), "maxItems": LIST_MAX}
    shapes: dict[str, Schema] = {
        "ask": _text(MEDIUM),
        "options": {"anyOf": [by_text, places, _EMPTY]},
        "typed": {"anyOf": [_text(SHORT), typed]},
        "unit": _text(SHORT),
        "explain": _text(LONG),
        "why_wrong": {"anyOf": [reasons, _EMPTY, {"type": "array", "maxItems": 0}]},
        "alt": _text(MEDIUM),
        "transcript": _text(LONG),
        "of": _text(SHORT),
    }
    whole = {
        "type": "object",
        "properties": {key: shapes[key] for key in reading.QUESTION_KEYS},
        "additionalProperties": False,
    }
    return {"anyOf": [whole, _EMPTY]}
