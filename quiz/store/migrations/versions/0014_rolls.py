"""To whom a question was put, and on what terms, is kept with it; a team has its joker itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_JOKERS = """
    UPDATE teams SET joker = (
        SELECT max(seats.joker) FROM seats
        WHERE seats.night_id = teams.night_id AND seats.team_id = teams.id
    )
"""


def upgrade() -> None:
    """Move the schema on. Questions of before have no roll: they are judged as people sit now."""
    op.create_table(
        "night_rolls",
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("roll", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_night_rolls_night_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("night_id", "number", name="pk_night_rolls"),
    )
    op.add_column("teams", sa.Column("joker", sa.Integer(), nullable=True))
    op.execute(_JOKERS)


def downgrade() -> None:
    """Move the schema back."""
    op.drop_column("teams", "joker")
    op.drop_table("night_rolls")
