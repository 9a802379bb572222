"""The lines of a file in Markdown → drafts of questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.packs.formats.markup import as_code
from quiz.packs.formats.texts import with_line

ITEM = re.compile(
    r"([ \t]*)(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]*+)?(?:\[([ xX])\]|\(([ xX])\))(?:[ \t]+(.*)|$)"
)
HEADING = re.compile(r"[ ]{0,3}#{1,6}(?:[ \t]+(.*)|$)")
_CLOSING = re.compile(r"(?:^|(?<=[ \t]))#*[ \t]*$")  # a heading may end as it begins; C# does not
EXPLAINS = (
    r"\*{0,2}(?:answer )?(?:explanation|rationale|reason|erklärung|explication)s?\*{0,2}[ \t]*"
)
EXPLAINING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+" + EXPLAINS + r":?[ \t]*#*[ \t]*", re.IGNORECASE)
LABEL = re.compile(
    r"(?:Q|Question|Frage|Pregunta|Domanda|Pergunta)[ \t]*#?[0-9]{1,4}[ \t]*[.):][ \t]+|\?:[ \t]+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[ ]{0,3}(?:([0-9]{1,9}[.)])|[-*+])[ \t]+(.*)")
_ASKED = re.compile(r"[ ]{0,3}\?\[(.*)\](?:\((?:single|multiple)\))?[ \t]*")
_QUOTE = re.compile(r"([ \t]*)>[ \t]?(.*)")
_RULE = re.compile(r"[ ]{0,3}(?:([-*_])[ \t]*(?:\1[ \t]*){2,}|<\??/?quiz\b[^<>]*>[ \t]*)$")
_FENCES = ("```", "~~~")
_BLANK = " \t\u2800"  # a pattern of Braille without dots keeps an item from being empty


@dataclass(slots=True)
class Draft:
    """A question while it is read.

    ``notes`` are the quotes below each item, ``told`` those below the list. A paragraph below it
    (``after``) explains, too, unless items follow: then it is the next question. ``fence`` is the
    block of code that is the text of the last item; ``is_bullet`` says that a point of a list that
    is none of tasks began the draft.
    """

    at: int = 0
    ask: list[str] = field(default_factory=list)
    items: list[tuple[bool, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    after_at: int = 0
    fence: int = 0
    is_bullet: bool = False


def read_drafts(lines: list[str], start: int) -> Iterator[Draft]:
    """Yield the drafts of a file. Points of a list below a question belong to its explanation."""
    last: Draft | None = None
    for draft in _drafts(lines, start):
        if last and last.items and draft.is_bullet and not draft.items:
            last.after += draft.ask
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _drafts(lines: list[str], start: int) -> Iterator[Draft]:
    draft, after_blank = Draft(), False
    for number, line, fence in _outside_fences(lines, start):
        item = None if fence else ITEM.match(line)
        if item and draft.after:
            next_one = Draft(draft.after_at, draft.after)
            draft.after = []
            yield draft
            draft = next_one
        elif not item and not fence and _begins(draft, line):
            if draft.at:
                yield draft
            draft = Draft(is_bullet=_is_bullet(line))
        if item:
            draft.at = draft.at or number
            draft.items.append(((item[2] or item[3]) != " ", (item[4] or "").strip(_BLANK)))
            draft.notes.append("")
        elif line.strip():
            _add(draft, number, line, after_blank=after_blank, fence=fence)
        after_blank = not line.strip()
    if draft.at:
        yield draft


def _outside_fences(lines: list[str], start: int) -> Iterator[tuple[int, str, int]]:
    """Number the lines, leave out the fences of code, and say which block of code they are in."""
    sign, count, indent = "", 0, ""
    for number, line in enumerate(lines[start:], start + 1):
        bare = line.strip()
        if bare.startswith(sign or _FENCES):
            count += not sign
            sign = "" if sign else bare[:3]
            indent = line[: len(line) - len(line.lstrip())]
        elif sign:
            yield number, as_code(line.removeprefix(indent).rstrip()), count
        else:
            yield number, line, 0


def _is_bullet(line: str) -> bool:
    numbered = _NUMBERED.match(line)
    return numbered is not None and not numbered[1] and not _RULE.match(line)


def _begins(draft: Draft, line: str) -> bool:
    """Say whether a line begins a question: a heading, a rule, a label, a number."""
    if draft.items and not (draft.after or draft.told) and EXPLAINING.fullmatch(line):
        return False
    if HEADING.match(line) or _RULE.match(line) or _ASKED.fullmatch(line):
        return True
    if draft.items and LABEL.match(line):
        return True
    return bool(draft.ask) and _NUMBERED.match(line) is not None


def _add(draft: Draft, number: int, line: str, *, after_blank: bool, fence: int) -> None:
    """Add a line to what is asked, to an item, to its note or to the explanation."""
    quote = None if fence else _QUOTE.match(line)
    if not draft.items:
        if fence or not _RULE.match(line):
            draft.at = draft.at or number
            draft.ask.append(line if fence else _asked(line))
    elif _is_code_of_item(draft, fence):
        right, text = draft.items[-1]
        draft.items[-1] = (right, with_line(text, line) if fence == draft.fence else line)
        draft.fence = fence
    elif quote and quote[1] and not draft.told:
        draft.notes[-1] = with_line(draft.notes[-1], quote[2])
    elif quote:
        draft.told.append(quote[2])
    elif not fence and HEADING.match(line):
        draft.after_at = draft.after_at or number
        draft.after.append(_asked(line))
    elif draft.after or draft.told or (after_blank and not line.startswith(("  ", "\t"))):
        draft.after_at = draft.after_at or number
        draft.after.append(_unnumbered(line))
    else:
        right, text = draft.items[-1]
        draft.items[-1] = (right, with_line(text, line.strip()))


def _is_code_of_item(draft: Draft, fence: int) -> bool:
    """Say whether a line of code belongs to the last item: where nothing else stands there.

    The letter of an item is nothing, too, if code is the first item or an earlier one.
    """
    if not fence or draft.after or draft.told:
        return False
    text, place = draft.items[-1][1], len(draft.items) - 1
    is_letter = text.rstrip(".):") == chr(ord("A") + place) and (not place or draft.fence > 0)
    return fence == draft.fence or not text or is_letter


def _asked(line: str) -> str:
    heading, asked = HEADING.match(line), _ASKED.fullmatch(line)
    if asked:
        return asked[1]
    told = _CLOSING.sub("", heading[1] or "").rstrip() if heading else _unnumbered(line)
    return LABEL.sub("", told, count=1)


def _unnumbered(line: str) -> str:
    numbered = _NUMBERED.match(line)
    return LABEL.sub("", numbered[2] if numbered else line.strip().removeprefix("> "), count=1)
