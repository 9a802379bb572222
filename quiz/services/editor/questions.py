"""The questions of a text beside those of the text before: what is new or gone, and why not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quiz.questions.kinds import answer_text, kind_of, options_of, right_options
from quiz.questions.model import Question
from quiz.services.editor.reading import Read
from quiz.services.editor.views import Mark, OptionRow, QuestionRow, QuestionsView, SkipRow

if TYPE_CHECKING:
    from quiz.generator import Generated

SHOWN = 30
_SILENT, _OTHERS = 40, 40
_ORDER = {"new": 0, "changed": 1, "gone": 2, "same": 3}


def view(now: Read, before: Read | None, form: str = "", first: int = 0) -> QuestionsView | None:
    """Return what comes out now, marked by what came out before; None of an unreadable text.

    ``form`` shows only questions of that form; what changed stands first.
    """
    if now.facts is None:
        return None
    if now.asked is None:
        count = len(now.facts.moments)
        return QuestionsView(0, {}, {}, "", 0, (), (), (), 0, count, 0, too_many=True)
    marked = _marked(now.asked, before.asked if before else None, _touched(now, before))
    there = [one for one, mark in marked if mark != "gone"]
    fits = [(q, mark) for q, mark in marked if not form or q.form == form]
    report = now.asked.report
    skipped = sum(1 for _ in report.skips)
    silent, others = _skips(now)
    shown = fits[first : first + SHOWN]
    return QuestionsView(
        total=len(there),
        forms=dict(sorted(Counter(one.form for one in there).items())),
        marks=Counter(mark for _, mark in marked),
        form=form,
        found=len(fits),
        rows=tuple(_row(one, mark) for one, mark in shown),
        silent=tuple(silent[:_SILENT]),
        others=tuple(others[:_OTHERS]),
        skipped=skipped,
        moments=len(report.per_moment),
        asked=sum(1 for _, count in report.per_moment if count),
    )


def _touched(now: Read, before: Read | None) -> frozenset[str]:
    """Return the moments that the last change is about, by their ids."""
    if now.facts is None or before is None or before.facts is None:
        return frozenset()
    then = {moment.id: moment for moment in before.facts.moments}
    present = {moment.id: moment for moment in now.facts.moments}
    return frozenset(key for key in then.keys() | present if then.get(key) != present.get(key))


def _marked(
    now: Generated, before: Generated | None, touched: frozenset[str]
) -> list[tuple[Question, Mark]]:
    """Return the questions with their marks, those first that are about what was ``touched``."""
    new = {question.id: question for question in now.pack.questions}
    old = {question.id: question for question in before.pack.questions} if before else new
    found: list[tuple[Question, Mark]] = []
    for key, question in new.items():
        mark: Mark = "same"
        if key not in old:
            mark = "new"
        elif (old[key].ask, old[key].body) != (question.ask, question.body):
            mark = "changed"
        found.append((question, mark))
    found += [(question, "gone") for key, question in old.items() if key not in new]
    return sorted(found, key=lambda one: (_ORDER[one[1]], touched.isdisjoint(one[0].proof.facts)))


def _row(question: Question, mark: Mark) -> QuestionRow:
    body, proof = question.body, question.proof
    right = right_options(body)
    place = kind_of(body) in {"order", "match"}
    options = () if place else options_of(body)
    return QuestionRow(
        id=question.id,
        mark=mark,
        form=question.form,
        level=question.difficulty,
        ask=question.ask,
        answer=answer_text(body),
        options=tuple(OptionRow(text, text in right, proof.why_wrong(text)) for text in options),
        right=proof.right,
        rule=proof.rule,
        source=question.source,
        explain=question.explain,
    )


def _skips(now: Read) -> tuple[list[SkipRow], list[SkipRow]]:
    """Return the moments that nothing asks for, and the others, each with what was not asked."""
    if now.asked is None:
        return [], []
    reasons: dict[str, dict[str, list[str]]] = {}
    for skip in now.asked.report.skips:
        what = f"{skip.role.replace('_', ' ')}, {skip.form}" if skip.form else skip.role
        reasons.setdefault(skip.moment, {}).setdefault(skip.reason, []).append(what)
    silent: list[SkipRow] = []
    others: list[SkipRow] = []
    for moment, count in now.asked.report.per_moment:
        why = tuple(
            ("; ".join(dict.fromkeys(filter(None, what))), reason)
            for reason, what in reasons.get(moment, {}).items()
        )
        row = SkipRow((now.told or {}).get(moment, moment), count, why)
        (others if count else silent).append(row)
    return silent, [row for row in others if row.reasons]
