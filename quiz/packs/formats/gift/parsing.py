"""Blocks of a GIFT file → what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.packs.formats.gift.blocks import Block, read_blocks, restore
from quiz.packs.formats.gift.tree import Answer, Item, Kind, Pair, Span, Text

GAP = "_____"
MOST_ANSWERS = 200

FORM = re.compile(r"\[(html|moodle|plain|markdown)\]\s*")
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,9}(?:[.,][0-9]{0,9})?)%")
_MARKS = re.compile(r"([=~])")
_CLOZE = re.compile(r"[0-9]{0,9}:[A-Z_]{1,40}:")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
_EMPTY = Text("moodle", "")


def parse(text: str) -> Iterator[Item]:
    """Read a file: every question, category and description in it, in order."""
    for block in read_blocks(text):
        yield _category(block) if block.text.startswith("$CATEGORY:") else _item(block)


def _category(block: Block) -> Item:
    path = restore(block.text.removeprefix("$CATEGORY:")).strip()
    return Item(block.at, "category", _EMPTY, title=path)


def _item(block: Block) -> Item:
    start, end = block.answers or (len(block.text), len(block.text))
    before, body, after = block.text[:start], block.text[start + 1 : end], block.text[end + 1 :]
    before, after, title = before.strip(), after.strip(), ""
    if before.startswith("::") and (close := before.find("::", 2)) > 0:
        title, before = restore(before[2:close]).strip(), before[close + 2 :].lstrip()
    form = "moodle"
    if before.startswith("[") and (found := FORM.match(before)):
        form, before = found[1], before[found.end() :]
    is_gap = bool(after.strip('";'))  # which programs leave behind
    stem = _text(f"{before} {GAP} {after}" if is_gap else before, form)
    given = (block.at, stem, title, is_gap, block.id, block.tags)
    if block.reason:
        return _made(given, "malformed", reason=block.reason)
    if block.answers is None:
        return _made(given, "description")
    body, _, told = body.partition("####")
    general = _optional(told, form)
    return _answered(given, body.strip(), form, general)


_Given = tuple[int, Text, str, bool, str, tuple[str, ...]]


def _made(
    given: _Given,
    kind: Kind,
    *,
    general: Text | None = None,
    answers: tuple[Answer, ...] = (),
    pairs: tuple[Pair, ...] = (),
    reason: str = "",
) -> Item:
    at, stem, title, is_gap, block_id, tags = given
    return Item(
        at,
        kind,
        stem,
        title,
        is_gap,
        general=general,
        answers=answers,
        pairs=pairs,
        id=block_id,
        tags=tags,
        reason=reason,
    )


def _answered(given: _Given, body: str, form: str, general: Text | None) -> Item:
    """Tell the kind of a question by its answers."""
    if not body or _CLOZE.match(body):
        return _made(given, "cloze" if body else "essay", general=general)
    if body[0] == "#":
        answers = tuple(_answers(body[1:], form, is_number=True))
        return _made(given, "number", general=general, answers=answers)
    if "~" not in body and "=" not in body:
        return _bare(given, body, form, general)
    return _marked(given, body, form, general)


def _marked(given: _Given, body: str, form: str, general: Text | None) -> Item:
    """Read answers with marks: to choose, to match or to type."""
    if body[0] not in "=~":
        return _made(given, "malformed", reason="its answers do not begin with = or ~")
    answers = tuple(_answers(body, form))
    if "~" in body:
        return _made(given, "choice", general=general, answers=answers)
    if "->" in body and all("->" in answer.text.text for answer in answers):
        return _made(given, "match", general=general, pairs=tuple(_pairs(body, form)))
    return _made(given, "typed", general=general, answers=answers)


def _bare(given: _Given, body: str, form: str, general: Text | None) -> Item:
    """Read answers without marks: true, false, or the one answer to type."""
    head, *told = body.split("#", 2)
    truth = _TRUTHS.get(head.strip().upper())
    if truth is None:
        feedback = _optional(body.partition("#")[2], form)
        answer = Answer(True, None, _text(head, form), feedback)
        return _made(given, "typed", general=general, answers=(answer,))
    at, stem, title, is_gap, block_id, tags = given
    wrong, right = (_optional(text, form) for text in (*told, "", "")[:2])
    return Item(
        at,
        "truefalse",
        stem,
        title,
        is_gap,
        general=general,
        is_true=truth,
        feedbacks=(wrong, right),
        id=block_id,
        tags=tags,
    )


def _answers(body: str, form: str, *, is_number: bool = False) -> Iterator[Answer]:
    """Split answers at their marks; empty ones are none. No more than are of use are read."""
    first, *rest = _MARKS.split(body, maxsplit=4 * MOST_ANSWERS)
    marked = ("=", first, *rest) if first.strip() else rest
    for mark, raw in zip(marked[::2], marked[1::2], strict=True):
        told, _, feedback = raw.partition("#")
        weight, found = None, _WEIGHT.match(told) if "%" in told else None
        if found:
            weight, told = float(found[1].replace(",", ".")), told[found.end() :]
        told = told.strip()
        note = _optional(feedback, form) if feedback else None
        if is_number and told and told != "*":
            yield Answer(mark == "=", weight, _text(told, form), note, _span(told))
        elif told or (is_number and note):
            yield Answer(mark == "=", weight, _text(told or "*", form), note)


def _span(text: str) -> Span:
    low, dots, high = text.partition("..")
    if dots:
        return Span("high-low", low.strip(), high.strip())
    value, colon, within = restore(text).partition(":")
    return Span("range" if colon else "simple", value.strip(), within.strip())


def _pairs(body: str, form: str) -> Iterator[Pair]:
    for raw in body.split("=", MOST_ANSWERS):
        left, arrow, right = raw.partition("->")
        if arrow:
            yield Pair(_text(left, form), _text(right, "moodle").text)


def _optional(raw: str, form: str) -> Text | None:
    text = _text(raw, form)
    return text if text.text else None


def _text(raw: str, form: str) -> Text:
    """Read a text in the format it names, or else in that of the question.

    Line breaks of the file are spaces in the format of Moodle; in the others they stay.
    """
    raw = raw.strip()
    if raw.startswith("[") and (found := FORM.match(raw)):
        form, raw = found[1], raw[found.end() :]
    if form == "moodle":
        raw = " ".join(raw.split())
    return Text(form, restore(raw))
