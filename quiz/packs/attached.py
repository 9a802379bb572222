"""What goes with a question: a picture, something to hear, the seconds to answer.

==== =========================================================
E214 a file of a picture or a sound whose name is none
E215 seconds that are no whole number from 5 to 600
E216 a file that is not there
==== =========================================================
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import cast

from quiz.documents.nodes import Mapping
from quiz.packs.fields import LONG, MEDIUM, SHORT, Fields
from quiz.packs.media.model import KEPT
from quiz.questions.model import Audio, Picture
from quiz.text import did_you_mean

KEYS = ("picture", "audio", "time")
PICTURE_KEYS = ("file", "alt", "credit", "license")
AUDIO_KEYS = ("file", "transcript", "credit", "license")
SECONDS = (5, 600)
FILE = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
"""How the name of a file looks in a pack: a plain name in its folder ``media``."""

_WHOLE = re.compile(r"[0-9]{1,4}")


def read_picture(fields: Fields, files: Collection[str] | None = None) -> Picture | None:
    """Read the key ``picture``; None when there is none, or it is at fault.

    ``files`` are those there are, None: any.
    """
    inner = _inner(fields, "picture", PICTURE_KEYS)
    if inner is None:
        return None
    file, alt = _file(inner, "a picture", files), inner.required("alt", MEDIUM, "a picture")
    credit, license_ = inner.text("credit", SHORT), inner.text("license", SHORT)
    return Picture(file, alt, credit, license_) if file and alt else None


def read_audio(fields: Fields, files: Collection[str] | None = None) -> Audio | None:
    """Read the key ``audio``, likewise."""
    inner = _inner(fields, "audio", AUDIO_KEYS)
    if inner is None:
        return None
    file = _file(inner, "a sound", files)
    transcript = inner.required("transcript", LONG, "a sound")
    credit, license_ = inner.text("credit", SHORT), inner.text("license", SHORT)
    return Audio(file, transcript, credit, license_) if file and transcript else None


def read_time(fields: Fields, default: int) -> int:
    """Read the key ``time``, in whole seconds."""
    text = fields.text("time", SHORT)
    if not text:
        return default
    least, most = SECONDS
    if _WHOLE.fullmatch(text) and least <= int(text) <= most:
        return int(text)
    message = f"“time” should be whole seconds from {least} to {most}, not “{text}”"
    fields.faults.add(fields.nodes["time"], "E215", message)
    return default


def _inner(fields: Fields, key: str, known: tuple[str, ...]) -> Fields | None:
    inner = fields.within(key)
    if inner is not None:
        fields.faults.check_keys(cast("Mapping", inner.at), known, f"“{key}”")
    return inner


def _file(inner: Fields, what: str, files: Collection[str] | None) -> str:
    name = inner.required("file", SHORT, what)
    if name and not FILE.fullmatch(name):
        message = f"“file” should be a plain name in the folder media, media/m1.jpg, not “{name}”"
        inner.faults.add(inner.nodes["file"], "E214", message)
        return ""
    if name and files is not None and name not in files and not KEPT.fullmatch(name):
        message = f"there is no file “{name}” with the pack{did_you_mean(name, files)}"
        inner.faults.add(inner.nodes["file"], "E216", message)
        return ""
    return name
