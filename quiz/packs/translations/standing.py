"""How far a translation is: what is asked in it, what is not yet, what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quiz.packs.model import Pack, Told, Translation
from quiz.packs.translations import texts
from quiz.questions.model import Question

State = Literal["done", "partly", "open", "changed"]
"""All of it is there; it is asked, but something beside it is not translated, or is of an older
explanation; it is asked in the language of the pack, for want of a translation, or because it was
changed since."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one question stands. ``missing`` are keys of the format."""

    question: Question
    state: State
    missing: tuple[str, ...] = ()

    @property
    def is_asked(self) -> bool:
        """Whether the question is asked in this language."""
        return self.state in {"done", "partly"}


def standing_of(question: Question, told: Told | None) -> Standing:
    """Return where a question stands."""
    told = told or Told(question.id)
    lacking = texts.missing(question, told)
    if lacking or texts.same(question.body, dict(told.options)):
        return Standing(question, "open", lacking or ("options",))
    now = texts.digest_of(question)
    if told.of and told.of.partition("-")[0] != now.partition("-")[0]:
        return Standing(question, "changed")
    beside = texts.lacking(question, told)
    return Standing(question, "partly" if beside or told.of not in {"", now} else "done", beside)


def standings(pack: Pack, translation: Translation) -> tuple[Standing, ...]:
    """Return where each question of a pack stands, in its order."""
    told = {one.id: one for one in translation.questions}
    return tuple(standing_of(question, told.get(question.id)) for question in pack.questions)


def asked_in(pack: Pack) -> dict[str, int]:
    """Return how many questions each translation of a pack asks, by language."""
    return {
        one.language: sum(each.is_asked for each in standings(pack, one))
        for one in pack.translations
    }
