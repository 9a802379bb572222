"""The JSON of two public collections of trivia: Open Trivia DB and The Trivia API.

Open Trivia DB: a list, or ``{"response_code": 0, "results": […]}``, of objects with ``type``
(``multiple`` or ``boolean``), ``difficulty``, ``category``, ``question``, ``correct_answer`` and
``incorrect_answers``. Its texts are HTML-escaped, or base64 in every field, or URL-escaped; which,
is found once for a file.

The Trivia API: a list of objects with ``correctAnswer``, ``incorrectAnswers``, ``category``,
``tags``, ``difficulty``, and ``question``: a text in its older dumps, ``{"text": …}`` in newer.
"""

from __future__ import annotations

import base64
import binascii
import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, unquote_plus

from quiz.packs.formats.loaded import load_json
from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.model import Format, Found, Holds, Reading, Sample, Skip, Value, Written
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, refusal, too_many
from quiz.packs.model import Pack
from quiz.questions.kinds import answer_text, options_of
from quiz.questions.model import LEVELS, Choice, Question
from quiz.text import fold

_TRUTHS = {frozenset({"true", "false"})}
_ESCAPED = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPED_KEYS = ("category", "type", "question", "correct_answer")
_OPEN_HOLDS = Holds({"choice", "truefalse"}, {"difficulty", "tags"})
_API_HOLDS = Holds({"choice", "truefalse"}, {"difficulty", "tags", "id"})
_TYPES = ("boolean", "multiple")

_Record = dict[str, Any]
_Read = Callable[[str], str]


def _records(data: bytes, file: str) -> list[Any]:
    top = load_json(decode(data), file)
    found = top.get("results", top.get("questions")) if isinstance(top, dict) else top
    if not isinstance(found, list):
        raise refusal(file, "a list of questions should stand here", 1, 1, "E103")
    if len(found) > MOST_QUESTIONS:
        raise too_many(file)
    return found


def _read_open(data: bytes, file: str) -> Reading:
    records = _records(data, file)
    read = _escaping(records)
    return Reading(tuple(_open_entries(records, read)), "question")


def _open_entries(records: list[Any], read: _Read) -> Iterator[Found | Skip]:
    for at, record in enumerate(records, 1):
        texts = _texts(record, "question", "correct_answer", "incorrect_answers")
        if isinstance(texts, str):
            yield Skip(at, "", texts)
            continue
        ask, answer, wrong = read(texts[0]), read(texts[1]), tuple(map(read, texts[2]))
        keys = _answers(ask, answer, wrong)
        level = read(str(record.get("difficulty", ""))).strip().casefold()
        category = read(str(record.get("category", "")))
        yield Found(at, keys | _more(level, (category,)))


def _escaping(records: list[Any]) -> _Read:
    """Find out how the texts of a file are written: one way for all of them."""
    fields = [
        value
        for record in records
        if isinstance(record, dict)
        for value in map(record.get, _ESCAPED_KEYS)
        if isinstance(value, str) and value.strip()
    ]
    if fields and all(_from_base64(field) is not None for field in fields):
        return lambda text: _from_base64(text) or ""
    whole = "".join(field for field in fields if _ESCAPED.search(field))
    if whole and not any(" " in field.strip() for field in fields):
        return unquote_plus if "+" in whole and "%20" not in whole else unquote
    return html.unescape


def _from_base64(text: str) -> str | None:
    try:
        return base64.b64decode(text.strip(), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None


def _read_api(data: bytes, file: str) -> Reading:
    return Reading(tuple(_api_entries(_records(data, file))), "question")


def _api_entries(records: list[Any]) -> Iterator[Found | Skip]:
    for at, record in enumerate(records, 1):
        if isinstance(record, dict) and isinstance(record.get("question"), dict):
            record = {**record, "question": record["question"].get("text")}  # noqa: PLW2901
        texts = _texts(record, "question", "correctAnswer", "incorrectAnswers")
        if isinstance(texts, str):
            yield Skip(at, "", texts)
            continue
        ask, answer, wrong = texts
        keys = _answers(ask, answer, wrong)
        tags = record.get("tags")
        topics = [record.get("category"), *(tags if isinstance(tags, list) else [])]
        named = tuple(topic for topic in topics if isinstance(topic, str))
        if isinstance(record.get("id"), str):
            keys["id"] = record["id"]
        yield Found(at, keys | _more(str(record.get("difficulty", "")), named))


def _texts(
    record: Any, ask: str, answer: str, wrong: str
) -> tuple[str, str, tuple[str, ...]] | str:
    """Return what is asked, right and wrong; or the reason why that is not there."""
    if not isinstance(record, dict):
        return "this is no question: an object should stand here"
    found = record.get(ask), record.get(answer), record.get(wrong)
    match found:
        case (str(), str() | int() | float(), list() as others):
            plain = [other for other in others if isinstance(other, str | int | float)]
            if len(plain) == len(others):
                return str(found[0]), _said(found[1]), tuple(map(_said, plain))
            return "its options are no texts (pictures?)"
        case (str(), list() | dict(), _):
            return "its options are no texts (pictures?)"
        case _:
            named = zip((ask, answer, wrong), found, strict=True)
            missing = [key for key, value in named if value in (None, "")]
            return f"it has no “{'”, “'.join(missing)}”" if missing else "its texts are no texts"


def _said(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _answers(ask: str, answer: str, wrong: tuple[str, ...]) -> dict[str, Value]:
    options = frozenset(map(fold, (answer, *wrong)))
    if options in _TRUTHS or (not wrong and options <= {"true", "false"}):
        return {"ask": ask, "answer": fold(answer)}
    return (
        {"ask": ask, "answer": answer, "wrong": wrong} if wrong else {"ask": ask, "typed": answer}
    )


def _more(level: str, tags: tuple[str, ...]) -> dict[str, Value]:
    known = {"difficulty": level} if level in LEVELS else {}
    return {**known, "tags": tuple(tag for tag in tags if tag.strip())}


def _write_open(pack: Pack) -> Written:
    questions, losses = sift(pack, _OPEN_HOLDS)
    results = [
        {
            "type": _TYPES[type(question.body) is Choice],
            "difficulty": question.difficulty,
            "category": html.escape(_topic(question)),
            "question": html.escape(question.ask),
            "correct_answer": html.escape(answer_text(question.body)),
            "incorrect_answers": [html.escape(option) for option in _wrong(question)],
        }
        for question in questions
    ]
    others = tuple(loss(q, "its tags but the first") for q in questions if len(q.tags) > 1)
    return Written(_json({"response_code": 0, "results": results}), losses + others)


def _write_api(pack: Pack) -> Written:
    questions, losses = sift(pack, _API_HOLDS)
    records = [
        {
            "category": _topic(question),
            "id": question.id,
            "correctAnswer": answer_text(question.body),
            "incorrectAnswers": list(_wrong(question)),
            "question": {"text": question.ask},
            "tags": list(question.tags[1:]),
            "type": "text_choice",
            "difficulty": question.difficulty,
        }
        for question in questions
    ]
    return Written(_json(records), losses)


def _topic(question: Question) -> str:
    return next(iter(question.tags), "")


def _wrong(question: Question) -> tuple[str, ...]:
    right = answer_text(question.body)
    return tuple(option for option in options_of(question.body) if option != right)


def _json(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode("utf-8", "surrogatepass")


def _has(*keys: str) -> Callable[[Sample], bool]:
    def fits(sample: Sample) -> bool:
        starts = sample.text.lstrip("\ufeff \t\r\n")[:1] in {"[", "{"}
        return starts and all(f'"{key}"' in sample.text for key in keys)

    return fits


OPEN_TRIVIA_DB = Format(
    name="opentdb",
    title="Open Trivia DB",
    ending=".json",
    fits=_has("correct_answer", "incorrect_answers"),
    read=_read_open,
    write=_write_open,
    mime="application/json",
    holds=_OPEN_HOLDS,
    limits="Of the tags the first.",
)
THE_TRIVIA_API = Format(
    name="trivia-api",
    title="The Trivia API",
    ending=".json",
    fits=_has("correctAnswer", "incorrectAnswers"),
    read=_read_api,
    write=_write_api,
    mime="application/json",
    holds=_API_HOLDS,
)
