"""Every wording of every kind, put into sentences, for people to read once and tests to keep.

``expand(kind)`` gives a line for each sentence that a template can make: one and more, people and
groups of every sort, pronouns, articles, optional parts kept and left out. A sentence that reads
the same as one above it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from quiz.generator.building import build_index
from quiz.generator.grammar import Words
from quiz.generator.templates import fields, item_role, render, roles_in, sentence
from quiz.generator.wording import asking_words, nouns, role_words, words_of
from quiz.moments.library import lineage
from quiz.moments.model import Facts, Picture, Thing
from quiz.text import number_word
from tests.tools.moments import library

if TYPE_CHECKING:
    from quiz.generator.index import Index
    from quiz.moments.model import Asking, Kind

Fill = dict[str, tuple[str, ...]]

# Two or three of each type, as awkward as they come: articles, pronouns, names of several words.
_NAMES = {
    "person": (("Ann Lee", "", "she"), ("Bo Ray", "", "he"), ("Sam", "", "they"), ("Kim", "", "")),
    "artist": (("Ida", "", "she"), ("Rex", "", "he"), ("Robin", "", "they")),
    "group": (("The Foxes", "", "they"), ("*NSYNC", "", "")),
    "duo": (("K and JoJo", "", "they"), ("Daft Duo", "", "")),
    "event": (("2023 VMAs", "the", ""), ("Eurovision 1974", "", "")),
    "award": (("Best Pop", "", ""), ("Icon Award", "the", "")),
    "song": (("Calm Down", "", ""), ("22", "", "")),
    "film": (("Wings", "", ""), ("The Artist", "", "")),
    "tour": (("Eras Tour", "the", ""), ("Love On Tour", "", "")),
    "year": (("1999", "", ""), ("2023", "", "")),
    "number": (("7", "", ""), ("79", "", "")),
    "weekday": (("Tuesday", "", ""), ("Sunday", "", "")),
    "country": (("France", "", ""), ("Netherlands", "the", ""), ("Spain", "", "")),
    "state": (("Ohio", "", ""), ("New York", "", ""), ("Utah", "", "")),
    "city": (("Paris", "", ""), ("The Hague", "", ""), ("Lima", "", "")),
    "element": (("iron", "", ""), ("gold", "", "")),
    "star": (("Vega", "", ""), ("Alcor", "", "")),
    "flag": (("upright stripes, blue, white and red", "", ""), ("a red disc on white", "", "")),
    "map": (("in South America, beside Peru", "", ""), ("in Oceania", "", "")),
    "tile": (("number 26, with the symbol Fe", "", ""), ("number 6", "", "")),
}  # fmt: skip
_TEXTS = {
    "what": "a song", "where": "backstage", "when": "after the show", "as": "editor",
    "for": "to present Best Pop", "number": "96",
}  # fmt: skip
_SHOWN = {"flag", "map", "tile"}
# What a role of words says in one kind and not in another.
_SAID = {
    ("relative", "what"): "son", ("brought", "as"): "two sons",
    ("nicknamed", "what"): "the trophies",
    ("shared_moment", "what"): "a sweet moment",
    ("performed", "what"): "a medley",
}  # fmt: skip
_WITH_ITEMS = ("order", "match", "odd")
_MANY = ("many", "of_these", "never", "count", "odd")


@cache
def _index() -> Index:
    types = library().types
    things = {}
    for name in types:
        told = _NAMES.get(name) or tuple(
            (f"{word} {types[name].noun.title()}", "", "") for word in ("Some", "Other")
        )
        for at, (shown, article, pronouns) in enumerate(told):
            key = f"{name} {at}"
            picture = Picture("media/m1.webp", "What is to be seen") if name in _SHOWN else None
            things[key] = Thing(
                key, shown, name, article=article, pronouns=pronouns, picture=picture
            )
    return build_index(Facts("golden", "Golden", things, library().kinds, types, (), {}))


def expand(kind: Kind) -> Iterator[str]:
    """Yield the lines of one kind: the template, and under it what it makes."""
    yield from _lines("say", kind.say, _say(kind))
    for asking in kind.asking:
        for name in ("one", "many", "of_these", "never", "pair", "count", *_WITH_ITEMS, "clue"):
            template = getattr(asking, name)
            if template:
                yield from _lines(f"{asking.role}.{name}", template, _ask(kind, asking, name))
        for role in asking.by_clue:
            yield from _lines(
                f"{asking.role}.one, {{{role}}} described",
                asking.one,
                (
                    sentence(
                        _put(kind, asking, asking.one, fill, 1, {role: Words(_clue(kind, role))})
                    )
                    for fill in _fills(kind, asking.one, asking.role)
                ),
            )


def _clue(kind: Kind, role: str) -> str:
    """Return a description such as may stand for a role."""
    noun = library().types[kind.roles[role].types[0]].noun
    return f"the {noun} {'who' if noun == 'person' else 'that'} is described"


def _lines(name: str, template: str, made: Iterator[str]) -> Iterator[str]:
    yield f"{name}: {template}"
    yield from (f"    {line}" for line in dict.fromkeys(made))


def _say(kind: Kind) -> Iterator[str]:
    for fill in _fills(kind, kind.say, ""):
        yield sentence(render(kind.say, role_words(_index(), kind, fill)))


def _ask(kind: Kind, asking: Asking, name: str) -> Iterator[str]:
    template = getattr(asking, name)
    for fill in _fills(kind, template, asking.role):
        for count in (2, 3) if name in _MANY else (1,):
            text = _put(kind, asking, template, fill, count, {}, name=name)
            yield text if name == "clue" else sentence(text)


def _put(
    kind: Kind, asking: Asking, template: str, fill: Fill, count: int, said: Mapping[str, Words], *,
    name: str = "one",
) -> str:  # fmt: skip
    index = _index()
    answers = fill[asking.role]
    words = role_words(index, kind, {r: ks for r, ks in fill.items() if r != asking.role})
    words |= asking_words(index, answers)
    words |= {"n": Words(number_word(count), count), "nouns": Words(words["nouns"].text, count)}
    if name == "pair":
        words["other"] = words_of(index, [index.thing(answers[0])])
    if name in _WITH_ITEMS:
        role = item_role(kind, asking, template)
        _, noun, plural = nouns(index, fill.get(role) or _some(kind, role)[0])
        words |= {"item": Words(noun), "items": Words(plural, 4)}
    return render(template, {**words, **said})


def _fills(kind: Kind, template: str, asked: str) -> Iterator[Fill]:
    """Yield ways to fill the roles of a template, one thing changed at a time."""
    must, may = fields(template)
    here = [
        r for r in kind.roles if r in roles_in(template) or r in {asked, _hidden(kind, template)}
    ]
    full: Fill = {}
    for role in here:  # nobody stands with themselves
        free = [keys for keys in _some(kind, role) if keys not in full.values()]
        full[role] = free[0] if free else _some(kind, role)[0]
    optional = set(chain.from_iterable(may)) - set(must)
    least = {role: keys for role, keys in full.items() if role not in optional}
    yield least
    yield full
    for part in may:
        yield {**least, **{role: full[role] for role in part if role in full}}
    for role in here:
        others = {key for other, keys in full.items() if other != role for key in keys}
        for keys in _some(kind, role, plain=_is_plain(template, role, asked)):
            if not others & set(keys) and (role != asked or nouns(_index(), keys)[0]):
                yield {**full, role: keys}


def _is_plain(template: str, role: str, asked: str) -> bool:
    """Tell whether a template only names what fills a role: then one of each number will do."""
    if role == asked:
        return not roles_in(template) & {"noun", "nouns", "that"}
    return f"{{{role}|" not in template and f"{{{role}:they" not in template


def _hidden(kind: Kind, template: str) -> str:
    """Return the role of the items, where a template leaves one out."""
    for asking in kind.asking:
        if template in {getattr(asking, name) for name in _WITH_ITEMS}:
            return item_role(kind, asking, template)
    return ""


def _some(kind: Kind, name: str, *, plain: bool = False) -> list[tuple[str, ...]]:
    """Return what can fill a role: words, or things of each type that it takes, one and more.

    Where a template is plain about it: one thing, one with an article, and two.
    """
    role, index = kind.roles[name], _index()
    if role.text:
        return [(_SAID.get((kind.name, name)) or _TEXTS.get(name, "some words"),)]
    types = [
        t for wide in role.types for t in library().types if wide in lineage(library().types, t)
    ]
    things = {t: [key for key in index.facts.things if key.rpartition(" ")[0] == t] for t in types}
    found = [(key,) for keys in things.values() for key in keys]
    if plain:
        found = [keys for at, keys in enumerate(found) if at < 2 or index.thing(keys[0]).article]
    if role.many or name in (kind.symmetric or ()):
        firsts = [keys[0] for keys in things.values()]
        pairs = [tuple(keys[:2]) for keys in things.values() if len(keys) > 1]
        found += pairs[:1] if plain else pairs
        found += [tuple(firsts[-3:])] if len(firsts) > 2 else []
    return found
