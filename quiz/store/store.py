"""The store: transactions that either happen whole or leave no trace, and errors one can read."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, exc, text
from sqlalchemy.orm import Session

from quiz.errors import BadInputError, ConflictError, StorageError
from quiz.store.engine import PATIENCE_SECONDS, WRITING, Offload, Ready, at_once, make_engine

Transaction = Session
"""What every function of this room takes first. Other rooms hand it on and look no deeper."""

_log = logging.getLogger(__name__)

_UNKEPT = (
    "Something in it cannot be kept, such as a character that nobody sees. Nothing was saved: "
    "type it anew."
)
_CAUSES = {
    "disk is full": "The disk is full.",
    "no space left": "The disk is full.",
    "disk i/o error": "The disk cannot be written or read.",
    "readonly database": "The database may not be written.",
    "unable to open": "The database file cannot be opened.",
    "not a database": "The database file is not a database, or is damaged.",
    "malformed": "The database file is damaged.",
    "locked": "The database is busy with something else.",
    "timeout": "The database is busy with something else.",
    "connect": "The database cannot be reached.",
    "closed": "The database cannot be reached.",
    "no such table": "The database has no tables yet: run “quiz db upgrade”.",
    "does not exist": "The database has no tables yet: run “quiz db upgrade”.",
}


class Store:
    """A database. ``reading`` and ``writing`` are its transactions.

    All writers of this process wait in one line before they take a connection: SQLite has but
    one writer, and writers that wait while they hold connections would leave none to readers.
    PostgreSQL sorts its writers out itself.
    """

    def __init__(
        self,
        url: str,
        offload: Offload = at_once,
        patience: float = PATIENCE_SECONDS,
        ready: Ready | None = None,
    ) -> None:
        self.engine: Engine = make_engine(url, offload, patience, ready)
        self.patience = patience
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._writers = self.engine.execution_options(**{WRITING: True})
        self._readers = self.engine
        if not self.is_sqlite:
            self._readers = self.engine.execution_options(isolation_level="REPEATABLE READ")
        self._line = threading.Lock()

    @property
    def place(self) -> str:
        """Where the database is, without its password."""
        url = self.engine.url
        return str(url.database) if self.is_sqlite else url.render_as_string(hide_password=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a transaction that sees one state of the database and changes nothing.

        Raises StorageError when the database cannot be read.
        """
        with readable_errors(), Session(self._readers, expire_on_commit=False) as tx, tx.begin():
            yield tx

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a transaction that may change the database; what it did is on disk at the end.

        Raises StorageError when it cannot be, ConflictError when someone was first, BadInputError
        for what no database takes; then, as after any error inside, nothing of it is kept.
        """
        with (
            self._in_line(),
            readable_errors(),
            Session(self._writers, expire_on_commit=False) as tx,
            tx.begin(),
        ):
            yield tx

    def exists(self) -> bool:
        """Tell whether there is a database; to connect to SQLite would make one."""
        return not self.is_sqlite or Path(self.engine.url.database or "").exists()

    def ping(self) -> None:
        """Raise StorageError unless the database answers."""
        with self.reading() as tx:
            tx.execute(text("SELECT 1"))

    def damage(self) -> list[str]:
        """Return what is broken in the file of the database; PostgreSQL minds its own."""
        if not self.is_sqlite:
            return []
        with self.reading() as tx:
            found = [str(row[0]) for row in tx.execute(text("PRAGMA integrity_check"))]
            found += [f"broken link: {row}" for row in tx.execute(text("PRAGMA foreign_key_check"))]
        return [fault for fault in found if fault != "ok"]

    def scrub(self) -> None:
        """Let go of what was deleted, also in SQLite's log."""
        if self.is_sqlite:
            with self._in_line(), readable_errors(), self.engine.connect() as connection:
                raw: Any = connection.connection.driver_connection
                raw.checkpoint()

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def _in_line(self) -> Iterator[None]:
        if not self.is_sqlite:
            yield
        elif self._line.acquire(timeout=2 * self.patience):
            try:
                yield
            finally:
                self._line.release()
        else:
            raise StorageError("The database is busy with something else. Try again in a moment.")


@contextmanager
def readable_errors() -> Iterator[None]:
    """Turn what a driver says into an error for a person to read.

    StorageError, ConflictError for who comes second, BadInputError for what no database takes.
    """
    try:
        yield
    except exc.IntegrityError as error:
        raise ConflictError("Someone else was first. Load the page again.") from error
    except exc.DataError as error:
        _log.warning("database: %s", _reason(error))
        raise BadInputError(_UNKEPT) from error
    except (sqlite3.Error, exc.DBAPIError, exc.TimeoutError) as error:
        _log.warning("database: %s", _reason(error))
        raise StorageError(f"{_cause(error)} Nothing was saved; try again.") from error


def _reason(error: Exception) -> str:
    """Return the driver's message alone: no statement, no values, which may be personal."""
    told = error.orig if isinstance(error, exc.DBAPIError) else error
    return f"{type(told).__name__}: {told}".strip()


def _cause(error: Exception) -> str:
    reason = _reason(error).casefold()
    found = (told for sign, told in _CAUSES.items() if sign in reason)
    return next(found, "The database does not work as it should.")
