"""Packs of people with versions, drafts, uploads and ratings; what became of a report."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BEFORE = ("pack_id", "draft_id", "owner_id", "digest", "version", "saved_at")


def upgrade() -> None:
    """Move the schema on."""
    kept = _empty("is_shared")
    table = op.create_table(
        "own_packs",
        *_columns(draft_is_needed=False),
        sa.Column("visibility", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("based_on", sa.String(length=200), nullable=False),
        sa.Column("based_title", sa.String(length=400), nullable=False),
        sa.Column("based_by", sa.String(length=400), nullable=False),
        sa.Column("based_owner_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["based_owner_id"],
            ["players.id"],
            name="fk_own_packs_based_owner_id",
            ondelete="SET NULL",
        ),
        *_constraints(),
    )
    for name in ("owner_id", "visibility", "based_owner_id"):
        op.create_index(f"ix_own_packs_{name}", "own_packs", [name])
    steps = op.create_table(
        "pack_steps",
        sa.Column("pack_id", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["own_packs.pack_id"], name="fk_pack_steps_pack_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["digest"], ["pack_versions.digest"], name="fk_pack_steps_digest"),
        sa.PrimaryKeyConstraint("pack_id", "number", name="pk_pack_steps"),
    )
    op.create_table(
        "pack_drafts",
        sa.Column("pack_id", sa.String(length=32), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["pack_id"], ["own_packs.pack_id"], name="fk_pack_drafts_pack_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pack_id", name="pk_pack_drafts"),
    )
    op.create_table(
        "pack_uploads",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("report", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["players.id"], name="fk_pack_uploads_owner_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pack_uploads"),
    )
    op.create_index("ix_pack_uploads_owner_id", "pack_uploads", ["owner_id"])
    op.create_index("ix_pack_uploads_made_at", "pack_uploads", ["made_at"])
    op.create_table(
        "pack_ratings",
        sa.Column("pack_id", sa.String(length=200), nullable=False),
        sa.Column("player_id", sa.String(length=32), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["player_id"], ["players.id"], name="fk_pack_ratings_player_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pack_id", "player_id", name="pk_pack_ratings"),
    )
    op.create_index("ix_pack_ratings_player_id", "pack_ratings", ["player_id"])
    op.add_column("reports", sa.Column("seat_id", sa.String(length=32), nullable=True))
    op.add_column(
        "reports", sa.Column("state", sa.String(length=10), server_default="open", nullable=False)
    )
    op.create_index("ix_reports_pack", "reports", ["pack_id", "state"])
    op.create_index(
        "ix_reports_seat", "reports", ["seat_id", "pack_id", "question_id"], unique=True
    )
    op.create_index("ix_rounds_scope", "rounds", ["scope", "finished_at"])
    nothing = {"revision": 1, "content": "", "based_on": "", "based_title": "", "based_by": ""}
    for row in kept:
        seen = "unlisted" if row.pop("is_shared") else "private"
        op.execute(sa.insert(table).values(**row, **nothing, visibility=seen))
        step = {name: row[name] for name in ("pack_id", "digest", "saved_at")}
        op.execute(sa.insert(steps).values(**step, number=row["version"], note=""))


def downgrade() -> None:
    """Move the schema back. Packs that were not made of moments are lost, and older versions."""
    op.drop_index("ix_rounds_scope", table_name="rounds")
    op.drop_index("ix_reports_seat", table_name="reports")
    op.drop_index("ix_reports_pack", table_name="reports")
    op.drop_column("reports", "state")
    op.drop_column("reports", "seat_id")
    for name in ("pack_ratings", "pack_uploads", "pack_drafts", "pack_steps"):
        op.drop_table(name)
    op.drop_index("ix_own_packs_based_owner_id", table_name="own_packs")
    op.drop_index("ix_own_packs_visibility", table_name="own_packs")
    kept = _empty("visibility")
    table = op.create_table(
        "own_packs",
        *_columns(draft_is_needed=True),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        *_constraints(),
    )
    op.create_index("ix_own_packs_owner_id", "own_packs", ["owner_id"])
    for row in kept:
        if row["draft_id"] is not None:
            shared = row.pop("visibility") != "private"
            op.execute(sa.insert(table).values(**row, is_shared=shared))


def _empty(last: str) -> list[dict[str, Any]]:
    """Take the packs out, and their table away: SQLite changes no column of a table there is."""
    types: dict[str, Any] = {
        "version": sa.Integer(),
        "saved_at": sa.DateTime(timezone=True),
        "is_shared": sa.Boolean(),
    }
    columns = [sa.column(name, types.get(name, sa.String())) for name in (*_BEFORE, last)]
    rows = op.get_bind().execute(sa.select(*columns).select_from(sa.table("own_packs")))
    kept = [dict(row) for row in rows.mappings()]
    op.drop_index("ix_own_packs_owner_id", table_name="own_packs")
    op.drop_table("own_packs")
    return kept


def _columns(*, draft_is_needed: bool) -> list[sa.Column[Any]]:
    return [
        sa.Column("pack_id", sa.String(length=32), nullable=False),
        sa.Column("draft_id", sa.String(length=32), nullable=not draft_is_needed),
        sa.Column("owner_id", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    ]


def _constraints() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["draft_id"], ["moments_drafts.id"], name="fk_own_packs_draft_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["players.id"], name="fk_own_packs_owner_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["digest"], ["pack_versions.digest"], name="fk_own_packs_digest"),
        sa.PrimaryKeyConstraint("pack_id", name="pk_own_packs"),
        sa.UniqueConstraint("draft_id", name="uq_own_packs_draft_id"),
    ]
