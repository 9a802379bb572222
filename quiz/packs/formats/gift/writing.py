"""A pack → GIFT. The pack's title is the category."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from quiz.packs.formats.gift.answers import is_number
from quiz.packs.formats.gift.parsing import FORM
from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.markup import from_mixed
from quiz.packs.formats.model import Holds, Loss, Written
from quiz.packs.formats.options import placed
from quiz.packs.model import Pack
from quiz.questions.model import (
    LEVELS,
    Body,
    Choice,
    Match,
    MultiSelect,
    Number,
    Order,
    Question,
    TrueFalse,
    Typed,
)

HOLDS = Holds(
    kinds=("choice", "multi", "truefalse", "typed", "number", "match"),
    keys=("id", "explain", "difficulty", "tags", "why_wrong"),
    head=("title",),
)
_MARKS = str.maketrans({char: f"\\{char}" for char in "\\~=#{}:"} | {"\n": "\\n"})
_NOTED = re.compile(r"[\[\]]")


def write(pack: Pack) -> Written:
    """Write a pack; losses name what GIFT has no place for."""
    title = " ".join(pack.title.split()).replace("\\", "\\\\").replace("/", "//")
    blocks = [f"$CATEGORY: {title}"]
    questions, found = sift(pack, HOLDS)
    losses = list(found)
    for question in questions:
        if _is_mistaken(question):
            losses.append(loss(question, "the whole question: GIFT takes the -> in it for a pair"))
            continue
        blocks.append(_block(question))
        losses += _more_losses(question)
    return Written(("\n\n".join(blocks) + "\n").encode("utf-8", "replace"), tuple(losses))


def _is_mistaken(question: Question) -> bool:
    """Say whether there is a ``->``, which cannot be escaped, where it would be a mark."""
    sides: tuple[str, ...] = ()
    body = question.body
    if isinstance(body, Match):
        sides = body.lefts
    elif isinstance(body, Typed):
        reasons = (text for pair in question.proof.wrong for text in pair)
        sides = (*body.accepted, *reasons)
    return any("->" in side for side in sides)


def _more_losses(question: Question) -> Iterator[Loss]:
    body = question.body
    if isinstance(body, Number):
        if body.unit:
            yield loss(question, "its unit")
        if body.percent and body.within:
            yield loss(question, "that its tolerance is in percent")
        for answer, _ in question.proof.wrong:
            if not is_number(answer):
                yield loss(question, f"why “{answer}” is wrong")
    if isinstance(body, Match) and not all(map(_is_spaced_once, body.rights)):
        yield loss(question, "some of its spaces")
    if isinstance(body, Match) and question.proof.wrong:
        yield loss(question, "why pairs belong together")
    for tag in question.tags:
        if tag.casefold() in LEVELS:
            yield loss(question, f"the tag “{tag}”, which would be a difficulty")


def _block(question: Question) -> str:
    notes = [f"[id:{question.id}]"]
    if question.difficulty != "medium":
        notes.append(f"[tag:{question.difficulty}]")
    notes += [f"[tag:{_note(tag)}]" for tag in question.tags if tag.casefold() not in LEVELS]
    lines = [f"// {' '.join(notes)}", f"{_text(question.ask)} {{{_opening(question.body)}"]
    lines += [f"\t{line}" for line in _lines(question)]
    if question.explain:
        lines.append(f"\t####{_text(question.explain)}")
    return "\n".join((*lines, "}"))


def _opening(body: Body) -> str:
    return "#" if isinstance(body, Number) else ""


def _lines(question: Question) -> Iterator[str]:
    why = dict(question.proof.wrong)
    match question.body:
        case TrueFalse(answer):
            reason = why.get("False" if answer else "True", "")
            yield f"{'TRUE' if answer else 'FALSE'}{_because(reason)}"
        case Choice() | MultiSelect() as body:
            yield from _options(question, body, why)
        case Typed(accepted):
            yield from (f"={_weight(text)}{_typed(text)}" for text in accepted)
            yield from (f"=%0%{_typed(text)}{_because(reason)}" for text, reason in why.items())
        case Number() as number:
            yield f"={_digits(number.value)}{_within(number)}"
            numbers = ((text, reason) for text, reason in why.items() if is_number(text))
            yield from (f"=%0%{text}{_because(reason)}" for text, reason in numbers)
        case Match(pairs):
            yield from (f"={_text(left)} -> {right.translate(_MARKS)}" for left, right in pairs)
        case Order():
            return


def _options(question: Question, body: Choice | MultiSelect, why: dict[str, str]) -> Iterator[str]:
    if isinstance(body, MultiSelect):
        share = f"{float(Fraction(100, len(body.answers))):.7g}"
        yield from (f"~%{share}%{_text(option)}" for option in body.answers)
        for option in body.wrong:
            yield f"~%-100%{_text(option)}{_because(why.get(option, ''))}"
        return
    for option in placed(question, body.answer, body.wrong):
        mark, full = ("=", "%100%") if option == body.answer else ("~", "%0%")
        weight = full if option.startswith("%") else ""
        yield f"{mark}{weight}{_text(option)}{_because(why.get(option, ''))}"


def _weight(text: str) -> str:
    return "%100%" if text.startswith("%") else ""


def _because(reason: str) -> str:
    return f"#{_text(reason)}" if reason else ""


def _typed(text: str) -> str:
    form = "[plain]" if FORM.match(text) or not _is_spaced_once(text) else ""
    return form + text.replace("*", "\\*").translate(_MARKS)


def _text(text: str) -> str:
    """Escape a text, and say that it is plain where it would be taken for something else."""
    is_plain = not text.startswith("//") and not FORM.match(text) and from_mixed(text) == text
    is_plain = is_plain and _is_spaced_once(text)
    return ("" if is_plain else "[plain]") + text.translate(_MARKS)


def _is_spaced_once(text: str) -> bool:
    """Say whether a text has no more space than its own format keeps."""
    return all(" ".join(line.split()) == line for line in text.split("\n"))


def _note(text: str) -> str:
    return _NOTED.sub(r"\\\g<0>", text.replace("\\", "\\\\").replace("\n", "\\n"))


def _digits(value: float) -> str:
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)


def _within(number: Number) -> str:
    within = abs(number.value) * number.within / 100 if number.percent else number.within
    return f":{_digits(within)}" if within and math.isfinite(within) else ""
