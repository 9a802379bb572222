"""Edits of a pack: what a step changed, so that it can be taken back and done again.

A step keeps only what differs: the head before and after, and the stretch of questions that was
put in place of another. So fifty steps of a large pack weigh little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from quiz.packs.model import Pack
from quiz.questions.model import Question

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edit:
    """From place ``at`` on the questions of ``before`` gave way to those of ``after``.

    Both are packs with a head and these questions alone.
    """

    at: int
    before: Pack
    after: Pack


def edit_between(before: Pack, after: Pack) -> Edit:
    """Return the edit that makes ``after`` of ``before``; translations are no part of it."""
    before, after = replace(before, translations=()), replace(after, translations=())
    start = _alike(before.questions, after.questions)
    old, new = before.questions[start:], after.questions[start:]
    end = _alike(old[::-1], new[::-1])
    return Edit(
        start,
        replace(before, questions=old[: len(old) - end]),
        replace(after, questions=new[: len(new) - end]),
    )


def undone(pack: Pack, edit: Edit) -> Pack:
    """Return the pack as it was before an edit that was the last one."""
    return _put(pack, edit.at, edit.after, edit.before)


def redone(pack: Pack, edit: Edit) -> Pack:
    """Return the pack as it was after an edit that was taken back last."""
    return _put(pack, edit.at, edit.before, edit.after)


def merged(now: Pack, edit: Edit, after: Pack) -> Edit:
    """Return one edit in place of ``edit``, that led to ``now``, and of what leads to ``after``."""
    return edit_between(undone(now, edit), after)


def with_question(pack: Pack, question: Question) -> Pack:
    """Return the pack with a question in place of the one of its id."""
    return replace(
        pack, questions=tuple(question if q.id == question.id else q for q in pack.questions)
    )


def added(pack: Pack, question: Question, after_id: str = "") -> Pack:
    """Return the pack with a question more: after that one, or as the last."""
    at = place_of(pack, after_id) + 1 or len(pack.questions)
    return replace(pack, questions=(*pack.questions[:at], question, *pack.questions[at:]))


def without(pack: Pack, question_id: str) -> Pack:
    """Return the pack without a question."""
    return replace(pack, questions=tuple(q for q in pack.questions if q.id != question_id))


def moved(pack: Pack, question_id: str, to: int) -> Pack:
    """Return the pack with a question at place ``to``, or as near to it as there is a place."""
    at = place_of(pack, question_id)
    rest = [q for q in pack.questions if q.id != question_id]
    if at < 0:
        return pack
    rest.insert(max(0, min(to, len(rest))), pack.questions[at])
    return replace(pack, questions=tuple(rest))


def place_of(pack: Pack, question_id: str) -> int:
    """Return where a question stands, from 0; -1 when it is not there."""
    return next((at for at, q in enumerate(pack.questions) if q.id == question_id), -1)


def _put(pack: Pack, at: int, old: Pack, new: Pack) -> Pack:
    end = at + len(old.questions)
    questions = pack.questions[:at] + new.questions + pack.questions[end:]
    return replace(new, questions=questions, translations=pack.translations)


def _alike(one: Sequence[T], other: Sequence[T]) -> int:
    """Return how many of two sequences are the same from the start on."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
