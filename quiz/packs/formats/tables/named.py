r"""Rows of our own columns: one for what is right, one for each wrong option, or one an option.

========== ====================================================================================
id         left out, it is made from the text
kind       choice, multi, truefalse, typed, number, order or match; may be left out of the first
           four
ask        what is asked
answer     what is right. Several, as of *multi*, *typed* and *order*, stand between bars:
           ``Jupiter | Saturn``; of *match* they are pairs: ``Titan = Saturn | Io = Jupiter``.
           A bar, an equals sign or a backslash that is meant stands after a backslash.
wrong 1 …  the wrong options, a column each
unit       of a number; within: its tolerance, ``5`` or ``5%``
explain    why; source: where one can read it
difficulty easy, medium or hard; tags: between bars; time: in whole seconds
========== ====================================================================================

Others have ``option 1`` … or ``A`` … instead of the wrong ones, or ``options`` between bars; then
``answer``, or ``correct answer``, is the text of one, its number or its letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from quiz.packs.attached import SECONDS
from quiz.packs.formats.markup import from_mixed, shows_media
from quiz.packs.formats.model import Found, Skip, Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.tables.cells import Row
from quiz.packs.formats.tables.choosing import NoAnswerError, chosen, key_of, keys_of
from quiz.packs.formats.tables.layouts import Head, counts_from_0, words_of
from quiz.packs.formats.tables.lists import in_one, items_of, listed, plain, unlabelled
from quiz.packs.formats.tables.numbered import NO_PICTURE
from quiz.questions.model import LEVELS

KINDS = {
    "choice": "choice", "multiple choice": "choice", "mc": "choice", "mcq": "choice",
    "single": "choice", "single choice": "choice", "multi select": "multi", "msq": "multi",
    "multi": "multi", "multiple answer": "multi", "multiple select": "multi", "checkbox": "multi",
    "truefalse": "truefalse", "true false": "truefalse", "true or false": "truefalse",
    "multiple": "choice", "multichoice": "choice", "quiz": "choice", "radio": "choice",
    "short": "typed", "open": "typed", "open ended": "typed", "fill in the blank": "typed",
    "fill blank": "typed", "fill in": "typed", "blank": "typed", "short text": "typed",
    "tf": "truefalse", "boolean": "truefalse", "typed": "typed", "short answer": "typed",
    "text": "typed", "number": "number", "numeric": "number", "order": "order",
    "numerical": "number", "fib": "typed", "fill in the blanks": "typed", "multiselect": "multi",
    "ordering": "order", "match": "match", "matching": "match",
}  # fmt: skip
_TRUTHS = {
    "true": "true",
    "t": "true",
    "yes": "true",
    "false": "false",
    "f": "false",
    "no": "false",
}
_SIDE = re.compile(r"((?:[^=\\]|\\.?)*)=(.*)", re.DOTALL)


def entry_of(row: Row, head: Head) -> Found | Skip | None:
    """Return the question of a row, or why it is none; None where nothing is asked."""
    shows = any(map(shows_media, row.cells))
    ask = _clean(head, head.cell(row, "ask"))
    options = _options(row, head)
    told = _told(row, head) if options else head.cell(row, "answer") or _told(row, head)
    answer = _clean(head, told)
    if row.cells == head.row.cells or not (ask or answer):
        return None
    if not ask:
        return Skip(row.number, answer, "it has no question")
    given = words_of(head.cell(row, "kind"))
    kind = KINDS.get(given, "")
    if given and not kind and not (options and answer):
        return Skip(row.number, ask, f"questions of the kind “{given}” are not known here")
    try:
        if options and kind in {"", "choice", "multi", "truefalse"}:
            found = keys_of(options, _chosen(answer, options, head))
        else:
            found = _body(row, head, kind, answer)
    except NoAnswerError as error:
        return Skip(row.number, ask, str(error))
    changes = (NO_PICTURE,) if shows or head.cell(row, "media") else ()
    return Found(row.number, {"ask": ask, **found, **_more(row, head)}, changes)


def fitted(head: Head, rows: Iterable[Row]) -> Head:
    """Find out whether right options are counted from 0 or from 1 in a table."""
    named = [head.columns[role, 0] for role in ("right", "answer") if (role, 0) in head.columns]
    usual = 0 if any(counts_from_0(head.row.cell(column)) for column in named) else 1
    told = ((_clean(head, _told(row, head)), _options(row, head)) for row in rows)
    return replace(head, key=key_of(told, usual))


def _clean(head: Head, text: str) -> str:
    """Return a text without markup, if the table is none of ours."""
    return text if head.is_ours else from_mixed(text)


def _told(row: Row, head: Head) -> str:
    """Return what is told to be right; beside options, “answer” may be why."""
    return next(filter(None, (head.cell(row, role) for role in ("right", "answer"))), "")


def _options(row: Row, head: Head) -> dict[int, str]:
    """Return the options by their numbers, from columns of their own or from one cell."""
    options = head.cells(row, "option")
    if not any(options.values()):
        options = dict(enumerate(in_one(head.cell(row, "options")), 1))
    options = {number: _clean(head, text) for number, text in options.items()}
    return dict(zip(options, unlabelled(tuple(options.values())), strict=True))


def _chosen(answer: str, options: dict[int, str], head: Head) -> tuple[int, ...]:
    return chosen(answer, options, texts_first=True, key=head.key)


def _body(row: Row, head: Head, kind: str, answer: str) -> dict[str, Value]:
    if not answer:
        raise NoAnswerError("it has no right answer")
    wrong = tuple(text for text in head.cells(row, "wrong").values() if text)
    wrong = tuple(_clean(head, text) for text in wrong or in_one(head.cell(row, "wrongs")))
    sure = kind or _guessed(answer, wrong)
    found: dict[str, Value]
    match sure:
        case "choice":
            found = _choice(answer, wrong) if kind else option_keys((answer,), wrong)
        case "multi":
            found = {"answers": listed(answer), "wrong": wrong}
        case "truefalse":
            truth = answer.casefold()
            found = {"answer": _TRUTHS.get(truth, truth)}
        case "number":
            more = {key: head.cell(row, key) for key in ("unit", "within")}
            found = {"number": answer, **more}
        case "match":
            found = {"match": _pairs(answer)}
        case _:  # order and typed
            found = {sure: listed(answer)}
    return found


def _choice(answer: str, wrong: tuple[str, ...]) -> dict[str, Value]:
    """Return the keys of a choice, which stays one also between True and False."""
    if not wrong:
        raise NoAnswerError("it has no wrong option")
    return {"answer": answer, "wrong": wrong}


def _guessed(answer: str, wrong: tuple[str, ...]) -> str:
    if wrong:
        return "multi" if " | " in answer else "choice"
    return "truefalse" if answer.casefold() in {"true", "false"} else "typed"


def _pairs(answer: str) -> tuple[tuple[str, str], ...]:
    sides = [_SIDE.fullmatch(item) for item in items_of(answer)]
    pairs = tuple((plain(side[1]), plain(side[2])) for side in sides if side)
    if len(pairs) < len(sides):
        raise NoAnswerError("its pairs should be written as “Titan = Saturn | Io = Jupiter”")
    return pairs


def _more(row: Row, head: Head) -> dict[str, Value]:
    level = head.cell(row, "difficulty").casefold()
    return {
        "id": head.cell(row, "id"),
        "explain": _clean(head, head.cell(row, "explain")),
        "source": head.cell(row, "source"),
        "difficulty": level if level in LEVELS else "",
        "tags": listed(_clean(head, head.cell(row, "tags"))),
        "time": _seconds(head.cell(row, "time")),
    }


def _seconds(text: str) -> str:
    """Return a time that can be given; what else stands there is left out."""
    least, most = SECONDS
    return text if text.isdecimal() and least <= int(text[:9]) <= most else ""


def in_a_cell(texts: Iterable[str]) -> str:
    """Write texts into one cell, see ``listed``."""
    return " | ".join(re.sub(r"[|\\]", r"\\\g<0>", text) for text in texts)


def in_pairs(pairs: Iterable[tuple[str, str]]) -> str:
    """Write pairs into one cell."""
    sides = ([re.sub(r"[|=\\]", r"\\\g<0>", side) for side in pair] for pair in pairs)
    return " | ".join(" = ".join(pair) for pair in sides)
