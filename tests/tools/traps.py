"""What the tests of the generator's traps share."""

from __future__ import annotations

from quiz.questions.model import Choice, MultiSelect, Question
from tests.tools.moments import CAST, made

OTHER_PRIZES = """
- {won: Best Pop, winner: taylor, at: vmas}
- {won: Best New Artist, winner: icespice, at: vmas}
- {won: Best Collaboration, winner: [shakira, karolg], at: vmas}
"""
SHARED = "- {won: Best Afrobeats, winner: [selena, rema], at: vmas}" + OTHER_PRIZES


def wrong(question: Question) -> tuple[str, ...]:
    return question.body.wrong if isinstance(question.body, Choice | MultiSelect) else ()


def right(question: Question) -> tuple[str, ...]:
    body = question.body
    if isinstance(body, Choice):
        return (body.answer,)
    return body.answers if isinstance(body, MultiSelect) else ()


def asks(found: list[Question], *words: str) -> list[Question]:
    return [q for q in found if all(word in q.ask for word in words)]


def reasons(moments: str, cast: str = CAST, extra: str = "") -> str:
    return "\n".join(made(moments, cast, extra).report.lines())
