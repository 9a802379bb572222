"""The tables of nights: plans, seats, teams, answers, wagers, results, audit, templates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Move the schema on."""
    op.create_table(
        "nights",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=True),
        sa.Column("host_hash", sa.String(length=64), nullable=False),
        sa.Column("screen_key", sa.String(length=64), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("plan", sa.JSON(), nullable=False),
        sa.Column("plan_digest", sa.String(length=64), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("touched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("over_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["players.id"], name="fk_nights_owner_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nights"),
        sa.UniqueConstraint("screen_key", name="uq_nights_screen_key"),
        sa.UniqueConstraint("code", name="uq_nights_code"),
    )
    op.create_index("ix_nights_owner_id", "nights", ["owner_id"])
    op.create_index("ix_nights_touched_at", "nights", ["touched_at"])
    op.create_table(
        "night_templates",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["players.id"], name="fk_night_templates_owner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_night_templates"),
    )
    op.create_index("ix_night_templates_owner_id", "night_templates", ["owner_id"])
    op.create_table(
        "night_audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_night_audit_night_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_night_audit"),
    )
    op.create_index("ix_night_audit_night_id", "night_audit", ["night_id"])
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_teams_night_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("night_id", "name_key", name="uq_teams_night_id"),
    )
    op.create_table(
        "seats",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=True),
        sa.Column("rescue_hash", sa.String(length=64), nullable=False),
        sa.Column("device_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("live_key", sa.String(length=200), nullable=True),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("team_id", sa.String(length=32), nullable=False),
        sa.Column("is_captain", sa.Boolean(), nullable=False),
        sa.Column("is_audience", sa.Boolean(), nullable=False),
        sa.Column("extra_time", sa.Boolean(), nullable=False),
        sa.Column("joker", sa.Integer(), nullable=True),
        sa.Column("player_id", sa.String(length=32), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=False),
        sa.Column("online_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_seats_night_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["player_id"], ["players.id"], name="fk_seats_player_id", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_seats"),
        sa.UniqueConstraint("token_hash", name="uq_seats_token_hash"),
        sa.UniqueConstraint("night_id", "live_key", name="uq_seats_night_id"),
    )
    op.create_index("ix_seats_device", "seats", ["night_id", "device_hash"])
    op.create_index("ix_seats_player_id", "seats", ["player_id"])
    op.create_index("ix_seats_rescue", "seats", ["night_id", "rescue_hash"])
    op.create_table(
        "night_answers",
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seat_id", sa.String(length=32), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("used", sa.Double(), nullable=False),
        sa.Column("credit", sa.Double(), nullable=False),
        sa.Column("raw", sa.Double(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_night_answers_night_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name="fk_night_answers_seat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("night_id", "number", "seat_id", name="pk_night_answers"),
    )
    op.create_index("ix_night_answers_seat_id", "night_answers", ["seat_id"])
    op.create_table(
        "wagers",
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seat_id", sa.String(length=32), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_wagers_night_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name="fk_wagers_seat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("night_id", "number", "seat_id", name="pk_wagers"),
    )
    op.create_index("ix_wagers_seat_id", "wagers", ["seat_id"])
    op.create_table(
        "night_results",
        sa.Column("night_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seat_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.String(length=10), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("bonus", sa.Integer(), nullable=False),
        sa.Column("distance", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["night_id"], ["nights.id"], name="fk_night_results_night_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seat_id"], ["seats.id"], name="fk_night_results_seat_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("night_id", "number", "seat_id", name="pk_night_results"),
    )
    op.create_index("ix_night_results_seat_id", "night_results", ["seat_id"])


def downgrade() -> None:
    """Move the schema back."""
    op.drop_index("ix_night_results_seat_id", table_name="night_results")
    op.drop_table("night_results")
    op.drop_index("ix_wagers_seat_id", table_name="wagers")
    op.drop_table("wagers")
    op.drop_index("ix_night_answers_seat_id", table_name="night_answers")
    op.drop_table("night_answers")
    op.drop_index("ix_seats_device", table_name="seats")
    op.drop_index("ix_seats_player_id", table_name="seats")
    op.drop_index("ix_seats_rescue", table_name="seats")
    op.drop_table("seats")
    op.drop_table("teams")
    op.drop_index("ix_night_audit_night_id", table_name="night_audit")
    op.drop_table("night_audit")
    op.drop_index("ix_night_templates_owner_id", table_name="night_templates")
    op.drop_table("night_templates")
    op.drop_index("ix_nights_owner_id", table_name="nights")
    op.drop_index("ix_nights_touched_at", table_name="nights")
    op.drop_table("nights")
