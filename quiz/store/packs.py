"""Versions of packs, by the digest of their content."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from quiz.packs.model import Pack
from quiz.questions.model import (
    LEVELS,
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
from quiz.store.records import PackSummary
from quiz.store.tables import PackSource, PackVersion

_BODIES: dict[str, type[Body]] = {
    kind.__name__: kind for kind in (Choice, MultiSelect, TrueFalse, Typed, Number, Order, Match)
}
_LATER = ("picture", "audio", "time")


def add(tx: Session, key: str, pack: Pack, now: datetime) -> PackSummary:
    """Keep a pack as what the file of ``key`` became; return its summary. Twice does no harm."""
    summary = keep(tx, pack, now)
    if tx.get(PackSource, key) is None:
        tx.execute(insert(PackSource).values(key=key, digest=summary.digest))
    return summary


def keep(tx: Session, pack: Pack, now: datetime) -> PackSummary:
    """Keep a version of a pack, and return its summary. Twice does no harm."""
    body = encode(pack)
    summary = summarise(pack, hashlib.sha256(body).hexdigest())
    card = json.dumps(asdict(summary), ensure_ascii=False)
    found = tx.get(PackVersion, summary.digest)
    if found is not None and found.card != card:  # an older Greenroom told less of it
        tx.execute(
            update(PackVersion).where(PackVersion.digest == summary.digest).values(card=card)
        )
    if found is None:
        values = {
            "digest": summary.digest,
            "pack_id": pack.id,
            "card": card,
            "body": zlib.compress(body),
            "stored_at": now,
        }
        tx.execute(insert(PackVersion).values(**values))
    return summary


def by_source(tx: Session, keys: list[str]) -> dict[str, PackSummary]:
    """Return the summaries of the files that were read before, by their keys."""
    query = select(PackSource.key, PackVersion.card).join(
        PackVersion,
        PackVersion.digest == PackSource.digest,
    )
    return {
        key: summary_of(card) for key, card in tx.execute(query.where(PackSource.key.in_(keys)))
    }


def load(tx: Session, digest: str) -> Pack | None:
    """Return a version of a pack, or None."""
    body = tx.scalar(select(PackVersion.body).where(PackVersion.digest == digest))
    return decode(zlib.decompress(body)) if body is not None else None


def known(tx: Session) -> frozenset[str]:
    """Return the ids of all packs that were ever read, whatever became of their files."""
    return frozenset(tx.scalars(select(PackVersion.pack_id).distinct()))


def latest(tx: Session, pack_id: str) -> Pack | None:
    """Return the version of a pack that was read last, or None."""
    query = select(PackVersion.digest).where(PackVersion.pack_id == pack_id)
    digest = tx.scalar(query.order_by(PackVersion.stored_at.desc(), PackVersion.digest).limit(1))
    return load(tx, digest) if digest else None


def summarise(pack: Pack, digest: str) -> PackSummary:
    """Return what is shown of a pack without its questions."""
    levels = Counter(question.difficulty for question in pack.questions)
    return PackSummary(
        digest=digest,
        id=pack.id,
        title=pack.title,
        description=pack.description,
        count=len(pack.questions),
        levels={level: levels[level] for level in LEVELS},
        tags=pack.tags,
        license=pack.license,
        source=pack.source,
        version=pack.version,
        authors=pack.authors,
        language=pack.language,
    )


def content_of(pack: Pack) -> str:
    """Return a digest of a pack's questions: of what is asked, whatever the pack is called."""
    return hashlib.sha256(encode(replace(Pack("", "", ()), questions=pack.questions))).hexdigest()


def encode(pack: Pack) -> bytes:
    """Return a pack as bytes; equal packs give equal bytes."""
    values = asdict(pack)
    for question, data in zip(pack.questions, values["questions"], strict=True):
        data["body"] = {"kind": type(question.body).__name__, **data["body"]}
        for name in _LATER:  # so that packs without them keep the digests they always had
            if not data[name]:
                del data[name]
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def decode(body: bytes) -> Pack:
    """Return the pack that ``encode`` was given."""
    values = json.loads(body)
    values["questions"] = [_question(data) for data in values["questions"]]
    return Pack(**_frozen(values))


def _question(data: dict[str, Any]) -> Question:
    body = data.pop("body")
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


def _frozen(values: dict[str, Any]) -> dict[str, Any]:
    """Give lists back as the tuples they were."""
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }


def summary_of(card: str) -> PackSummary:
    """Return a summary as it is kept."""
    return PackSummary(**_frozen(json.loads(card)))
