"""Steps of moments files, to be undone, and the packs that their authors saved of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.create_table(
        "moments_steps",
        sa.Column("draft_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("before", sa.LargeBinary(), nullable=False),
        sa.Column("told", sa.String(length=200), nullable=False),
        sa.Column("is_undo", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["moments_drafts.id"],
            name="fk_moments_steps_draft_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_id", "number", name="pk_moments_steps"),
    )
    op.create_table(
        "own_packs",
        sa.Column("pack_id", sa.String(length=32), nullable=False),
        sa.Column("draft_id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["moments_drafts.id"], name="fk_own_packs_draft_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["players.id"], name="fk_own_packs_owner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["digest"], ["pack_versions.digest"], name="fk_own_packs_digest"),
        sa.PrimaryKeyConstraint("pack_id", name="pk_own_packs"),
        sa.UniqueConstraint("draft_id", name="uq_own_packs_draft_id"),
    )
    op.create_index("ix_own_packs_owner_id", "own_packs", ["owner_id"])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_index("ix_own_packs_owner_id", table_name="own_packs")
    op.drop_table("own_packs")
    op.drop_table("moments_steps")
