"""The tables of what people make: steps of moments files, packs with their versions, ratings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.store.learning_tables import Skill
from quiz.store.tables import Base


class MomentsStep(Base):
    """A change of a moments file: its text before, and what was done. Numbers only grow."""

    __tablename__ = "moments_steps"

    draft_id: Mapped[str] = mapped_column(
        ForeignKey("moments_drafts.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    before: Mapped[bytes] = mapped_column(LargeBinary)
    told: Mapped[str] = mapped_column(String(200))
    is_undo: Mapped[bool]


class OwnPack(Base):
    """A pack of a person: its version that counts, who sees it, and what it is based on.

    ``version`` 0 was never published. ``content`` is a digest of its questions alone, so that the
    same questions are known again; ``revision`` grows with whatever is done to it or its draft.
    """

    __tablename__ = "own_packs"

    pack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    draft_id: Mapped[str | None] = mapped_column(
        ForeignKey("moments_drafts.id", ondelete="CASCADE"), unique=True
    )
    owner_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))
    version: Mapped[int]
    visibility: Mapped[str] = mapped_column(String(10), index=True)
    saved_at: Mapped[datetime]
    revision: Mapped[int]
    content: Mapped[str] = mapped_column(String(64))
    based_on: Mapped[str] = mapped_column(String(200))
    based_title: Mapped[str] = mapped_column(String(400))
    based_by: Mapped[str] = mapped_column(String(400))
    based_owner_id: Mapped[str | None] = mapped_column(
        ForeignKey("players.id", ondelete="SET NULL"), index=True
    )


class PackStep(Base):
    """A version of a person's pack: what was published when, and what was said of it."""

    __tablename__ = "pack_steps"

    pack_id: Mapped[str] = mapped_column(
        ForeignKey("own_packs.pack_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))
    note: Mapped[str] = mapped_column(String(200))
    saved_at: Mapped[datetime]


class PackDraft(Base):
    """A person's pack as it stands in the editor: nobody else sees it, and nobody plays it."""

    __tablename__ = "pack_drafts"

    pack_id: Mapped[str] = mapped_column(
        ForeignKey("own_packs.pack_id", ondelete="CASCADE"), primary_key=True
    )
    body: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime]


class PackEdit(Base):
    """A step of a draft, that can be taken back (``is_done``) or done again.

    Its ``revision`` is that of the pack when it was done or taken back last: the steps hold as long
    as nothing else was done to the pack since. Steps with one ``topic`` become one.
    """

    __tablename__ = "pack_edits"

    pack_id: Mapped[str] = mapped_column(
        ForeignKey("own_packs.pack_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    before: Mapped[bytes] = mapped_column(LargeBinary)
    after: Mapped[bytes] = mapped_column(LargeBinary)
    told: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str] = mapped_column(String(200))
    is_done: Mapped[bool]
    revision: Mapped[int]
    made_at: Mapped[datetime]


class PackUpload(Base):
    """A file that was read and is looked at, before anything of it is saved."""

    __tablename__ = "pack_uploads"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    report: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(index=True)


class PackRating(Base):
    """How many stars of five somebody who played a pack gives it."""

    __tablename__ = "pack_ratings"

    pack_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    player_id: Mapped[str] = mapped_column(
        ForeignKey("players.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    stars: Mapped[int]
    rated_at: Mapped[datetime]


METADATA = Skill.metadata
"""Of all tables: what is imported here knows the others."""
