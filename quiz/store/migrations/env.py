"""Alembic's way in: migrates over the connection that ``quiz.store.schema`` hands it."""

from __future__ import annotations

from alembic import context

from quiz.store.night_tables import Night

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Night.metadata,
    transactional_ddl=True,  # SQLite can, once BEGIN is said: all of it happens, or nothing
    render_as_batch=True,  # SQLite changes a column by making the table anew
    compare_type=True,
)
context.run_migrations()
