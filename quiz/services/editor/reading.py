"""A text of moments read, checked and asked: the same again costs nothing for a while.

All of this is slow for a request: it is called by ``house.heavy``. The generator is imported when
an author asks for it: a start has no need of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from time import thread_time
from typing import TYPE_CHECKING

from quiz.documents.nodes import Listing, Mapping, Node
from quiz.documents.yaml_text import read_yaml
from quiz.drafting.typed import Names
from quiz.errors import BadInputError, Problem
from quiz.moments.model import Facts, Moment
from quiz.moments.reading import read_moments
from quiz.moments.suspicions import suspicions
from quiz.packs.model import Pack
from quiz.resources import resource
from quiz.services import sources

if TYPE_CHECKING:
    from quiz.generator import Generated

FILE = "moments.yaml"
"""How messages call the file, before its line and column."""
MOST_ASKED = 2_000
"""Moments of which questions are made while their author waits."""
MOST_TABLES = 20
MOST_SECONDS = 3.0
"""Seconds of work that go into the questions of a file: nights share the machine."""
_KEPT = 8
_HINT = "for your own write a pack, or put file and folder into “moments” of the data folder"


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it was read. ``facts`` is None where it cannot be; then ``errors`` say why.

    ``told`` is each moment as a sentence, by its id; ``asked`` the questions, None of a file with
    more than ``MOST_ASKED`` moments, or whose moments take more than ``MOST_SECONDS`` to ask.
    """

    text: str
    facts: Facts | None = None
    top: Mapping | None = None
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    told: dict[str, str] | None = None
    asked: Generated | None = None

    @property
    def moments(self) -> tuple[Node, ...]:
        """The moments that are written in the file itself, as nodes."""
        found = self.top.get("moments") if self.top else None
        return found.items if isinstance(found, Listing) else ()

    def part(self, name: str) -> tuple[tuple[str, Node], ...]:
        """Return the keys and nodes of a part: "things", "sources", "defaults"."""
        found = self.top.get(name) if self.top else None
        return tuple((k.value, v) for k, v in found) if isinstance(found, Mapping) else ()

    def default(self, name: str) -> Node | None:
        """Return what the file fills in where a moment says nothing."""
        return next((node for key, node in self.part("defaults") if key == name), None)

    def names(self, *, sure: bool = False) -> Names:
        """Return who may be meant by what is typed."""
        if self.facts is None:
            raise BadInputError("The file cannot be read as it is.", self.errors)
        return Names(self.facts, sure=sure)


@lru_cache(maxsize=_KEPT)
def read(text: str) -> Read:
    """Read a text, and ask what can be asked. Raises nothing: faults are in what it returns."""
    from quiz.generator.building import build_index  # noqa: PLC0415 - see above
    from quiz.generator.wording import tell  # noqa: PLC0415 - see above

    try:
        facts = facts_of(text)
    except BadInputError as error:
        return Read(text, errors=error.problems)
    index = build_index(facts)
    told = {moment.id: tell(index, moment) for moment in facts.moments}
    asked = _asked(facts) if len(facts.moments) <= MOST_ASKED else None
    top = read_yaml(text, FILE)
    return Read(text, facts, top, facts.problems, suspicions(facts), told, asked)


class _TooLongError(Exception):
    """The questions of a file take longer than a page may."""


class _Timed(tuple[Moment, ...]):
    """Moments that end the work of whoever goes through them when its time is over."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Moment]:
        """Yield each, until there is no more time."""
        since = _started.get()
        for moment in super().__iter__():
            if thread_time() - since > MOST_SECONDS:
                raise _TooLongError
            yield moment


_started: ContextVar[float] = ContextVar("started")


def _asked(facts: Facts) -> Generated | None:
    """Return the questions, or None where names that meet in many moments make it too long."""
    from quiz.generator import generate  # noqa: PLC0415 - see above

    _started.set(thread_time())
    try:
        return generate(replace(facts, moments=_Timed(facts.moments)))
    except _TooLongError:
        return None


def facts_of(text: str) -> Facts:
    """Read a text. Raises BadInputError with every fault, each at its line and column."""
    tables = read_yaml(text, FILE).get("tables")
    if isinstance(tables, Listing) and len(tables.items) > MOST_TABLES:
        told = f"{len(tables.items)} tables are more than the {MOST_TABLES} that are read here"
        problem = Problem(FILE, tables.line, tables.column, "E332", told)
        raise BadInputError(f"{FILE} could not be read.", (problem,))
    facts = read_moments(text, FILE, sources.library(), shipped_table)
    lacking = [
        Problem(FILE, thing.line, 1, "E216", f"no picture “{thing.picture.file}” ships; {_HINT}")
        for thing in facts.things.values()
        if thing.picture and not shipped_picture(thing.picture.file)
    ]
    if lacking:
        raise BadInputError(f"{FILE} could not be read.", tuple(lacking))
    return facts


def shipped_picture(name: str) -> Path | None:
    """Return where a picture that ships lies, by its name in a file of moments; None for others."""
    folder = resource("questions/moments")
    path = folder / name
    return path if path.parent == folder / "media" and path.is_file() else None


def pictures_of(pack: Pack) -> dict[str, bytes]:
    """Return the pictures that ship among those that a pack calls, by their names."""
    names = {medium.file for question in pack.questions for medium in question.media}
    found = ((name, shipped_picture(name)) for name in sorted(names))
    return {name: path.read_bytes() for name, path in found if path}


def shipped_table(name: str) -> str:
    """Return a table that ships: the only ones that a file in the browser can speak of."""
    path = resource("questions/moments") / name
    if path.name != name or not path.is_file():
        raise FileNotFoundError(f"no table “{name}” ships with Greenroom; write its facts by hand")
    return path.read_text(encoding="utf-8")


def shipped() -> dict[str, str]:
    """Return the files of moments that ship, each with its title."""
    found: dict[str, str] = {}
    for path in sorted(resource("questions/moments").glob("*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("title:"):
                found[path.stem] = line.removeprefix("title:").strip().strip("\"'")
                break
    return found
