"""Which characters can be printed, and what stands for those that cannot."""

from __future__ import annotations

import unicodedata

BOX = "□"
_NEAR = {"→": "->", "←": "<-", "‐": "-", "‑": "-", "′": "’", "″": "”", "≤": "<=", "≥": ">="}
_SILENT = {"Cc", "Cf", "Mn", "Me"}


def printable(text: str, known: frozenset[str]) -> str:
    """Return ``text`` in characters of ``known`` alone, ``BOX`` standing for what has no likeness.

    A letter whose accent is missing keeps its base (``ế`` becomes ``ê``), a ligature or a wide
    form is taken apart, marks and controls that show nothing by themselves are left out, and any
    space is a plain one. Line ends stay. Arabic, Chinese and emoji are boxes, one a character.
    """
    if known.issuperset(text):
        return text
    return "".join(_one(char, known) for char in unicodedata.normalize("NFC", text))


def _one(char: str, known: frozenset[str]) -> str:
    if char in known or char == "\n":
        return char
    if char.isspace():
        return " "
    if unicodedata.category(char) in _SILENT:
        return ""
    near = _NEAR.get(char) or _without_last_mark(char, known) or _taken_apart(char, known)
    return near if near and known.issuperset(near) else BOX


def _without_last_mark(char: str, known: frozenset[str]) -> str:
    """Drop one mark after the other until a known letter is left."""
    parts = unicodedata.normalize("NFD", char)
    for end in range(len(parts) - 1, 0, -1):
        shorter = unicodedata.normalize("NFC", parts[:end])
        if shorter in known:
            return shorter
    return ""


def _taken_apart(char: str, known: frozenset[str]) -> str:
    parts = [c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)]
    whole = "".join(" " if part.isspace() else part for part in parts)
    return whole if whole != char and known.issuperset(whole) else ""
