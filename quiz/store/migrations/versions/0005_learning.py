"""What play teaches: difficulty of questions, skill of players, first answers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.create_table(
        "question_plays",
        sa.Column("pack_id", sa.String(length=200), nullable=False),
        sa.Column("question_id", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=16), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("right_count", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("pack_id", "question_id", "content", name="pk_question_plays"),
    )
    op.create_table(
        "skills",
        sa.Column("player_id", sa.String(length=32), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("skill", sa.Double(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["player_id"], ["players.id"], name="fk_skills_player_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("player_id", "topic", name="pk_skills"),
    )
    op.create_table(
        "first_answers",
        sa.Column("who", sa.String(length=32), nullable=False),
        sa.Column("pack_id", sa.String(length=200), nullable=False),
        sa.Column("question_id", sa.String(length=200), nullable=False),
        sa.Column("content", sa.String(length=16), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("predicted", sa.Double(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("who", "pack_id", "question_id", name="pk_first_answers"),
    )
    op.create_table(
        "rated_nights",
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_rated_nights_night_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("night_id", name="pk_rated_nights"),
    )


def downgrade() -> None:
    """Move the schema back."""
    for table in ("rated_nights", "first_answers", "skills", "question_plays"):
        op.drop_table(table)
