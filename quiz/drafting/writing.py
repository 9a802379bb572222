"""Draft moments → a moments file that is pleasant to review, and reads without a fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quiz.drafting.model import Draft, Drafted, NewThing
from quiz.moments.library import Library
from quiz.moments.model import Kind

SOURCE = "article"
_PLAIN = re.compile(r"[^\W_][\w .'’()/+–$-]*[\w.)$]|[^\W_]")
_LONGEST_COMMENT = 300
_MOST_LISTED = 2000  # sentences that were not understood; the count at the top is of all


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the moments."""

    id: str
    title: str
    as_of: str
    license: str = ""
    file: str = ""


def quoted(text: str) -> str:
    """Return a text as YAML of one line, plain where nothing in it could be misread."""
    text = one_line(text)
    if _PLAIN.fullmatch(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def one_line(text: str) -> str:
    """Return a text with nothing in it that ends a line or cannot be printed."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def flow(values: Sequence[str]) -> str:
    """Return one value, or several as a list."""
    return quoted(values[0]) if len(values) == 1 else f"[{', '.join(map(quoted, values))}]"


def write_drafts(drafted: Drafted, head: Head, library: Library) -> str:
    """Return the file. Every sentence of the text is accounted for in its comments."""
    used = {key for draft in drafted.drafts for keys in draft.roles.values() for key in keys}
    of = f" of {one_line(head.file)}" if head.file else ""
    told = f"{drafted.told} gave {_count(len(drafted.drafts), 'draft')}"
    left = f"{len(drafted.left)} were not understood{' (listed below)' if drafted.left else ''}"
    lines = [
        f"# Draft moments{of}, guessed by rules. None is asked before you accept it:",
        "# quiz moments review FILE",
        f"# {_count(len(drafted.sentences), 'sentence')}: {told}, {left}.",
        "format: 1",
        f"id: {quoted(head.id)}",
        f"title: {quoted(head.title)}",
        f"as_of: {quoted(head.as_of)}",
    ]
    if head.license:
        lines.append(f"license: {quoted(head.license)}")
    lines += [
        "sources:",
        f"  {SOURCE}:",
        f"    title: {quoted(head.title)}",
        f"    date: {quoted(head.as_of)}",
    ]
    things = [thing for thing in drafted.things.values() if thing.key in used]
    lines.append("things:" if things else "things: {}")
    lines += [thing_line(thing) for thing in things]
    lines.append("moments:" if drafted.drafts else "moments: []")
    for draft in drafted.drafts:
        lines += _moment(draft, library)
    if drafted.left:
        lines += ["", "# Not understood, with the number of the sentence:"]
        listed = drafted.left[:_MOST_LISTED]
        lines += [f"# {s.place or '–'}, {why}: {_short(s.text)}" for s, why in listed]
        if len(listed) < len(drafted.left):
            lines.append(f"# … and {len(drafted.left) - len(listed):,} more")
    return "\n".join(lines) + "\n"


def thing_line(thing: NewThing) -> str:
    """Return a thing as a line; one whose type was guessed says so."""
    parts = [f"name: {quoted(thing.name)}", f"type: {thing.type}"]
    if thing.article:
        parts.append(f"article: {quoted(thing.article)}")
    if thing.pronouns:
        parts.append(f"pronouns: {thing.pronouns}")
    if thing.aliases:
        parts.append(f"aliases: [{', '.join(map(quoted, thing.aliases))}]")
    if not thing.ask:
        parts.append("ask: false")
    if thing.sensitive:
        parts.append("sensitive: true")
    note = "  # a guess" if thing.guessed else ""
    return f"  {quoted(thing.key)}: {{{', '.join(parts)}}}{note}"


def _moment(draft: Draft, library: Library) -> Iterable[str]:
    kind = library.kinds[draft.kind]
    place = draft.sentence.place
    yield f"  # {place or '–'}, {draft.sure:.0%} sure: {_short(draft.words)}"
    for at, (key, value) in enumerate(role_values(kind, draft.roles)):
        yield f"  {'  ' if at else '- '}{key}: {value}"
    yield "    status: draft"
    yield f"    source: {f'{{{SOURCE}: {quoted(place)}}}' if place else SOURCE}"


def role_values(kind: Kind, roles: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return the roles of a moment as keys and values, its kind first."""
    rest = dict(roles)
    if kind.symmetric and all(len(rest.get(side, ())) == 1 for side in kind.symmetric):
        first = flow([rest.pop(side)[0] for side in kind.symmetric])
    elif kind.symmetric:
        sides = [f"{side}: {flow(rest.pop(side))}" for side in kind.symmetric if side in rest]
        first = f"{{{', '.join(sides)}}}"
    else:
        first = flow(rest.pop(kind.head)) if kind.head in rest else '""'
    return [(kind.name, first), *((role, flow(names)) for role, names in rest.items())]


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST_COMMENT else text[: _LONGEST_COMMENT - 1] + "…"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
