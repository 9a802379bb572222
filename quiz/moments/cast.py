"""The cast of a moments file: the things it names, found by key or by any of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, islice

from quiz.documents.nodes import Faults, Scalar
from quiz.moments.library import Library
from quiz.moments.model import Role, Thing
from quiz.text import did_you_mean, fold

_PEOPLE = ("person", "group")
_OTHERS = re.compile(
    r"(?:^|[ ,;])(?:et al\.?|u\. ?a\.|etc\.?|(?:and|&)(?: \w+)? (?:others|more))$", re.IGNORECASE
)
OPEN_NAME = (
    "“{}” leaves open who else: name them all, or only those that you know, and not as complete"
)
MAX_LOOKS = 50_000
MAX_HINTS = 20  # a hint looks at every name: past so many faults nobody misses it
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return the text as lower-case words joined by hyphens, for ids."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


@dataclass(slots=True)
class Cast:
    """The things read so far, found by key or by any of their names."""

    library: Library
    faults: Faults
    things: dict[str, Thing] = field(default_factory=dict)
    # By folded name the key of the one thing that bears it, or those of several by type.
    by_name: dict[str, str | dict[str, list[str]]] = field(default_factory=dict)
    fits: dict[tuple[str, tuple[str, ...]], bool] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)  # names that were looked for in vain

    def add(self, thing: Thing) -> None:
        """Take a thing in, under its key and each of its names."""
        self.things[thing.key] = thing
        for name in thing.names:
            folded = fold(name)
            known = self.by_name.get(folded)
            if known is None:
                self.by_name[folded] = thing.key
                continue
            if isinstance(known, str):
                known = self.by_name[folded] = {self.things[known].type: [known]}
            known.setdefault(thing.type, []).append(thing.key)

    def named(self, text: str, role: Role | None = None) -> list[str]:
        """Return the keys of things that bear a name and may fill a role: some of too many."""
        known = self.by_name.get(fold(text))
        if known is None:
            return []
        if isinstance(known, str):
            return [known] if role is None or self.accepts(role, known) else []
        fit = (keys for keys in known.values() if role is None or self.accepts(role, keys[0]))
        return list(dict.fromkeys(islice(chain.from_iterable(fit), MAX_HINTS)))

    def accepts(self, role: Role, key: str) -> bool:
        """Tell whether a thing is of a type that may fill the role."""
        found = self.things[key].type
        fits = self.fits.get((found, role.types))
        if fits is None:
            fits = any(self.library.widens(found, wanted) for wanted in role.types)
            self.fits[found, role.types] = fits
        return fits

    def fill(self, node: Scalar, role: Role) -> str | None:
        """Return the key of the thing that a text names, adding it where the role is open."""
        text = node.value.strip()
        if text in self.things:
            if self.accepts(role, text):
                return text
            kind = self.things[text].type
            wanted = " or ".join(role.types)
            message = f"“{text}” is a {kind}, and “{role.name}” takes a {wanted}"
            self.faults.add(node, "E322", message)
            return None
        named = self.named(text, role)
        if len(named) == 1:
            return named[0]
        if named:
            message = f"“{text}” names {len(named)} things; write one of the keys: "
            self.faults.add(node, "E323", message + ", ".join(sorted(named)))
            return None
        if not role.open:
            self.faults.add(node, "E321", f"there is no thing “{text}”{self.hint(text)}")
        elif leaves_open(text, role.types[0], self.library):
            self.faults.add(node, "E345", OPEN_NAME.format(text))
        else:
            return self.add_named(text, role, node.line).key
        return None

    def add_named(self, text: str, role: Role, line: int) -> Thing:
        """Take in a thing of the first type of an open role, known by its name alone."""
        key = f"{role.types[0]}:{slug(text) or text}"
        thing = Thing(key, text, role.types[0], line=line, file=self.faults.file)
        self.add(thing)
        return thing

    def hint(self, text: str) -> str:
        """Return a "did you mean" among the keys and names of the things."""
        self.missed.append(text)
        if len(self.missed) > MAX_HINTS or len(self.missed) * len(self.things) > MAX_LOOKS:
            return ""
        names = (thing.name for thing in self.things.values())
        return did_you_mean(text, [*names, *self.things])  # where they fold alike, the key

    def forget(self, key: str) -> None:
        """Take a thing out again, as if it had never been named."""
        thing = self.things.pop(key)
        for name in thing.names:
            folded = fold(name)
            known = self.by_name[folded]
            if isinstance(known, str):
                del self.by_name[folded]
                continue
            keys = known[thing.type]
            at = next(at for at in reversed(range(len(keys))) if keys[at] == key)
            del keys[at]  # it is mostly the last
            if not keys:
                del known[thing.type]
            if not known:
                del self.by_name[folded]

    def forget_last(self, count: int) -> None:
        """Take out again the things that were taken in last."""
        for key in list(islice(reversed(self.things), count)):
            self.forget(key)


def leaves_open(name: str, kind: str, library: Library) -> bool:
    """Tell whether a name of people speaks of others without naming them: Ann Lee et al."""
    return (
        _OTHERS.search(name) is not None
        and not library.types.keys().isdisjoint(_PEOPLE)
        and any(library.widens(kind, people) for people in _PEOPLE)
    )
