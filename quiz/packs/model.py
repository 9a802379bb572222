"""A question pack: questions with a title, a licence and a version; and its translations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quiz.questions.model import Question


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A question in another language; what is empty is not translated yet.

    ``of`` is a digest of the question as it was when this was written (``translations.digests``),
    empty where nobody says. ``options`` pairs each text to choose, to arrange or to match with its
    translation, ``why_wrong`` each option that has a reason with the reason.
    """

    id: str
    of: str = ""
    ask: str = ""
    options: Pairs = ()
    typed: tuple[str, ...] = ()
    unit: str = ""
    explain: str = ""
    why_wrong: Pairs = ()
    alt: str = ""
    transcript: str = ""


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of a pack in another language, by the ids of its questions."""

    language: str
    title: str = ""
    description: str = ""
    questions: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of questions in one language. ``id`` is a slug, unique on a server.

    ``translations`` go with it, one a language, in the order of their tags.
    """

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
    translations: tuple[Translation, ...] = ()
