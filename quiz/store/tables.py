"""The tables. Only this room knows them; the others get the records of ``quiz.store.records``.

Those of nights are in ``night_tables``, those of what play teaches in ``learning_tables``, which
with these here and those make up the schema.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Instant(TypeDecorator[datetime]):
    """An aware datetime, always UTC. SQLite keeps no zone, so it is given back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC; a naive datetime is a fault of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Gives every key and index a name, so that a migration can speak of it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        },
    )
    type_annotation_map = {datetime: Instant, list[Any]: JSON}  # noqa: RUF012 - SQLAlchemy's way


class Player(Base):
    """A person. Without a ``username`` it is a guest, known only by a device."""

    __tablename__ = "players"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(40))
    username: Mapped[str | None] = mapped_column(String(40))
    username_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class Device(Base):
    """A browser that acts for a player, known by the hash of its token."""

    __tablename__ = "devices"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    player_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    label: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class PackVersion(Base):
    """A pack as it was at some time, by the digest of its content: rounds keep what they began."""

    __tablename__ = "pack_versions"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    pack_id: Mapped[str] = mapped_column(String(200))
    card: Mapped[str] = mapped_column(Text)
    body: Mapped[bytes] = mapped_column(LargeBinary)
    stored_at: Mapped[datetime]


class PackSource(Base):
    """Which pack a file became, by the digest of the file and of the code that read it."""

    __tablename__ = "pack_sources"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))


class Round(Base):
    """A round of a player; ``scope`` is the pack or empty for a mix of all.

    ``kind`` is ``free``, ``review`` for one of questions that the player missed, or ``trial`` for
    one of a draft that its author tries out.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        Index("ix_rounds_player", "player_id", "started_at"),
        Index("ix_rounds_board", "ranked", "length", "scope", "finished_at"),
        Index("ix_rounds_scope", "scope", "finished_at"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    player_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"))
    scope: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(400))
    length: Mapped[int]
    level: Mapped[str] = mapped_column(String(20))
    timer: Mapped[int]
    preset: Mapped[str] = mapped_column(String(20))
    ranked: Mapped[bool]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    position: Mapped[int]
    total: Mapped[int]
    points: Mapped[int]
    right_count: Mapped[int]
    seconds: Mapped[float]
    kind: Mapped[str] = mapped_column(String(10), server_default="free")


class Card(Base):
    """One question of a round. Once ``ending`` is set, nothing of it changes."""

    __tablename__ = "cards"
    __table_args__ = (Index("ix_cards_pack", "pack_id", "round_id"),)

    round_id: Mapped[str] = mapped_column(
        ForeignKey("rounds.id", ondelete="CASCADE"),
        primary_key=True,
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))
    pack_id: Mapped[str] = mapped_column(String(200))
    question_id: Mapped[str] = mapped_column(String(200))
    deal: Mapped[list[Any]]
    opened_at: Mapped[datetime | None]
    deadline: Mapped[datetime | None]
    given: Mapped[list[Any]]
    ending: Mapped[str | None] = mapped_column(String(10))
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None] = mapped_column(String(10))
    points: Mapped[int]
    bonus: Mapped[int]


class Report(Base):
    """A player says that something is wrong with a question. Outlives the player without a name.

    It came from a round, or from a ``seat_id`` of a night; ``state`` is open, done or dismissed.
    """

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("round_id", "pack_id", "question_id"),
        Index("ix_reports_pack", "pack_id", "state"),
        Index("ix_reports_seat", "seat_id", "pack_id", "question_id", unique=True),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    player_id: Mapped[str | None] = mapped_column(
        ForeignKey("players.id", ondelete="SET NULL"),
        index=True,
    )
    round_id: Mapped[str | None] = mapped_column(ForeignKey("rounds.id", ondelete="SET NULL"))
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))
    pack_id: Mapped[str] = mapped_column(String(200))
    question_id: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[datetime]
    seat_id: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(10), server_default="open")


class MomentsDraft(Base):
    """A file of moments that its author still works on; nobody else sees it."""

    __tablename__ = "moments_drafts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    updated_at: Mapped[datetime]


class ReviewCard(Base):
    """A question that a player missed, and how well it sits by now.

    ``digest`` is the version of the pack in which it was missed; ``stage`` to ``seen_at`` are those
    of ``rounds.reviewing.Memory``.
    """

    __tablename__ = "review_cards"
    __table_args__ = (Index("ix_review_cards_due", "player_id", "due"),)

    player_id: Mapped[str] = mapped_column(
        ForeignKey("players.id", ondelete="CASCADE"), primary_key=True
    )
    pack_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    digest: Mapped[str] = mapped_column(ForeignKey("pack_versions.digest"))
    stage: Mapped[str] = mapped_column(String(12))
    step: Mapped[int | None]
    stability: Mapped[float]
    difficulty: Mapped[float]
    due: Mapped[datetime]
    seen_at: Mapped[datetime]
