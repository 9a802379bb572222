"""The tables of what authors make: every step of a moments file, and the pack it became."""

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
    """The pack that an author saved of a moments file: its current version, and who sees it."""

    __tablename__ = "own_packs"

    pack_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    draft_id: Mapped[str] = mapped_column(
        ForeignKey("moments_drafts.id", ondelete="CASCADE"), unique=True
    )
    owner_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))
    version: Mapped[int]
    is_shared: Mapped[bool]
    saved_at: Mapped[datetime]


METADATA = Skill.metadata
"""Of all tables: what is imported here knows the others."""
