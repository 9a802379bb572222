"""An object of JSON as a record of a question: what its keys mean, by their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quiz.packs.formats.records.values import Option, options_of, text_of
from quiz.packs.formats.tables.layouts import OWN, counts_from_0, role_of, words_of
from quiz.packs.formats.tables.named import KINDS

_EMPTY: tuple[Any, ...] = (None, "", [], {})
_ASKED = frozenset({"text", "title", "title text", "content", "body", "sentence", "clue"})
_TELLS = frozenset({"answer", "right", "options", "option", "wrong", "wrongs"})
_OPENED = frozenset({"question", "item"})

_Held = dict[str, list[tuple[str, Any]]]


@lru_cache(maxsize=4_096)
def meaning_of(key: str) -> str:
    """Return the role of a key: one of those of tables, or ``asked`` for what may be a question."""
    role = role_of(key, OWN)
    if role:
        return role[0]
    return "asked" if words_of(key) in _ASKED else ""


@dataclass(frozen=True, slots=True)
class Record:
    """A question as it stands in a file.

    ``told`` may tell the right answer, with its keys, the surest first; ``held`` are the keys and
    values of each role in their order; ``tag`` is the name of the list that the record stands in.
    """

    ask: str
    options: tuple[Option, ...]
    told: tuple[tuple[str, Any], ...]
    held: _Held
    tag: str = ""

    @classmethod
    def of(cls, value: dict[str, Any], tag: str = "") -> Record | None:
        """Take an object for a question if it asks something and has to do with answers."""
        held: _Held = {}
        for key, each in _opened(value):
            name = meaning_of(key) if each not in _EMPTY else ""
            if name:
                held.setdefault(name, []).append((key, each))
        ask = _ask(held)
        if not ask:
            return None
        options, place = _options(held)
        record = cls(ask, options, tuple(_told(held, place)) or _alone(held), held, tag)
        if "ask" in held:
            return record if not _TELLS.isdisjoint(held) or "question" in value else None
        is_flagged = any(option.is_right is not None for option in options)
        return record if is_flagged or (record.told and (options or record.wrong())) else None

    @property
    def kind(self) -> str:
        """The kind of question that the file names, if it is one that is known here."""
        return KINDS.get(words_of(text_of(self.first("kind"))), "")

    def is_index(self) -> bool:
        """Whether what tells the right answer is an index by its name."""
        return any(counts_from_0(key) for key, _ in self.told)

    def wrong(self) -> tuple[str, ...]:
        """Return the wrong options where they stand apart."""
        found = [each for name in ("wrongs", "wrong") for _, each in self.held.get(name, ())]
        texts = (
            option.text
            for each in found
            for option in (options_of(each) if isinstance(each, list | dict) else _one(each))
        )
        return tuple(filter(None, texts))

    def first(self, role: str) -> Any:
        """Return the first value of a role, None where there is none."""
        return next((each for _, each in self.held.get(role, ())), None)


def _one(value: Any) -> tuple[Option, ...]:
    return (Option(text_of(value)),)


def _alone(held: _Held) -> tuple[tuple[str, Any], ...]:
    """Return the “a” that goes with a “q”."""
    single = held.get("option", ())
    return tuple(single) if len(single) == 1 else ()


def _ask(held: _Held) -> str:
    found = (text_of(each) for name in ("ask", "asked") for _, each in held.get(name, ()))
    return next(filter(None, found), "")


def _options(held: _Held) -> tuple[tuple[Option, ...], Any]:
    """Return the options, and the value that they are if that is called the answers.

    They stand under a key of their own, each under one, or as the answers, where those say which
    of them are right, or something else does.
    """
    for _, each in held.get("options", ()):
        return options_of(each), None
    single = [(key, each) for key, each in held.get("option", ()) if text_of(each)]
    if len(single) > 1 or _is_named(single, held):
        return tuple(Option(text_of(each), (key,)) for key, each in single), None
    held_in = (*held.get("option", ()), *held.get("answer", ()))  # “a” is one of the first
    lists = [each for _, each in held_in if isinstance(each, list | dict) and not text_of(each)]
    options = options_of(lists[0]) if lists else ()
    says = any(option.is_right is not None for option in options)
    others = "right" in held or len(held.get("answer", ())) > 1
    return (options, lists[0]) if says or (others and options) else ((), None)


def _is_named(single: list[tuple[str, Any]], held: _Held) -> bool:
    """Say whether the only option is called the right one by its key."""
    right = {words_of(text_of(each)) for _, each in held.get("right", ())}
    return any(words_of(key) in right for key, _ in single)


def _told(held: _Held, place: Any) -> Iterator[tuple[str, Any]]:
    for name in ("right", "answer"):
        for key, each in held.get(name, ()):
            if place is None or each is not place:
                yield key, each


def _opened(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield keys and values, also of a question that is an object (``stem``, ``choices``)."""
    for key, each in value.items():
        yield key, each
        if isinstance(each, dict) and words_of(key) in _OPENED:
            yield from each.items()
