"""What of a question is text that can be translated, and the question with other texts in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from quiz.packs.bodies import likeness
from quiz.packs.model import Told
from quiz.questions.kinds import TRUE_FALSE
from quiz.questions.model import (
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)


def texts_of(body: Body) -> tuple[str, ...]:
    """Return the texts to choose, arrange or match, each once: the right ones first, in order."""
    match body:
        case Choice() | MultiSelect():
            return body.options
        case Order(items=items):
            return items
        case Match():
            return tuple(dict.fromkeys((*body.lefts, *body.rights)))
        case TrueFalse() | Typed() | Number():
            return ()


def explanation_of(question: Question) -> str:
    """Return what is said of the answer: the explanation, or else the proof in words."""
    return question.explain or question.proof.right


def digest_of(question: Question) -> str:
    """Return what a translation keeps of the question it is of: ``1a2b3c4d-5e6f7a8b``.

    The first half is of what is asked and answered, the second of all that explains it. Neither
    looks at the order of wrong options, nor at the names of files.
    """
    body = question.body
    values = {"kind": type(body).__name__, **asdict(body)}
    if isinstance(body, Choice | MultiSelect):
        values["wrong"] = sorted(body.wrong)
    if isinstance(body, MultiSelect):
        values["answers"] = sorted(body.answers)
    seen, heard = question.picture, question.audio
    beside: list[object] = [explanation_of(question), sorted(question.proof.wrong)]
    beside += [seen.alt if seen else "", heard.transcript if heard else ""]
    return f"{_digest([question.ask, values])}-{_digest(beside)}"


def _digest(values: list[object]) -> str:
    text = json.dumps(values, ensure_ascii=True, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()


def has_text(told: Told) -> bool:
    """Say whether anything of a question is translated."""
    return told != Told(told.id, told.of)


def missing(question: Question, told: Told) -> tuple[str, ...]:
    """Return what must be translated for the question to be asked, and is not, as keys."""
    body, lacking = question.body, []
    if not told.ask:
        lacking.append("ask")
    said = dict(told.options)
    if any(not said.get(text) for text in texts_of(body)):
        lacking.append("options")
    if isinstance(body, Typed) and not told.typed:
        lacking.append("typed")
    if isinstance(body, Number) and body.unit and not told.unit:
        lacking.append("unit")
    return tuple(lacking)


def lacking(question: Question, told: Told) -> tuple[str, ...]:
    """Return what else is not translated: the question is asked without it."""
    reasons = dict(told.why_wrong)
    parts = {
        "explain": bool(explanation_of(question)) and not told.explain,
        "why_wrong": any(not reasons.get(option) for option, _ in question.proof.wrong),
        "alt": question.picture is not None and not told.alt,
        "transcript": question.audio is not None and not told.transcript,
    }
    return tuple(name for name, is_lacking in parts.items() if is_lacking)


def body_in(body: Body, told: Told) -> Body:
    """Return what is right and wrong in other words; everything that ``missing`` tells is there.

    What may be typed is what either language has.
    """
    said = dict(told.options)

    def each(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(said[text] for text in texts)

    made: Body = body
    match body:
        case Choice(answer, wrong):
            made = Choice(said[answer], each(wrong))
        case MultiSelect(answers, wrong):
            made = MultiSelect(each(answers), each(wrong))
        case Order(items):
            made = Order(each(items))
        case Match():
            made = Match(tuple(zip(each(body.lefts), each(body.rights), strict=True)))
        case Typed(accepted):
            made = Typed(tuple(dict.fromkeys((*told.typed, *accepted))))
        case Number():
            made = replace(body, unit=told.unit)
        case TrueFalse():
            pass
    return made


def reasons_in(question: Question, told: Told) -> tuple[tuple[str, str], ...]:
    """Return why options are wrong, by the options as they are called in the other language."""
    options, reasons = dict(told.options), dict(told.why_wrong)
    return tuple(
        (options.get(option, option), reasons[option]) for option, _ in question.proof.wrong
    )


def same(body: Body, said: Mapping[str, str]) -> tuple[str, str] | None:
    """Return two texts of a body that would read alike in the other language, if there are any.

    Case, accents and punctuation make no difference. The sides of a match are looked at apart.
    """
    groups = (body.lefts, body.rights) if isinstance(body, Match) else (texts_of(body),)
    for texts in groups:
        known: dict[tuple[str, str], str] = {}
        for text in texts:
            if said.get(text) and known.setdefault(likeness(said[text]), text) != text:
                return known[likeness(said[text])], text
    return None


def wrong_but_taken(question: Question, told: Told) -> str:
    """Return a text to type that would count although the pack gives a reason why it is wrong."""
    if not isinstance(question.body, Typed):
        return ""
    wrong = {likeness(option) for option, _ in question.proof.wrong if option not in TRUE_FALSE}
    return next((text for text in told.typed if likeness(text) in wrong), "")
