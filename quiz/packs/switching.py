"""From one kind of question to another: a form keeps of itself what the other kind can hold."""

from __future__ import annotations

from dataclasses import replace

from quiz.packs.bodies import is_number
from quiz.packs.forms import Form
from quiz.questions.kinds import Kind, answer_text
from quiz.questions.model import Number

_SPARE = 3  # rows for wrong options where there were none


def switched(form: Form, kind: Kind) -> Form:
    """Return the form as one of another kind, with as much of it as that can hold."""
    if kind == form.kind:
        return form
    right, rows = _right_texts(form), [row for row in form.rows if row[0]]
    if form.kind in {"order", "truefalse"}:
        rows = []
    match kind:
        case "choice":
            spare = [] if rows else [(text, "") for text in right[1:]]
            rows = rows or spare or [("", "")] * _SPARE
            right = right[:1]
        case "multi":
            rows = rows or [("", "")] * _SPARE
        case "truefalse":
            right, rows = (), []
        case "typed" | "number":
            rows = [row for row in rows if row[1]]
        case "order":
            right, rows = (*right, *(wrong for wrong, _ in rows)), []
        case "match":
            lefts = (*right, *(wrong for wrong, _ in rows)) if form.kind != "order" else right
            right, rows = lefts, []
    number = form.number
    if kind == "number" and not number:
        found = right[0].replace(",", "") if right else ""
        number = found if is_number(found) else "0"
    return replace(
        form,
        kind=kind,
        right=right if kind != "number" else (),
        wrong=tuple(wrong for wrong, _ in rows),
        why=tuple(why for _, why in rows),
        number=number,
    )


def _right_texts(form: Form) -> tuple[str, ...]:
    if form.kind != "number":
        return tuple(text for text in form.right if text)
    if not is_number(form.number):
        return ()
    return (answer_text(Number(float(form.number), unit=form.unit)),)
