"""Pictures and sounds of drafts are their authors' alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.create_table(
        "media_holds",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("player_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["digest"], ["media.digest"], name="fk_media_holds_digest", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["player_id"], ["players.id"], name="fk_media_holds_player_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", "player_id", name="pk_media_holds"),
    )
    op.create_index("ix_media_holds_player_id", "media_holds", ["player_id"])


def downgrade() -> None:
    """Move the schema back. What was held back is served to whoever has its address then."""
    op.drop_index("ix_media_holds_player_id", table_name="media_holds")
    op.drop_table("media_holds")
