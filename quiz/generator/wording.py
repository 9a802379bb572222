"""Templates → sentences that are right by construction: number, articles, optional parts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from quiz.generator.grammar import Words, is_plural, pronoun, with_article
from quiz.text import join_names, number_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quiz.generator.index import Index
    from quiz.moments.model import Asking, Kind, Moment, Thing

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
def lacking(template: str, words: tuple[str, ...]) -> str:
    """Return a field that a template must have and that there are no words for, or nothing."""
    return next((field for field in fields(template)[0] if field not in words), "")


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

    def said(self, words: Words) -> str:
        if not self.how and self.one is None:
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
        found.append(_Field(match[1], match[2] or "", match[3], match[4] or ""))
        end = match.end()
    return tuple(part for part in (*found, text[end:]) if part)


def render(template: str, words: Mapping[str, Words]) -> str:
    """Fill a template. ``words`` gives each field its text and how many it stands for.

    An optional part stays only when every field in it has a text. ``{x|was|were}`` takes the
    first word when x stands for one and the second when it stands for more. ``{noun:a}`` puts
    "a" or "an", ``{x:bare}`` leaves "the" out, ``{x:they}``, ``{x:them}`` and ``{x:their}`` are
    pronouns, and ``{x:they|was|were}`` is the verb that goes with "they" or "he". ``{x:shown}`` is
    "this flag", where the flag is shown.
    """
    return "".join(
        [
            part if isinstance(part, str) else part.said(words[part.name])
            for part in _kept(template, tuple(words))
        ]
    )


@lru_cache(maxsize=8_192)
def _kept(template: str, words: tuple[str, ...]) -> tuple[str | _Field, ...]:
    """Return the parts of a template that stay, where there are words for some fields."""
    kept: list[str | _Field] = []
    for part in _parts(template):
        if not isinstance(part, _Maybe):
            kept.append(part)
        elif all(name in words for name in part.names):
            kept += part.parts
    return tuple(kept)


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


def role_words(index: Index, kind: Kind, roles: Mapping[str, Sequence[str]]) -> dict[str, Words]:
    """Return the words of each filled role, for ``render``."""
    return {
        role: Words(join_names(keys), len(keys))
        if kind.roles[role].text
        else thing_words(index, keys)
        for role, keys in roles.items()
        if keys
    }


def thing_words(index: Index, keys: Sequence[str]) -> Words:
    """Return the words for some things."""
    if len(keys) > 1:
        return words_of([index.thing(key) for key in keys])
    thing = index.thing(keys[0])
    shown = f"this {index.facts.types[thing.type].noun}" if thing.picture else ""
    return Words(spoken(thing), 1, thing.pronouns, thing.name, shown)


def words_of(things: Sequence[Thing]) -> Words:
    """Return the words for some things: their names, joined."""
    names = [t.name for t in things]
    said = [spoken(t) for t in things] if any(t.article for t in things) else names
    return Words(join_names(said), len(things), things[0].pronouns, join_names(names))


def nouns(index: Index, keys: Sequence[str]) -> tuple[str, str, str]:
    """Return the narrowest type that all the things share, with its noun and plural."""
    first, *others = {index.thing(key).type: None for key in keys}
    shared = index.types_above[first]
    for other in others:
        shared = tuple(t for t in shared if t in index.types_above[other])
    name = shared[0] if shared else ""
    found = index.facts.types.get(name)
    return (name, found.noun, found.plural) if found else ("", "one", "ones")


def asking_words(index: Index, answers: Sequence[str]) -> dict[str, Words]:
    """Return ``{n}``, ``{noun}``, ``{nouns}`` and ``{that}`` (or who) for what is asked."""
    name, noun, plural = nouns(index, answers)
    count = len(answers)
    known = index.memory.nouns.get((name, count))
    if known is None:
        known = index.memory.nouns[name, count] = {
            "n": Words(number_word(count), count),
            "noun": Words(noun),
            "nouns": Words(plural, count),
            "that": Words("who" if "person" in index.types_above.get(name, ()) else "that"),
        }
    return known


def statement(index: Index, kind: Kind, roles: Mapping[str, Sequence[str]]) -> str:
    """Tell a moment, or as much of it as ``roles`` fill, as a sentence."""
    return sentence(render(kind.say, role_words(index, kind, roles)))


def tell(index: Index, moment: Moment) -> str:
    """Tell a whole moment as a sentence."""
    told = index.memory.sentences.get(moment.id)
    if told is None:
        told = statement(index, index.facts.kinds[moment.kind], moment.roles)
        index.memory.sentences[moment.id] = told
    return told
