"""The English that templates need by construction: a or an, and pronouns with their verbs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple


class Words(NamedTuple):
    """What fills a field: the text, how many it stands for, pronouns, the text without "the".

    ``shown`` points to its picture ("this flag").
    """

    text: str
    number: int = 1
    pronouns: str = ""
    bare: str = ""
    shown: str = ""


# Spelt with a vowel and said without, and the other way round.
_SAID_WITHOUT = re.compile(r"(?:uni(?!n)|use|usu|ut[ei]|eu|ewe|one\b|once\b|ub[ie])", re.IGNORECASE)
_SAID_WITH = re.compile(r"(?:hour|honest|hono|heir)", re.IGNORECASE)
# Letters said one by one: an FBI agent, an MP, an X-ray, yet a UFO.
_SPELT_OUT = re.compile(r"(?:[AEFHILMNORSX](?:[A-Z]*\b|\d)|8\d*|1[18](?!\d))")
_DETERMINED = re.compile(r"(?:an?|the|his|her|their|its|two|three|four|five)\b", re.IGNORECASE)
_LETTERS = re.compile(r"(?:[A-Z]{2,}|[A-Z])\b")

# Subject, object, possessive.
_PRONOUNS = {
    "he": ("he", "him", "his"),
    "she": ("she", "her", "her"),
    "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
}
_CASES = ("they", "them", "their")


@lru_cache(maxsize=4_096)
def with_article(noun: str) -> str:
    """Put "a" or "an" before a noun, by how it is said: an artist, an MTV award, a unicorn.

    What has its article or a number already stays as it is.
    """
    if _DETERMINED.match(noun):
        return noun
    if _LETTERS.match(noun) or noun[:1].isdigit():
        vowel = bool(_SPELT_OUT.match(noun))
    elif _SAID_WITH.match(noun):
        vowel = True
    else:
        vowel = noun[:1].casefold() in set("aeiouáéíóúàèâêôûäöü") and not _SAID_WITHOUT.match(noun)
    return f"{'an' if vowel else 'a'} {noun}"


def pronoun(case: str, pronouns: str, count: int) -> str:
    """Return he, him or his (…) for one who goes by "he"; they, them, their for more or unknown.

    ``case`` is "they", "them" or "their".
    """
    return _PRONOUNS["they" if count > 1 else pronouns or "they"][_CASES.index(case)]


def is_plural(pronouns: str, count: int) -> bool:
    """Tell whether a verb after the pronoun stands in the plural: they were, he was."""
    return count > 1 or pronouns in {"", "they"}
