"""Cards are found by their pack: what play says of its questions is asked for by that."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.create_index("ix_cards_pack", "cards", ["pack_id", "round_id"])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_index("ix_cards_pack", table_name="cards")
