"""What the lines of a file in Aiken are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

OPTION = re.compile(r"[ \t]*+(\*?)[ \t]*+\(?([A-Za-z])[.)](?:[ \t]+|$)(.*)")
_SAYS = (
    r"[ \t]*+\**+(?:(?:the )?(?:correct|right) )?(?:answers?|ans|antwort|lösung|réponse|respuesta)"
    r"(?: key| is)?\**+[ \t]*+[:=]\**+"
)
ANSWER = re.compile(_SAYS + r"(.*)", re.IGNORECASE)
FITS_ANSWER = re.compile(
    r"^" + _SAYS + r"[ \t]*+\**+\(?[A-Z](?:[.)][^\n]*|(?:[ \t]*+,[ \t]*+[A-Z])*)\**+[ \t]*+$",
    re.MULTILINE | re.IGNORECASE,
)
FITS_OPTION = re.compile(r"^[ \t]*+\*?[ \t]*+\(?A[.)][ \t]+\S", re.MULTILINE | re.IGNORECASE)
FITS_STAR = re.compile(r"^[ \t]*+\*[ \t]*+\(?[A-Z][.)][ \t]+\S", re.MULTILINE | re.IGNORECASE)
_NOTE = re.compile(
    r"[ \t]*+\**+(?:(explanation|explain|rationale|feedback|reason|erklärung|explication)s?"
    r"|(difficulty|level)|(topic|category|subject|tags?)|(source|reference)s?)"
    r"\**+[ \t]*+:\**+[ \t]*+(.*)",
    re.IGNORECASE,
)
# A line between what is asked and its options that only says so.
LISTS = re.compile(
    r"[ \t]*+\**+(?:answer )?(?:options|choices)\**+[ \t]*+:\**+[ \t]*+", re.IGNORECASE
)
_KEYS = ("explain", "difficulty", "tags", "source")
_NUMBER = re.compile(
    r"[ \t]*+(?:(?:Q|Question|Frage|Pregunta|Domanda)\.?[ \t]*+#?[ \t]*+)?"
    r"([0-9]{1,4})[ \t]*+[.):][ \t]+(?=\S)",
    re.IGNORECASE,
)


def note_of(line: str) -> tuple[str, str] | None:
    """Return the key and the text of a note to a question, None for another line."""
    found = _NOTE.match(line)
    if not found:
        return None
    return next(key for key, word in zip(_KEYS, found.groups(), strict=False) if word), found[5]


def without_numbers(asks: Sequence[str]) -> list[str]:
    """Return questions without the numbers before them, where those count up from one to the next.

    A single one may be meant: *1984. Who wrote it?*
    """
    found = [_NUMBER.match(ask) for ask in asks]
    numbers = [int(match[1]) for match in found if match]
    steps = sum(after - before == 1 for before, after in pairwise(numbers))
    if len(numbers) < 2 or steps < 0.8 * (len(asks) - 1):
        return list(asks)
    return [ask[match.end() :] if match else ask for ask, match in zip(asks, found, strict=True)]
