"""Finds questions of a round that answer another, from the facts they are made of.

It shares nothing with the dealing: that reads texts, this knows which fact each sentence tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quiz.generator.building import build_index
from quiz.generator.wording import tell
from quiz.moments.model import Facts
from quiz.questions.kinds import kind_of, lefts_of, right_options
from quiz.questions.model import Number, Question, Typed
from quiz.text import fold


@dataclass
class Echoes:
    """What each sentence that the game can say tells: a fact, or nothing."""

    facts: Facts
    sentences: dict[str, str] = field(init=False)
    _told: dict[str, frozenset[str]] = field(default_factory=dict)
    _asked: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index = build_index(self.facts)
        said = ((tell(index, moment), moment.id) for moment in self.facts.moments)
        self.sentences = dict(reversed(list(said)))
        self.by_fact = {fact: sentence for sentence, fact in self.sentences.items()}

    def told(self, question: Question) -> frozenset[str]:
        """Return the facts that a question has told when its reveal has been read."""
        if question.id not in self._told:
            texts = (question.ask, question.explain, *(why for _, why in question.proof.wrong))
            self._told[question.id] = frozenset(
                fact for text in texts for fact in self._in(text)
            ) | self.asked(question)
        return self._told[question.id]

    def asked(self, question: Question) -> frozenset[str]:
        """Return the facts that answer a question: those of its proof that name an answer.

        True or false, and how many, name none: there it is what the explanation tells.
        """
        if question.id not in self._asked:
            answers = [f" {fold(text)} " for text in _answers(question)]
            told = {fact: f" {fold(self.by_fact.get(fact, ''))} " for fact in question.proof.facts}
            explained = frozenset(self._in(question.explain))
            self._asked[question.id] = frozenset(
                fact
                for fact, sentence in told.items()
                if fact in explained or any(answer in sentence for answer in answers)
            )
        return self._asked[question.id]

    def of(self, round_: Iterable[Question]) -> Iterator[tuple[str, str]]:
        """Yield each pair of questions of which the first answers the second."""
        questions = list(round_)
        for one in questions:
            for other in questions:
                if one.id != other.id and self.told(one) & self.asked(other):
                    yield one.ask, other.ask

    def _in(self, text: str) -> Iterator[str]:
        """Yield the facts told by a text that begins or goes on with their sentences."""
        words = text.split(" ")
        for start in range(len(words)):
            for end in range(start + 3, len(words) + 1):
                fact = self.sentences.get(" ".join(words[start:end]))
                if fact:
                    yield fact


def _answers(question: Question) -> tuple[str, ...]:
    body = question.body
    match body:
        case Typed(accepted=accepted):
            return accepted
        case Number(value=value):
            return (f"{value:.15g}",)
        case _ if kind_of(body) == "truefalse":
            return ()
        case _:
            return (*right_options(body), *lefts_of(body))
