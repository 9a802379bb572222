"""Several statements in one round trip, where the database allows it.

A server of greenlets lets all others who are ready go on each time it waits for the database. In a
rush those are hundreds, so that six statements one after the other take six times as long as all of
them; sent together, they wait once. PostgreSQL's drivers call it the pipeline mode:
https://www.postgresql.org/docs/current/libpq-pipeline-mode.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, Column, ColumnElement, Select, any_, bindparam, exc, func
from sqlalchemy.orm import Session

Among = Callable[[Column[Any], str | Select[Any]], ColumnElement[bool]]
"""Makes the condition that a column is one of a named list, or of what a query finds."""


class Query(NamedTuple):
    """A query in the two ways in which databases take a list."""

    apart: Select[Any]
    together: Select[Any]


def query(made: Callable[[Among], Select[Any]]) -> Query:
    """Return a query; ``made`` makes it, and is given how to say “one of these”.

    A list of PostgreSQL is one value, so that the text is always the same and is planned once.
    """
    return Query(made(_expanded), made(_any))


def fetch(tx: Session, values: Mapping[str, Any], *queries: Query) -> list[Sequence[Any]]:
    """Return the rows of each query; their columns have names. ``values`` are for all of them.

    Times of PostgreSQL are aware, and in the zone of the connection.
    """
    if tx.get_bind().dialect.name == "sqlite":
        connection = tx.connection()
        return [connection.execute(one.apart, dict(values)).all() for one in queries]
    from psycopg.rows import namedtuple_row  # noqa: PLC0415 - only where there is PostgreSQL

    cursors = []
    with _pipeline(tx) as raw:
        for one in queries:
            cursor = raw.cursor(row_factory=namedtuple_row)
            cursors.append(cursor.execute(_text(one.together), values, prepare=True))
    return [cursor.fetchall() for cursor in cursors]


def write_last(tx: Session, statement: str, values: Sequence[Any]) -> int:
    """Carry out a statement of PostgreSQL and commit; return how many rows it wrote.

    The transaction is over after it, so that it is the last that is done there.
    """
    with _pipeline(tx) as raw:
        written = raw.execute(statement, values, prepare=True)
        raw.execute("COMMIT")
    return int(written.rowcount)


@contextmanager
def _pipeline(tx: Session) -> Iterator[Any]:
    """Have all that is executed on the driver's connection answered at the end."""
    connection = tx.connection()
    raw: Any = connection.connection.driver_connection
    driver: Any = connection.dialect.loaded_dbapi
    try:
        with raw.pipeline():
            yield raw
    except driver.Error as error:
        if raw.closed:
            connection.invalidate(error)
        raise exc.DBAPIError.instance("", None, error, driver.Error) from error


@cache
def _text(statement: Select[Any]) -> str:
    from sqlalchemy.dialects.postgresql import psycopg  # noqa: PLC0415 - likewise

    dialect: Any = psycopg.dialect
    return str(statement.compile(dialect=dialect()))


def _expanded(column: Column[Any], those: str | Select[Any]) -> ColumnElement[bool]:
    return column.in_(bindparam(those, expanding=True) if isinstance(those, str) else those)


def _any(column: Column[Any], those: str | Select[Any]) -> ColumnElement[bool]:
    """Say it with an array, which is looked up in an index whatever is known of the tables."""
    if isinstance(those, str):
        return column == any_(bindparam(those, type_=ARRAY(column.type)))
    return column == any_(func.array(those.scalar_subquery()))
