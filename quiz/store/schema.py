"""Brings the schema of a database up to date, or back, and tells how far it is.

A migration happens whole or not at all, on both databases, and two servers that start at once
do not migrate twice: SQLite has one writer, PostgreSQL an advisory lock.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from quiz.errors import BadInputError
from quiz.store.store import Store, readable_errors

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0014"
"""The newest revision; known here so that a start needs no Alembic when nothing is to be done."""

_ADVISORY_LOCK = 7_119_201_437
_MIGRATIONS = Path(__file__).parent / "migrations"


def revision(store: Store) -> str | None:
    """Return the revision of the database, or None when it is empty."""
    with readable_errors(), store.engine.connect() as connection:
        return _revision(connection)


def upgrade(store: Store, to: str = HEAD) -> bool:
    """Bring the schema up to ``to``; return whether anything was to be done.

    Raises BadInputError when the database was made by a newer Greenroom.
    """
    with store.writing() as tx:
        connection = tx.connection()
        if not store.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        at = _revision(connection)
        if at == to:
            return False
        config = _config(connection)
        _refuse_newer(config, at)
        from alembic import command  # noqa: PLC0415 - slow to load, and mostly not needed

        command.upgrade(config, to)
    return True


def downgrade(store: Store, to: str) -> None:
    """Take the schema back to ``to``; ``base`` drops every table."""
    with store.writing() as tx:
        from alembic import command  # noqa: PLC0415 - likewise

        command.downgrade(_config(tx.connection()), to)


def difference(store: Store) -> list[str]:
    """Return how the tables of the database differ from what the code expects; empty is good."""
    with readable_errors(), store.engine.connect() as connection:
        from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - likewise
        from alembic.migration import MigrationContext  # noqa: PLC0415 - likewise

        from quiz.store.media_tables import METADATA  # noqa: PLC0415 - likewise

        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return [str(change) for change in compare_metadata(context, METADATA)]


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _config(connection: Connection) -> Config:
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _refuse_newer(config: Config, at: str | None) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - likewise

    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if at is not None and at not in known:
        told = (
            f"The database was made by a newer Greenroom (its schema is {at}, this one knows "
            f"{HEAD}). Install that one again, or set QUIZ_DATABASE_URL to another database."
        )
        raise BadInputError(told)
