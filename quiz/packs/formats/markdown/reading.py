"""A file in Markdown → the questions in it."""

from __future__ import annotations

import re

from quiz.packs.formats.markdown.drafts import EXPLAINING, EXPLAINS, HEADING, Draft, read_drafts
from quiz.packs.formats.markup import from_markdown, shows_media_in_markdown
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.options import option_keys
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, too_many

_MARK = r"^[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]*+)?"
_TICKED = re.compile(_MARK + r"(?:\[[xX]\]|\([xX]\))(?:[ \t]+\S|[ \t]*$)", re.MULTILINE)
_OPEN = re.compile(_MARK + r"(?:\[ \]|\( \))(?:[ \t]+\S|[ \t]*$)", re.MULTILINE)
_TASK = re.compile(r"^[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]+\[[xX]\][ \t]+\S", re.MULTILINE)
_NOT = ("{", "<!", "<?xml", "$CATEGORY:", "//", "::")
_LINK = re.compile(
    r"(?:\*{0,2}(?:source|reference|ref)s?\*{0,2}:?\*{0,2}[ \t]*)?"
    r"(?:\[[^\]\n]*+\]\((https?://[^\s()]++(?:\([^\s()]*+\)[^\s()]*+)*+)[^)\n]*+\)"
    r"|<?(https?://[^\s<>]++)>?)\.?",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(EXPLAINS + r"(?::\*{0,2}[ \t]*|$)", re.IGNORECASE)


def fits(sample: Sample) -> bool:
    """Know lists of tasks of which some are ticked."""
    text = sample.text
    if text.lstrip().startswith(_NOT) or _TICKED.search(text) is None:
        return False
    return _TASK.search(text) is not None or _OPEN.search(text) is not None


def read(data: bytes, name: str) -> Reading:
    """Read a file. Raises BadInputError for more questions than a pack may have."""
    lines = decode(data).split("\n")
    start, title = _front_matter(lines)
    entries: list[Found | Skip] = []
    headings = [
        at
        for at in range(start, len(lines))
        if HEADING.match(lines[at]) and not EXPLAINING.fullmatch(lines[at])
    ]
    for draft in read_drafts(lines, start):
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


def _entry(draft: Draft) -> Found | Skip:
    ask = from_markdown("\n".join(draft.ask))
    if not ask.strip():
        return Skip(draft.at, draft.items[0][1], "no question stands before the list")
    texts = ("\n".join(draft.ask), *(text for _, text in draft.items))
    if any(map(shows_media_in_markdown, texts)):
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
    after, source = _with_source(draft.after)
    explain = from_markdown("\n".join((*draft.told, *after, *told)))
    if explain.strip():
        keys["explain"] = explain
    if source:
        keys["source"] = source
    return Found(draft.at, keys)


def _with_source(lines: list[str]) -> tuple[list[str], str]:
    """Return what explains, without its label, and the first link that stands alone."""
    links = [(at, found) for at, line in enumerate(lines) if (found := _LINK.fullmatch(line))]
    kept = [_EXPLAINS.sub("", line, count=1) for line in lines]
    if not links:
        return kept, ""
    at, link = links[0]
    return kept[:at] + kept[at + 1 :], link[1] or link[2]
