"""Dealing: which questions a round asks, and in which order their options stand.

Honest dealing. When the pool is too small for all the rules, they give way in this order:

1. A round looks like its pool: no form has more than its share, and at most one question in ten has
   a capital NOT.
2. No question's text or explanation holds the answer of another one of the round.
3. No question comes again before the player has met all that the rules below leave to ask. Then
   those met longest ago come first.
4. No question tells in its reveal, where it says why options are wrong, what another explains. It
   stands above rule 3: better an old question than one that the round has answered.
5. No two questions of a round rest on one fact (``proof.facts``), for one would give the other
   away.

Never does a question come twice in a round, or one of another level: the round is shorter instead.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random

from quiz.questions.kinds import has_places, kind_of, options_of, right_options
from quiz.questions.model import Number, Question, Typed
from quiz.questions.numbers import read_number
from quiz.rounds.model import Dealt, RoundLevel
from quiz.text import fold

_NOT = re.compile(r"\bNOT\b")
_AMOUNT = re.compile(r"[-\u2212]?\d(?:[\d.,' ]*\d)?")
_ALIKE = 0.04  # so much nearer to the aim is not worth the same questions again and again
_TELLING = 3  # an answer of fewer letters stands in any text
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_SAYING = 12  # what is shorter is no sentence but half a name: "St."


def deal(
    pool: Sequence[Question],
    length: int,
    level: RoundLevel,
    seen: Iterable[str],
    rng: Random,
    before: Iterable[Question] = (),
    aim: Callable[[Question], float] | None = None,
) -> tuple[Dealt, ...]:
    """Deal ``length`` questions of the level, or all there are if the pool has fewer.

    ``pool`` holds each id once (prefix the ids where packs are mixed). ``seen`` are the ids the
    player has met, oldest first; a set will do, but then repeats come in no order. ``before`` are
    the questions of a night's other rounds: none of them comes again, and rules 2, 4 and 5
    hold towards them too. With ``aim``, which tells how far a question is from what should be
    asked, as a share of 1, the nearest come first, and those that are much alike in any order; of
    those the player has met, the nearest of the half met longest ago.
    """
    age = {question_id: index for index, question_id in enumerate(seen)}
    cards = [question for question in pool if level in {"mixed", question.difficulty}]
    rng.shuffle(cards)
    fresh = [card for card in cards if card.id not in age]
    met = sorted((card for card in cards if card.id in age), key=lambda card: age[card.id])
    if aim:
        old = met[: (len(met) + 1) // 2]
        fresh, met = _nearest(fresh, aim), _nearest(old, aim) + met[len(old) :]
    hand = _Hand(length, Counter(card.form for card in cards))
    for question in before:
        hand.mind(question)
    for group, rules in (
        (fresh, (hand.is_in_share, hand.is_apart, hand.is_discreet, hand.is_silent)),
        (fresh, (hand.is_apart, hand.is_discreet, hand.is_silent)),
        (fresh, (hand.is_apart, hand.is_discreet)),
        (met, (hand.is_apart, hand.is_discreet, hand.is_silent)),
        (met, (hand.is_apart, hand.is_discreet)),
        (fresh, (hand.is_apart,)),
        (met, (hand.is_apart,)),
        (fresh, ()),
        (met, ()),
    ):
        for question in group:
            if len(hand.questions) == length:
                break
            if question.id not in hand.ids and all(rule(question) for rule in rules):
                hand.take(question)
    rng.shuffle(hand.questions)
    return tuple(Dealt(question, order_of(question, rng)) for question in hand.questions)


def _nearest(cards: list[Question], aim: Callable[[Question], float]) -> list[Question]:
    return sorted(cards, key=lambda card: round(aim(card) / _ALIKE))


def order_of(question: Question, rng: Random) -> tuple[int, ...]:
    """Return an order of the options: numbers and years ascending, True before False, else mixed.

    Which option is right has no part in it. What is to be put in order or to be matched is mixed
    without a look at numbers, for these may be the answer, and never lies in the right order,
    unless there is only one thing, as in a draft, and so no other order.
    """
    options = options_of(question.body)
    order = list(range(len(options)))
    if kind_of(question.body) == "truefalse":
        return tuple(order)
    if has_places(question.body):
        solved = tuple(order)
        while tuple(order) == solved and len(order) > 1:
            rng.shuffle(order)
        return tuple(order)
    amounts = [_amount(option) for option in options]
    if len({beside for _, beside in amounts}) == 1 and None not in dict(amounts):
        return tuple(sorted(order, key=lambda index: (amounts[index][0] or 0.0, options[index])))
    rng.shuffle(order)
    return tuple(order)


class _Hand:
    """The questions taken so far, and what they rule out."""

    def __init__(self, length: int, forms: Mapping[str, int]) -> None:
        self.questions: list[Question] = []
        self.ids: set[str] = set()
        total = sum(forms.values())
        self._shares = {form: math.ceil(length * n / total) for form, n in forms.items()}
        self._negatives = max(1, length // 10)
        self._facts: set[str] = set()
        self._told: set[str] = set()
        self._explained: set[str] = set()
        self._texts = ""
        self._answers: list[str] = []

    def take(self, question: Question) -> None:
        """Take a question."""
        self.questions.append(question)
        self._shares[question.form] -= 1
        self._negatives -= _NOT.search(question.ask) is not None
        self.mind(question)

    def mind(self, question: Question) -> None:
        """Let nothing come that repeats a question, answers it, or is answered by it."""
        self.ids.add(question.id)
        self._facts.update(question.proof.facts)
        self._explained.update(_sentences(question.explain))
        self._told.update(_told(question))
        self._texts += _text(question)
        self._answers += _answers(question)

    def is_in_share(self, question: Question) -> bool:
        """Rule 1."""
        if self._negatives <= 0 and _NOT.search(question.ask):
            return False
        return self._shares[question.form] > 0

    def is_apart(self, question: Question) -> bool:
        """Rule 5."""
        return self._facts.isdisjoint(question.proof.facts)

    def is_discreet(self, question: Question) -> bool:
        """Rule 4, both ways."""
        return self._told.isdisjoint(_sentences(question.explain)) and self._explained.isdisjoint(
            _told(question)
        )

    def is_silent(self, question: Question) -> bool:
        """Rule 2, both ways."""
        if any(answer in self._texts for answer in _answers(question)):
            return False
        text = _text(question)
        return not any(answer in text for answer in self._answers)


def _told(question: Question) -> Iterator[str]:
    """Yield the sentences of a reveal, from the explanation and why each wrong option is wrong."""
    for text in (question.explain, *(why for _, why in question.proof.wrong)):
        yield from _sentences(text)


def _sentences(text: str) -> Iterator[str]:
    return (part for part in _SENTENCE.split(text) if len(part) >= _SAYING)


def _text(question: Question) -> str:
    return f" {fold(question.ask)} | {fold(question.explain)} "


def _answers(question: Question) -> list[str]:
    """Return the folded answers that could be read in another text, as whole words."""
    match question.body:
        case Typed(accepted=accepted):
            texts = accepted
        case Number(value=value):
            texts = (f"{value:.15g}",)
        case body:
            texts = right_options(body) if kind_of(body) != "truefalse" else ()
    folded = (fold(text) for text in texts)
    return [f" {text} " for text in folded if len(text) >= _TELLING]


def _amount(option: str) -> tuple[float | None, str]:
    """Return the number in an option and the words beside it: ``(12.0, "moons")``.

    Before three digits a comma groups and a point is a decimal mark.
    """
    found = _AMOUNT.search(option)
    number = found[0] if found else option
    reading = read_number(number)
    if reading is None or not reading.values:
        return None, ""
    beside = (option[: found.start()] + option[found.end() :]).strip() if found else ""
    return (max if "," in number else min)(reading.values), beside
