"""Teams know whether a player founded them: those go when everybody has left them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on. Teams that are there stay, as those of hosts do."""
    op.add_column(
        "teams", sa.Column("by_player", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def downgrade() -> None:
    """Move the schema back."""
    op.drop_column("teams", "by_player")
