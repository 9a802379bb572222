"""What drafting makes of a text: sentences, the names in them, and what seems to have happened."""

from __future__ import annotations

from dataclasses import dataclass, field

UNKNOWN = "?"
"""The type of a name that nothing is known of: somebody, or a group."""

MAX_BYTES = 256 * 1024
"""The longest text that is drafted from; what comes out is about three times as long."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or caption. ``place`` is the text's own number for it, else its count from 1."""

    text: str
    place: str
    line: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: ``start`` and ``end`` count characters of its sentence.

    ``known`` is the key of the thing of that name, if there is one; ``sort`` is a finer word for
    the type (a prize that is won or one that is bestowed). A ``weak`` one begins a sentence and
    may be no name at all: it counts only where a relation needs it. ``refers`` tells a pronoun:
    ``one``, ``many`` or ``group``.
    """

    text: str
    type: str
    start: int
    end: int
    known: str = ""
    sort: str = ""
    weak: bool = False
    refers: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A relation in a sentence. ``roles`` holds places in its list of mentions, ``texts`` words."""

    kind: str
    roles: dict[str, tuple[int, ...]]
    texts: dict[str, str]
    start: int
    end: int
    sure: float


@dataclass(frozen=True, slots=True)
class NewThing:
    """A thing of the draft. ``guessed`` is false for one that a moments file knew already."""

    key: str
    name: str
    type: str
    guessed: bool = True
    aliases: tuple[str, ...] = ()
    article: str = ""
    pronouns: str = ""
    ask: bool = True
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A moment that a sentence seems to tell. ``sure`` is from 0 to 1; ``words`` say why."""

    kind: str
    roles: dict[str, tuple[str, ...]]
    sentence: Sentence
    words: str
    sure: float


@dataclass(frozen=True, slots=True)
class Drafted:
    """All that a text gave. Every sentence is in ``told`` or in ``left`` with a reason."""

    things: dict[str, NewThing]
    drafts: tuple[Draft, ...]
    sentences: tuple[Sentence, ...]
    left: tuple[tuple[Sentence, str], ...]
    names: dict[int, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def told(self) -> int:
        """How many sentences gave at least one draft."""
        return len(self.sentences) - len(self.left)
