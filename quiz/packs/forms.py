"""A question as a form: texts in fields, of every kind, and back.

A form may be half filled in; what it says is kept all the same where a question can hold it. What
is at fault is told by the reader of packs, field by field (``faults_of``): there is one check,
whether a pack is written by hand or in the browser.

The fields, by kind: ``right`` (the right option, all right ones, what is accepted, items in order,
or given sides), ``wrong`` (wrong options, or the other sides of a match), and ``why`` beside each
``wrong`` one; of an order beside each item. ``picture`` and ``sound`` are the files that go with
the question: a form says what is told of them, and never makes another file of one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quiz.packs.bodies import is_number
from quiz.questions.kinds import TRUE_FALSE, Kind, kind_of, number_text
from quiz.questions.model import (
    LEVELS,
    Audio,
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Picture,
    Proof,
    Question,
    TrueFalse,
    Typed,
)

KINDS: tuple[Kind, ...] = ("choice", "multi", "truefalse", "typed", "number", "order", "match")


@dataclass(frozen=True, slots=True)
class Form:
    """What the fields say. ``tags`` are parted by commas, ``time`` is in seconds or empty."""

    kind: Kind
    ask: str = ""
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    truth: str = "true"
    number: str = ""
    within: str = ""
    unit: str = ""
    explain: str = ""
    source: str = ""
    difficulty: str = "medium"
    tags: str = ""
    time: str = ""
    picture: str = ""
    alt: str = ""
    picture_credit: str = ""
    picture_license: str = ""
    sound: str = ""
    transcript: str = ""
    sound_credit: str = ""
    sound_license: str = ""

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """What is wrong and why, as long as the longer of both."""
        count = max(len(self.wrong), len(self.why))
        return tuple(zip(_padded(self.wrong, count), _padded(self.why, count), strict=True))


def form_of(question: Question) -> Form:
    """Return a question as it stands in its form."""
    seen, heard = question.picture, question.audio
    form = Form(
        kind_of(question.body),
        ask=question.ask,
        explain=question.explain,
        source=question.source,
        difficulty=question.difficulty,
        tags=", ".join(question.tags),
        time=str(question.time or ""),
        picture=seen.file if seen else "",
        alt=seen.alt if seen else "",
        picture_credit=seen.credit if seen else "",
        picture_license=seen.license if seen else "",
        sound=heard.file if heard else "",
        transcript=heard.transcript if heard else "",
        sound_credit=heard.credit if heard else "",
        sound_license=heard.license if heard else "",
    )
    why = question.proof.why_wrong
    match question.body:
        case Choice(answer, wrong):
            return replace(form, right=(answer,), wrong=wrong, why=tuple(map(why, wrong)))
        case MultiSelect(answers, wrong):
            return replace(form, right=answers, wrong=wrong, why=tuple(map(why, wrong)))
        case TrueFalse(answer):
            told = why(TRUE_FALSE[1 if answer else 0])
            return replace(form, truth="true" if answer else "false", why=(told,))
        case Order(items):
            return replace(form, right=items, why=tuple(map(why, items)))
        case Match() as body:
            told_all = tuple(map(why, body.rights))
            return replace(form, right=body.lefts, wrong=body.rights, why=told_all)
        case Typed(accepted):
            form = replace(form, right=accepted)
        case Number() as body:
            within = _plain_number(body.within) + "%" * body.percent if body.within else ""
            form = replace(form, number=_plain_number(body.value), within=within, unit=body.unit)
    given = question.proof.wrong
    return replace(form, wrong=tuple(o for o, _ in given), why=tuple(w for _, w in given))


def question_of(form: Form, before: Question) -> Question:
    """Return ``before`` as the form says; what a form does not show stays as it is.

    Numbers and levels that are none (see ``unkept``) stay as they were, too. Whoever changes what
    is asked or answered vouches for it: a proof by moments ends there.
    """
    body = _body(form, before.body)
    reasons = _reasons(form, body)
    proof = before.proof
    if dict(proof.wrong) != reasons:
        proof = replace(proof, wrong=tuple(reasons.items()))
    if (form.ask, body) != (before.ask, before.body):
        proof = Proof("author", wrong=proof.wrong, facts=proof.facts)
    tags = tuple(dict.fromkeys(filter(None, map(str.strip, form.tags.split(",")))))
    return replace(
        before,
        ask=form.ask,
        body=body,
        explain=form.explain,
        source=form.source,
        difficulty=form.difficulty if form.difficulty in LEVELS else before.difficulty,
        proof=proof,
        tags=before.tags if form.tags == ", ".join(before.tags) else tags,
        time=_whole(form.time, before.time),
        picture=_picture(form, before.picture),
        audio=_audio(form, before.audio),
    )


def _picture(form: Form, before: Picture | None) -> Picture | None:
    if before is None:
        return None
    return Picture(before.file, form.alt, form.picture_credit, form.picture_license)


def _audio(form: Form, before: Audio | None) -> Audio | None:
    if before is None:
        return None
    return Audio(before.file, form.transcript, form.sound_credit, form.sound_license)


def _body(form: Form, before: Body) -> Body:
    right = tuple(text for text in form.right if text)
    wrong = tuple(text for text in form.wrong if text)
    made: Body
    match form.kind:
        case "choice":
            made = Choice(right[0] if right else "", wrong)
        case "multi":
            made = MultiSelect(right, wrong)
        case "truefalse":
            made = TrueFalse(form.truth == "true")
        case "typed":
            made = Typed(right)
        case "order":
            made = Order(right)
        case "match":
            made = Match(tuple(pair for pair in pairs_of(form) if any(pair)))
        case "number":
            made = _number(form, before if isinstance(before, Number) else Number(0.0))
    return made


def _number(form: Form, was: Number) -> Number:
    within = form.within.removesuffix("%").rstrip()
    # 0 % is as good as nothing, and shown so
    percent = form.within.endswith("%") if within else was.percent and not was.within
    return Number(
        value=_float(form.number, was.value),
        within=_float(within, was.within) if within else 0.0,
        percent=percent,
        unit=form.unit,
    )


def _float(text: str, before: float) -> float:
    return float(text) if is_number(text) else before


def _reasons(form: Form, body: Body) -> dict[str, str]:
    if isinstance(body, TrueFalse):
        told = form.why[0] if form.why else ""
        return {TRUE_FALSE[1 if body.answer else 0]: told} if told else {}
    return {option: why for option, why, _ in placed_reasons(form)}


def placed_reasons(form: Form) -> list[tuple[str, str, str]]:
    """Return each option that has a reason, the reason, and the field where it stands."""
    options = form.right if form.kind == "order" else form.wrong
    if form.kind == "truefalse":
        options = ("False" if form.truth == "true" else "True",)
    count = min(len(options), len(form.why))
    rows = zip(options[:count], form.why[:count], strict=True)
    return [(text, why, f"why-{at}") for at, (text, why) in enumerate(rows) if text and why]


def pairs_of(form: Form) -> list[tuple[str, str]]:
    """Return the pairs of a match, also half ones."""
    count = max(len(form.right), len(form.wrong))
    return list(zip(_padded(form.right, count), _padded(form.wrong, count), strict=True))


def _padded(texts: tuple[str, ...], count: int) -> tuple[str, ...]:
    return texts + ("",) * (count - len(texts))


def _plain_number(value: float) -> str:
    return number_text(value).replace(",", "") if float(value).is_integer() else repr(value)


def _whole(text: str, before: int) -> int:
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else before
