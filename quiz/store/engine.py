"""Makes the engine: SQLite that survives a power cut, or PostgreSQL.

SQLite: write-ahead log with ``synchronous=FULL`` (NORMAL may lose acknowledged answers when the
power goes), foreign keys, overwritten deletions, ``BEGIN IMMEDIATE`` for writes (a transaction
that reads first and writes later fails under load). What waits for the disk or for another
process's lock goes through ``offload``, so that a server of greenlets can put it on a thread.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url

from quiz.errors import BadInputError

PATIENCE_SECONDS = 5.0
WRITING = "quiz_writing"

_PRAGMAS = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
"""

T = TypeVar("T")


class Offload(Protocol):
    """Does a piece of blocking work and returns what it returns, or raises what it raises."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Do it."""
        ...


Ready = Callable[[int, int], int]
"""Waits until the socket of a descriptor can be read (1), written (2), or either (3); tells which.

0 is no more than that somebody looked.
"""


def at_once(work: Callable[[], T], /) -> T:
    """Do the work here and now: the way of every program that has threads."""
    return work()


def make_engine(
    url: str,
    offload: Offload = at_once,
    patience: float = PATIENCE_SECONDS,
    ready: Ready | None = None,
) -> Engine:
    """Return an engine for ``sqlite`` or ``postgresql+psycopg``; nothing is opened yet.

    ``patience`` is how many seconds to wait for a lock or for a free connection.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, offload, patience)
    try:
        engine = create_engine(
            parsed,
            pool_size=10,
            max_overflow=20,
            pool_timeout=patience,
            pool_use_lifo=True,  # the one used last knows the statements
            connect_args={
                "connect_timeout": 5,
                "options": f"-c lock_timeout={patience * 1000:.0f}ms",
                "application_name": "greenroom",
            },
        )
    except ModuleNotFoundError:
        told = "QUIZ_DATABASE_URL names PostgreSQL: pip install 'greenroom[postgres]' first."
        raise BadInputError(told) from None
    event.listen(engine, "checkout", _refuse_the_dead)
    if ready is not None:
        event.listen(engine, "do_connect", _connecting(ready))
    return engine


def _connecting(ready: Ready) -> Callable[..., Any]:
    from psycopg import Connection as Plain  # noqa: PLC0415 - only where there is PostgreSQL

    class PatientConnection(Plain[Any]):
        """Waits for the server's answers where ``ready`` says."""

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            if timeout is not None:
                return super().wait(gen, interval, timeout)
            fileno = self.pgconn.socket
            try:
                wanted = next(gen)
                while True:
                    wanted = gen.send(ready(fileno, wanted))
            except StopIteration as done:
                return done.value

    def connect(_dialect: object, _record: object, args: Any, named: Any) -> Any:
        return PatientConnection.connect(*args, **named)

    return connect


def _refuse_the_dead(connection: Any, _record: object, _fairy: object) -> None:
    """Take a new connection for one whose server has gone: that costs no visitor an error.

    The system knows when it has; nobody waits for the server to say that it has not, as the pool's
    own ping does, which breaks with an error of its own when a stop interrupts it.
    """
    with contextlib.suppress(connection.OperationalError):
        connection.pgconn.consume_input()  # its last words
        connection.pgconn.consume_input()  # and that it has hung up
        if not connection.closed:
            return
    raise exc.DisconnectionError("the server of the database has gone")


def _sqlite(url: URL, offload: Offload, patience: float) -> Engine:
    engine = create_engine(
        url,
        pool_timeout=patience,
        pool_use_lifo=True,  # the one used last has the pages at hand
        connect_args={
            "factory": _connection_class(offload),
            "timeout": patience,
            # The thread that commits is not the one that opened; SQLAlchemy's pool sees to it
            # that only one uses a connection at a time.
            "check_same_thread": False,
        },
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _connection_class(offload: Offload) -> type[sqlite3.Connection]:
    class PatientConnection(sqlite3.Connection):
        """Waits for locks and disks where ``offload`` says."""

        writing = False

        def begin(self, *, writing: bool) -> None:
            self.writing = writing
            if writing:
                offload(lambda: self.execute("BEGIN IMMEDIATE"))
            else:
                self.execute("BEGIN")

        def commit(self) -> None:
            if self.writing:
                offload(super().commit)
            else:
                super().commit()

        def checkpoint(self) -> None:
            offload(lambda: self.execute("PRAGMA wal_checkpoint(TRUNCATE)"))

    return PatientConnection


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.executescript(_PRAGMAS)


def _begin(connection: Connection) -> None:
    raw: Any = connection.connection.driver_connection
    raw.begin(writing=connection.get_execution_options().get(WRITING, False))
