"""The few words of its own that a printed sheet carries, in one language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What is printed around the texts of a night. ``lang`` is the language tag of the document.

    ``round`` holds ``{number}``, ``seconds`` holds ``{seconds}``, ``source`` holds ``{source}``.
    """

    lang: str = "en"
    questions: str = "Questions"
    answers: str = "Answer sheet"
    key: str = "Answer key"
    round: str = "Round {number}"
    continued: str = "continued"
    team: str = "Team"
    points: str = "Points"
    total: str = "Total"
    night: str = "The whole night"
    seconds: str = "{seconds} s"
    source: str = "Source: {source}"
    keep: str = "For the host alone: keep it away from the tables."
    lacking: str = "□ stands for a letter or sign that the fonts of this page lack."


ENGLISH = Words()
