"""Packs as bytes and back: as they are kept, and sent from one process of ours to another."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from typing import Any

from quiz.packs.model import Pack, Told, Translation
from quiz.questions.model import (
    Audio,
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Picture,
    Proof,
    Question,
    TrueFalse,
    Typed,
)

_BODIES: dict[str, type[Body]] = {
    kind.__name__: kind for kind in (Choice, MultiSelect, TrueFalse, Typed, Number, Order, Match)
}
_LATER = ("picture", "audio", "time", "language", "original")


def content_of(pack: Pack) -> str:
    """Return a digest of a pack's questions and translations, whatever the pack is called."""
    bare = Pack("", "", pack.questions, translations=pack.translations)
    return hashlib.sha256(encode(bare)).hexdigest()


def encode(pack: Pack) -> bytes:
    """Return a pack as bytes; equal packs give equal bytes."""
    values = asdict(pack)
    if not pack.translations:  # so that packs without them keep the digests they always had
        del values["translations"]
    for question, data in zip(pack.questions, values["questions"], strict=True):
        _name_kinds(question, data)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(body: bytes) -> Pack:
    """Return the pack that ``encode`` was given."""
    values = json.loads(body)
    values["questions"] = [_question(data) for data in values["questions"]]
    values["translations"] = [_translation(data) for data in values.get("translations", ())]
    return Pack(**_frozen(values))


def _name_kinds(question: Question, data: dict[str, Any]) -> None:
    data["body"] = {"kind": type(question.body).__name__, **data["body"]}
    if question.original:
        _name_kinds(question.original, data["original"])
    for name in _LATER:  # likewise
        if not data[name]:
            del data[name]


def _question(data: dict[str, Any]) -> Question:
    body = data.pop("body")
    if "original" in data:
        data["original"] = _question(data["original"])
    for name, medium in (("picture", Picture), ("audio", Audio)):
        if name in data:
            data[name] = medium(**data[name])
    proof = data.pop("proof")
    proof["wrong"] = tuple((option, why) for option, why in proof["wrong"])
    kind = _BODIES[body.pop("kind")]
    if kind is Match:
        body["pairs"] = [tuple(pair) for pair in body["pairs"]]
    return replace(
        Question(**_frozen(data), body=kind(**_frozen(body))), proof=Proof(**_frozen(proof))
    )


def _translation(data: dict[str, Any]) -> Translation:
    data["questions"] = [_told(told) for told in data["questions"]]
    return Translation(**_frozen(data))


def _told(data: dict[str, Any]) -> Told:
    for name in ("options", "why_wrong"):
        data[name] = [tuple(pair) for pair in data[name]]
    return Told(**_frozen(data))


def _frozen(values: dict[str, Any]) -> dict[str, Any]:
    """Give lists back as the tuples they were."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
