"""In which language each text of a question is, so that a page can say so to who listens to it."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.packs.translations.texts import explanation_of
from quiz.questions.model import Question, TrueFalse
from quiz.services.shelf import Edition


@dataclass(frozen=True, slots=True)
class Tongues:
    """Tags of languages; empty where nobody says.

    ``ask`` is that of the question; so is ``options``, but that *True* and *False* are words of
    ours. ``fell_back``: it is not translated into the language of the pack as it is played.
    """

    ask: str = ""
    options: str = ""
    explain: str = ""
    why: str = ""
    alt: str = ""
    transcript: str = ""
    fell_back: bool = False


UNKNOWN = Tongues()
_OURS = "en"


def tongues_of(edition: Edition, question: Question) -> Tongues:
    """Return the languages of a question of a pack that may have been put into another."""
    here, was = edition.pack.language, question.original
    is_claim = isinstance(question.body, TrueFalse)
    if was is None:
        own = question.language or here
        options = _OURS if is_claim else own
        return Tongues(own, options, own, own, own, own, fell_back=own != here)
    there = was.language

    def of(text: str, before: str) -> str:
        return there if text == before else here

    seen, seen_before, heard, heard_before = (
        question.picture, was.picture, question.audio, was.audio,
    )  # fmt: skip
    reasons, before = question.proof.wrong, was.proof.wrong
    return Tongues(
        ask=here,
        options=_OURS if is_claim else here,
        explain=of(explanation_of(question), explanation_of(was)),
        why=there if [why for _, why in reasons] == [why for _, why in before] else here,
        alt=of(seen.alt, seen_before.alt) if seen and seen_before else here,
        transcript=of(heard.transcript, heard_before.transcript)
        if heard and heard_before
        else here,
    )
