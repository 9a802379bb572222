"""What is right and what is wrong: the keys of a question that decide its kind.

==== =========================================================
E201 no kind, or keys of two kinds
E205 two options, items or sides of pairs are the same
E206 the right answer stands among the wrong ones
E208 too few or too many options, items or pairs
E211 a number or a tolerance that is none
==== =========================================================
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable

from quiz.packs.fields import SHORT, Fields, Placed
from quiz.questions.model import Body, Choice, Match, MultiSelect, Number, Order, TrueFalse, Typed
from quiz.text import fold

KEYS = ("answer", "answers", "typed", "number", "order", "match", "wrong", "unit", "within")
MOST_OPTIONS = 12
ITEMS = (3, 8)  # fewer are a guess, more do not fit a phone
PAIRS = (3, 6)

GOES_WITH = {"wrong": ("answer", "answers"), "unit": ("number",), "within": ("number",)}
_NUMBER = re.compile(r"-?[0-9]{1,300}(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")
_Placed = tuple[Placed, ...]
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}


def read_body(fields: Fields) -> Body | None:
    """Read what is right and wrong; None when that is at fault."""
    kinds = [key for key in _READERS if key in fields.nodes]
    if len(kinds) != 1:
        fields.faults.add(fields.at, "E201", _kind_fault(kinds))
        return None
    kind = kinds[0]
    for key, friends in GOES_WITH.items():
        if key in fields.nodes and kind not in friends:
            message = f"“{key}” goes with “{'” or “'.join(friends)}”, not with “{kind}”"
            fields.faults.add(fields.nodes[key], "E201", message)
            return None
    return _READERS[kind](fields)


def _kind_fault(kinds: list[str]) -> str:
    if kinds:
        return f"“{kinds[0]}” and “{kinds[1]}” make two kinds of question; keep one of them"
    return (
        "the question has no answer: write “answer” and “wrong”, “answers” and “wrong”, “answer:"
        " true” or “false”, “typed”, “number”, “order” or “match”"
    )


def _answer(fields: Fields) -> Body | None:
    """Read a choice, or without wrong options a statement that is true or false."""
    answer = fields.text("answer", SHORT)
    if "wrong" not in fields.nodes:
        return _true_false(fields, answer)
    wrong = fields.some_texts("wrong")
    if not answer or not wrong:
        return None
    right = ((answer, fields.nodes["answer"]),)
    return Choice(answer, _texts(wrong)) if _are_apart(fields, right, wrong) else None


def _true_false(fields: Fields, answer: str) -> Body | None:
    truth = _BOOLEANS.get(answer.casefold())
    if truth is None and answer:
        message = (
            "an “answer” without “wrong” should be true or false; add “wrong”, or write “typed”"
            " for an answer to type"
        )
        fields.faults.add(fields.nodes["answer"], "E201", message)
    return None if truth is None else TrueFalse(truth)


def _multi(fields: Fields) -> Body | None:
    answers, wrong = fields.some_texts("answers"), fields.some_texts("wrong")
    if len(answers) == 1:
        message = "“answers” needs two or more; for one right answer write “answer”"
        fields.faults.add(fields.nodes["answers"], "E208", message)
    if "wrong" not in fields.nodes:
        fields.faults.add(fields.at, "E202", "a question with “answers” needs a key “wrong”")
    if len(answers) < 2 or not wrong:
        return None
    return (
        MultiSelect(_texts(answers), _texts(wrong)) if _are_apart(fields, answers, wrong) else None
    )


def _typed(fields: Fields) -> Body | None:
    accepted = _texts(fields.some_texts("typed"))
    return Typed(accepted) if accepted else None


def _number(fields: Fields) -> Body | None:
    value = _value(fields, "number", fields.text("number", SHORT))
    text = fields.text("within", SHORT, "0")
    within = _value(fields, "within", text)
    if value is None or within is None:
        return None
    if within < 0:
        fields.faults.add(fields.nodes["within"], "E211", "“within” should not be below 0")
        return None
    return Number(value, within, percent=text.endswith("%"), unit=fields.text("unit", SHORT))


def _order(fields: Fields) -> Body | None:
    """Read items, in the right order."""
    known = len(fields.faults.problems)
    items = fields.some_texts("order")
    is_sound = len(fields.faults.problems) == known and _is_within(
        fields, "order", len(items), ITEMS, "items"
    )
    return Order(_texts(items)) if is_sound and _differ(fields, items, "an item") else None


def _match(fields: Fields) -> Body | None:
    """Read pairs: a mapping, or a list of lists of two."""
    known = len(fields.faults.problems)
    pairs = fields.pairs("match")
    if len(fields.faults.problems) > known or not _is_within(
        fields, "match", len(pairs), PAIRS, "pairs"
    ):
        return None
    lefts, rights = zip(*pairs, strict=True)
    twice = [side for side in (lefts, rights) if not _differ(fields, side, "one side of a pair")]
    return None if twice else Match(tuple(zip(_texts(lefts), _texts(rights), strict=True)))


def _is_within(fields: Fields, key: str, count: int, bounds: tuple[int, int], what: str) -> bool:
    least, most = bounds
    if not least <= count <= most:
        message = f"“{key}” should have {least} to {most} {what}, not {count}"
        fields.faults.add(fields.nodes[key], "E208", message)
    return least <= count <= most


def _differ(fields: Fields, placed: _Placed, what: str) -> bool:
    """Say whether no two texts are the same, and note which are."""
    known: set[tuple[str, str]] = set()
    for text, node in placed:
        if likeness(text) in known:
            fields.faults.add(node, "E205", f"“{text}” is there already as {what}")
        known.add(likeness(text))
    return len(known) == len(placed)


def is_number(text: str) -> bool:
    """Say whether a text is a number as packs write it: ``1500``, ``-0.5`` or ``1e9``."""
    return _NUMBER.fullmatch(text) is not None and math.isfinite(float(text))


def _value(fields: Fields, key: str, text: str) -> float | None:
    digits = text.removesuffix("%").rstrip() if key == "within" else text
    if is_number(digits):
        return float(digits)
    if text:
        also = " or 5%" if key == "within" else ""
        message = f"“{key}” should be a number such as 1500 or 0.5{also}, not “{text}”"
        fields.faults.add(fields.nodes[key], "E211", message)
    return None


def _texts(placed: _Placed) -> tuple[str, ...]:
    return tuple(text for text, _ in placed)


def _are_apart(fields: Fields, right: _Placed, wrong: _Placed) -> bool:
    """Say whether no two options are the same, and note which are; and that they are not too many.

    Case, accents, spacing and punctuation make no difference; signs (``<`` ``+`` ``€`` ``#``) do.
    """
    if len(right) + len(wrong) > MOST_OPTIONS:
        message = f"at most {MOST_OPTIONS} options are read; there are {len(right) + len(wrong)}"
        fields.faults.add(fields.at, "E208", message)
        return False
    known: dict[tuple[str, str], int] = {}
    apart = True
    for index, (text, node) in enumerate((*right, *wrong)):
        first = known.setdefault(likeness(text), index)
        if first == index:
            continue
        apart = False
        if first < len(right) <= index:
            message = f"“{text}” is the right answer and cannot stand among the wrong ones"
            fields.faults.add(node, "E206", message)
        else:
            fields.faults.add(node, "E205", f"“{text}” is there already as an option")
    return apart


def likeness(text: str) -> tuple[str, str]:
    """Return what two texts have in common that are the same to a player."""
    return fold(text), _signs(text)


def _signs(text: str) -> str:
    """Return what folding drops although it means something: signs of mathematics and money."""
    if text.replace(" ", "").isalnum():
        return ""
    return "".join(
        char
        for char in text.replace("\N{MINUS SIGN}", "-")
        if char in "#%*/^°♯♭" or unicodedata.category(char) in {"Sm", "Sc"}
    ) + ("-" if re.search(r"(?<!\w)-(?=\d)|(?<=\w)-(?!\w)", text) else "")


_READERS: dict[str, Callable[[Fields], Body | None]] = {
    "answer": _answer,
    "answers": _multi,
    "typed": _typed,
    "number": _number,
    "order": _order,
    "match": _match,
}
