"""Files of moments that their authors still work on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.create_table(
        "moments_drafts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["players.id"], name="fk_moments_drafts_owner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_moments_drafts"),
    )
    op.create_index("ix_moments_drafts_owner_id", "moments_drafts", ["owner_id"])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_index("ix_moments_drafts_owner_id", table_name="moments_drafts")
    op.drop_table("moments_drafts")
