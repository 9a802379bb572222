"""The answers of a GIFT question → the keys of our own format that say what is right."""

from __future__ import annotations

import re
from decimal import Decimal

from quiz.packs.formats.gift.plain import is_right, plain, typed
from quiz.packs.formats.gift.tree import Answer, Item, Span
from quiz.packs.formats.model import Value
from quiz.packs.formats.texts import shorten

_Made = tuple[dict[str, Value], tuple[str, ...]]
_NUMBER = re.compile(
    r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})(?:[eE][+-]?[0-9]{1,3})?"
)
_STARS = re.compile(r"(\\?)\*")


def answer_keys(item: Item) -> _Made | str:
    """Return the keys and what changed, or the reason why the question is not taken."""
    match item.kind:
        case "truefalse":
            return _truth(item)
        case "choice":
            return _choice(item)
        case "typed":
            return _typed(item)
        case "number":
            return _number(item)
        case _:
            return _match(item)


def is_number(text: str) -> bool:
    """Say whether a text is a number as GIFT writes them."""
    return _NUMBER.fullmatch(text) is not None


def _truth(item: Item) -> _Made:
    keys: dict[str, Value] = {"answer": "true" if item.is_true else "false"}
    if item.feedbacks[0]:
        keys["why_wrong"] = {"False" if item.is_true else "True": plain(item.feedbacks[0])}
    return keys, ()


def _sorted(item: Item) -> tuple[list[Answer], list[Answer], list[str]]:
    """Part right answers from wrong ones. Those right in part are right where none is fully."""
    right = [each for each in item.answers if is_right(each)]
    changes = []
    if not right:
        right = [each for each in item.answers if (each.weight or 0) > 0]
        if len(right) == 1 or (right and item.kind != "choice"):
            changes.append("what was right in part counts fully now")
    wrong = [each for each in item.answers if each not in right]
    changes += [
        f"“{shorten(each.text.text)}” gave {each.weight:g} %; it counts as wrong now"
        for each in wrong
        if (each.weight or 0) > 0
    ]
    return right, wrong, changes


def _reasons(wrong: list[Answer]) -> dict[str, str]:
    return {plain(each.text): plain(each.feedback) for each in wrong if each.feedback}


def _choice(item: Item) -> _Made | str:
    right, wrong, changes = _sorted(item)
    if not right:
        return "none of its options is right"
    keys: dict[str, Value] = {"wrong": tuple(plain(each.text) for each in wrong)}
    if len(right) == 1:
        keys["answer"] = plain(right[0].text)
    else:
        keys["answers"] = tuple(plain(each.text) for each in right)
        if is_right(right[0]):
            told = f"each of {len(right)} options was right by itself; all are to be chosen now"
            changes.append(told)
    if not wrong:
        return "it has no wrong option"
    reasons = _reasons(wrong)
    if reasons:
        keys["why_wrong"] = reasons
    return keys, tuple(changes)


def _typed(item: Item) -> _Made | str:
    right, wrong, changes = _sorted(item)
    accepted = []
    for each in right:
        text = typed(each.text)
        kept = _STARS.sub(lambda star: "*" if star[1] else "", text) if "*" in text else text
        if kept != text.replace("\\*", "*"):
            changes.append(f"a * that stood for any text is left out of “{shorten(text)}”")
        if kept.strip():
            accepted.append(kept)
    if not accepted:
        return "it has no answer to type" if not right else "any answer to it is right"
    keys: dict[str, Value] = {"typed": tuple(accepted)}
    reasons = {}
    for each in wrong:
        text = typed(each.text)
        if each.feedback and text == "*":
            changes.append("what was told of any other answer is left out")
        elif each.feedback:
            reasons[text.replace("\\*", "*")] = plain(each.feedback)
    if reasons:
        keys["why_wrong"] = reasons
    return keys, tuple(changes)


def _number(item: Item) -> _Made | str:
    right, wrong, changes = _sorted(item)
    spans = [each.span for each in right if each.span]
    if not spans:
        return "it has no number that is right"
    made = _value(spans[0])
    if made is None:
        return f"“{shorten(_written(spans[0]))}” is no number"
    value, within = made
    keys: dict[str, Value] = {"number": value}
    if within != "0":
        keys["within"] = within
    left = [_written(span) for span in spans[1:]]
    if left:
        changes.append(f"only the first number counts now, not {', '.join(left)}")
    reasons = {}
    for each in wrong:
        if each.feedback and each.span and each.span.kind == "simple":
            reasons[each.span.first] = plain(each.feedback)
        elif each.feedback:
            changes.append("what was told of any other answer is left out")
    if reasons:
        keys["why_wrong"] = reasons
    return keys, tuple(changes)


def _written(span: Span) -> str:
    return span.first + {"simple": "", "range": ":", "high-low": ".."}[span.kind] + span.second


def _value(span: Span) -> tuple[str, str] | None:
    """Return the number and its tolerance as our format writes them."""
    second = span.second if span.kind != "simple" else "0"
    if not (is_number(span.first) and is_number(second)):
        return None
    first, other = Decimal(span.first), Decimal(second)
    if span.kind == "high-low":
        first, other = (first + other) / 2, abs(other - first) / 2
    return _digits(first), _digits(other)


def _digits(number: Decimal) -> str:
    return str(number) if number else "0"


def _match(item: Item) -> _Made | str:
    pairs = tuple((plain(pair.left), pair.right) for pair in item.pairs)
    whole = tuple(pair for pair in pairs if pair[0].strip() and pair[1].strip())
    alone = [right or left for left, right in pairs if (left, right) not in whole]
    changes = tuple(f"“{shorten(text)}” has no partner and is left out" for text in alone if text)
    return {"match": whole}, changes
