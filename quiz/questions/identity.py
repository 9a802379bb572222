"""What makes a question the same question: what is asked, what is right, and what is on offer."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from quiz.questions.model import Choice, MultiSelect, Question


def content_of(question: Question) -> str:
    """Return a digest of what a player answers: question, media, answer and options.

    It stays when only the explanation, source, level or the order of wrong options changes, and is
    another when one that plays it could be more or less likely to be right. A translation is the
    same question. 16 hexadecimal digits.
    """
    question = question.source_text
    body = question.body
    values = {"kind": type(body).__name__, **asdict(body)}
    if isinstance(body, Choice | MultiSelect):
        values["wrong"] = sorted(body.wrong)
    if isinstance(body, MultiSelect):
        values["answers"] = sorted(body.answers)
    files = [medium.file for medium in question.media]  # kept under a digest of their content
    text = json.dumps([question.ask, values, *files], ensure_ascii=True, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
