"""What the pack editor shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from quiz.packs.form_faults import FieldFault
from quiz.packs.forms import Form
from quiz.questions.kinds import Kind
from quiz.questions.model import Audio, Picture
from quiz.services.library.mending import Reported
from quiz.services.packdesk.changes import Head
from quiz.services.views import QuestionPage

State = Literal["new", "draft", "published"]


@dataclass(frozen=True, slots=True)
class Row:
    """A question in the list; ``place`` counts from 1."""

    id: str
    place: int
    ask: str
    kind: Kind
    faults: int
    advice: int
    reports: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The question that is open: its form, what is said of it, how it plays."""

    id: str
    place: int
    form: Form
    faults: tuple[FieldFault, ...]
    advice: tuple[str, ...]
    preview: QuestionPage
    reports: tuple[Reported, ...]
    picture: Picture | None
    audio: Audio | None

    is_blank: bool = False

    def fault(self, name: str) -> str:
        """Return what is at fault in a field, or an empty text; before anything is written, too."""
        if self.is_blank:
            return ""
        return next((one.message for one in self.faults if one.field == name), "")


@dataclass(frozen=True, slots=True)
class DeskView:
    """A pack on the desk.

    ``state``: ``new`` was never published, ``draft`` has changes that are not. ``rows`` are those
    of ``found`` questions from ``first`` on; ``faulty`` are all that cannot be published. ``undo``
    and ``redo`` tell what would be taken back and done again.
    """

    id: str
    revision: int
    state: State
    version: int
    saved_at: datetime | None
    visibility: str
    head: Head
    total: int
    found: int
    first: int
    rows: tuple[Row, ...]
    faulty: tuple[Row, ...]
    undo: str
    redo: str
    sheet: Sheet | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a pack is to be shown: which question is open, which rows."""

    question: str = ""
    find: str = ""
    first: int | None = None
