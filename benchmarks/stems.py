"""Questions read back: from their words to the kind, the role that is asked and what is given.

The stems of the kinds are templates; here they are turned around. Every way of reading a text
that the names of the file allow is found, so that a question which can be read in two ways is
judged in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from benchmarks.rawrows import Kind, Thing, World, plain
from benchmarks.rawtables import texts

# Whose name may be replaced by a description, and what leaves out the things that are shown.
HIDING = ("order", "match", "odd")
PRONOUNS = {"they": ("they", "he", "she", "it"), "them": ("them", "him", "her", "it")}
PRONOUNS["their"] = ("their", "his", "her", "its")
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
WORDINGS = ("one", "many", "of_these", "never", "pair", "count", *HIDING)
_SHOWN = re.compile(r"\{(\w+):shown\}")
_OPTIONAL = re.compile(r"(\[[^\[\]]*\])")
_FIELD = re.compile(r"(\{\w+(?::\w+)?(?:\|[^{}|]*\|[^{}|]*)?\})")
_WORDS = {"n", "noun", "nouns", "other", "item", "items", "that"}

Token = tuple[str, str]  # ("text", words) or ("field", name)
Filled = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Reading:
    """One way to understand a text. ``asked`` is empty for a claim, which gives every role."""

    kind: str
    asked: str
    wording: str
    given: tuple[tuple[str, tuple[str, ...]], ...]
    noun: str = ""
    count: int = 0
    other: str = ""
    item: str = ""  # the type that a stem gives to what it leaves out
    that: str = ""
    clues: tuple[tuple[str, Reading], ...] = ()  # who is described, and how

    @property
    def sense(self) -> object:
        """What is asked, whatever the wording."""
        shown = self.wording if self.wording in HIDING else ""
        return (self.kind, self.asked, self.given, self.other, shown, self.clues)


class Reader:
    """Reads texts about one world."""

    def __init__(self, world: World, who: Callable[[Reading], list[str]] | None = None) -> None:
        """Turn every stem and every statement of the world's kinds into patterns.

        ``who`` tells whom a description fits.
        """
        self.world = world
        self.who = who
        self.described: dict[str, list[str]] = {}
        self.meant: dict[str, tuple[str, Reading]] = {}
        self._minds_clues = False
        self.shown: dict[str, list[str]] = {}
        for key, thing in world.things.items():
            for form in {thing.name, f"{thing.article} {thing.name}".strip()}:
                self.shown.setdefault(form, []).append(key)
            if thing.picture:
                self.shown.setdefault(thing.picture, []).append(key)
        self.words: dict[tuple[str, str], set[str]] = {}
        for row in world.rows:
            for role, values in row.roles.items():
                if world.is_text(world.kinds[row.kind], role):
                    self.words.setdefault((row.kind, role), set()).update(_joined(values))
        self.stems = [
            (kind, role, wording, tokens)
            for kind in world.kinds.values()
            for role, stems in kind.ask.items()
            for wording in WORDINGS
            if stems.get(wording)
            for tokens in _variants(self._with_picture(kind, stems[wording]))
        ]
        self.clues = [
            (kind, role, "clue", tokens)
            for kind in world.kinds.values()
            for role, stems in kind.ask.items()
            if stems.get("clue")
            for tokens in _variants(stems["clue"])
        ]
        self.claims = [
            (kind, tokens)
            for kind in world.kinds.values()
            for tokens in _variants(kind.say.removesuffix("."))
        ]

    def _with_picture(self, kind: Kind, stem: str) -> str:
        """Write "this flag" for ``{flag:shown}``, and the picture's name where ``Asked`` has it."""
        found = _SHOWN.search(stem)
        if not found:
            return stem
        (wide,) = texts(kind.roles[found[1]]["is"])
        noun = self.world.types[wide]["noun"]
        return f"{stem.replace(found[0], f'this {noun}').removesuffix('?')} ‹{{{found[1]}}}›?"

    def scope(self, text: str) -> tuple[str, str]:
        """Take the scope of a source off a text; return the source's key and the rest."""
        for key, source in self.world.sources.items():
            phrase = str(source.get("scope") or "")
            for form in (phrase, phrase[:1].lower() + phrase[1:]):
                if phrase and text.startswith(f"{form}, "):
                    return key, text[len(form) + 2 :]
        return "", text

    def question(self, text: str) -> list[Reading]:
        """Return every reading of a question's text, its scope taken off.

        Only where it cannot be read with names alone is it read with descriptions.
        """
        found = self._read(text, self.stems)
        if found or self.who is None:
            return found
        self._minds_clues = True
        stems = [
            stem for stem in self.stems if stem[2] == "one" and stem[0].ask[stem[1]].get("by_clue")
        ]
        found = self._read(text, stems)
        self._minds_clues = False
        return found

    def claim(self, text: str) -> list[Reading]:
        """Return every reading of a statement."""
        return self._read(text, [(kind, "", "say", tokens) for kind, tokens in self.claims])

    def _read(self, text: str, patterns: list[tuple[Kind, str, str, list[Token]]]) -> list[Reading]:
        found: dict[Reading, None] = {}
        for form in dict.fromkeys((text, text[:1].lower() + text[1:])):
            for kind, role, wording, tokens in patterns:
                (first, begins), (last, ends) = tokens[0], tokens[-1]
                if (first == "text" and not form.startswith(begins)) or (
                    last == "text" and not form.endswith(ends)
                ):
                    continue
                for filled in self._match(kind, tokens, form):
                    reading = self._reading(kind, role, wording, filled)
                    if self._can_be(kind, role, reading.noun):
                        found[reading] = None
        return list(found)

    def _reading(self, kind: Kind, role: str, wording: str, filled: Filled) -> Reading:
        told = {k: v for k, v in filled.items() if k not in _WORDS}
        word = {k: v[0] for k, v in filled.items() if k in _WORDS}
        given = {
            name: tuple(self.meant[k][0] if k in self.meant else k for k in keys)
            for name, keys in told.items()
        }
        return Reading(
            kind.name,
            role,
            wording,
            tuple(sorted(given.items())),
            word.get("noun") or word.get("nouns", ""),
            int(word.get("n", 0)),
            word.get("other", ""),
            word.get("item") or word.get("items", ""),
            word.get("that", ""),
            tuple(self.meant[k] for keys in told.values() for k in keys if k in self.meant),
        )

    def _can_be(self, kind: Kind, role: str, noun: str) -> bool:
        """Tell whether what a stem calls the answers can fill the role: no city is a song."""
        wanted = kind.roles[role].get("is") or [] if role else []
        wanted = [wanted] if isinstance(wanted, str) else wanted
        line = self.world.line
        return not (noun and wanted) or any(w in line(noun) or noun in line(w) for w in wanted)

    def _match(self, kind: Kind, tokens: list[Token], text: str, at: int = 0) -> Iterator[Filled]:
        """Yield every way to fill the fields so that the tokens give the text from ``at`` on."""
        if not tokens:
            if at == len(text):
                yield {}
            return
        (what, name), rest = tokens[0], tokens[1:]
        if what == "text":
            if text.startswith(name, at):
                yield from self._match(kind, rest, text, at + len(name))
            return
        follows = rest[0][1] if rest and rest[0][0] == "text" else ""
        for end in _ends(text, at, follows) if rest else (len(text),):
            for value in self._values(kind, name, text[at:end]):
                for filled in self._match(kind, rest, text, end):
                    if filled.get(name, value) == value:
                        yield {name: value, **filled}

    def _values(self, kind: Kind, field: str, text: str) -> list[tuple[str, ...]]:
        """Return what a piece of text can mean in a field."""
        types = self.world.types
        if field == "n":
            return [(str(NUMBERS.index(text)),)] if text in NUMBERS else []
        if field in {"noun", "nouns", "item", "items"}:
            word = "noun" if field in {"noun", "item"} else "plural"
            return [(name,) for name, node in types.items() if node.get(word) == text]
        if field == "that":
            return [(text,)] if text in {"who", "that"} else []
        if field == "other":
            return [(key,) for key in self.shown.get(text, ())]
        if self.world.is_text(kind, field):
            return [(text,)] if text in self.words.get((kind.name, field), ()) else []
        wanted = kind.roles[field].get("is") or []
        wanted = [wanted] if isinstance(wanted, str) else wanted
        if text.isdigit() and wanted == ["year"] and text not in self.shown:
            # A year that no row tells is a year all the same.
            self.world.add(Thing(f"year {text}", text, "year", frozenset({text}), (text,)))
            self.shown[text] = [f"year {text}"]
        named = [
            keys for keys in self._names(text) if all(self.world.fits(key, wanted) for key in keys)
        ]
        if self._minds_clues and text.startswith("the "):
            named += [
                (sign,)
                for sign in self._describe(text)
                if self.world.fits(self.meant[sign][0], wanted)
            ]
        return named

    def _describe(self, text: str) -> list[str]:
        """Return a sign for each reading of a description and each whom it fits."""
        if text not in self.described and self.who is not None:
            self._minds_clues = False
            self.described[text] = []
            for reading in self._read(text, self.clues):
                for key in self.who(reading):
                    sign = f"~{len(self.meant)}"
                    self.meant[sign] = (key, reading)
                    self.described[text].append(sign)
            self._minds_clues = True
        return self.described.get(text, [])

    def _names(self, text: str) -> list[tuple[str, ...]]:
        """Return every way to read "A", "A and B" or "A, B and C" as names."""
        found: list[tuple[str, ...]] = [(key,) for key in self.shown.get(text, ())]
        for match in re.finditer(" and ", text):
            last = self.shown.get(text[match.end() :], ())
            if last:
                before = self._commas(text[: match.start()].removesuffix(","))
                found += [(*names, key) for names, key in product(before, last)]
        return found

    def _commas(self, text: str) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = [(key,) for key in self.shown.get(text, ())]
        for match in re.finditer(", ", text):
            first = self.shown.get(text[: match.start()], ())
            if first:
                rest = self._commas(text[match.end() :])
                found += [(key, *names) for key, names in product(first, rest)]
        return found


def _ends(text: str, at: int, follows: str) -> Iterator[int]:
    """Yield where a field that begins at ``at`` may end: before each place of what follows it."""
    end = text.find(follows, at + 1)
    while 0 <= end <= len(text):
        yield end
        end = text.find(follows, end + 1)


def _joined(values: tuple[str, ...]) -> Iterator[str]:
    yield from values
    if len(values) > 1:
        yield f"{', '.join(values[:-1])} and {values[-1]}"
        yield f"{', '.join(values[:-1])}, and {values[-1]}"


def _variants(template: str) -> list[list[Token]]:
    """Return the template with each of its optional parts kept or dropped."""
    parts = [p for p in _OPTIONAL.split(template) if p]
    choices = [[p[1:-1], ""] if p.startswith("[") else [p] for p in parts]
    found: list[list[Token]] = []
    for kept in product(*choices):
        found += _tokens("".join(kept))
    return found


def _tokens(text: str) -> list[list[Token]]:
    """Split into words and fields; ``{x|was|were}`` gives a variant for each of the two."""
    variants: list[list[Token]] = [[]]
    for part in filter(None, _FIELD.split(text)):
        name, _, form = part[1:-1].partition("|")[0].partition(":")
        choices: list[list[Token]]
        if not part.startswith("{"):
            choices = [[("text", part)]]
        elif "|" in part:
            choices = [[("text", word)] for word in part[1:-1].split("|")[1:]]
        elif form == "a":
            choices = [[("text", article), ("field", name)] for article in ("a ", "an ")]
        elif form and form != "bare":
            choices = [[("text", word)] for word in PRONOUNS[form]]
        else:
            choices = [[("field", name)]]
        variants = [[*tokens, *choice] for tokens in variants for choice in choices]
    return [_glued(tokens) for tokens in variants]


def _glued(tokens: list[Token]) -> list[Token]:
    glued: list[Token] = []
    for what, text in tokens:
        if what == "text" and glued and glued[-1][0] == "text":
            glued[-1] = ("text", glued[-1][1] + text)
        else:
            glued.append((what, text))
    return glued


def mentions(text: str, name: str) -> bool:
    """Tell whether a name stands in a text as whole words."""
    return f" {plain(name)} " in f" {plain(text)} "
