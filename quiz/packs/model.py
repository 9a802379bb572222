"""A question pack: questions with a title, a licence and a version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.questions.model import Question


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of questions in one language. ``id`` is a slug, unique on a server."""

    id: str
    title: str
    questions: tuple[Question, ...]
    language: str = "en"
    version: str = "1"
    authors: tuple[str, ...] = ()
    license: str = ""
    description: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
