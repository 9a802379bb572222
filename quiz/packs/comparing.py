"""Two versions of a pack → what came, what went, and what of each question is another."""

from __future__ import annotations

from dataclasses import dataclass, fields

from quiz.packs.model import Pack
from quiz.questions.model import Question

_QUESTION = tuple(field.name for field in fields(Question) if field.name not in {"id", "form"})
_HEAD = ("title", "description", "license", "language", "authors", "source", "tags")


@dataclass(frozen=True, slots=True)
class Change:
    """A question that is in both: ``parts`` are the names of its fields that differ."""

    before: Question
    after: Question
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. ``moved``: what is in both stands in another order; ``head`` names fields.

    ``languages`` are those into which another translation came, or went.
    """

    added: tuple[Question, ...] = ()
    changed: tuple[Change, ...] = ()
    removed: tuple[Question, ...] = ()
    moved: bool = False
    head: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        parts = (self.added, self.changed, self.removed, self.moved, self.head, self.languages)
        return any(parts)


def compare(before: Pack, after: Pack) -> Comparison:
    """Compare two versions of a pack, question by question, by their ids.

    Ids and version of the packs are not looked at, nor which recipe a question came from.
    """
    old = {question.id: question for question in before.questions}
    new = {question.id: question for question in after.questions}
    changes = [
        Change(old[key], new[key], tuple(p for p in _QUESTION if _differs(old[key], new[key], p)))
        for key in new
        if key in old
    ]
    return Comparison(
        added=tuple(question for key, question in new.items() if key not in old),
        changed=tuple(change for change in changes if change.parts),
        removed=tuple(question for key, question in old.items() if key not in new),
        moved=[key for key in old if key in new] != [key for key in new if key in old],
        head=tuple(name for name in _HEAD if getattr(before, name) != getattr(after, name)),
        languages=_languages(before, after),
    )


def _languages(before: Pack, after: Pack) -> tuple[str, ...]:
    old = {one.language: one for one in before.translations}
    new = {one.language: one for one in after.translations}
    return tuple(tag for tag in sorted(old | new) if old.get(tag) != new.get(tag))


def _differs(before: Question, after: Question, part: str) -> bool:
    return bool(getattr(before, part) != getattr(after, part))
