"""A pack → Markdown with task lists."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.markdown.drafts import LABEL
from quiz.packs.formats.model import Holds, Loss, Written
from quiz.packs.formats.options import is_statement, placed
from quiz.packs.formats.texts import tidy
from quiz.packs.model import Pack
from quiz.questions.kinds import TRUE_FALSE, options_of
from quiz.questions.model import Choice, MultiSelect, Question

HOLDS = Holds(
    kinds=("choice", "multi", "truefalse"), keys=("explain", "why_wrong"), head=("title",)
)
_MARK = re.compile(r"[!-/:-@\[-`{-~]")


def write(pack: Pack) -> Written:
    """Write a pack, and tell what of it is not in the file."""
    questions, losses = sift(pack, HOLDS)
    blocks = [f"# {_line(pack.title)}", *map(_block, questions)]
    more = (each for question in questions for each in _more_losses(question))
    data = ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")
    return Written(data, (*losses, *more))


def _more_losses(question: Question) -> Iterator[Loss]:
    body = question.body
    if isinstance(body, Choice) and is_statement(body.answer, body.wrong):
        yield loss(question, "that it is not a statement, being True or False")
    texts = (
        question.ask,
        question.explain,
        *options_of(body),
        *dict(question.proof.wrong).values(),
    )
    if any(tidy(text) != text for text in texts):
        yield loss(question, "some of its spaces")


def _block(question: Question) -> str:
    body, why = question.body, dict(question.proof.wrong)
    right: tuple[str, ...]
    if isinstance(body, Choice):
        options, right = placed(question, body.answer, body.wrong), (body.answer,)
    elif isinstance(body, MultiSelect):
        options, right = body.options, body.answers
    else:
        options = TRUE_FALSE
        right = (TRUE_FALSE[0 if getattr(body, "answer", False) else 1],)
    lines = [f"## {LABEL.sub(_no_label, _line(question.ask), count=1)}", ""]
    for option in options:
        lines.append(f"- [{'x' if option in right else ' '}] {_line(option)}")
        if option in why:
            lines.append(f"  > {_line(why[option])}")
    if question.explain:
        lines += ["", f"> {_line(question.explain)}"]
    return "\n".join(lines)


def _no_label(label: re.Match[str]) -> str:
    return label[0].replace(":", "\\:")


def _line(text: str) -> str:
    """Write a text in one line, with every mark escaped that Markdown could take for its own."""
    return _MARK.sub(_escaped, text).replace("\n", "<br>")


def _escaped(mark: re.Match[str]) -> str:
    return mark[0] if mark[0] in ",;:?'\"/%$@" else f"\\{mark[0]}"
