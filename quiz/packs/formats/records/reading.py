"""A file of JSON → the questions in it, wherever they stand, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quiz.packs.formats.loaded import load_json
from quiz.packs.formats.markup import shows_media
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.records.record import Record, meaning_of
from quiz.packs.formats.records.right import answer_keys, told_by
from quiz.packs.formats.records.values import text_of, texts_of
from quiz.packs.formats.tables.choosing import Key, NoAnswerError
from quiz.packs.formats.tables.layouts import words_of
from quiz.packs.formats.tables.numbered import NO_PICTURE
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, refusal, too_many
from quiz.questions.model import LEVELS

_KEY = re.compile(r'"([^"\\\n]{1,40})"[ \t\n]*:')
_APART = re.compile(r"\}[ \t\n]*\n[ \t\n]*\{")  # objects one a line, with nothing between
_ASKED = frozenset({"ask", "asked"})
_TELLS = frozenset({"answer", "right", "options", "option", "wrong", "wrongs"})
_MOST_KEYS = 2_000  # looked at to know a file
_TITLES = ("title", "name", "quiz title", "quiz name", "quiztitle")
_NO_TAGS = re.compile(
    r"(?:all |quiz |trivia )?(?:questions?|results?|data|items?|quiz(?:zes)?|records?|list|rows|"
    r"trivia|sections?|categories|content|response|entries|params|payload|"
    r"children|pages|q? ?[0-9]+|question [0-9]+)"
)


def fits(sample: Sample) -> bool:
    """Know JSON with keys that ask and keys that tell the answer."""
    text = sample.text.lstrip("\ufeff \t\n")
    if text[:1] not in {"[", "{"} or "\0" in text:
        return False
    names = {found[1] for found, _ in zip(_KEY.finditer(text), range(_MOST_KEYS), strict=False)}
    roles = set(map(meaning_of, names))
    return not roles.isdisjoint(_ASKED) and not roles.isdisjoint(_TELLS)


def read(data: bytes, file: str) -> Reading:
    """Read a file. Raises BadInputError where it is no JSON or nothing in it asks anything."""
    text = decode(data).strip()
    if text.startswith("{") and _APART.search(text):
        text = f"[{_APART.sub(_joined, text)}]"
    top = load_json(text, file)
    records: list[Record] = []
    for record in _records(top, ""):
        if len(records) == MOST_QUESTIONS:
            raise too_many(file)
        records.append(record)
    if not records:
        raise refusal(file, "no questions are in it that are known here")
    key = told_by(records)
    entries = [_entry(at, record, key) for at, record in enumerate(records, 1)]
    return Reading(tuple(entries), "question", head=_head(top))


def _joined(between: re.Match[str]) -> str:
    return between[0].replace("}", "},", 1)


def _records(value: Any, tag: str) -> Iterator[Record]:
    """Yield the objects that ask something, each with the name of the list that it stands in."""
    if isinstance(value, dict):
        record = Record.of(value, tag)
        if record:
            yield record
            return
        for key, each in value.items():
            if isinstance(each, dict | list):
                is_name = _NO_TAGS.fullmatch(words_of(key)) is None
                yield from _records(each, key if is_name else tag)
    elif isinstance(value, list):
        for each in value:
            yield from _records(each, tag)


def _entry(at: int, record: Record, key: Key) -> Found | Skip:
    try:
        keys = answer_keys(record, key)
    except NoAnswerError as error:
        return Skip(at, record.ask, str(error))
    told = {option.text: option.why for option in record.options if option.why}
    wrong = keys.get("wrong", ())
    reasons = {text: why for text, why in told.items() if text in wrong}
    right = (why for text, why in told.items() if text not in wrong)
    explain = "\n".join(filter(None, (text_of(record.first("explain")), *right)))
    level = text_of(record.first("difficulty")).casefold()
    given = record.first("id")
    more: dict[str, Value] = {
        "id": given if isinstance(given, str) else "",
        "explain": explain,
        "source": text_of(record.first("source")),
        "difficulty": level if level in LEVELS else "",
        "tags": _tags(record),
        **({"why_wrong": reasons} if reasons else {}),
    }
    asks = str(record.first("ask"))
    changes = (NO_PICTURE,) if record.first("media") or shows_media(asks) else ()
    return Found(at, {"ask": record.ask, **keys, **more}, changes)


def _tags(record: Record) -> tuple[str, ...]:
    found = [each for _, each in record.held.get("tags", ())] or [record.tag]
    return tuple(dict.fromkeys(text for each in found for text in texts_of(each) if text))


def _head(top: Any) -> dict[str, Value]:
    """Return what is told of the whole: its title and language."""
    inner = top
    while isinstance(inner, dict) and len(inner) == 1:
        inner = next(iter(inner.values()))
    if not isinstance(inner, dict):
        return {}
    named = {words_of(str(key)): each for key, each in inner.items()}
    title = next((named[key] for key in _TITLES if isinstance(named.get(key), str)), "")
    language = named.get("language") or named.get("lang")
    head = {"title": title, "language": language if isinstance(language, str) else ""}
    return {key: value for key, value in head.items() if value}
