"""Values of JSON → texts, and options with what is told of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quiz.packs.formats.markup import from_mixed
from quiz.packs.formats.tables.layouts import words_of
from quiz.packs.formats.tables.lists import in_one

_TEXTS = (
    *("text", "answer", "option", "choice", "content", "value", "title", "label", "name", "body"),
    *("stem", "question", "answer text", "option text", "en", "statement", "description"),
)
_LABELS = ("id", "key", "letter", "label", "identifier", "option id", "value", "option")
_FLAGS = (
    *(
        "correct",
        "is correct",
        "right",
        "is right",
        "is answer",
        "is true",
        "true",
        "correct answer",
    ),
    *("iscorrect", "isright", "answer"),
)
_LETTER = 2  # characters of “A” or “10”
_OTHER_NAMES = frozenset({"aliases", "synonyms", "alternatives", "normalized aliases"})
_TOLD = ("explanation", "feedback", "rationale", "reason")
_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False, "": False}


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its text, the names by which a key may call it, whether it is right, and why."""

    text: str
    names: tuple[str, ...] = ()
    is_right: bool | None = None
    why: str = ""


def text_of(value: Any) -> str:
    """Return a value as a text without markup; of an object the one that is shown."""
    if isinstance(value, str):
        return from_mixed(value).strip()
    if isinstance(value, dict):
        named = {words_of(str(key)): each for key, each in value.items()}
        found = (named.get(name) for name in _TEXTS)
        return next(filter(None, (text_of(each) for each in found if _is_plain(each))), "")
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, int | float) else ""


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float)


def truth_of(value: Any) -> bool | None:
    """Return whether a value says that something is so, None where it says neither."""
    if isinstance(value, bool | int | float):
        return value > 0
    return _TRUTHS.get(value.strip().casefold()) if isinstance(value, str) else None


def options_of(value: Any) -> tuple[Option, ...]:
    """Return options as they stand in a list, in an object by their names, or in one text."""
    if isinstance(value, str):
        return tuple(Option(from_mixed(text)) for text in in_one(value))
    if isinstance(value, list) and len(value) == 1 and _is_bare(value[0]):
        value = value[0]
    if isinstance(value, dict):
        pairs = ((str(name), each) for name, each in value.items())
        found = (_option(each, (name,)) for name, each in pairs if each not in (None, ""))
        return tuple(found)
    return tuple(_option(each, ()) for each in value) if isinstance(value, list) else ()


def _is_bare(value: Any) -> bool:
    """Say whether an object holds options by their names: ``{"A": "Mars", "B": "Venus"}``."""
    return isinstance(value, dict) and len(value) > 1 and not text_of(value)


def _option(value: Any, names: tuple[str, ...]) -> Option:
    if not isinstance(value, dict):
        return Option(text_of(value), names)
    named = {words_of(str(key)): each for key, each in value.items()}
    name = str(next(iter(value), ""))
    if len(named) == 1 and len(name) <= _LETTER and not text_of(value):
        return Option(text_of(value[name]), (name,))
    text = text_of(value)
    labels = (text_of(named.get(key)) for key in _LABELS if _is_plain(named.get(key)))
    flags = (truth_of(named[key]) for key in _FLAGS if key in named)
    told = next((flag for flag in flags if flag is not None), None)
    why = next(filter(None, (text_of(named.get(key)) for key in _TOLD)), "")
    apart = (label for label in labels if label and label != text)
    return Option(text, (*names, *apart), told, why)


def texts_of(value: Any) -> Iterator[str]:
    """Yield the texts of a value that is one, or a list, or an object with other names of one."""
    if isinstance(value, list):
        for each in value:
            yield from texts_of(each)
        return
    text = text_of(value)
    if text:
        yield text
    if isinstance(value, dict):
        others = (
            each for key, each in value.items() if words_of(str(key)) in {"aliases", "synonyms"}
        )
        for each in others:
            yield from texts_of(each)
