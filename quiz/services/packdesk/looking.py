"""A question looked at as it is written: what is at fault, what could be better, how it plays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random

from quiz.packs.form_faults import FieldFault, faults_of
from quiz.packs.forms import form_of
from quiz.packs.model import Pack
from quiz.questions.kinds import choose_count, kind_of, lefts_of, options_of
from quiz.questions.lint import hints
from quiz.questions.model import Number, Question
from quiz.rounds.deal import order_of
from quiz.services.seen import media_of
from quiz.services.views import OptionView, QuestionPage, RoundHead

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Look:
    """``faults`` keep a question from being published; ``advice`` is to be taken or left."""

    faults: tuple[FieldFault, ...]
    advice: tuple[str, ...]


@lru_cache(maxsize=8192)  # of a pack on the desk only one question changes at a time
def look(question: Question) -> Look:
    """Return what is to be said of a question: the reader's faults, else the lint's flaws."""
    faults = faults_of(form_of(question))
    return Look(faults, () if faults else advice(question))


def advice(question: Question) -> tuple[str, ...]:
    """Return what could be better, as sentences; “quiz pack check” says the same."""
    return tuple(f"{hint.told[:1].upper()}{hint.told[1:]}." for hint in hints(question))


def preview(pack: Pack, place: int) -> QuestionPage:
    """Return a question as players see it, without a clock; its options stay in one order."""
    question = pack.questions[place]
    body, options = question.body, options_of(question.body)
    order = order_of(question, Random(question.id))
    return QuestionPage(
        head=RoundHead(
            id="preview",
            title=pack.title,
            pack_id=pack.id,
            length=len(pack.questions),
            position=place + 1,
            points=0,
            streak=0,
            preset="accuracy",
            timer=question.time,
            ranked=False,
            kind="trial",
        ),
        ask=question.ask or "…",
        kind=kind_of(body),
        options=tuple(
            OptionView(at, _LETTERS[at % 26], options[index] or "…")
            for at, index in enumerate(order)
        ),
        choose=choose_count(body),
        chosen=(),
        typed="",
        unit=body.unit if isinstance(body, Number) else "",
        limit=0,
        remaining=None,
        lefts=tuple(left or "…" for left in lefts_of(body)),
        media=media_of(question),
    )
