"""The table of pictures and sounds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.store.own_tables import OwnPack
from quiz.store.tables import Base


class MediaFile(Base):
    """A picture or a sound as it is sent, by the digest of its bytes; when it was wanted last."""

    __tablename__ = "media"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    mime: Mapped[str] = mapped_column(String(40))
    data: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime]


class MediaHold(Base):
    """Who alone may see a medium: it goes with a draft of theirs. Without a row everybody may."""

    __tablename__ = "media_holds"

    digest: Mapped[str] = mapped_column(
        ForeignKey("media.digest", ondelete="CASCADE"), primary_key=True
    )
    player_id: Mapped[str] = mapped_column(
        ForeignKey("players.id", ondelete="CASCADE"), primary_key=True, index=True
    )


METADATA = OwnPack.metadata
"""Of all tables there are: what is imported here knows the others."""
