"""Templates → sentences that are right by construction: number, articles, optional parts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quiz.text import join_names, number_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quiz.generator.index import Index
    from quiz.moments.model import Kind, Moment, Thing

_FIELD = re.compile(r"\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@lru_cache(maxsize=4_096)
def fields(template: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the fields a template must have, and those of each of its optional parts."""
    must = tuple(m[1] for m in _FIELD.finditer(_OPTIONAL.sub("", template)))
    may = tuple(
        tuple(m[1] for m in _FIELD.finditer(part[1])) for part in _OPTIONAL.finditer(template)
    )
    return must, may


def render(template: str, words: Mapping[str, tuple[str, int]]) -> str:
    """Fill a template. ``words`` gives each field its text and how many it stands for.

    An optional part stays only when every field in it has a text. ``{x|was|were}`` takes the
    first word when x stands for one and the second when it stands for more.
    """

    def fill(match: re.Match[str]) -> str:
        text, count = words[match[1]]
        return text if match[2] is None else match[2] if count == 1 else match[3]

    def keep(match: re.Match[str]) -> str:
        return match[1] if all(m[1] in words for m in _FIELD.finditer(match[1])) else ""

    return _FIELD.sub(fill, _OPTIONAL.sub(keep, template))


def sentence(text: str) -> str:
    """Begin with a capital. A name that begins with a sign or a small letter stays as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter, for a phrase that moves into a sentence."""
    return text[:1].lower() + text[1:]


def spoken(thing: Thing) -> str:
    """Return a thing's name as it stands inside a sentence, with its article."""
    return f"{thing.article} {thing.name}" if thing.article else thing.name


def as_option(thing: Thing) -> str:
    """Return a thing's name as it stands alone: common nouns get a capital (Iron, not iron)."""
    return sentence(thing.name) if thing.name.islower() else thing.name


def role_words(
    index: Index, kind: Kind, roles: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, int]]:
    """Return the text and count of each filled role, for ``render``."""
    return {
        role: (
            join_names(keys if kind.roles[role].text else [spoken(index.thing(k)) for k in keys]),
            len(keys),
        )
        for role, keys in roles.items()
        if keys
    }


def nouns(index: Index, keys: Sequence[str]) -> tuple[str, str, str]:
    """Return the narrowest type that all the things share, with its noun and plural."""
    shared = index.types_above[index.thing(keys[0]).type]
    for key in keys[1:]:
        shared = tuple(t for t in shared if index.is_a(key, t))
    name = shared[0] if shared else ""
    found = index.facts.types.get(name)
    return (name, found.noun, found.plural) if found else ("", "one", "ones")


def asking_words(index: Index, answers: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Return ``{n}``, ``{noun}`` and ``{nouns}`` for what is asked."""
    _, noun, plural = nouns(index, answers)
    count = len(answers)
    return {"n": (number_word(count), count), "noun": (noun, 1), "nouns": (plural, count)}


def statement(index: Index, kind: Kind, roles: Mapping[str, Sequence[str]]) -> str:
    """Tell a moment, or as much of it as ``roles`` fill, as a sentence."""
    return sentence(render(kind.say, role_words(index, kind, roles)))


def tell(index: Index, moment: Moment) -> str:
    """Tell a whole moment as a sentence."""
    told = index.sentences.get(moment.id)
    if told is None:
        told = statement(index, index.facts.kinds[moment.kind], moment.roles)
        index.sentences[moment.id] = told
    return told
