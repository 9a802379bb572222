"""What the editor hands to a page: plain values, ready to be shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from quiz.drafting.forms import Said, Told
from quiz.drafting.typed import Fault
from quiz.errors import Problem

Mark = Literal["new", "changed", "same", "gone"]


@dataclass(frozen=True, slots=True)
class FileRow:
    """A line in the list of an author's files; ``pack`` is the id of what it was saved as."""

    id: str
    title: str
    waiting: int
    moments: int
    updated_at: datetime
    pack: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class ThingRow:
    """A thing of the cast. ``uses`` is how many moments name it."""

    key: str
    name: str
    type: str
    aliases: tuple[str, ...]
    uses: int
    ask: bool


@dataclass(frozen=True, slots=True)
class MomentRow:
    """A moment, told; ``number`` is its place in the file, ``questions`` how many ask for it."""

    number: int
    id: str
    kind: str
    told: str
    status: str
    questions: int


@dataclass(frozen=True, slots=True)
class RoleField:
    """A role as a field; ``default`` is what the file fills in, ``whole`` said by the kind.

    ``names`` are those of the things that may fill it.
    """

    name: str
    types: tuple[str, ...]
    many: bool
    is_text: bool
    needed: bool
    whole: bool
    default: str
    values: tuple[str, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MomentForm:
    """A moment to fill in; ``number`` is -1 for a new one."""

    number: int
    kind: str
    say: str
    roles: tuple[RoleField, ...]
    said: Said
    default_source: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ThingForm:
    """A thing to fill in; ``key`` is empty for a new one. ``uses`` moments and things name it."""

    key: str
    told: Told
    uses: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option with why it is wrong, when it is."""

    text: str
    is_right: bool
    why: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question that comes out, with its proof, and what became of it by the last change."""

    id: str
    mark: Mark
    form: str
    level: str
    ask: str
    answer: str
    options: tuple[OptionRow, ...]
    right: str
    rule: str
    source: str
    explain: str


@dataclass(frozen=True, slots=True)
class SkipRow:
    """A moment, how many questions it has, and why it has no more: each reason with its forms."""

    told: str
    questions: int
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """What comes out. ``forms`` counts by form, ``marks`` by what the last change did.

    ``total`` are all, ``rows`` those shown of the ``found`` that the filter lets through.
    """

    total: int
    forms: Mapping[str, int] = field(hash=False)
    marks: Mapping[str, int] = field(hash=False)
    form: str
    found: int
    rows: tuple[QuestionRow, ...]
    silent: tuple[SkipRow, ...]
    others: tuple[SkipRow, ...]
    skipped: int
    moments: int
    asked: int
    too_many: bool = False


@dataclass(frozen=True, slots=True)
class PackView:
    """The pack that was saved of a file. ``is_current``: it asks just what comes out now."""

    id: str
    title: str
    license: str
    version: int
    count: int
    is_shared: bool
    is_current: bool
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source to change; ``uses`` is how many moments cite it, ``texts`` what it says by key."""

    key: str
    title: str
    texts: Mapping[str, str] = field(hash=False)
    uses: int


@dataclass(frozen=True, slots=True)
class Lists:
    """What fields complete: names with their types, kinds, types, sources.

    ``used`` are the kinds of the file's own moments, the most used first.
    """

    things: tuple[tuple[str, str], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    types: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    used: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskView:
    """A file on the desk. Where it cannot be read there are ``errors``, and its text alone.

    ``undo`` tells what would be undone, ``license`` is what the file says of itself.
    """

    id: str
    title: str
    license: str
    revision: int
    text: str
    undo: str
    can_undo: bool
    waiting: int
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    things: tuple[ThingRow, ...]
    moments: tuple[MomentRow, ...]
    from_tables: int
    lists: Lists
    questions: QuestionsView | None
    pack: PackView | None
    shown: int = 0
    moment: MomentForm | None = None
    thing: ThingForm | None = None
    head: Mapping[str, str] = field(default_factory=dict, hash=False)
    sources: tuple[SourceRow, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether forms can change it."""
        return self.questions is not None


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a file is to be shown: which form is open, which questions, from which moment on."""

    moment: int | None = None
    new: str = ""
    thing: str | None = None
    form: str = ""
    first: int = 0
    find: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it came in, to be shown again: of a moment, or of a thing."""

    said: Said | None = None
    told: Told | None = None
    faults: Sequence[Fault] = ()
