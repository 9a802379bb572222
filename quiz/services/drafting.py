"""Drafting from a text: the rules and names that ship, and what comes out as a moments file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from quiz.documents.yaml_text import MAX_BYTES as MAX_YAML
from quiz.drafting.drafter import draft
from quiz.drafting.gazetteer import Gazetteer, gather
from quiz.drafting.model import MAX_BYTES, Drafted
from quiz.drafting.reviewing import Review
from quiz.drafting.rules import Rules, read_rules
from quiz.drafting.writing import Head, write_drafts
from quiz.errors import BadInputError
from quiz.moments.cast import slug
from quiz.moments.model import Facts
from quiz.resources import resource
from quiz.services import sources
from quiz.services.files import Source

_PRIVATE = range(0xE000, 0xF900)  # signs of nobody's, which patterns use
_MAX_TITLE = 120


@cache
def rules() -> Rules:
    """Return the rules that ship."""
    return read_rules(_questions("drafting.yaml"), "drafting.yaml", sources.library())


@cache
def gazetteer(with_file: Path | None = None) -> Gazetteer:
    """Return the names of a file, if there is one, then those of all that ship.

    Raises BadInputError for faults in that file; one that ships and cannot be read adds no names.
    """
    own = [_facts(with_file)] if with_file else []
    shipped: list[Facts] = []
    for path in sorted(resource("questions/moments").glob("*.yaml")):
        try:
            shipped.append(_facts(path))
        except BadInputError:
            continue
    return gather([*own, *shipped], sources.library(), rules().skip)


def read_text(content: bytes, name: str) -> str:
    """Return the text of a file to draft from. Raises BadInputError for what is no text."""
    if len(content) > MAX_BYTES:
        size, most = len(content) // 1024, MAX_BYTES // 1024
        raise BadInputError(
            f"{name} has {size:,} kB; at most {most} kB are read at once. Draft from a part of it."
        )
    try:
        utf16 = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInputError(f"{name}, line {line}: this is not UTF-8. Save it as UTF-8.") from error
    if "\0" in text:
        raise BadInputError(f"{name} is no text: there are zero bytes in it.")
    if not text.strip():
        raise BadInputError(f"{name} is empty: there is nothing to draft from.")
    return text


def drafted_from(text: str, with_file: Path | None = None) -> Drafted:
    """Draft from a text that ``read_text`` has passed."""
    clean = text.translate(dict.fromkeys(_PRIVATE, " "))
    return draft(clean, sources.library(), rules(), gazetteer(with_file))


def moments_file(drafted: Drafted, head: Head) -> str:
    """Return the drafts as a moments file, which is read once to see that it can be.

    Raises BadInputError when it would be longer than such a file may be.
    """
    text = write_drafts(drafted, head, sources.library())
    if len(text.encode()) > MAX_YAML:
        told = f"{len(drafted.drafts):,} drafts are more than one file may hold"
        raise BadInputError(f"{told}: draft from a part of the text.")
    Review(text, f"{head.id}.yaml", sources.library()).facts()
    return text


def head_of(text: str, name: str, as_of: str) -> Head:
    """Return what stands above drafts unless somebody says otherwise: the file's name as title."""
    stem = " ".join(Path(name).stem.replace("_", " ").replace("-", " ").split())
    title = stem[:1].upper() + stem[1:] if slug(stem) else " ".join(text.split()[:6])
    title = title[:_MAX_TITLE] or "Drafts"
    return Head(slug(title) or "drafts", title, as_of, file=name)


def made_from(text: str, title: str, today: str) -> tuple[str, str]:
    """Return a title and the moments file of a text that somebody pasted."""
    guessed = head_of(text, "", today)
    named = title[:_MAX_TITLE] or guessed.title
    head = Head(slug(named) or "drafts", named, today)
    return named, moments_file(drafted_from(text), head)


def _facts(path: Path) -> Facts:
    return sources.facts_of(Source(path, "moments", path.name))


def _questions(name: str) -> str:
    return (resource("questions/moments").parent / name).read_text(encoding="utf-8")
