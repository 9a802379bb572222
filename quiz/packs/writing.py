"""Writing a pack as YAML or JSON that reads back as the same pack.

The same pack gives the same bytes. Keys that say what would be taken anyway are left out, so that a
written file looks as a person would write it. Texts that YAML readers are known to mistake (``NO``,
``22:22``, ``010``, a leading ``*``) are quoted, although ``packs.reading`` would not mistake them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict

from quiz.packs.model import Pack
from quiz.questions.model import (
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)

Plain = str | bool | int | float | list[str] | dict[str, str] | dict[str, str | list[str]]

_LINE = 100
_RESERVED = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_UNQUOTED = re.compile(r"[^\W\d_][^:#]*|[0-9]+(?:\.[0-9]+)?%")
_FLOW_MARKS = re.compile(r"[\[\]{},]")
# What YAML 1.1 takes for a line break, or does not allow to stand by itself.
_UNPRINTED = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def write_pack_yaml(pack: Pack) -> str:
    """Write a pack as YAML."""
    lines = [*_entries(_head(pack), ""), "questions:"]
    for question in pack.questions:
        first, *others = _entries(_plain(question), "  ")
        lines += [f"-{first[1:]}", *others]
    return "\n".join(lines) + "\n"


def write_pack_json(pack: Pack) -> str:
    """Write a pack as JSON, a question a line."""
    head = [f"{_json(key)}: {_json(value)}" for key, value in _head(pack).items()]
    questions = ",\n".join(_json(_plain(question)) for question in pack.questions)
    return "{\n" + ",\n".join([*head, f'"questions": [\n{questions}\n]']) + "\n}\n"


def _head(pack: Pack) -> dict[str, Plain]:
    head: dict[str, Plain] = {
        "format": 1,
        "id": pack.id,
        "title": pack.title,
        "description": pack.description,
        "language": pack.language,
        "version": pack.version,
        "authors": list(pack.authors),
        "license": pack.license,
        "source": pack.source,
        "tags": list(pack.tags),
    }
    return {key: value for key, value in head.items() if value}


def _plain(question: Question) -> dict[str, Plain]:
    """Return a question as the keys of the format and their values."""
    proof = question.proof
    grounds: dict[str, str | list[str]] = {
        "rule": "" if proof.rule == "author" else proof.rule,
        "right": proof.right,
        "facts": list(proof.facts),
    }
    optional: dict[str, Plain] = {
        "why_wrong": dict(proof.wrong),
        "explain": question.explain,
        "source": question.source,
        "difficulty": "" if question.difficulty == "medium" else question.difficulty,
        "form": question.form,
        "tags": list(question.tags),
        "proof": {key: value for key, value in grounds.items() if value},
    }
    given = {key: value for key, value in optional.items() if value}
    return {
        "id": question.id,
        "ask": question.ask,
        **_attached(question),
        **_body(question.body),
        **given,
    }


def _attached(question: Question) -> dict[str, Plain]:
    """Return what goes with a question, in the order of the model."""
    media = {"picture": question.picture, "audio": question.audio}
    plain: dict[str, Plain] = {
        key: {name: text for name, text in asdict(medium).items() if text}
        for key, medium in media.items()
        if medium
    }
    return {**plain, **({"time": question.time} if question.time else {})}


def _body(body: Body) -> dict[str, Plain]:
    plain: dict[str, Plain]
    match body:
        case Choice():
            plain = {"answer": body.answer, "wrong": list(body.wrong)}
        case MultiSelect():
            plain = {"answers": list(body.answers), "wrong": list(body.wrong)}
        case TrueFalse():
            plain = {"answer": body.answer}
        case Typed():
            plain = {"typed": list(body.accepted)}
        case Number():
            plain = _number_body(body)
        case Order():
            plain = {"order": list(body.items)}
        case Match():
            plain = {"match": dict(body.pairs)}
    return plain


def _number_body(body: Number) -> dict[str, Plain]:
    within = _number(body.within)
    return {
        "number": _number(body.value),
        **({"unit": body.unit} if body.unit else {}),
        **({"within": f"{within}%"} if body.percent else {}),
        **({"within": within} if body.within and not body.percent else {}),
    }


def _number(value: float) -> int | float:
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _json(value: Plain | dict[str, Plain]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _entries(mapping: dict[str, Plain], indent: str) -> Iterator[str]:
    for key, value in mapping.items():
        match value:
            case dict():
                yield f"{indent}{key}:"
                yield from _entries(
                    {yaml_text(name): text for name, text in value.items()}, f"{indent}  "
                )
            case list():
                yield from _listing(key, value, indent)
            case str():
                yield f"{indent}{key}: {yaml_text(value)}"
            case _:
                yield f"{indent}{key}: {json.dumps(value)}"


def _listing(key: str, texts: list[str], indent: str) -> Iterator[str]:
    """Write a list in one line if it fits, else an item a line."""
    line = f"{indent}{key}: [{', '.join(yaml_text(text, in_flow=True) for text in texts)}]"
    if len(line) <= _LINE:
        yield line
        return
    yield f"{indent}{key}:"
    for text in texts:
        yield f"{indent}- {yaml_text(text)}"


def yaml_text(text: str, *, in_flow: bool = False) -> str:
    """Write a text bare where every reader of YAML takes it for that text, else in quotes."""
    bare = (
        _UNQUOTED.fullmatch(text) is not None
        and text.isprintable()
        and not text.endswith(" ")
        and text.casefold() not in _RESERVED
        and not (in_flow and _FLOW_MARKS.search(text))
    )
    if bare:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
