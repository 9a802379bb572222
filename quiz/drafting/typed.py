"""Names as they are typed into a form → keys of things, and new things where nobody is meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from quiz.drafting.writing import one_line
from quiz.errors import BadInputError
from quiz.moments.cast import slug
from quiz.moments.library import lineage
from quiz.moments.model import Facts, Role, Thing
from quiz.text import did_you_mean, fold, join_names


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field. ``doubt``: it may be right, if its author says so."""

    field: str
    message: str
    doubt: bool = False


class FormError(BadInputError):
    """A form that was refused, with what is wrong in each field."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults; the summary is all of them in a sentence each."""
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = tuple(faults)


def tidy(text: str) -> str:
    """Return what a form can hold of a text: one line, single spaces, composed letters."""
    return " ".join(unicodedata.normalize("NFC", one_line(text)).split())


@dataclass(slots=True)
class Names:
    """Finds things by what is typed, and takes note of new ones and of faults.

    ``sure``: whoever is unknown is new, however near a known name lies.
    """

    facts: Facts
    sure: bool = False
    faults: list[Fault] = field(default_factory=list)
    new: dict[str, dict[str, str]] = field(default_factory=dict)
    _by_name: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Sort the things by their names."""
        for thing in self.facts.things.values():
            for name in dict.fromkeys(map(fold, thing.names)):
                self._by_name.setdefault(name, []).append(thing.key)

    def shown(self, written: str, types: Sequence[str]) -> str:
        """Return how a form shows what is written: a name where it says enough, else the key."""
        thing = self.facts.things.get(written)
        if thing is None:
            return tidy(written)
        return tidy(thing.name) if self.named(thing.name, types) == [written] else tidy(written)

    def named(self, text: str, types: Sequence[str]) -> list[str]:
        """Return the keys of the things of these types that bear a name."""
        return [key for key in self._by_name.get(fold(text), ()) if self.fits(key, types)]

    def fits(self, key: str, types: Sequence[str]) -> bool:
        """Tell whether a thing is of one of the types; of any where there are none."""
        found = lineage(self.facts.types, self.facts.things[key].type)
        return not types or any(wanted in found for wanted in types)

    def keys(self, typed: Sequence[str], written: Sequence[str], role: Role) -> list[str]:
        """Return what to write for what was typed; what was ``written`` and not touched stays."""
        kept = {self.shown(one, role.types): one for one in reversed(written)}
        found = [kept.get(text) or self._key(text, role) for text in map(tidy, typed) if text]
        return list(dict.fromkeys(key for key in found if key))

    def _key(self, text: str, role: Role) -> str:
        """Return the key of the one thing that a text names, or what is written for a new one."""
        thing = self.facts.things.get(text)
        if thing and self.fits(text, role.types):
            return text
        keys = self.named(text, role.types)
        if len(keys) > 1:
            told = f"“{text}” names {len(keys)} things. Write one of the keys: {', '.join(keys)}."
            return self._fault(role.name, told)
        if keys or role.open:
            return keys[0] if keys else text
        return self._unknown(text, role, [thing.key] if thing else self.named(text, ()))

    def _unknown(self, text: str, role: Role, others: list[str]) -> str:
        """Return the key of a new thing; ``others`` bear the name and are of another type."""
        if new := self.new.get(fold(text)):
            return new["key"]
        if not role.types:
            near = did_you_mean(text, self.facts.things)
            return self._fault(role.name, f"There is no thing “{text}”{near or '.'}")
        if others and not self.sure:
            kind, wanted = self.facts.things[others[0]].type, join_names(role.types, "or")
            told = f"“{text}” is a {kind}, and “{role.name}” takes a {wanted}."
            return self._fault(role.name, told, doubt=True)
        return self._new(text, role)

    def _new(self, text: str, role: Role) -> str:
        near = "" if self.sure else self._near(text, role.types)
        if near:
            return self._fault(role.name, f"There is no “{text}”{near}", doubt=True)
        key = base = slug(text) or "thing"
        taken, count = {one["key"] for one in self.new.values()}, 1
        while key in self.facts.things or key in taken:
            count += 1
            key = f"{base}-{count}"
        self.new[fold(text)] = {"key": key, "name": text, "type": role.types[0]}
        return key

    def _near(self, text: str, types: Sequence[str]) -> str:
        if len(text) < 4:
            return ""
        fitting = (t for t in self.facts.things.values() if self.fits(t.key, types))
        return did_you_mean(text, [name for thing in fitting for name in thing.names])

    def _fault(self, where: str, message: str, *, doubt: bool = False) -> str:
        self.faults.append(Fault(where, message, doubt))
        return ""


def uses(facts: Facts, key: str) -> tuple[int, list[Thing]]:
    """Return how many moments name a thing, and which things do."""
    moments = 0
    for moment in facts.moments:
        roles = facts.kinds[moment.kind].roles
        named = (keys for role, keys in moment.roles.items() if not roles[role].text)
        moments += any(key in keys for keys in (*named, moment.near))
    return moments, [t for t in facts.things.values() if key in (*t.members, *t.part_of)]
