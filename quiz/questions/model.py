"""A question: what is asked, what is right, what is wrong, and why.

The shape of the ``body`` decides the kind; right and wrong are kept apart, so "the answer is
not among the choices" cannot be written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["easy", "medium", "hard"]
LEVELS: tuple[Level, ...] = ("easy", "medium", "hard")


@dataclass(frozen=True, slots=True)
class Choice:
    """One right option among wrong ones."""

    answer: str
    wrong: tuple[str, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """Every option, the right one first: shuffle before showing."""
        return (self.answer, *self.wrong)


@dataclass(frozen=True, slots=True)
class MultiSelect:
    """All of ``answers`` must be chosen and none of ``wrong``. The stem says how many."""

    answers: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def options(self) -> tuple[str, ...]:
        """Every option, the right ones first: shuffle before showing."""
        return self.answers + self.wrong


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement that is true or false."""

    answer: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Any of ``accepted`` counts; the first is the one that is shown."""

    accepted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number to type, right within ``within``: absolute, or in percent of the value."""

    value: float
    within: float = 0.0
    percent: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """Three to eight items to put in order; they are kept in the right one."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Three to six pairs to find again. No two left sides are the same, and no two right ones."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def lefts(self) -> tuple[str, ...]:
        """The sides that are given, in the order of the pairs."""
        return tuple(left for left, _ in self.pairs)

    @property
    def rights(self) -> tuple[str, ...]:
        """The sides to choose from, in the order of the pairs: shuffle before showing."""
        return tuple(right for _, right in self.pairs)


Body = Choice | MultiSelect | TrueFalse | Typed | Number | Order | Match


@dataclass(frozen=True, slots=True)
class Proof:
    """Why the answer is right and each wrong option is wrong, as data that ``explain`` prints.

    ``rule`` names the ground (``pinned``, ``closed`` or ``scope``; ``author`` for a hand-written
    question), ``facts`` the moments used, ``right`` one sentence, ``wrong`` a sentence an option.
    """

    rule: str
    right: str = ""
    wrong: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()

    def why_wrong(self, option: str) -> str:
        """Return the sentence for one wrong option, or an empty text."""
        return dict(self.wrong).get(option, "")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that is shown with a question.

    ``file`` is its name in the pack, ``media/m1.jpg``; once a house keeps it, the name by which it
    is served, made of its content. ``alt`` says what is to be seen, for those who do not see it,
    and must not tell the answer. Without ``license`` the pack stays private.
    """

    file: str
    alt: str
    credit: str = ""
    license: str = ""


@dataclass(frozen=True, slots=True)
class Audio:
    """Something to hear with a question; ``file`` and ``license`` as of a picture.

    ``transcript`` says what is to be heard. It mostly is the answer, and shown at the reveal.
    """

    file: str
    transcript: str
    credit: str = ""
    license: str = ""


Medium = Picture | Audio


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a pack. ``id`` is unique within the pack and stays over versions.

    ``form`` is the recipe it came from; ``proof.facts`` are what a round is spread over, so that
    no question of a round gives another one away. ``time`` is how many seconds its author gives;
    0 leaves that to the round.

    ``language`` is what it is asked in, empty where that is the language of the pack. In a pack
    that was put into another language ``original`` is the question it was translated from, with
    as many options in the same order, so that both are marked alike.
    """

    id: str
    ask: str
    body: Body
    explain: str = ""
    source: str = ""
    difficulty: Level = "medium"
    form: str = ""
    proof: Proof = Proof("author")
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    audio: Audio | None = None
    time: int = 0
    language: str = ""
    original: Question | None = None

    @property
    def source_text(self) -> Question:
        """The question as its author wrote it, whatever language it is asked in."""
        return self.original or self

    @property
    def media(self) -> tuple[Medium, ...]:
        """What is to be seen or heard with it."""
        return tuple(medium for medium in (self.picture, self.audio) if medium)
