"""What is to be known of a translation that can be used: what is open, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from quiz.documents.nodes import Mapping, Node
from quiz.errors import Problem
from quiz.packs.fields import Fields
from quiz.packs.model import Pack, Told, Translation
from quiz.packs.translations import texts
from quiz.packs.translations.standing import standings
from quiz.questions.model import Question

_MOST_NAMED = 8


def warnings(fields: Fields, pack: Pack, made: Translation) -> Iterator[Problem]:
    """Yield what is not translated yet, or was changed since."""
    mapping = cast("Mapping", fields.nodes["questions"])
    names = {key.value: key for key, _ in mapping}
    told = {one.id: one for one in made.questions}
    if not made.title:
        yield _problem(fields, fields.at, "W240", "the title is not translated yet")
    absent = []
    for standing in standings(pack, made):
        key = standing.question.id
        if key not in names:
            absent.append(f"“{key}”")
        elif standing.state == "changed":
            what = "was changed since and is asked as the pack has it: look it over, then delete"
            message = f"“{key}” {what} its line “of”"
            yield _problem(fields, names[key], "W241", message)
        elif standing.state == "open" or standing.missing:
            parts = ", ".join(f"“{part}”" for part in _open_parts(standing.question, told.get(key)))
            message = f"“{key}” is not translated yet: {parts}"
            yield _problem(fields, names[key], "W240", message)
        elif standing.state == "partly":
            what = "its explanation was changed since: look it over, then delete its line “of”"
            yield _problem(fields, names[key], "W241", f"“{key}”: {what}")
    if absent:
        named = ", ".join(absent[:_MOST_NAMED]) + (" …" if len(absent) > _MOST_NAMED else "")
        count = f"{len(absent):,} question{'' if len(absent) == 1 else 's'}"
        message = f"{count} not in it yet: {named}; “quiz pack translate” adds what is missing"
        yield _problem(fields, mapping, "W240", message)


def _open_parts(question: Question, told: Told | None) -> tuple[str, ...]:
    told = told or Told(question.id)
    return (*texts.missing(question, told), *texts.lacking(question, told))


def _problem(fields: Fields, at: Node, code: str, message: str) -> Problem:
    return Problem(fields.faults.file, at.line, at.column, code, message)
