"""Lists of options, as formats have them in which the options of a question stand in rows."""

from __future__ import annotations

import zlib

from quiz.packs.formats.model import Value
from quiz.questions.kinds import TRUE_FALSE
from quiz.questions.model import Question

_TRUTH = {"true": "true", "false": "false"}


def option_keys(right: tuple[str, ...], wrong: tuple[str, ...]) -> dict[str, Value]:
    """Return the keys for options; *True* and *False* alone make a statement."""
    if len(right) == len(wrong) == 1:
        truth = [_TRUTH.get(text.strip().casefold()) for text in (*right, *wrong)]
        if truth[0] and truth[1] and truth[0] != truth[1]:
            return {"answer": truth[0]}
    if len(right) == 1:
        return {"answer": right[0], "wrong": wrong}
    return {"answers": right, "wrong": wrong}


def is_statement(right: str, wrong: tuple[str, ...]) -> bool:
    """Say whether options to choose from would be taken for those of a statement."""
    return "wrong" not in option_keys((right,), wrong)


def placed(question: Question, right: str, wrong: tuple[str, ...]) -> tuple[str, ...]:
    """Return the options with the right one in a place that is the same in every export."""
    if (right, *wrong) in (TRUE_FALSE, TRUE_FALSE[::-1]):
        return TRUE_FALSE
    place = zlib.crc32(question.id.encode("utf-8")) % (len(wrong) + 1)
    return (*wrong[:place], right, *wrong[place:])
