"""Text → sentences, each with the number by which its source is cited.

A text of numbered captions ("1." on a line, or before its words) keeps those numbers; any other
is counted sentence by sentence. Lines that an editor wrapped are joined again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quiz.drafting.model import Sentence

_NUMBER = re.compile(r"\s*(\d{1,4})[.)](?:\s+(.*))?$")
_END = re.compile(r"(?:(?<![.!?…])[.!?…]+[\"”’')\]]*)\s+(?=[\"“‘'(*$]*[A-Z0-9À-ÞŠŽ])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(“\"])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|vs|feat|ft|No|Vol|Mt)\.$"
)
_STOPS = (".", "!", "?", "…", ":", ";", "”", '"', ")")
_OPEN = re.compile(r"(?:,|&|\b(?:and|or|with|the|a|an|of|to|for|at|in|on|by|from|as|her|his))$")
_WRAPPED = 60  # a line as long as this that does not end a sentence was wrapped
_SPACES = re.compile(r"\s+")


def split(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order."""
    lines = text.splitlines()
    blocks = list(_captions(lines)) if _is_numbered(lines) else list(_paragraphs(lines))
    found: list[Sentence] = []
    for number, line, words in blocks:
        for sentence in _sentences(words):
            place = str(len(found) + 1) if number is None else number
            found.append(Sentence(sentence, place, line))
    return tuple(found)


def _is_numbered(lines: list[str]) -> bool:
    """Tell whether three numbers or more stand before captions, each higher than the last."""
    numbers = [int(match[1]) for line in lines if (match := _NUMBER.match(line))]
    return len(numbers) >= 3 and all(a < b for a, b in pairwise(numbers))


def _captions(lines: list[str]) -> Iterator[tuple[str, int, str]]:
    number, start, words = "", 1, list[str]()
    for at, line in enumerate(lines, start=1):
        match = _NUMBER.match(line)
        if match:
            if words:
                yield number, start, " ".join(words)
            number, start, words = match[1], at, [match[2]] if match[2] else []
        elif line.strip():
            words.append(line)
    if words:
        yield number, start, " ".join(words)


def _paragraphs(lines: list[str]) -> Iterator[tuple[None, int, str]]:
    start, words = 1, list[str]()
    for at, line in enumerate(lines, start=1):
        bare = line.strip()
        if words and not (bare and _goes_on(words[-1], bare)):
            yield None, start, " ".join(words)
            words = []
        if bare:
            start = start if words else at
            words.append(bare)
    if words:
        yield None, start, " ".join(words)


def _goes_on(before: str, after: str) -> bool:
    """Tell whether a line is the rest of the one before it."""
    if after[0].islower() or _OPEN.search(before):
        return True
    return len(before) >= _WRAPPED and not before.endswith(_STOPS)


def _sentences(text: str) -> Iterator[str]:
    text = _SPACES.sub(" ", text).strip()
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if _ABBREVIATED.search(text[max(start, match.start() - 8) : match.start() + 1]):
            continue
        yield text[start:end].strip()
        start = end
    if text[start:].strip():
        yield text[start:].strip()
