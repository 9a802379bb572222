r"""Markdown with task lists, as GitHub, Obsidian and many quiz tools have them.

The grammar::

    file     = front matter?  question…
    front    = "---" lines, of which "title:" is read "---"
    question = ask  item item…  explanation?
    ask      = heading and paragraphs, or paragraphs alone, or "1." and text
    item     = ( "-" | "*" | "+" | "1." | "1)" ) ( "[x]" right | "[ ]" wrong ) text
               ( indented "> " why it is wrong )?
    explanation = lines of "> ", or a paragraph, before the next heading or number

A heading without items is the title of the file when it is the first, else a chapter. Marks of
Markdown are taken out of texts; what is quoted as code stays. Blocks of code are part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.packs.formats.losses import loss, sift
from quiz.packs.formats.markup import from_markdown, shows_media
from quiz.packs.formats.model import (
    Format,
    Found,
    Holds,
    Loss,
    Reading,
    Sample,
    Skip,
    Value,
    Written,
)
from quiz.packs.formats.options import is_statement, option_keys, placed
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, too_many, with_line
from quiz.packs.model import Pack
from quiz.questions.kinds import TRUE_FALSE
from quiz.questions.model import Choice, MultiSelect, Question

_ITEM = re.compile(r"([ \t]*)(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([ xX])\](?:[ \t]+(.*)|$)")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+(.*)|$)")
_NUMBERED = re.compile(r"[ ]{0,3}(?:[0-9]{1,9}[.)]|[-*+])[ \t]+(.*)")
_QUOTE = re.compile(r"([ \t]*)>[ \t]?(.*)")
_RULE = re.compile(r"[ ]{0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_TASK = re.compile(r"^[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[[xX]\][ \t]+\S", re.MULTILINE)
_NOT = ("{", "[", "<", "$CATEGORY:", "//", "::")
_MARK = re.compile(r"[!-/:-@\[-`{-~]")
_HOLDS = Holds(
    kinds=("choice", "multi", "truefalse"), keys=("explain", "why_wrong"), head=("title",)
)


@dataclass(slots=True)
class _Draft:
    """A question while it is read.

    ``notes`` are the quotes below each item, ``told`` those below the list. A paragraph below it
    (``after``) explains, too, unless items follow: then it is the next question.
    """

    at: int = 0
    ask: list[str] = field(default_factory=list)
    items: list[tuple[bool, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    after_at: int = 0


def _fits(sample: Sample) -> bool:
    return not sample.text.lstrip().startswith(_NOT) and _TASK.search(sample.text) is not None


def _read(data: bytes, name: str) -> Reading:
    lines = decode(data).split("\n")
    start, title = _front_matter(lines)
    entries: list[Found | Skip] = []
    headings = [at for at in range(start, len(lines)) if _HEADING.match(lines[at])]
    for draft in _drafts(lines, start):
        is_headed = headings[:1] == [draft.at - 1]
        # The first heading is the title if nothing is asked below it, or it is the only one.
        if is_headed and (not draft.items or (len(headings) == 1 and len(draft.ask) > 1)):
            title = title or from_markdown(draft.ask[0])
            draft.ask = draft.ask[1:]
        if not draft.items:
            continue
        if len(entries) == MOST_QUESTIONS:
            raise too_many(name)
        entries.append(_entry(draft))
    return Reading(tuple(entries), head={"title": title} if title else {})


def _front_matter(lines: list[str]) -> tuple[int, str]:
    if lines[0].strip() != "---":
        return 0, ""
    title = ""
    for index, line in enumerate(lines[1:200], 1):
        if line.strip() == "---":
            return index + 1, title
        key, _, value = line.partition(":")
        if key.strip() == "title":
            title = value.strip().strip("\"'")
    return 0, ""


def _drafts(lines: list[str], start: int) -> Iterator[_Draft]:
    draft, after_blank = _Draft(), False
    for number, line, in_code in _outside_fences(lines, start):
        item = None if in_code else _ITEM.match(line)
        if item and draft.after:
            next_one = _Draft(draft.after_at, draft.after)
            draft.after = []
            yield draft
            draft = next_one
        elif not item and not in_code and _begins(draft, line):
            if draft.at:
                yield draft
            draft = _Draft()
        if item:
            draft.at = draft.at or number
            draft.items.append((item[2] != " ", item[3] or ""))
            draft.notes.append("")
        elif line.strip():
            _add(draft, number, line, after_blank=after_blank, in_code=in_code)
        after_blank = not line.strip()
    if draft.at:
        yield draft


def _outside_fences(lines: list[str], start: int) -> Iterator[tuple[int, str, bool]]:
    """Number the lines, leave out the fences of code, and say which lines are code."""
    fence = ""
    for number, line in enumerate(lines[start:], start + 1):
        bare = line.strip()
        if bare.startswith(fence or ("```", "~~~")):
            fence = "" if fence else bare[:3]
        else:
            yield number, line, bool(fence)


def _begins(draft: _Draft, line: str) -> bool:
    """Say whether a line begins a question: a heading, a rule, a number."""
    if _HEADING.match(line) or _RULE.match(line):
        return True
    return bool(draft.ask) and _NUMBERED.match(line) is not None


def _add(draft: _Draft, number: int, line: str, *, after_blank: bool, in_code: bool) -> None:
    """Add a line to what is asked, to an item, to its note or to the explanation."""
    quote = None if in_code else _QUOTE.match(line)
    if not draft.items:
        heading = None if in_code else _HEADING.match(line)
        if heading or not _RULE.match(line):
            draft.at = draft.at or number
            text = (heading[1] or "").rstrip("# ") if heading else _unnumbered(line)
            draft.ask.append(line if in_code else text)
    elif quote and quote[1] and not draft.told:
        draft.notes[-1] = with_line(draft.notes[-1], quote[2])
    elif quote:
        draft.told.append(quote[2])
    elif draft.after or draft.told or (after_blank and not line.startswith(("  ", "\t"))):
        draft.after_at = draft.after_at or number
        draft.after.append(_unnumbered(line))
    else:
        right, text = draft.items[-1]
        draft.items[-1] = (right, with_line(text, line.strip()))


def _unnumbered(line: str) -> str:
    numbered = _NUMBERED.match(line)
    return numbered[1] if numbered else line.strip().removeprefix("> ")


def _entry(draft: _Draft) -> Found | Skip:
    ask = from_markdown("\n".join(draft.ask))
    if not ask.strip():
        return Skip(draft.at, draft.items[0][1], "no question stands before the list")
    if shows_media("\n".join((*draft.ask, *(text for _, text in draft.items)))):
        return Skip(draft.at, ask, "it shows a picture, and that is not in the file")
    options = [(is_right, from_markdown(text)) for is_right, text in draft.items]
    right = tuple(text for is_right, text in options if is_right)
    wrong = tuple(text for is_right, text in options if not is_right)
    if not right or not wrong:
        return Skip(draft.at, ask, "none of its options is ticked" if wrong else "all are ticked")
    keys: dict[str, Value] = {"ask": ask, **option_keys(right, wrong)}
    pairs = list(zip(options, draft.notes, strict=True))
    reasons = {
        text: from_markdown(note) for (is_right, text), note in pairs if note and not is_right
    }
    if reasons:
        keys["why_wrong"] = reasons
    told = [note for (is_right, _), note in pairs if note and is_right]
    explain = from_markdown("\n".join((*draft.told, *draft.after, *told)))
    if explain.strip():
        keys["explain"] = explain
    return Found(draft.at, keys)


def _write(pack: Pack) -> Written:
    questions, losses = sift(pack, _HOLDS)
    blocks = [f"# {_line(pack.title)}", *map(_block, questions)]
    more = (each for question in questions for each in _more_losses(question))
    data = ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")
    return Written(data, (*losses, *more))


def _more_losses(question: Question) -> Iterator[Loss]:
    body = question.body
    if isinstance(body, Choice) and is_statement(body.answer, body.wrong):
        yield loss(question, "that it is not a statement, being True or False")


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
    lines = [f"## {_line(question.ask)}", ""]
    for option in options:
        lines.append(f"- [{'x' if option in right else ' '}] {_line(option)}")
        if option in why:
            lines.append(f"  > {_line(why[option])}")
    if question.explain:
        lines += ["", f"> {_line(question.explain)}"]
    return "\n".join(lines)


def _line(text: str) -> str:
    """Write a text in one line, with every mark escaped that Markdown could take for its own."""
    return _MARK.sub(_escaped, text).replace("\n", "<br>")


def _escaped(mark: re.Match[str]) -> str:
    return mark[0] if mark[0] in ",;:?'\"/%$@" else f"\\{mark[0]}"


MARKDOWN = Format(
    name="markdown",
    title="Markdown task lists",
    ending=".md",
    fits=_fits,
    read=_read,
    write=_write,
    mime="text/markdown; charset=utf-8",
    holds=_HOLDS,
)
