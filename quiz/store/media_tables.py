"""The table of pictures and sounds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.store.own_tables import OwnPack
from quiz.store.tables import Base


class MediaFile(Base):
    """A picture or a sound as it is sent, by the digest of its bytes."""

    __tablename__ = "media"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    mime: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime]


METADATA = OwnPack.metadata
"""Of all tables there are: what is imported here knows the others."""
