"""What is to be seen and heard with a question, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass

from quiz.packs.media.model import KEPT
from quiz.questions.model import Medium, Question


@dataclass(frozen=True, slots=True)
class MediaView:
    """A picture and a sound, by the names at which they are served; empty where there is none.

    Before the reveal there is neither a credit nor a transcript: both may tell the answer.
    """

    picture: str = ""
    alt: str = ""
    picture_credit: str = ""
    sound: str = ""
    sound_credit: str = ""
    transcript: str = ""


NOTHING = MediaView()


def media_of(question: Question, *, told: bool = False) -> MediaView:
    """Return what goes with a question; with its credits and transcript once the answer is told."""
    if not question.media:
        return NOTHING
    seen, heard = question.picture, question.audio
    return MediaView(
        picture=_name(seen),
        alt=seen.alt if seen else "",
        picture_credit=_credit(seen) if told else "",
        sound=_name(heard),
        sound_credit=_credit(heard) if told else "",
        transcript=heard.transcript if heard and told else "",
    )


def _name(medium: Medium | None) -> str:
    found = KEPT.fullmatch(medium.file) if medium else None
    return found[0].removeprefix("media/") if found else ""


def _credit(medium: Medium | None) -> str:
    return ", ".join(text for text in (medium.credit, medium.license) if text) if medium else ""
