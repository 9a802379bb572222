"""Questions of every kind with a canary in all that is secret, and the same with another answer."""

from __future__ import annotations

import base64
import html
import json
import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from quiz.packs.model import Pack
from quiz.questions.kinds import kind_of, options_of
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
from quiz.store.packs import decode, encode

if TYPE_CHECKING:
    from quiz.questions.kinds import Kind

CANARY = "canary"
PACK_ID = "canary-pack"

# Two bodies each that look alike: the same options, the same unit, another answer. What is typed
# is of another length and has another number of spellings, so that lengths would tell.
BODIES: tuple[tuple[str, Body, Body], ...] = (
    (
        "What is the stencil in a lamp called?",
        Choice("Gobo", ("Gel", "Flag", "Snoot")),
        Choice("Flag", ("Gel", "Gobo", "Snoot")),
    ),
    (
        "Which two are torn by hand?",
        MultiSelect(("Gaffer", "Cloth"), ("Rope", "Chain", "Truss")),
        MultiSelect(("Gaffer", "Truss"), ("Rope", "Chain", "Cloth")),
    ),
    ("A ghost light burns at night.", TrueFalse(answer=True), TrueFalse(answer=False)),
    (
        "What closes the stage?",
        Typed(("Canarycurtain", "The canarycurtain")),
        Typed(("Canarydrape",)),
    ),
    (
        "How many lamps has the house?",
        Number(7654321.0, unit="lamps"),
        Number(76.54321, within=5, percent=True, unit="lamps"),
    ),
    (
        "Put the evening in order.",
        Order(("Doors", "Overture", "Interval", "Bow")),
        Order(("Bow", "Interval", "Doors", "Overture")),
    ),
    (
        "Who works with what?",
        Match((("Fly", "Rope"), ("Light", "Lamp"), ("Set", "Saw"))),
        Match((("Fly", "Lamp"), ("Light", "Saw"), ("Set", "Rope"))),
    ),
)
# What is seen and heard is known before the reveal by its address and what is to be seen, no more.
SEEN = Picture(f"media/{'a1' * 32}.webp", "A shape", "canary-credit", "canary-license")
HEARD = Audio(f"media/{'b2' * 32}.ogg", "canary-transcript", "canary-credit", "canary-license")
SECRETS = (CANARY, "7654321", "7,654,321", "76.54321")


def pack(ask: str, body: Body) -> Pack:
    """Return a pack of this one question, with a canary in everything that is not shown yet."""
    wrong = tuple((text, f"canary-why-{text}") for text in options_of(body))
    proof = Proof("author", right="canary-proof", wrong=wrong, facts=("canary-fact",))
    asked = Question(
        "canary-question", ask, body, "canary-explain", "canary-source", "hard", "canary-form",
        proof, ("canary-tag",), SEEN, HEARD,
    )  # fmt: skip
    return Pack(PACK_ID, "Canary title", (asked,), license="CC0-1.0", tags=("canary-tags",))


def kinds() -> tuple[Kind, ...]:
    return tuple(kind_of(body) for _, body, _ in BODIES)


def alter(file: Path, body: Body) -> None:
    """Give the one question of a copied house another answer, and other secrets; no more.

    Its options stay in the order in which they are shown.
    """
    database = sqlite3.connect(file)
    (packed,) = database.execute(
        "SELECT body FROM pack_versions WHERE pack_id = ?", (PACK_ID,)
    ).fetchone()
    kept = decode(zlib.decompress(packed))
    (old,) = kept.questions
    made = pack(old.ask, body).questions[0]
    proof = replace(made.proof, right="canary-proof of quite another length " * 3, facts=())
    longer = replace(made, explain="canary-explain, longer by far " * 20, source="", proof=proof)
    altered = zlib.compress(encode(replace(kept, questions=(longer,))))
    database.execute("UPDATE pack_versions SET body = ? WHERE pack_id = ?", (altered, PACK_ID))
    for night_id, text in database.execute("SELECT id, plan FROM nights").fetchall():
        plan = json.loads(text)
        for planned in plan["rounds"]:
            for slot in planned["slots"]:
                shown = [options_of(old.body)[place] for place in slot["order"]]
                slot["order"] = [options_of(body).index(option) for option in shown]
        database.execute("UPDATE nights SET plan = ? WHERE id = ?", (json.dumps(plan), night_id))
    database.commit()
    database.close()


def readings(text: str) -> str:
    """Return a text with all that stands behind entities, escapes and the base64 of cookies."""
    return "\n".join([text, html.unescape(text), unquote(text), *map(opened, text.split(";"))])


def opened(cookie: str) -> str:
    """Return what a signed session says to whoever reads it; nothing of any other text."""
    value = cookie.partition("=")[2].strip()
    packed, value = value.startswith("."), value.lstrip(".").partition(".")[0]
    try:
        data = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
        return (zlib.decompress(data) if packed else data).decode()
    except (ValueError, zlib.error):
        return ""


def hits(told: Any) -> list[str]:
    """Return which secrets are told by a text."""
    text = readings(str(told)).casefold()
    return [secret for secret in SECRETS if secret in text]
