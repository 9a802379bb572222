"""The sides of cards: HTML, pictures, sounds and gaps → plain text, and back."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from quiz.packs.formats.cards.deck import TYPED, Card
from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.markup import from_mixed, shows_media
from quiz.packs.formats.model import Holds, Loss, Skip
from quiz.packs.formats.texts import from_html, tidy
from quiz.packs.model import Pack
from quiz.questions.kinds import answer_text
from quiz.questions.model import Choice, Number, Question, Typed

GAPS = "it is a text with gaps, and those are not known here"
_CLOZE = re.compile(r"\{\{c[0-9]+::")
_SOUND = re.compile(r"\[sound:[^\[\]\n]*+\]|\[anki:[^\[\]\n]*+\]")
_MEANT = re.compile(r"\A#|\{(?=\{)|\[(?=sound:|anki:)")
SIDES = Holds(("choice", "truefalse", "typed", "number"))
SIDES_AND_TAGS = Holds(SIDES.kinds, ("tags",))
LIMITS = "A front and a back: of options the right one alone, of answers to type the first."


def card_of(
    at: int, sides: tuple[str, str], tags: tuple[str, ...], *, is_html: bool
) -> Card | Skip:
    """Return a card of two sides as they stand in a file, or why it is none."""
    front, back = (_plain(side, is_html=is_html) for side in sides)
    if any(_CLOZE.search(side) for side in sides):
        return Skip(at, front, GAPS)
    changes = []
    for media, what in ((_shows, "picture"), (_sounds, "sound")):
        if not any(map(media, sides)):
            continue
        for side, text in zip(sides, (front, back), strict=True):
            if media(side) and not text:
                return Skip(at, front or back, f"one of its sides is only a {what}")
        changes.append(f"its {what} is not taken over")
    return Card(at, front, back, tags, tuple(changes))


def _plain(side: str, *, is_html: bool) -> str:
    text = _SOUND.sub(" ", side) if "[" in side else side
    return from_html(text) if is_html else tidy(from_mixed(text))


def _shows(side: str) -> bool:
    return shows_media(side)


def _sounds(side: str) -> bool:
    return _SOUND.search(side) is not None


def marked_up(text: str) -> str:
    """Return a text as HTML of one line, in which nothing is a picture, a sound or a gap."""
    plain = html.escape(text, quote=False).replace("\n", "<br>")
    return _MEANT.sub(lambda found: f"&#{ord(found[0])};", plain)


@dataclass(frozen=True, slots=True)
class Sides:
    """The sides that a question has on a card."""

    question: Question
    front: str
    back: str


def sides_of(pack: Pack, *, with_tags: bool) -> tuple[list[Sides], list[Loss]]:
    """Return the cards of a pack, and all that is not on them."""
    questions, losses = sift(pack, SIDES_AND_TAGS if with_tags else SIDES)
    told, made = list(losses), list[Sides]()
    asked: set[str] = set()
    for question in questions:
        if question.ask.casefold() in asked:
            told.append(loss(question, "the whole question: another card has the same front"))
            continue
        asked.add(question.ask.casefold())
        made.append(Sides(question, question.ask, answer_text(question.body)))
        told += (loss(question, what) for what in _lost(question))
    return made, told


def _lost(question: Question) -> list[str]:
    body, back = question.body, answer_text(question.body)
    lost = []
    if isinstance(body, Choice):
        lost.append("its wrong options")
    elif isinstance(body, Number):
        lost.append("that it is a number, and what comes near")
    elif isinstance(body, Typed):
        if len(body.accepted) > 1:
            lost.append("its other answers")
        if len(back) > TYPED or back.casefold() in {"true", "false"}:
            lost.append("that it is typed")
    if tidy(question.ask) != question.ask or tidy(back) != back:
        lost.append("some of its spaces")
    return lost
