"""What a format finds in a file, and what it writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from quiz.packs.model import Pack
from quiz.questions.kinds import Kind

Unit = Literal["line", "row", "question"]
Value = str | tuple[str, ...] | tuple[tuple[str, str], ...] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A question, by the keys of our own format (``ask``, ``answer``, ``wrong``, ``typed``, …).

    Texts are plain and may be untrimmed. ``at`` is its line, row or number in the file, from 1;
    ``changes`` tells, a sentence each, what is no longer as it was there.
    """

    at: int
    keys: Mapping[str, Value]
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """A question that is not taken over: where, how it begins, and why."""

    at: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found, in the order of the file.

    ``head`` has the keys of a pack that the file tells (``title``, ``language``, ``license``, …),
    ``media`` the files it carries, by the names by which questions call them. A file of our own
    is a ``pack`` already, checked as a whole, and has no entries.
    """

    entries: tuple[Found | Skip, ...]
    unit: Unit = "line"
    head: Mapping[str, Value] = field(default_factory=dict)
    media: Mapping[str, bytes] = field(default_factory=dict)
    pack: Pack | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not hold of a question: ``question`` is how it begins."""

    question_id: str
    question: str
    what: str


@dataclass(frozen=True, slots=True)
class Written:
    """A file, and what of the pack is not in it."""

    data: bytes
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """What a format looks at to know its own: the file, its beginning as text, and its name.

    The name only decides between formats that the content cannot tell apart. In ``memo`` formats
    that look for the same thing keep what they found, for each other.
    """

    data: bytes
    text: str
    name: str
    memo: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Holds:
    """What a format can hold: kinds of questions, keys of a question and keys of a pack."""

    kinds: Collection[Kind]
    keys: Collection[str] = ()
    head: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format. ``read`` raises BadInputError for a file that cannot be read as a whole.

    ``holds`` is what is written, or taken over where it is only read; ``limits`` says in a
    sentence or two what of that comes through but in part, and what is left out when it is read.
    ``write`` is None where a format is only read; ``carry`` is there where it holds the files of
    pictures and sounds too.
    """

    name: str
    title: str
    ending: str
    fits: Callable[[Sample], bool]
    read: Callable[[bytes, str], Reading]
    write: Callable[[Pack], Written] | None = None
    mime: str = "text/plain; charset=utf-8"
    holds: Holds = Holds(())
    limits: str = ""
    carry: Callable[[Pack, Mapping[str, bytes]], Written] | None = None


def written(form: Format, pack: Pack, files: Mapping[str, bytes]) -> Written:
    """Return a pack in a format, with its ``files`` where that can hold them.

    Raises ValueError for a format that is only read.
    """
    if form.carry:
        return form.carry(pack, files)
    if form.write:
        return form.write(pack)
    raise ValueError(f"{form.name} is only read")
