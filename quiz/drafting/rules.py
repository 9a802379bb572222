"""The rules of drafting, read from YAML: what names look like, and how a kind is told in prose."""

from __future__ import annotations

from dataclasses import dataclass, field

from quiz.documents.nodes import Faults, Mapping
from quiz.documents.yaml_text import read_yaml
from quiz.drafting.patterns import Pattern, compile_pattern
from quiz.errors import BadInputError
from quiz.moments.library import Library
from quiz.text import did_you_mean

_TOP = {"format", "names", "refers", "fillers", "doubt", "words", "circumstances", "kinds"}
_NAMES = {"skip", "common", "joiners", "shapes", "cues", "films", "prizes"}
_SHAPE = {"type", "sort", "begins", "ends", "joiners"}


@dataclass(frozen=True, slots=True)
class Shape:
    """Names that are known by their first or last word: "Best …", "… Tour"."""

    type: str
    sort: str
    begins: frozenset[str]
    ends: frozenset[str]
    joiners: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """All of ``questions/drafting.yaml``. ``cues``: the type that a word before a name tells."""

    skip: frozenset[str]
    common: frozenset[str]
    joiners: frozenset[str]
    shapes: tuple[Shape, ...]
    cues: dict[str, str]
    films: frozenset[str]
    prizes: frozenset[str]
    refers: dict[str, str]
    doubt: frozenset[str]
    circumstances: tuple[Pattern, ...]
    patterns: tuple[Pattern, ...]
    triggers: dict[str, tuple[int, ...]] = field(default_factory=dict)


def read_rules(text: str, file: str, library: Library) -> Rules:
    """Read the rules. Raises BadInputError naming every fault; a kind must be in the library."""
    top = read_yaml(text, file)
    faults = Faults(file)
    faults.check_keys(top, _TOP, "the rules of drafting")
    names = faults.mapping(top.get("names"), "names") or Mapping((), top.line, top.column)
    faults.check_keys(names, _NAMES, "names")
    cues = _turned(faults, names, "cues")
    fillers = faults.texts(top.get("fillers"), "fillers")
    words = {
        key.value: faults.text(node, key.value) or ""
        for key, node in faults.mapping(top.get("words"), "words") or ()
    }
    made: dict[str, list[Pattern]] = {"circumstances": [], "kinds": []}
    for part, patterns in made.items():
        for key, node in faults.mapping(top.get(part), part) or ():
            kind = library.kinds.get(key.value)
            if part == "kinds" and kind is None:
                hint = did_you_mean(key.value, library.kinds)
                faults.add(key, "E310", f"there is no kind “{key.value}”{hint}")
                continue
            for text_ in faults.texts(node, key.value):
                try:
                    patterns.append(
                        compile_pattern(text_, key.value, kind, library, words, fillers, cues)
                    )
                except ValueError as error:
                    faults.add(node, "E340", f"the pattern “{text_}”: {error}")
    faults.raise_if_any(f"{file} could not be read.")
    ordered = tuple(made["kinds"])
    return Rules(
        skip=frozenset(faults.texts(names.get("skip"), "skip")),
        common=_word_set(faults, names, "common"),
        joiners=_word_set(faults, names, "joiners"),
        shapes=tuple(_shapes(faults, names)),
        cues=cues,
        films=_word_set(faults, names, "films"),
        prizes=_word_set(faults, names, "prizes"),
        refers=_turned(faults, top, "refers"),
        doubt=_word_set(faults, top, "doubt"),
        circumstances=tuple(made["circumstances"]),
        patterns=ordered,
        triggers=_triggers(ordered),
    )


def _word_set(faults: Faults, top: Mapping, key: str) -> frozenset[str]:
    """Return the words of a list; one entry may hold several, parted by spaces."""
    return frozenset(w for entry in faults.texts(top.get(key), key) for w in entry.split())


def _turned(faults: Faults, top: Mapping, key: str) -> dict[str, str]:
    """Return what each word of a mapping of lists stands for."""
    return {
        text: name.value
        for name, node in faults.mapping(top.get(key), key) or ()
        for text in faults.texts(node, name.value)
    }


def _shapes(faults: Faults, names: Mapping) -> list[Shape]:
    listing = faults.listing(names.get("shapes"), "shapes")
    shapes: list[Shape] = []
    for node in listing.items if listing else ():
        mapping = faults.mapping(node, "a shape")
        if mapping is None:
            continue
        faults.check_keys(mapping, _SHAPE, "a shape")
        shapes.append(
            Shape(
                faults.text(mapping.get("type"), "type") or "",
                faults.text(mapping.get("sort"), "sort") or "",
                _word_set(faults, mapping, "begins"),
                _word_set(faults, mapping, "ends"),
                _word_set(faults, mapping, "joiners"),
            )
        )
    return shapes


def _triggers(patterns: tuple[Pattern, ...]) -> dict[str, tuple[int, ...]]:
    """Return for each word the patterns that are worth a try in a sentence that has it."""
    found: dict[str, list[int]] = {}
    for at, pattern in enumerate(patterns):
        if not pattern.triggers:
            raise BadInputError(f"the pattern “{pattern.text}” has no word of its own")
        for word in pattern.triggers:
            found.setdefault(word, []).append(at)
    return {word: tuple(places) for word, places in found.items()}
