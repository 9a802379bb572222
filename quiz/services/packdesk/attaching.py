"""The picture and the sound of a question: put there, replaced, taken away, each a step to undo.

A file is read by a process of its own and kept for its author alone; with the version in which it
is published everybody may see it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from quiz.errors import BadInputError
from quiz.packs import edits, forms
from quiz.packs.forms import Form
from quiz.packs.media.model import MIMES, MOST_BYTES, Kept
from quiz.packs.model import Pack
from quiz.questions.model import Audio, Picture, Question
from quiz.services import inputs
from quiz.services.house import House
from quiz.services.library import apart
from quiz.services.packdesk.changes import asked, check, words_of
from quiz.services.packdesk.steps import At, Change, change
from quiz.store import media, media_uses

Part = Literal["picture", "audio"]
PARTS: tuple[Part, ...] = ("picture", "audio")
_DONE: dict[Part, str] = {"picture": "A picture for: ", "audio": "A sound for: "}
_GONE: dict[Part, str] = {"picture": "Took the picture from: ", "audio": "Took the sound from: "}


def keep(house: House, owner_id: str, name: str, data: bytes) -> str:
    """Keep a picture or a sound for its author alone; return how a pack calls it from now on.

    What the house gave out itself comes back as it is. Raises BadInputError for what is not taken,
    ConflictError while too many files wait.
    """
    name = inputs.line(name)[-100:] or "file"
    if not data:
        raise BadInputError("Choose a picture or a sound first.")
    if len(data) > MOST_BYTES:
        size, most = len(data) / 2**20, MOST_BYTES >> 20
        told = f"{name} has {size:.1f} MB; at most {most} are read: make it smaller."
        raise BadInputError(told)
    with house.store.reading() as tx:
        known = media.find(tx, hashlib.sha256(data).hexdigest())
    if known:
        kept = Kept(next(end for end, mime in MIMES.items() if mime == known.mime), data)
    else:
        kept = apart.prepare(data, name)
    record = media.MediaRecord(kept.digest, kept.mime, kept.data)
    with house.store.writing() as tx:
        media_uses.keep_for(tx, owner_id, record, house.clock())
    return kept.file


def attach(house: House, at: At, question_id: str, form: Form, file: str) -> Part:
    """Give a question what was kept as ``file``, and keep with it what its form says.

    Of a picture or a sound in whose place it comes what is said of it stays, but for its credit and
    licence. Returns which of both it is. Raises as ``changes.save_question``.
    """
    part = _part_of(file)
    _put(house, at, question_id, form, _DONE[part], lambda question: _with(question, file))
    return part


def detach(house: House, at: At, question_id: str, form: Form, part: Part) -> None:
    """Take the picture or the sound from a question. Raises as ``attach``."""

    def bare(question: Question) -> Question:
        is_picture = part == "picture"
        return replace(question, picture=None) if is_picture else replace(question, audio=None)

    _put(house, at, question_id, form, _GONE[part], bare)


def _put(
    house: House,
    at: At,
    question_id: str,
    form: Form,
    told: str,
    how: Callable[[Question], Question],
) -> None:
    check(form)

    def done(pack: Pack) -> Change:
        made = how(forms.question_of(form, asked(pack, question_id)))
        return Change(edits.with_question(pack, made), told + words_of(made))

    change(house, at, done)


def _with(question: Question, file: str) -> Question:
    if _part_of(file) == "picture":
        seen = question.picture or Picture(file, "")
        return replace(question, picture=seen if seen.file == file else Picture(file, seen.alt))
    heard = question.audio or Audio(file, "")
    return replace(question, audio=heard if heard.file == file else Audio(file, heard.transcript))


def _part_of(file: str) -> Part:
    return "picture" if file.endswith(".webp") else "audio"
