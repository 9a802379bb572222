"""The cast of a moments file: the things it names, found by key or by any of their names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import chain, islice
from math import isfinite

from quiz.documents.nodes import Faults, Mapping, Node, Scalar
from quiz.moments.library import Library
from quiz.moments.model import Picture, Role, Thing
from quiz.text import did_you_mean, fold

THING_KEYS = {
    "name", "type", "aliases", "article", "pronouns", "members", "part_of", "popularity",
    "since", "until", "ask", "sensitive", "picture",
}  # fmt: skip
PICTURE_KEYS = ("file", "alt", "credit", "license")
_FILE = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_PEOPLE = ("person", "group")
_OTHERS = re.compile(
    r"(?:^|[ ,;])(?:et al\.?|u\. ?a\.|etc\.?|(?:and|&)(?: \w+)? (?:others|more))$", re.IGNORECASE
)
_OPEN = "“{}” leaves open who else: name them all, or only those that you know, and not as complete"
MAX_LOOKS = 50_000
MAX_HINTS = 20  # a hint looks at every name: past so many faults nobody misses it
PRONOUNS = {"he", "she", "they", "it"}
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """Return the text as lower-case words joined by hyphens, for ids."""
    return _NOT_SLUG.sub("-", fold(text)).strip("-")


def to_number(text: str) -> float:
    """Read a number, with or without signs between the thousands. Raises ValueError."""
    number = float(text.replace(",", "").replace(" ", ""))
    if not isfinite(number):
        raise ValueError(text)
    return number


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
            self.faults.add(node, "E345", _OPEN.format(text))
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


def read_things(top: Mapping, cast: Cast) -> None:
    """Read ``things`` and ``decoys`` of a document into the cast, noting faults."""
    faults = cast.faults
    for key, node in faults.mapping(top.get("things"), "things") or ():
        thing = read_thing(key, node, cast)
        if thing:
            cast.add(thing)
    for key, node in faults.mapping(top.get("decoys"), "decoys") or ():
        _check_type(key, key.value, cast)
        for name in faults.texts(node, "decoys"):
            if cast.named(name):
                faults.add(node, "E324", f"“{name}” is a thing already; no need for a decoy")
            else:
                decoy_key = f"{key.value}:{slug(name)}"
                own = Thing(
                    decoy_key, name, key.value, decoy=True, line=node.line, file=faults.file
                )
                cast.add(own)


def check_references(top: Mapping, cast: Cast) -> None:
    """Note the members and wholes of hand-written things that are no things. Call this last."""
    for key, node in cast.faults.mapping(top.get("things"), "things") or ():
        if key.value in cast.things:
            for other in unknown_references(cast.things[key.value], cast):
                cast.faults.add(node, "E321", f"there is no thing “{other}”{cast.hint(other)}")


def unknown_references(thing: Thing, cast: Cast) -> list[str]:
    """Return the keys that a thing names and that are no things."""
    return [key for key in (*thing.members, *thing.part_of) if key not in cast.things]


def _check_type(node: Node, name: str, cast: Cast) -> None:
    if name not in cast.library.types:
        hint = did_you_mean(name, cast.library.types)
        cast.faults.add(node, "E305", f"there is no type “{name}”{hint}")


def read_thing(key: Scalar, node: Node, cast: Cast) -> Thing | None:
    """Return the thing a node describes, noting faults; the cast is left as it is."""
    faults = cast.faults
    mapping = faults.mapping(node, f"the thing “{key.value}”")
    if mapping is None:
        return None
    faults.check_keys(mapping, THING_KEYS, "a thing")
    kind = faults.text(mapping.get("type"), "type")
    if kind is None:
        faults.add(key, "E320", f"the thing “{key.value}” needs a type")
        return None
    _check_type(mapping.get("type") or node, kind, cast)
    shown = faults.text(mapping.get("name"), "name") or key.value
    if leaves_open(shown, kind, cast.library):
        faults.add(mapping.get("name") or key, "E345", _OPEN.format(shown))
    pronouns = faults.text(mapping.get("pronouns"), "pronouns") or ""
    if pronouns and pronouns not in PRONOUNS:
        faults.add(node, "E107", "pronouns should be one of " + ", ".join(sorted(PRONOUNS)))
    popularity = faults.converted(mapping.get("popularity"), "popularity", to_number, "a number")
    return Thing(
        key=key.value,
        name=shown,
        type=kind,
        aliases=faults.texts(mapping.get("aliases"), "aliases"),
        article=faults.text(mapping.get("article"), "article") or "",
        pronouns=pronouns,
        members=faults.texts(mapping.get("members"), "members"),
        part_of=faults.texts(mapping.get("part_of"), "part_of"),
        popularity=popularity or 0.0,
        since=faults.whole(mapping.get("since"), "since"),
        until=faults.whole(mapping.get("until"), "until"),
        ask=faults.flag(mapping.get("ask"), "ask", default=True),
        sensitive=faults.flag(mapping.get("sensitive"), "sensitive"),
        line=key.line,
        file=faults.file,
        picture=_read_picture(mapping.get("picture"), faults),
    )


def _read_picture(node: Node | None, faults: Faults) -> Picture | None:
    """Return what a thing looks like; None where nothing is told, or it is at fault."""
    mapping = faults.mapping(node, "picture") if node else None
    if node is None or mapping is None:
        return None
    faults.check_keys(mapping, PICTURE_KEYS, "a picture")
    file, alt, credit, license_ = (
        (faults.text(mapping.get(key), key) or "") if mapping.get(key) else ""
        for key in PICTURE_KEYS
    )
    if not _FILE.fullmatch(file):
        message = f"its “file” is a plain name in the folder media, media/m1.webp, not “{file}”"
        faults.add(mapping.get("file") or node, "E329", message)
        return None
    if not alt:
        message = "say in “alt” what is to be seen, for those who do not see it"
        faults.add(node, "E329", f"a picture needs words: {message}")
        return None
    return Picture(file, alt, credit, license_)
