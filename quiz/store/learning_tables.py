"""The tables of what play teaches: how hard questions are, how skilled players, who met what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quiz.store.night_tables import Night
from quiz.store.tables import Base


class QuestionPlay(Base):
    """What first answers say of a question, as long as its content stays what it is."""

    __tablename__ = "question_plays"

    pack_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    content: Mapped[str] = mapped_column(String(16), primary_key=True)
    level: Mapped[str] = mapped_column(String(10))
    difficulty: Mapped[float]
    n: Mapped[int]
    right_count: Mapped[int]
    chosen: Mapped[dict[str, Any]] = mapped_column(JSON)


class Skill(Base):
    """How skilled a player is in a topic; the empty topic is all of them."""

    __tablename__ = "skills"

    player_id: Mapped[str] = mapped_column(
        ForeignKey("players.id", ondelete="CASCADE"), primary_key=True
    )
    topic: Mapped[str] = mapped_column(String(200), primary_key=True)
    skill: Mapped[float]
    n: Mapped[int]


class FirstAnswer(Base):
    """What somebody answered to a question at first sight. Whatever comes later teaches nothing.

    ``who`` is a player, or the seat of a night that belongs to none; ``predicted`` how likely the
    answer was right, None where none was given in time.
    """

    __tablename__ = "first_answers"

    who: Mapped[str] = mapped_column(String(32), primary_key=True)
    pack_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    question_id: Mapped[str] = mapped_column(String(200), primary_key=True)
    content: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(10))
    predicted: Mapped[float | None]
    answered_at: Mapped[datetime]


class RatedNight(Base):
    """A night whose answers were learned from."""

    __tablename__ = "rated_nights"

    night_id: Mapped[str] = mapped_column(
        ForeignKey(Night.id, ondelete="CASCADE"), primary_key=True
    )
    rated_at: Mapped[datetime]
