"""Who spoke for a team is kept with each question; who waited at the door has come in then."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_SPOKEN = """
    INSERT INTO night_voices (night_id, number, team_id, seat_id)
    SELECT earned.night_id, earned.number, lead.team_id, lead.id
    FROM night_results AS earned JOIN seats AS lead ON lead.id = earned.seat_id
    WHERE lead.team_id <> '' AND lead.id = (
        SELECT one.id FROM seats AS one
        WHERE one.night_id = lead.night_id AND one.team_id = lead.team_id
            AND one.status = 'in' AND NOT one.is_audience
        ORDER BY one.is_captain DESC, one.joined_at, one.id LIMIT 1
    )
"""


def upgrade() -> None:
    """Move the schema on. Until now the points of a team were those of who led it last."""
    op.create_table(
        "night_voices",
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("seat_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_night_voices_night_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("night_id", "number", "team_id", name="pk_night_voices"),
    )
    op.execute(_SPOKEN)
    op.add_column("seats", sa.Column("let_in_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Move the schema back."""
    op.drop_column("seats", "let_in_at")
    op.drop_table("night_voices")
