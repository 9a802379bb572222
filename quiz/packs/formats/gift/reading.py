"""What stands in a GIFT file → questions by the keys of our own format."""

from __future__ import annotations

import re

from quiz.packs.fields import ID
from quiz.packs.formats.gift.answers import answer_keys
from quiz.packs.formats.gift.parsing import GAP, parse
from quiz.packs.formats.gift.plain import explained, plain, refused_media
from quiz.packs.formats.gift.tree import Item
from quiz.packs.formats.model import Found, Reading, Sample, Skip, Value
from quiz.packs.formats.texts import MOST_QUESTIONS, decode, too_many
from quiz.questions.model import LEVELS

_REASONS = {
    "description": "it is a text without a question (no { } with answers)",
    "essay": "an essay is marked by people, and nobody marks here",
    "cloze": "a text with several gaps is not read",
}
_SURE = re.compile(r"\s*(?://|::|\$CATEGORY:)")
_ANSWERS = re.compile(
    r"(?<!\\)\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[}#])|^[^\n{}]++\{[ \t]*+\}[ \t]*+$",
    re.MULTILINE,
)
_TASK = re.compile(r"^[ \t]*(?:[-*+]|[0-9]+[.)])[ \t]+\[[ xX]\][ \t]", re.MULTILINE)
_OTHERS = ("{", "[", "<", "format:", "%PDF", "---")
_SPACED = re.compile(rf"({GAP}) ([.,;:!?…)])")
_IDLE_GAP = re.compile(rf"([.?!…]) {GAP}[.!]?$")


def fits(sample: Sample) -> bool:
    """Know GIFT by how it begins, or by braces with the marks of answers in them."""
    text = sample.text
    if sample.name.lower().endswith(".gift") and "{" in text:
        return True
    if text.lstrip().startswith(_OTHERS):
        return False
    if _SURE.match(text):
        return "{" in text or "$CATEGORY:" in text
    return not _TASK.search(text) and _ANSWERS.search(text) is not None


def read(data: bytes, name: str) -> Reading:
    """Read a file. One category is the title of the pack, several are tags of questions."""
    items: list[tuple[Item, str]] = []
    categories: dict[str, None] = {}
    category = ""
    is_whole = True
    for item in parse(decode(data)):
        if item.kind == "category":
            category = _category_name(item.title)
            categories[category] = None
            is_whole = is_whole and not items
            continue
        if len(items) == MOST_QUESTIONS:
            raise too_many(name)
        items.append((item, category))
    categories.pop("", None)
    title = next(iter(categories)) if len(categories) == 1 and is_whole else ""
    entries = tuple(_entry(item, "" if title else found) for item, found in items)
    return Reading(entries, head={"title": title} if title else {})


def _category_name(path: str) -> str:
    """Return the last part of a path; two slashes are one in a name."""
    return path.replace("//", "\0").rpartition("/")[2].replace("\0", "/").strip()


def _entry(item: Item, category: str) -> Found | Skip:
    ask = plain(item.stem)
    if item.is_gap:
        ask = _IDLE_GAP.sub(r"\1", _SPACED.sub(r"\1\2", ask))
    what = ask or item.title
    reason = item.reason or _REASONS.get(item.kind, "") or refused_media(item)
    if reason:
        return Skip(item.at, what, reason)
    made = answer_keys(item)
    if isinstance(made, str):
        return Skip(item.at, what, made)
    keys, changes = made
    keys["ask"] = ask
    told = explained(item)
    if told:
        keys["explain"] = told
    _note(keys, item, category)
    return Found(item.at, keys, changes)


def _note(keys: dict[str, Value], item: Item, category: str) -> None:
    if item.id and ID.fullmatch(item.id):
        keys["id"] = item.id
    tags = (*item.tags, category) if category else item.tags
    if not tags:
        return
    levels = [tag.casefold() for tag in tags if tag.casefold() in LEVELS]
    if levels:
        keys["difficulty"] = levels[0]
    keys["tags"] = tuple(tag for tag in tags if tag and tag.casefold() not in LEVELS)
