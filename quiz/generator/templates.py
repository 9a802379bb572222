"""Templates: taken apart once, made ready for those who fill the same fields, and filled."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.generator.grammar import Words, is_plural, pronoun, with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quiz.moments.model import Asking, Kind

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?(?:\|([^{}|]*)\|([^{}|]*))?\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@lru_cache(maxsize=4_096)
def fields(template: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the fields a template must have, and those of each of its optional parts."""
    must = tuple(m[1] for m in _FIELD.finditer(_OPTIONAL.sub("", template)))
    may = tuple(
        tuple(m[1] for m in _FIELD.finditer(part[1])) for part in _OPTIONAL.finditer(template)
    )
    return must, may


@lru_cache(maxsize=1_024)
def roles_in(template: str) -> frozenset[str]:
    """Return every field of a template, those of optional parts too."""
    must, may = fields(template)
    return frozenset(must).union(*may)


@lru_cache(maxsize=8_192)
def left_out(template: str, given: tuple[str, ...]) -> str:
    """Return a role that is given and that a template does not tell, or nothing."""
    return min(set(given) - roles_in(template), default="")


def item_role(kind: Kind, asking: Asking, template: str) -> str:
    """Return the role that ``template`` leaves out of the stem for one answer: that of the items.

    Empty when it leaves out none or several.
    """
    hidden = roles_in(asking.one or asking.many or asking.of_these) - roles_in(template)
    found = [r for r in hidden if r in kind.roles and not kind.roles[r].text]
    return found[0] if len(found) == 1 else ""


class _Field(NamedTuple):
    """A field of a template: whose words, in which form, or a word for one and one for more."""

    name: str
    how: str
    one: str | None
    more: str
    plain: bool

    def said(self, words: Words) -> str:
        if self.plain:
            return words.text
        text, count, pronouns, bare, shown = words
        if self.one is not None:
            plural = is_plural(pronouns, count) if self.how else count != 1
            return self.more if plural else self.one
        match self.how:
            case "bare":
                return bare or text
            case "a":
                return with_article(text)
            case "shown":
                return shown or text
            case _:
                return pronoun(self.how, pronouns, count)


class _Maybe(NamedTuple):
    """An optional part of a template, with the fields that it needs."""

    names: tuple[str, ...]
    parts: tuple[str | _Field, ...]


@lru_cache(maxsize=4_096)
def _parts(template: str) -> tuple[str | _Field | _Maybe, ...]:
    """Take a template apart, once."""
    found: list[str | _Field | _Maybe] = []
    for at, text in enumerate(_OPTIONAL.split(template)):
        plain = _plain_parts(text)
        names = tuple(part.name for part in plain if not isinstance(part, str))
        found += [_Maybe(names, plain)] if at % 2 else plain
    return tuple(found)


def _plain_parts(text: str) -> tuple[str | _Field, ...]:
    found: list[str | _Field] = []
    end = 0
    for match in _FIELD.finditer(text):
        found.append(text[end : match.start()])
        plain = match[2] is None and match[3] is None
        found.append(_Field(match[1], match[2] or "", match[3], match[4] or "", plain))
        end = match.end()
    return tuple(part for part in (*found, text[end:]) if part)


def render(template: str, words: Mapping[str, Words]) -> str:
    """Fill a template. ``words`` gives each field its text and how many it stands for.

    An optional part stays only when every field in it has a text. ``{x|was|were}`` takes the
    first word when x stands for one and the second when it stands for more, or is a number other
    than 1 (``{weeks|week|weeks}``). ``{noun:a}`` puts
    "a" or "an", ``{x:bare}`` leaves "the" out, ``{x:they}``, ``{x:them}`` and ``{x:their}`` are
    pronouns, and ``{x:they|was|were}`` is the verb that goes with "they" or "he". ``{x:shown}`` is
    "this flag", where the flag is shown.
    """
    text, gaps, _ = ready(template, tuple(words))
    return text % tuple([field.said(words[field.name]) for field in gaps])


class Ready(NamedTuple):
    """A template for those who fill the same fields.

    ``text`` is what stays of it, with a ``%s`` for each of the ``gaps``; ``lacks`` is a field that
    it must have and that nobody fills, or empty.
    """

    text: str
    gaps: tuple[_Field, ...]
    lacks: str


@lru_cache(maxsize=8_192)
def ready(template: str, filled: tuple[str, ...]) -> Ready:
    """Make a template ready for the fields that are filled, once for the many that fill the same.

    Optional parts stay or go; what is left is text and gaps.
    """
    kept: list[str | _Field] = []
    for part in _parts(template):
        if not isinstance(part, _Maybe):
            kept.append(part)
        elif all(name in filled for name in part.names):
            kept += part.parts
    text = "".join([part.replace("%", "%%") if isinstance(part, str) else "%s" for part in kept])
    gaps = tuple([part for part in kept if not isinstance(part, str)])
    return Ready(text, gaps, next((f for f in fields(template)[0] if f not in filled), ""))


def sentence(text: str) -> str:
    """Begin with a capital. A name that begins with a sign or a small letter stays as it is."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Begin with a small letter, for a phrase that moves into a sentence."""
    return text[:1].lower() + text[1:]
