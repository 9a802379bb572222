"""Things and moments → words, and the templates that they fill → sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quiz.generator.amounts import value_of
from quiz.generator.grammar import Words
from quiz.generator.templates import ready, sentence
from quiz.text import join_names, number_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quiz.generator.index import Index
    from quiz.generator.templates import Ready
    from quiz.moments.model import Kind, Moment, Thing

_NO_WORDS: dict[str, Words] = {}


def fill(
    index: Index,
    kind: Kind,
    made: Ready,
    roles: Mapping[str, Sequence[str]],
    words: Mapping[str, Words] = _NO_WORDS,
) -> str:
    """Fill what is ready with the things in ``roles``, and with ``words`` before them.

    Says what ``render`` says of ``role_words`` and ``words``, without making words of all: most
    fields are one thing by its name.
    """
    said: list[str] = []
    for field in made.gaps:
        name = field.name
        if name in words:
            said.append(field.said(words[name]))
        elif field.plain and len(keys := roles[name]) == 1 and not kind.roles[name].text:
            thing = index.facts.things[keys[0]]
            said.append(f"{thing.article} {thing.name}" if thing.article else thing.name)
        else:
            said.append(field.said(_words_in(index, kind, name, roles[name])))
    return made.text % tuple(said)


def spoken(thing: Thing) -> str:
    """Return a thing's name as it stands inside a sentence, with its article."""
    return f"{thing.article} {thing.name}" if thing.article else thing.name


def as_option(thing: Thing) -> str:
    """Return a thing's name as it stands alone: common nouns get a capital (Iron, not iron)."""
    return sentence(thing.name) if thing.name.islower() else thing.name


def role_words(index: Index, kind: Kind, roles: Mapping[str, Sequence[str]]) -> dict[str, Words]:
    """Return the words of each filled role, for ``render``."""
    return {role: _words_in(index, kind, role, keys) for role, keys in roles.items() if keys}


def _words_in(index: Index, kind: Kind, role: str, keys: Sequence[str]) -> Words:
    if kind.roles[role].text:
        return Words(join_names(keys), len(keys))
    return thing_words(index, keys)


def thing_words(index: Index, keys: Sequence[str]) -> Words:
    """Return the words for some things."""
    if len(keys) > 1:
        return words_of(index, [index.thing(key) for key in keys])
    thing = index.facts.things[keys[0]]
    shown = f"this {index.facts.types[thing.type].noun}" if thing.picture else ""
    bare = thing.name.removeprefix("the ")  # of a name that begins with its article
    return Words(spoken(thing), _amount(index, thing), thing.pronouns, bare, shown)


def words_of(index: Index, things: Sequence[Thing]) -> Words:
    """Return the words for some things: their names, joined. A number stands for as many."""
    if len(things) == 1:
        thing = things[0]
        return Words(spoken(thing), _amount(index, thing), thing.pronouns, thing.name)
    names = [t.name for t in things]
    said = [spoken(t) for t in things] if any(t.article for t in things) else names
    return Words(join_names(said), len(things), things[0].pronouns, join_names(names))


def _amount(index: Index, thing: Thing) -> int:
    """Return what a number is, and 1 for all else."""
    if not thing.name[:1].isdecimal() or "number" not in index.types_above[thing.type]:
        return 1
    value = value_of(thing)
    return 1 if value is None else value


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
    count = len(answers)
    if count == 1:  # the type of the one is what all share
        name = index.facts.things[answers[0]].type
        if (known := index.memory.nouns.get((name, 1))) is not None:
            return known
    name, noun, plural = nouns(index, answers)
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
    filled = tuple(roles) if all(roles.values()) else tuple([r for r in roles if roles[r]])
    return sentence(fill(index, kind, ready(kind.say, filled), roles))


def tell(index: Index, moment: Moment) -> str:
    """Tell a whole moment as a sentence."""
    told = index.memory.sentences.get(moment.id)
    if told is None:
        told = statement(index, index.facts.kinds[moment.kind], moment.roles)
        index.memory.sentences[moment.id] = told
    return told
