"""A pack in another language: the same questions, the same truth, other words."""

from __future__ import annotations

from dataclasses import replace

from quiz.packs.model import Pack, Told, Translation
from quiz.packs.translations import texts
from quiz.packs.translations.standing import standing_of
from quiz.questions.model import Question


def translation_of(pack: Pack, language: str) -> Translation | None:
    """Return the translation of a pack into a language, or None."""
    wanted = language.casefold()
    return next((one for one in pack.translations if one.language.casefold() == wanted), None)


def spoken(pack: Pack, translation: Translation) -> Pack:
    """Return a pack as it is played in another language.

    Its ids, its options and their order are the same. A question that is not translated, or was
    changed since, is asked as it was written, and says in which ``language`` that is; so is an
    explanation within a question that is. It carries no translations itself.
    """
    told = {one.id: one for one in translation.questions}
    return replace(
        pack,
        title=translation.title or pack.title,
        description=translation.description or pack.description,
        language=translation.language,
        questions=tuple(
            _question(question, told.get(question.id), pack.language) for question in pack.questions
        ),
        translations=(),
    )


def put_in(pack: Pack, translation: Translation) -> Pack:
    """Return a pack with a translation, in place of the one into the same language."""
    return replace(pack, translations=_sorted((*_others(pack, translation.language), translation)))


def without(pack: Pack, language: str) -> Pack:
    """Return a pack without the translation into a language."""
    return replace(pack, translations=tuple(_others(pack, language)))


def fitted(pack: Pack) -> Pack:
    """Return a pack whose translations speak of nothing that is not there any more."""
    there = {question.id: question for question in pack.questions}

    def one(translation: Translation) -> Translation:
        kept = (_fitted(told, there[told.id]) for told in translation.questions if told.id in there)
        return replace(translation, questions=tuple(kept))

    return replace(pack, translations=tuple(map(one, pack.translations)))


def _question(question: Question, told: Told | None, language: str) -> Question:
    if told is None or not standing_of(question, told).is_asked:
        return replace(question, language=language)
    lacking = texts.lacking(question, told)
    proof = question.proof
    if "why_wrong" not in lacking:
        proof = replace(proof, wrong=texts.reasons_in(question, told))
    else:  # all of them in one language, by the options as they are shown
        said = dict(told.options)
        proof = replace(proof, wrong=tuple((said.get(o, o), why) for o, why in proof.wrong))
    picture, audio = question.picture, question.audio
    return replace(
        question,
        ask=told.ask,
        body=texts.body_in(question.body, told),
        explain=told.explain or texts.explanation_of(question),
        proof=proof,
        picture=replace(picture, alt=told.alt or picture.alt) if picture else None,
        audio=replace(audio, transcript=told.transcript or audio.transcript) if audio else None,
        original=replace(question, language=language),
    )


def _fitted(told: Told, question: Question) -> Told:
    options, reasons = set(texts.texts_of(question.body)), dict(question.proof.wrong)
    return replace(
        told,
        options=tuple(pair for pair in told.options if pair[0] in options),
        why_wrong=tuple(pair for pair in told.why_wrong if pair[0] in reasons),
    )


def _others(pack: Pack, language: str) -> list[Translation]:
    return [o for o in pack.translations if o.language.casefold() != language.casefold()]


def _sorted(some: tuple[Translation, ...]) -> tuple[Translation, ...]:
    return tuple(sorted(some, key=lambda one: one.language))
