"""Moments: events with roles, filled by things, on the word of a source.

A *thing* is a name with a type. A *kind* of moment (``won``, ``hugged``) declares its roles and
how it is put into words. A *moment* fills the roles of its kind. Facts are open unless declared
complete: that a list is the whole list is said by the author, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from quiz.errors import Problem

Status = Literal["stated", "inferred", "disputed", "draft", "expired"]


@dataclass(frozen=True, slots=True)
class ThingType:
    """A type of thing with its nouns. ``base`` is the wider type (an artist is a person).

    ``ordered`` options stand in order (years, weekdays). A ``circumstance`` is when or where
    something happened: sharing it brings nobody together.
    """

    name: str
    noun: str
    plural: str
    base: str = ""
    ordered: bool = False
    circumstance: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What a thing looks like: a file in the folder ``media`` beside the moments.

    ``alt`` says what is to be seen and must not name the thing that is asked for; ``credit`` and
    ``license`` are told with the answer.
    """

    file: str
    alt: str
    credit: str = ""
    license: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Somebody or something that a moment can name.

    ``ask`` is false for those who are told about but never asked about (children), ``decoy`` is
    true for those who are named only to be wrong options. ``popularity`` is any number that
    grows with fame (0 = unknown); ``since`` and ``until`` are the years it bore this name.
    A ``picture`` may be shown where a stem would name it.
    """

    key: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    article: str = ""
    pronouns: str = ""
    members: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    popularity: float = 0.0
    since: int | None = None
    until: int | None = None
    ask: bool = True
    sensitive: bool = False
    decoy: bool = False
    line: int = field(default=0, compare=False)
    file: str = field(default="", compare=False)
    picture: Picture | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it goes by, the shown one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Role:
    """A part in a kind of moment: which types may fill it, one or many.

    ``open`` roles take names that are not among the things, as a thing of the first type;
    ``text`` roles take words that are shown and never asked.
    """

    name: str
    types: tuple[str, ...]
    many: bool = False
    open: bool = False
    text: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """The stems that ask for one role.

    ``one`` stands when there is one answer, ``many`` when there are several and all are wanted,
    ``of_these`` when one of several is among the options, ``never`` when all but one are,
    ``pair`` when one of two is told and the other wanted, ``count`` when it is asked how many
    there are. Empty: not asked that way.
    Stems begin in lower case; ``[...]`` is kept when the roles inside it are filled.

    Three hide one role of ``one``, the *items*: ``order`` puts things in the order of their
    numbers or years, ``match`` joins each to its answer, ``odd`` asks which of several has not the
    item that the others share. ``clue`` is no stem but a description of the one answer ("the
    artist that won …"), which may stand in other stems for the roles named in ``by_clue`` there.

    A number that is typed is right within ``within``; things in order lie at least ``gap`` apart.
    ``shown`` is the role whose picture every stem shows instead of naming who fills it.
    """

    role: str
    one: str = ""
    many: str = ""
    of_these: str = ""
    never: str = ""
    pair: str = ""
    count: str = ""
    order: str = ""
    match: str = ""
    odd: str = ""
    clue: str = ""
    by_clue: tuple[str, ...] = ()
    within: int = 0
    gap: int = 1
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of moment.

    ``head`` is the role that the kind's own key fills. Each entry of ``pinned_by`` is a set of
    roles that picks out one moment of the world. ``complete`` lists the roles that are whole
    by default. ``symmetric`` names two roles that may change places. Moments of one ``family``
    are too alike for one to be a wrong answer about another. ``also`` names the flags with which
    a moment tells one of another kind as well: ``first_ever`` of a prize.
    """

    name: str
    roles: dict[str, Role]
    head: str
    say: str
    asking: tuple[Asking, ...]
    pinned_by: tuple[frozenset[str], ...] = ()
    complete: frozenset[str] = frozenset()
    symmetric: tuple[str, str] | None = None
    family: str = ""
    line: int = 0
    also: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from.

    A ``complete`` one is declared whole: within its ``scope`` (a phrase that opens a sentence,
    "In the backstage round-up") what it does not say is not so.
    """

    key: str
    title: str
    date: str = ""
    url: str = ""
    license: str = ""
    scope: str = ""
    complete: bool = False
    unit: str = "no."
    line: int = field(default=0, compare=False)

    def cite(self, place: str = "") -> str:
        """Return the citation that a player reads: title, date, number."""
        parts = [self.title, self.date, f"{self.unit} {place}".strip() if place else ""]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Moment:
    """One event: its kind, who fills which role, what is whole, and who says so.

    ``near`` names things that make good wrong answers here (last year's winner). ``jointly`` is
    false for a tie: several who each have it, and none of them shared it with another. ``also``
    are the kinds of which its flags tell a moment besides.
    """

    id: str
    kind: str
    roles: dict[str, tuple[str, ...]]
    complete: frozenset[str] = frozenset()
    status: Status = "stated"
    source: str = ""
    place: str = ""
    note: str = ""
    near: tuple[str, ...] = ()
    jointly: bool = True
    line: int = field(default=0, compare=False)
    file: str = field(default="", compare=False)
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCount:
    """What became of the rows of a table: ``rows == used + len(left_out) + faulty``.

    ``left_out`` gives the line and the reason of each row that the file itself leaves out.
    """

    file: str
    rows: int
    used: int
    left_out: tuple[tuple[int, str], ...]
    faulty: int
    moments: int


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one moments file says, and the rows of its tables that could not be used.

    ``chosen`` is no part of the file but what players have shown: by moment and folded name of a
    wrong option, the share of those to whom it was offered that chose it.
    """

    id: str
    title: str
    things: dict[str, Thing]
    kinds: dict[str, Kind]
    types: dict[str, ThingType]
    moments: tuple[Moment, ...]
    sources: dict[str, Source]
    as_of: str = ""
    license: str = ""
    language: str = "en"
    description: str = ""
    tags: tuple[str, ...] = ()
    file: str = ""
    closed: frozenset[str] = field(default_factory=frozenset)
    quiet: frozenset[str] = field(default_factory=frozenset)
    tables: tuple[TableCount, ...] = ()
    problems: tuple[Problem, ...] = ()
    chosen: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
