"""The keys of a question of another tool, mended where that changes nothing asked or right."""

from __future__ import annotations

from collections.abc import Mapping as AbstractMapping
from typing import cast

from quiz.packs import bodies
from quiz.packs.fields import ID, LONG, UNSEEN
from quiz.packs.formats.model import Value
from quiz.packs.formats.texts import shorten


def tidied(value: Value) -> Value:
    """Return a value without control characters, and without space at its ends."""
    if isinstance(value, str):
        return UNSEEN.sub("", value).strip()
    if isinstance(value, AbstractMapping):
        return {str(tidied(key)): str(tidied(text)) for key, text in value.items()}
    return cast("Value", tuple(tidied(item) for item in value))


def mended(keys: dict[str, Value], changes: list[str]) -> dict[str, Value]:
    """Return the keys mended, and tell in ``changes`` what was done."""
    keys = {key: value for key, value in keys.items() if value not in ("", ())}
    _mend_lists(keys, changes)
    given_id = keys.get("id")
    if isinstance(given_id, str) and not ID.fullmatch(given_id):
        changes.append(f"its id “{shorten(given_id, 30)}” is none here; it got another")
        del keys["id"]
    why, options = keys.get("why_wrong"), keys.get("wrong")
    if isinstance(why, AbstractMapping) and isinstance(options, tuple):
        keys["why_wrong"] = {option: text for option, text in why.items() if option in options}
    for key in ("explain", "source"):
        value = keys.get(key)
        if isinstance(value, str) and len(value) > LONG:
            changes.append(f"“{key}” was cut to {LONG:,} characters")
            keys[key] = f"{value[: LONG - 1]}…"
    return keys


def _mend_lists(keys: dict[str, Value], changes: list[str]) -> None:
    """Leave out what stands there twice, and what is more than fits."""
    for key in ("wrong", "answers", "typed"):
        value = keys.get(key)
        if isinstance(value, tuple):
            keys[key] = _apart(cast("tuple[str, ...]", value), key, changes)
    for key, (least, most) in (("order", bodies.ITEMS), ("match", bodies.PAIRS)):
        value = keys.get(key)
        if isinstance(value, tuple) and len(value) > most > least:
            changes.append(f"the first {most} of {len(value)} are kept; more do not fit a phone")
            keys[key] = cast("Value", value[:most])
    wrong = keys.get("wrong")
    if isinstance(wrong, tuple):
        right = keys.get("answers", ("",))
        room = bodies.MOST_OPTIONS - len(right)
        if len(wrong) > room > 0:
            changes.append(f"{room} of {len(wrong)} wrong options are kept; more do not fit")
            keys["wrong"] = cast("Value", wrong[:room])


def _apart(texts: tuple[str, ...], key: str, changes: list[str]) -> tuple[str, ...]:
    """Leave out empty texts, and those that stand there already."""
    filled = tuple(text for text in texts if text)
    first: dict[tuple[str, str], str] = {}
    for text in filled:
        first.setdefault(bodies.likeness(text), text)
    kept = tuple(first.values()) if key != "typed" else tuple(dict.fromkeys(filled))
    if len(kept) < len(filled) and key != "typed":
        changes.append("an option that stood there twice is there once now")
    return kept
