"""Cards of questions that players missed, and rounds of a kind."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.add_column(
        "rounds",
        sa.Column("kind", sa.String(length=10), server_default="free", nullable=False),
    )
    op.create_table(
        "review_cards",
        sa.Column("player_id", sa.String(length=32), nullable=False),
        sa.Column("pack_id", sa.String(length=200), nullable=False),
        sa.Column("question_id", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["pack_versions.digest"], name="fk_review_cards_digest"
        ),
        sa.ForeignKeyConstraint(
            ["player_id"], ["players.id"], name="fk_review_cards_player_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("player_id", "pack_id", "question_id", name="pk_review_cards"),
    )
    op.create_index("ix_review_cards_due", "review_cards", ["player_id", "due"])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_index("ix_review_cards_due", table_name="review_cards")
    op.drop_table("review_cards")
    op.drop_column("rounds", "kind")
