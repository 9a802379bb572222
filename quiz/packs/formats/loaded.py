"""JSON of strangers → plain values, as far as it is of a size that a list of questions has."""

from __future__ import annotations

import json
from typing import Any

from quiz.packs.formats.texts import refusal

MOST_TEXT = 10 << 20  # characters; ten thousand questions have half of it
_MOST_VALUES = 1_000_000  # each costs some 60 bytes, however short it is
_MOST_DEPTH = 64


def load_json(text: str, file: str) -> Any:
    """Return the value that a text of JSON is.

    Raises BadInputError with line and column: E100 for what is no JSON, E101 for more than is
    read, E102 for what is nested deeper than any such file.
    """
    if len(text) > MOST_TEXT or _values(text) > _MOST_VALUES:
        raise refusal(file, "there is more in it than is read; split the file", code="E101")
    try:
        made = json.loads(text)
    except json.JSONDecodeError as error:
        told = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        raise refusal(file, told, error.lineno, error.colno, "E100") from None
    except (RecursionError, ValueError) as error:
        raise refusal(file, "nested deeper than is read", code="E102") from error
    if _is_deep(made):
        raise refusal(file, f"nested deeper than {_MOST_DEPTH}", code="E102")
    return made


def _values(text: str) -> int:
    """Count values, at most: commas in texts count too."""
    return text.count(",") + text.count("[") + text.count("{")


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_MOST_DEPTH):
        level = [inside for each in level for inside in _inside(each)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for each in held if isinstance(each, dict | list)]
