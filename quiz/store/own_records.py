"""What people make, as plain values: moments files, packs with their versions, files read in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Visibility = Literal["private", "unlisted", "public"]


@dataclass(frozen=True, slots=True)
class MomentsDraftRecord:
    """A file of moments that its author still works on; ``text`` is the YAML.

    ``revision`` is how often it was changed: it grows with every change, also with one undone.
    """

    id: str
    owner_id: str
    title: str
    text: str = field(repr=False)
    updated_at: datetime
    revision: int = 0


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A change of a moments file: ``number`` is the revision it led to, ``told`` what was done."""

    number: int
    told: str
    is_undo: bool


@dataclass(frozen=True, slots=True)
class Credit:
    """What a pack is based on: the pack, its title, its authors, and whose it was here, if known.

    Where it names no ``by``, its owner is to be credited, by the name they have now.
    """

    pack_id: str
    title: str
    by: str
    owner_id: str | None = None


@dataclass(frozen=True, slots=True)
class OwnPackRecord:
    """A pack of a person.

    ``draft_id`` is the moments file it was made of, ``version`` 0 one that was never published,
    ``revision`` grows with every change of it or its draft, ``content`` is a digest of its
    questions.
    """

    pack_id: str
    owner_id: str
    digest: str
    version: int
    visibility: Visibility
    saved_at: datetime
    draft_id: str | None = None
    revision: int = 0
    content: str = ""
    credit: Credit | None = None

    @property
    def is_shared(self) -> bool:
        """Whether whoever has its address may play it."""
        return self.visibility != "private"


@dataclass(frozen=True, slots=True)
class PackStepRecord:
    """A version of a person's pack, and what was said of it."""

    number: int
    digest: str
    note: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """A file that was read: its pack, None when there is no question in it, and the report."""

    id: str
    owner_id: str
    name: str
    body: bytes = field(repr=False)
    report: bytes = field(repr=False)
    made_at: datetime
