"""The things that a moments file describes, read into its cast; what they are and look like."""

from __future__ import annotations

import re
from math import isfinite

from quiz.documents.nodes import Faults, Mapping, Node, Scalar
from quiz.moments.cast import OPEN_NAME, Cast, leaves_open, slug
from quiz.moments.model import Picture, Thing
from quiz.text import did_you_mean

THING_KEYS = {
    "name", "type", "aliases", "article", "pronouns", "members", "part_of", "popularity",
    "since", "until", "ask", "sensitive", "picture",
}  # fmt: skip
PICTURE_KEYS = ("file", "alt", "credit", "license")
PRONOUNS = {"he", "she", "they", "it"}
_FILE = re.compile(r"media/[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def to_number(text: str) -> float:
    """Read a number, with or without signs between the thousands. Raises ValueError."""
    number = float(text.replace(",", "").replace(" ", ""))
    if not isfinite(number):
        raise ValueError(text)
    return number


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
        faults.add(mapping.get("name") or key, "E345", OPEN_NAME.format(shown))
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
