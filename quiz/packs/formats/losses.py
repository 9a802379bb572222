"""What of a pack a format cannot hold, told question by question."""

from __future__ import annotations

from quiz.packs.formats.model import Holds, Loss
from quiz.packs.formats.texts import shorten
from quiz.packs.model import Pack
from quiz.packs.reading import default_id
from quiz.questions.kinds import Kind, kind_of
from quiz.questions.model import Question

_KINDS: dict[Kind, str] = {
    "choice": "questions with one right option",
    "multi": "questions with several right options",
    "truefalse": "statements that are true or false",
    "typed": "answers to type",
    "number": "numbers to type",
    "order": "things to put in order",
    "match": "pairs to match",
}
_WORDS = {
    "id": "its id",
    "explain": "its explanation",
    "source": "its source",
    "difficulty": "its level",
    "tags": "its tags",
    "why_wrong": "why its wrong options are wrong",
    "proof": "the proof of its answer",
    "picture": "its picture",
    "audio": "its sound",
    "time": "its time to answer",
}
_HEAD = {
    "title": "the title",
    "description": "the description",
    "language": "the language",
    "version": "the version",
    "authors": "the authors",
    "license": "the licence",
    "source": "the source",
    "tags": "the tags of the pack",
}
EVERYTHING = Holds(tuple(_KINDS), tuple(_WORDS), tuple(_HEAD))
"""All that a pack has."""
_PLAIN = {"language": "en", "version": "1"}


def sift(pack: Pack, holds: Holds) -> tuple[tuple[Question, ...], tuple[Loss, ...]]:
    """Return the questions that a format can hold, and all that it cannot.

    A question of a kind that it has not is lost as a whole. What stands there by default (an id
    made from the text, the level *medium*) is not lost.
    """
    kept: list[Question] = []
    losses = [
        Loss("", "", f"{words} of the pack" if key in {"version", "source"} else words)
        for key, words in _HEAD.items()
        if key not in holds.head and getattr(pack, key) not in ("", (), _PLAIN.get(key))
    ]
    losses += translations_of(pack)
    for question in pack.questions:
        kind = kind_of(question.body)
        if kind not in holds.kinds:
            told = f"the whole question: {_KINDS[kind]} are not known there"
            losses.append(loss(question, told))
            continue
        kept.append(question)
        gone = [
            words for key, words in _WORDS.items() if key not in holds.keys and _has(question, key)
        ]
        losses += [loss(question, words) for words in gone]
    return tuple(kept), tuple(losses)


def translations_of(pack: Pack) -> tuple[Loss, ...]:
    """Return that the translations are lost, if there are any: only our zip has them."""
    return (Loss("", "", "the translations, which the zip has"),) if pack.translations else ()


def loss(question: Question, what: str) -> Loss:
    """Return what of a question is lost, in words."""
    return Loss(question.id, shorten(question.ask), what)


def _has(question: Question, key: str) -> bool:
    proof = question.proof
    match key:
        case "id":
            return question.id != default_id(question.ask)
        case "difficulty":
            return question.difficulty != "medium"
        case "why_wrong":
            return bool(proof.wrong)
        case "proof":
            return bool(question.form or proof.facts or proof.right or proof.rule != "author")
        case _:
            return bool(getattr(question, key))
