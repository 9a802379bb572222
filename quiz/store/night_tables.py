"""The tables of nights: what is asked, who sits where, what was answered, and what it earned."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from quiz.store.tables import Base


class Night(Base):
    """A night; ``plan_digest`` tells its plan from the one it had before."""

    __tablename__ = "nights"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    code: Mapped[str | None] = mapped_column(String(12), unique=True)
    host_hash: Mapped[str] = mapped_column(String(64))
    screen_key: Mapped[str] = mapped_column(String(64), unique=True)
    owner_id: Mapped[str | None] = mapped_column(
        ForeignKey("players.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = mapped_column(String(200))
    rules: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    plan_digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    sequence: Mapped[int]
    created_at: Mapped[datetime]
    touched_at: Mapped[datetime] = mapped_column(index=True)
    over_at: Mapped[datetime | None]


class Team(Base):
    """A team of a night; ``by_player`` says that a player founded it, and not the host.

    ``joker`` is that of its seats, and stays when nobody is left in it.
    """

    __tablename__ = "teams"
    __table_args__ = (UniqueConstraint("night_id", "name_key"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    night_id: Mapped[str] = mapped_column(ForeignKey("nights.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(200))
    by_player: Mapped[bool] = mapped_column(server_default=false())
    joker: Mapped[int | None]


class Seat(Base):
    """A player's place; ``live_key`` is the folded name while the seat is in or waiting."""

    __tablename__ = "seats"
    __table_args__ = (
        UniqueConstraint("night_id", "live_key"),
        Index("ix_seats_rescue", "night_id", "rescue_hash"),
        Index("ix_seats_device", "night_id", "device_hash"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    night_id: Mapped[str] = mapped_column(ForeignKey("nights.id", ondelete="CASCADE"))
    token_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    rescue_hash: Mapped[str] = mapped_column(String(64))
    device_hash: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(200))
    live_key: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(10))
    team_id: Mapped[str] = mapped_column(String(32))
    is_captain: Mapped[bool]
    is_audience: Mapped[bool]
    extra_time: Mapped[bool]
    joker: Mapped[int | None]
    player_id: Mapped[str | None] = mapped_column(
        ForeignKey("players.id", ondelete="SET NULL"), index=True
    )
    approved: Mapped[bool]
    online_at: Mapped[datetime | None]
    joined_at: Mapped[datetime]
    let_in_at: Mapped[datetime | None]


class NightAnswer(Base):
    """A seat's answer to a question of a night: one row, however often it was sent."""

    __tablename__ = "night_answers"

    night_id: Mapped[str] = mapped_column(
        ForeignKey("nights.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seat_id: Mapped[str] = mapped_column(
        ForeignKey("seats.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    given: Mapped[str] = mapped_column(Text)
    complete: Mapped[bool]
    used: Mapped[float]
    credit: Mapped[float]
    raw: Mapped[float]
    revision: Mapped[int]
    received_at: Mapped[datetime]


class Wager(Base):
    """What a seat put in on a question."""

    __tablename__ = "wagers"

    night_id: Mapped[str] = mapped_column(
        ForeignKey("nights.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seat_id: Mapped[str] = mapped_column(
        ForeignKey("seats.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    amount: Mapped[int]


class NightResult(Base):
    """What a seat earned with a question; worked out from the answers, anew when need be."""

    __tablename__ = "night_results"

    night_id: Mapped[str] = mapped_column(
        ForeignKey("nights.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seat_id: Mapped[str] = mapped_column(
        ForeignKey("seats.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    mark: Mapped[str] = mapped_column(String(10))
    points: Mapped[int]
    bonus: Mapped[int]
    distance: Mapped[float | None]


class NightVoice(Base):
    """Who spoke for a team when a question was judged: one for each team, whoever leads it later.

    For a team that was formed later, it is who formed it. The seat may be gone; then nobody else
    speaks in its place.
    """

    __tablename__ = "night_voices"

    night_id: Mapped[str] = mapped_column(
        ForeignKey("nights.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    seat_id: Mapped[str] = mapped_column(String(32))


class NightRoll(Base):
    """To whom a question was put, and on what terms, when its answer was shown.

    A row each, as JSON: of thousands of seats it is written while they wait.
    """

    __tablename__ = "night_rolls"

    night_id: Mapped[str] = mapped_column(
        ForeignKey("nights.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    roll: Mapped[str] = mapped_column(Text)


class NightAudit(Base):
    """What a host did."""

    __tablename__ = "night_audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    night_id: Mapped[str] = mapped_column(ForeignKey("nights.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    what: Mapped[str] = mapped_column(String(500))


class NightTemplate(Base):
    """A night to be planned again."""

    __tablename__ = "night_templates"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    owner_id: Mapped[str] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]
