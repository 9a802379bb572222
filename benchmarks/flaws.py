"""Item-writing flaws, found by reading a question as it is shown.

Written from the list of checks in the design, apart from the generator's own lint, so that one may
find what the other lets through.
"""

from __future__ import annotations

import re

from benchmarks.answerer import Asked
from benchmarks.rawrows import plain

MOST_WORDS = 25
# Words that stand in questions and names alike and point to nothing.
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "the a an of in on at to and for with by from is was are were did do does has have who "
        "whom whose which what when where these this that their its his her two three best new "
        "first award saint true false",
    )
)
_ABOVE = re.compile(r"\b(all|none|both|neither|any) of (the|these|them)\b", re.IGNORECASE)
# A capital inside a sentence begins a name: the symbol No, the song Never. NOT is meant.
_NEGATIVE = re.compile(r"\b(NOT|not|never|no|none|nobody|except|without|\w+n['’]t)\b|^(?:No|Not)\b")
_TITLE = re.compile("“[^”]*”")  # a song called “Nobody”, a film called “Who Is There?”
_HALF_FILLED = re.compile(r"[{}\[\]|]|\s{2}|\s[,?]|\s\.(?!\w)|,,")


def flaws(asked: Asked) -> list[str]:
    """Return the flaws of one question, in words."""
    return [
        *_of_the_stem(asked),
        *_of_the_options(asked),
        *_of_the_places(asked),
        *_of_the_clues(asked),
    ]


def _of_the_stem(asked: Asked) -> list[str]:
    found, words = [], asked.ask.split()
    untitled = _TITLE.sub("“”", asked.ask)
    if len(words) > MOST_WORDS:
        found.append(f"{len(words)} words")
    if not asked.ask.endswith("?") or untitled.count("?") > 1:
        found.append("does not end in one question mark")
    if not words[0][:1].isupper() and words[0][:1].isalpha():
        found.append("does not begin with a capital")
    negatives = [match[0] for match in _NEGATIVE.finditer(untitled)]
    if len(negatives) > 1:
        found.append("doubled negative")
    if any(n != "NOT" for n in negatives):
        found.append("a negative without capitals")
    if re.search(r"\ban?\?$", asked.ask):
        found.append("a dangling a or an")
    if _HALF_FILLED.search(asked.ask):
        found.append("the wording is not filled cleanly")
    if re.search(r"\b(\w+) \1\b", untitled, re.IGNORECASE):
        found.append("a word stands twice in a row")
    return found


def _of_the_options(asked: Asked) -> list[str]:
    options = [*asked.right, *asked.wrong]
    if asked.kind not in {"choice", "multi"}:
        return []
    found, alike = [], [plain(option) for option in options]
    if asked.kind == "choice" and len(asked.right) != 1:
        found.append("not one key")
    if len(set(alike)) < len(alike):
        found.append("two options read alike")
    if any(_ABOVE.search(option) for option in options):
        found.append("an option speaks of the others")
    if any(f" {a} " in f" {b} " for a in alike for b in alike if a != b):
        found.append("one option stands in another")
    if len({option.isdigit() for option in options}) > 1:
        found.append("numbers among words")
    digits = [len(option) for option in options if option.isdigit()]
    if digits and max(digits) > min(digits) + 1:
        found.append("numbers of another size")
    longest_wrong = max(map(len, asked.wrong), default=0)
    if max(map(len, asked.right)) > max(2 * longest_wrong, longest_wrong + 18):
        found.append("the key is far longer than the rest")
    return found


def _of_the_places(asked: Asked) -> list[str]:
    """Find what reads alike, or stands in the question, of what is put in order or matched."""
    sides = (asked.right, asked.left) if asked.kind in {"order", "match"} else ()
    text = f" {plain(asked.ask)} "
    found = ["two options read alike" for s in sides if len({plain(t) for t in s}) < len(s)]
    return found + [
        f"“{t}” is named in the question" for s in sides for t in s if f" {plain(t)} " in text
    ]


def _of_the_clues(asked: Asked) -> list[str]:
    """Find content words of the stem that only the key repeats, and options named in it."""
    if asked.kind not in {"choice", "multi", "typed"}:
        return []
    stem = set(plain(asked.ask).split()) - _EMPTY
    wrong = {word for option in asked.wrong for word in plain(option).split()}
    shown = asked.right[:1] if asked.kind == "typed" else asked.right
    key = {word for option in shown for word in plain(option).split()}
    found = [f"“{word}” stands in the question and only in the key" for word in stem & key - wrong]
    text = f" {plain(asked.ask)} "
    options = [*shown, *asked.wrong]
    return found + [f"“{o}” is named in the question" for o in options if f" {plain(o)} " in text]
