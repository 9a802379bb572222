"""The gazetteer: names that moments files know already, found in a sentence by their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from quiz.moments.library import Library, lineage
from quiz.moments.model import Facts, Thing
from quiz.text import fold


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known things by the words of their names, folded; the longest name wins."""

    things: dict[str, Thing] = field(default_factory=dict)
    by_first: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(default_factory=dict)

    def longest(self, words: list[str]) -> tuple[str, int]:
        """Return the key of the longest name that the folded words begin with, and its length."""
        for name, key in self.by_first.get(words[0], ()) if words else ():
            if tuple(words[: len(name)]) == name:
                return key, len(name)
        return "", 0


def gather(files: Iterable[Facts], library: Library, skip: Collection[str] = ()) -> Gazetteer:
    """Gather the things of several files; of two with one name the earlier file's is taken.

    A type that only its file knows becomes the narrowest type above it that all know.
    Things of the types in ``skip`` (symbols, letters) are no names in prose and are left out,
    and so are names that are written in small letters: they are words.
    """
    things: dict[str, Thing] = {}
    named: dict[tuple[str, ...], str] = {}
    for facts in files:
        for thing in facts.things.values():
            types = [t for t in lineage(facts.types, thing.type) if t in library.types]
            if not types or types[0] in skip or thing.name.islower() or not fold(thing.name):
                continue
            key = thing.key
            while key in things:
                key += "-2"
            taken = False
            for name in thing.names:
                words = tuple(fold(name).split())
                if words and words not in named and not name.islower():
                    named[words] = key
                    taken = True
            if taken:
                things[key] = replace(thing, type=types[0])
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, key in sorted(named.items(), key=lambda entry: -len(entry[0])):
        by_first.setdefault(words[0], []).append((words, key))
    return Gazetteer(things, {first: tuple(found) for first, found in by_first.items()})
